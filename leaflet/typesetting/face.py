"""The typeface: Source Sans 3 in three weights, its advance widths and the glyphs it has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from leaflet.errors import GlyphError, Problem
from leaflet.typesetting.font_file import open_font
from leaflet.typesetting.kerning import Kerning, read_kerning

_MISSING = 500


class Weight(Enum):
    """The three weights in use; the value is the stem of the font's file name."""

    # That of Enum hashes the name anew each time, and faces are looked up for every text.
    __hash__ = object.__hash__

    REGULAR = "SourceSans3-Regular"
    SEMIBOLD = "SourceSans3-SemiBold"
    BOLD = "SourceSans3-Bold"


@dataclass(frozen=True, slots=True)
class Face:
    """One weight of the typeface.

    Attributes:
        advances: The advance width of every character it has, in thousandths of the size.
        kerning: How far pairs of its letters move together.
        remembered: Widths that were measured, or ``None`` where nothing is to be remembered.
    """

    advances: Mapping[str, int]
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
        try:
            advance = sum(map(self.advances.__getitem__, text))
        except KeyError:  # a character that is missing is refused before anything is printed
            advance = sum(self.advances.get(each, _MISSING) for each in text)
        return float(advance + sum(self.kerning.moves(text)))

    def missing(self, text: str) -> tuple[str, ...]:
        """Characters of ``text`` that this face cannot draw, each once, in order."""
        if self.advances.keys() >= set(text):
            return ()
        shown = normalize("NFC", text).replace("\n", "")
        return tuple(dict.fromkeys(c for c in shown if c not in self.advances))


@dataclass(frozen=True, slots=True)
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


def _load(file: Path) -> Face:
    advances = open_font(file).advances
    try:
        return Face(advances, read_kerning(file.with_suffix(".kerning.json")))
    except (OSError, ValueError, LookupError) as error:
        raise GlyphError(
            Problem(f"fonts/{file.name}", "this font cannot be read", "install leaflet again")
        ) from error


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
