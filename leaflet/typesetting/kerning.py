"""How far two letters move together, from the tables that ``fonts/kerning.py`` writes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import add
from pathlib import Path


class _Moves(dict[str, int]):
    """The moves of pairs of characters that were met so far."""

    def __init__(self, table: "Kerning") -> None:
        super().__init__()
        self._table = table

    def __missing__(self, pair: str) -> int:
        table = self._table
        groups = table.left.get(pair[0]), table.right.get(pair[1])
        move = self[pair] = table.pairs.get(groups, 0)
        return move


@dataclass(frozen=True, slots=True, eq=False)
class Kerning:
    """Characters in groups that behave alike, and the move of each pair of groups.

    Moves are in thousandths of the size, negative where letters come closer.
    """

    left: Mapping[str, int]
    right: Mapping[str, int]
    pairs: Mapping[tuple[int | None, int | None], int]
    _met: _Moves = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_met", _Moves(self))

    def moves(self, text: str) -> tuple[int, ...]:
        """The move between each character and the next; one fewer than there are characters."""
        return tuple(map(self._met.__getitem__, map(add, text, text[1:])))


def read_kerning(file: Path) -> Kerning:
    """Read the table of one font file.

    Raises:
        OSError: If it cannot be read.
        ValueError: If it is not such a table.
    """
    table = json.loads(file.read_text(encoding="utf-8"))
    return Kerning(
        {char: n for n, group in enumerate(table["left"]) for char in group},
        {char: n for n, group in enumerate(table["right"]) for char in group},
        {(int(n), int(k)): move for n, row in table["pairs"].items() for k, move in row.items()},
    )
