"""How far two letters move together, from the tables that ``fonts/kerning.py`` writes."""

import json
from collections.abc import Mapping
from operator import add
from pathlib import Path

from leaflet.frozen import frozen

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
