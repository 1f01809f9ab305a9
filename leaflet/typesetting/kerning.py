"""How far two letters move together, from the tables that ``fonts/kerning.py`` writes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kerning:
    """Characters in groups that behave alike, and the move of each pair of groups.

    Moves are in thousandths of the size, negative where letters come closer.
    """

    left: Mapping[str, int]
    right: Mapping[str, int]
    pairs: Mapping[tuple[int, int], int]

    def moves(self, text: str) -> tuple[int, ...]:
        """The move between each character and the next; one fewer than there are characters."""
        left, right, pairs = self.left, self.right, self.pairs
        return tuple(
            pairs.get((left[a], right[b]), 0) if a in left and b in right else 0
            for a, b in pairwise(text)
        )


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
