"""Strips into panels, in reading order: nothing is cut, nothing shrinks, white gives way in order.

All panels of one role form one stream. Where it breaks is chosen for the stream as a whole: first
between sections, then between groups, at last between lines; before anything breaks badly the
white in a panel closes, kind by kind (``White``), evenly over the whole panel.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from leaflet.errors import Place
from leaflet.frozen import frozen
from leaflet.paper.fold import Panel
from leaflet.typesetting.strip import Slug, Strip, White

_WITHIN_STRIP = 20
_CLOSED = 3
_EXCESS = 1000

_CLOSING = (
    frozenset[White](),
    frozenset({White.SECTION}),
    frozenset({White.SECTION, White.PARAGRAPH}),
    frozenset({White.SECTION, White.PARAGRAPH, White.EXERCISE}),
)
"""Which kinds of white are at their least, level by level."""

Column = Callable[[Panel], Sequence[Strip]]
"""The stream as it is set for the measure of a panel; strip *n* is the same matter in all."""


@frozen
class PlacedSlug:
    """A slug and where it begins, in half steps below the top of the type area."""

    top: int
    slug: Slug
    strip: Strip


@frozen
class FilledPanel:
    """What stands in one panel, in order, and the depth that it takes, in half steps."""

    panel: Panel
    slugs: tuple[PlacedSlug, ...]
    depth: int


class Overflow(Exception):
    """The stream is longer than its panels.

    Attributes:
        excess: How much too long it is with all white closed, in half steps.
        panel: The panel that overflows, the last of the stream.
        place: The first block that does not fit.
        words: Words a line holds on average in this stream.
    """

    def __init__(self, excess: int, panel: Panel, place: Place, words: float) -> None:
        super().__init__(f"{place}: {excess / 2} lines too long")
        self.excess, self.panel, self.place, self.words = excess, panel, place, words


@dataclass(frozen=True, slots=True, order=True)
class _Cut:
    """A point of the stream: before slug ``slug`` of strip ``strip``."""

    strip: int
    slug: int = 0


@frozen
class _Way:
    cost: float
    ends: tuple[_Cut, ...]
    levels: tuple[int, ...]


def fill(panels: Sequence[Panel], column: Column, capacity: int) -> tuple[FilledPanel, ...]:
    """Divide a stream over panels of ``capacity`` half steps each.

    Raises:
        Overflow: If there is more matter than paper.
    """
    stream = _Stream(panels, column, capacity)
    way = stream.best(0, _Cut(0))
    if way is None:
        raise stream.overflow()
    starts = (_Cut(0), *way.ends)
    return tuple(
        stream.filled(number, starts[number], end, level)
        for number, (end, level) in enumerate(zip(way.ends, way.levels, strict=True))
    )


class _Stream:
    """The search for the best way to divide one stream."""

    def __init__(
        self, panels: Sequence[Panel], column: Column, capacity: int, endless: int | None = None
    ) -> None:
        self._panels = panels
        self._columns = [column(panel) for panel in panels]
        self._column = column
        self._capacity = capacity
        self._endless = endless
        self._end = _Cut(len(self._columns[0]))
        self.best = cache(self._best)

    def _best(self, number: int, start: _Cut) -> _Way | None:
        if number == len(self._panels):
            return _Way(0, (), ()) if start == self._end else None
        ways = []
        for end in self._ends(number, start):
            level = self._level(number, start, end)
            if level is None:
                break
            rest = self.best(number + 1, end)
            if rest is not None:
                cost = self._cost(number, end) + _CLOSED * level + rest.cost
                cost += _EXCESS * self._excess(number, start, end)
                ways.append(_Way(cost, (end, *rest.ends), (level, *rest.levels)))
        # Of two equal ways the one that fills the earlier panels more is read more easily.
        return min(reversed(ways), key=lambda way: way.cost, default=None)

    def _ends(self, number: int, start: _Cut) -> Iterator[_Cut]:
        """Where this panel may end, in order; after matter at the foot it must."""
        if start == self._end:
            yield start
            return
        strips = self._columns[number]
        alike = number + 1 < len(self._panels) and (
            self._panels[number + 1].measure == self._panels[number].measure
        )
        for index in range(start.strip, len(strips)):
            first = start.slug + 1 if index == start.strip else 1
            if alike:
                for slug in range(first, len(strips[index].slugs)):
                    if strips[index].slugs[slug].splits:
                        yield _Cut(index, slug)
            after = _Cut(index + 1)
            if after == self._end or strips[index + 1].breaks is not None:
                yield after
            if strips[index].at_foot:
                return

    def _cost(self, number: int, end: _Cut) -> float:
        if end == self._end:
            return 0
        if end.slug:
            return _WITHIN_STRIP
        return self._columns[number][end.strip].breaks or 0

    def _level(self, number: int, start: _Cut, end: _Cut) -> int | None:
        """The first level at which the matter fits, the last in an endless panel, or ``None``."""
        for level in range(len(_CLOSING)):
            if self._depth(number, start, end, level) <= self._capacity:
                return level
        return len(_CLOSING) - 1 if number == self._endless else None

    def _excess(self, number: int, start: _Cut, end: _Cut) -> int:
        """How much too deep the matter is with all white closed; only an endless panel holds it."""
        if number != self._endless:
            return 0
        return max(0, self._depth(number, start, end, len(_CLOSING) - 1) - self._capacity)

    def _depth(self, number: int, start: _Cut, end: _Cut, level: int) -> int:
        placed = self._placed(number, start, end, level)
        return placed[-1].top + placed[-1].slug.depth if placed else 0

    def _placed(self, number: int, start: _Cut, end: _Cut, level: int) -> list[PlacedSlug]:
        strips = self._columns[number]
        whites = _whites(strips[start.strip : end.strip + bool(end.slug)], level)
        top = 0
        placed: list[PlacedSlug] = []
        for index, white in enumerate(whites, start.strip):
            strip = strips[index]
            top += white if placed else 0
            first = start.slug if index == start.strip else 0
            last = end.slug if index == end.strip else len(strip.slugs)
            for slug in strip.slugs[first:last]:
                placed.append(PlacedSlug(top, slug, strip))
                top += slug.depth
        return placed

    def filled(self, number: int, start: _Cut, end: _Cut, level: int) -> FilledPanel:
        placed = self._placed(number, start, end, level)
        depth = placed[-1].top + placed[-1].slug.depth if placed else 0
        if placed and placed[-1].strip.at_foot:
            foot = placed.pop()
            placed.append(PlacedSlug(self._capacity - foot.slug.depth, foot.slug, foot.strip))
        return FilledPanel(self._panels[number], tuple(placed), depth)

    def overflow(self) -> Overflow:
        """What to say of a stream that does not fit: how long it is where one panel is endless.

        That is the last panel, unless matter at the foot of an earlier one is what finds no room.
        """
        for number in reversed(range(len(self._panels))):
            endless = _Stream(self._panels, self._column, self._capacity, number)
            way = endless.best(0, _Cut(0))
            if way is not None:
                start = way.ends[number - 1] if number else _Cut(0)
                placed = endless._placed(number, start, way.ends[number], len(_CLOSING) - 1)
                return self._told(placed, number)
        return self._oversized()

    def _told(self, placed: list[PlacedSlug], number: int) -> Overflow:
        """What stands at the foot keeps its place, so it is the text above it that is too long."""
        depth = placed[-1].top + placed[-1].slug.depth
        excess = depth - self._capacity
        text = [slug for slug in placed if not slug.strip.at_foot] or placed
        end = text[-1].top + text[-1].slug.depth
        over = next(slug for slug in text if slug.top + slug.slug.depth > end - excess)
        words = sum(slug.slug.words() for slug in text)
        return Overflow(excess, self._panels[number], over.strip.place, 2 * words / max(end, 1))

    def _oversized(self) -> Overflow:
        deepest = max(self._columns[0], key=lambda strip: max(slug.depth for slug in strip.slugs))
        excess = max(slug.depth for slug in deepest.slugs) - self._capacity
        return Overflow(max(excess, 1), self._panels[0], deepest.place, 6.0)


def _whites(strips: Sequence[Strip], level: int) -> list[int]:
    """White before each strip at a level; half steps close in pairs and text regains the grid."""
    closing = _CLOSING[level]
    odd = [
        n
        for n, strip in enumerate(strips)
        if n and strip.gap.kind in closing and (strip.gap.liked - strip.gap.least) % 2
    ]
    spared = odd[:1] if len(odd) % 2 else []
    return [
        strip.gap.least if strip.gap.kind in closing and n not in spared else strip.gap.liked
        for n, strip in enumerate(strips)
    ]
