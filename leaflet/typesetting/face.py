"""The typeface: Source Sans 3 in three weights, its advance widths and the glyphs it has."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum
from functools import lru_cache
from pathlib import Path

from leaflet.errors import GlyphError, Problem
from leaflet.frozen import frozen
from leaflet.typesetting.kerning import Kerning

_MISSING = 500


class Weight(Enum):
    """The three weights in use; the value is the stem of the font's file name."""

    # That of Enum hashes the name anew each time, and faces are looked up for every text.
    __hash__ = object.__hash__

    REGULAR = "SourceSans3-Regular"
    SEMIBOLD = "SourceSans3-SemiBold"
    BOLD = "SourceSans3-Bold"


class Advances(dict[str, int]):
    """Advance widths by character, in thousandths of the size.

    The font file is read when a character is met that is not known yet. One that the font does
    not have counts as half a square: it is refused before anything is printed.
    """

    def __init__(self, file: Path, known: Mapping[str, int]) -> None:
        super().__init__(known)
        self._file = file
        self._whole = False

    def __missing__(self, character: str) -> int:
        self.complete()
        return self.get(character, _MISSING)

    def complete(self) -> None:
        """Read the font file, if that has not been done.

        Raises:
            GlyphError: If it cannot be read.
        """
        if not self._whole:
            from leaflet.typesetting.font_file import open_font  # seldom needed

            self.update(open_font(self._file).advances)
            self._whole = True


@frozen
class Face:
    """One weight of the typeface.

    Attributes:
        advances: The advance width of every character it has, in thousandths of the size.
        kerning: How far pairs of its letters move together.
        remembered: Widths that were measured, or ``None`` where nothing is to be remembered.
    """

    advances: "Advances"
    kerning: Kerning
    remembered: dict[str, float] | None = None

    def width(self, text: str, size: float) -> float:
        """Width of ``text`` at ``size`` with its kerning, in points."""
        if self.remembered is None:
            return self._advance(text) * size / 1000
        advance = self.remembered.get(text)
        if advance is None:
            advance = self.remembered[text] = self._advance(text)
        return advance * size / 1000

    def _advance(self, text: str) -> float:
        """Width of the text in thousandths of the size."""
        return float(sum(map(self.advances.__getitem__, text)) + sum(self.kerning.moves(text)))

    def complete(self) -> None:
        """Read the font and its kerning now, as far as that has not been done.

        Raises:
            GlyphError: If one cannot be read.
        """
        self.advances.complete()
        self.kerning.complete()

    def missing(self, text: str) -> tuple[str, ...]:
        """Characters of ``text`` that this face cannot draw, each once, in order."""
        if self.advances.keys() >= set(text):
            return ()
        self.advances.complete()
        shown = text.replace("\n", "")
        return tuple(dict.fromkeys(c for c in shown if c not in self.advances))


@frozen
class Typeface:
    """The three weights, ready to measure and to draw."""

    faces: Mapping[Weight, Face]

    def __getitem__(self, weight: Weight) -> Face:
        return self.faces[weight]

    def remembering(self) -> "Typeface":
        """The same typeface, which measures a word once: for a brochure, never for a patient."""
        return Typeface({w: replace(face, remembered={}) for w, face in self.faces.items()})


@lru_cache(maxsize=4)
def load_typeface(folder: Path) -> Typeface:
    """Read the three font files from ``folder``.

    Raises:
        GlyphError: If a file is missing, or is not a TrueType font.
    """
    return Typeface({weight: _load(folder / f"{weight.value}.ttf") for weight in Weight})


def known_face(file: Path, advances: Mapping[str, int], moves: Mapping[str, int]) -> Face:
    """A face of which some characters are known; its files are read when others are met.

    Args:
        file: The font file; its kerning stands beside it.
        advances: The advance widths of the characters that are known.
        moves: Every pair of them that moves, with its move.
    """
    kerning = Kerning(_kerning_of(file), moves, "".join(advances))
    return Face(Advances(file, advances), kerning)


def _load(file: Path) -> Face:
    face = known_face(file, {}, {})
    face.complete()
    return face


def _kerning_of(file: Path) -> Path:
    return file.with_suffix(".kerning.json")


def require_glyphs(face: Face, texts: Iterable[tuple[str, str]]) -> None:
    """Check that every character of every text can be drawn (law 3).

    Args:
        face: The face that draws them; the three weights share one set of characters.
        texts: Pairs of a field's name and its text.

    Raises:
        GlyphError: Naming field and code point, never the text itself.
    """
    problems = [
        Problem(
            field,
            f"no bundled font can draw U+{ord(char):04X}",
            "write it with letters that the leaflet's typeface has",
        )
        for field, text in texts
        for char in face.missing(text)
    ]
    if problems:
        raise GlyphError(*problems)
