"""White between strips as it closes: kind by kind, level by level, in half steps."""

from collections.abc import Sequence
from itertools import accumulate

from leaflet.typesetting.strip import Strip, White

LEVELS = (
    frozenset[White](),
    frozenset({White.SECTION}),
    frozenset({White.SECTION, White.PARAGRAPH}),
    frozenset({White.SECTION, White.PARAGRAPH, White.EXERCISE}),
)
"""Which kinds of white are at their least, level by level."""


class Whites:
    """White before strips where some kinds of it are closed.

    Half steps close in pairs, so that text regains the grid: of an odd number the first stays.
    """

    def __init__(self, strips: Sequence[Strip], closing: frozenset[White]) -> None:
        closed = [strip.gap.kind in closing for strip in strips]
        self._white = [
            strip.gap.least if shut else strip.gap.liked
            for strip, shut in zip(strips, closed, strict=True)
        ]
        self._extra = [
            (strip.gap.liked - strip.gap.least) if shut else 0
            for strip, shut in zip(strips, closed, strict=True)
        ]
        self._sums = [0, *accumulate(self._white)]
        odd = [extra % 2 for extra in self._extra]
        self._odds = [0, *accumulate(odd)]
        self._odd = [n for n, is_odd in enumerate(odd) if is_odd]

    def between(self, first: int, end: int) -> int:
        """All white before the strips from ``first`` to ``end``; none before the first itself."""
        if end <= first + 1:
            return 0
        return self._sums[end] - self._sums[first + 1] + self._spared(first, end)[1]

    def each(self, first: int, end: int) -> list[int]:
        """The white before each of these strips; what the first would like is among it."""
        whites = self._white[first:end]
        spared, extra = self._spared(first, end)
        if extra:
            whites[spared - first] += extra
        return whites

    def _spared(self, first: int, end: int) -> tuple[int, int]:
        """The strip that keeps its white, and how much that adds; nothing where pairs close."""
        before = self._odds[min(first + 1, len(self._odds) - 1)]
        if (self._odds[end] - before) % 2 == 0:
            return first, 0
        spared = self._odd[before]
        return spared, self._extra[spared]
