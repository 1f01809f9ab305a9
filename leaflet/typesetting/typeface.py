"""The typeface: Source Sans 3 in three weights, with advance widths, glyphs and kerning.

Kerning comes from the tables that ``fonts/kerning.py`` writes.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum
from functools import lru_cache
from operator import add
from pathlib import Path

from leaflet.errors import GlyphError, Problem, Where
from leaflet.messages.message import Message, Name
from leaflet.records import frozen

_MOST_KEPT = 500
_NONE: Mapping[str, int] = {}


@frozen
class Groups:
    """Characters in groups that behave alike, and the move of each pair of groups."""

    left: Mapping[str, int]
    right: Mapping[str, int]
    pairs: Mapping[tuple[int | None, int | None], int]


class Kerning:
    """The moves of one font, in thousandths of the size, negative where letters come closer.

    Its table is read when a pair is met whose move is not known yet.
    """

    def __init__(self, file: Path, moves: Mapping[str, int] = _NONE, among: str = "") -> None:
        """The kerning of a font.

        Args:
            file: The table.
            moves: The moves of pairs that are known already.
            among: Characters of which every other pair does not move.
        """
        self._moves = _Moves(file, moves, frozenset(among))
        # A text is measured and then shown, and a day is that of many patients.
        self._kept: dict[str, tuple[int, ...]] = {}

    def moves(self, text: str) -> tuple[int, ...]:
        """The move between each character and the next; one fewer than there are characters.

        Raises:
            GlyphError: If the table is needed and cannot be read.
        """
        moves = self._kept.get(text)
        if moves is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            moves = tuple(map(self._moves.__getitem__, map(add, text, text[1:])))
            self._kept[text] = moves
        return moves

    def complete(self) -> None:
        """Read the table now, if that has not been done.

        Raises:
            GlyphError: If it cannot be read.
        """
        self._moves.complete()

    def moves_among(self, characters: str) -> dict[str, int]:
        """Every pair of these characters that moves, with its move."""
        pairs = (one + other for one in characters for other in characters)
        return {pair: move for pair in pairs if (move := self._moves[pair])}


class _Moves(dict[str, int]):
    """The moves of pairs by the pair; one that is missing is looked up in the table."""

    def __init__(self, file: Path, known: Mapping[str, int], among: frozenset[str]) -> None:
        super().__init__(known)
        self._file = file
        self._among = among
        self._groups: Groups | None = None

    def __missing__(self, pair: str) -> int:
        if self._among.issuperset(pair):
            move = 0
        else:
            groups = self.complete()
            found = groups.left.get(pair[0]), groups.right.get(pair[1])
            move = groups.pairs.get(found, 0)
        self[pair] = move
        return move

    def complete(self) -> Groups:
        """The table, read once."""
        if self._groups is None:
            from leaflet.typesetting.font_file import reading  # seldom needed

            with reading(self._file.name):
                self._groups = read_groups(self._file)
        return self._groups


def read_groups(file: Path) -> Groups:
    """Read the table of one font file.

    Raises:
        OSError: If it cannot be read.
        ValueError: If it is not such a table.
    """
    table = json.loads(file.read_text(encoding="utf-8"))
    return Groups(
        {char: n for n, group in enumerate(table["left"]) for char in group},
        {char: n for n, group in enumerate(table["right"]) for char in group},
        {(int(n), int(k)): move for n, row in table["pairs"].items() for k, move in row.items()},
    )


_MISSING = 500


class FontWeight(Enum):
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

    faces: Mapping[FontWeight, Face]

    def __getitem__(self, weight: FontWeight) -> Face:
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
    return Typeface({weight: _load(folder / f"{weight.value}.ttf") for weight in FontWeight})


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


def require_glyphs(face: Face, texts: Iterable[tuple[Where, str]]) -> None:
    """Check that every character of every text can be drawn (law 3).

    Args:
        face: The face that draws them; the three weights share one set of characters.
        texts: Pairs of a field and its text.

    Raises:
        GlyphError: Naming field and code point, never the text itself.
    """
    problems = [tell_no_glyph(char, field) for field, text in texts for char in face.missing(text)]
    if problems:
        raise GlyphError(*problems)


def tell_no_glyph(char: str, where: Where) -> Problem:
    """That no font of the leaflet has a character; of its text nothing is repeated."""
    code = Name(f"U+{ord(char):04X}")
    what = Message("font.no-glyph", "no bundled font can draw {code}", code=code)
    remedy = Message("font.other-letters", "write it with letters that the leaflet's typeface has")
    return Problem(where, what, remedy)
