"""Fill columns with strips in reading order: nothing is cut, nothing shrinks, white gives way.

The columns of a flow are one stream, and its breaks are chosen together: between sections first,
then between groups, lastly between lines. Before a bad break is taken, the white in a column
closes, kind by kind (``White``), in half steps, evenly over the column. What does not fit is an
``Overflow``, with the message for it. Begin with ``fill``.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate

from leaflet.errors import Place
from leaflet.paper.fold import Panel
from leaflet.records import frozen
from leaflet.typesetting.columns import PanelColumn
from leaflet.typesetting.matter import Foot, Slug, Strip, White

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


@frozen
class Excess:
    """How much too long a stream is.

    Attributes:
        depth: With all white closed, in half steps.
        panel: The panel that overflows.
        place: The first block that does not fit.
        words: Words a line holds on average in this stream.
    """

    depth: int
    panel: Panel
    place: Place
    words: float


class Overflow(Exception):
    """The stream is longer than its columns; by how much is worked out when somebody asks.

    Most of the folds and sizes that are tried only have to fail.
    """

    def __init__(self, measure: Callable[[], Excess]) -> None:
        super().__init__("more matter than paper")
        self._measure = measure

    @cached_property
    def excess(self) -> Excess:
        """How much too long it is, and where."""
        return self._measure()


_WITHIN_STRIP = 20
_CLOSED = 3
_EXCESS = 1000
_EMPTY = 3
"""What a column with nothing in it costs: where there is room to spare, all have some of it."""

Matter = Callable[[PanelColumn], Sequence[Strip]]
"""The stream as it is set for the measure of a column; strip *n* is the same matter in all."""


@frozen
class PlacedSlug:
    """A slug and where it begins, in half steps below the top of its column."""

    top: int
    slug: Slug
    strip: Strip


@frozen
class FilledColumn:
    """What stands in one column, in order, and the depth that it takes, in half steps."""

    column: PanelColumn
    slugs: tuple[PlacedSlug, ...]
    depth: int


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


def fill(columns: Sequence[PanelColumn], matter: Matter) -> tuple[FilledColumn, ...]:
    """Divide a stream over columns.

    Raises:
        Overflow: If there is more matter than paper.
    """
    stream = _Stream(columns, matter)
    way = stream.best(0, _Cut(0)) if stream.may_fit() else None
    if way is None:
        raise Overflow(stream.excess)
    starts = (_Cut(0), *way.ends)
    return tuple(
        stream.filled(number, starts[number], end, level)
        for number, (end, level) in enumerate(zip(way.ends, way.levels, strict=True))
    )


class _Stream:
    """The search for the best way to divide one stream."""

    def __init__(
        self, columns: Sequence[PanelColumn], matter: Matter, endless: int | None = None
    ) -> None:
        self._columns = columns
        self._strips = [matter(column) for column in columns]
        self._above = [_depths_above(strips) for strips in self._strips]
        self._whites = [
            tuple(Whites(strips, closing) for closing in LEVELS) for strips in self._strips
        ]
        self._matter = matter
        self._endless = endless
        self._end = _Cut(len(self._strips[0]))
        self.best = cache(self._best)

    def may_fit(self) -> bool:
        """Whether all slugs without any white are no deeper than all columns together."""
        depth = min(above[-1][0] for above in self._above)
        return depth <= sum(column.depth for column in self._columns)

    def _best(self, number: int, start: _Cut) -> _Way | None:
        if number == len(self._columns):
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
                cost += _EMPTY * self._emptiness(number, start, end) ** 2
                ways.append(_Way(cost, (end, *rest.ends), (level, *rest.levels)))
        # Of two equal ways the one that fills the earlier panels more is read more easily.
        return min(reversed(ways), key=lambda way: way.cost, default=None)

    def _ends(self, number: int, start: _Cut) -> Iterator[_Cut]:
        """Where this column may end, in order; after matter at the foot it must."""
        strips, is_last = self._strips[number], number + 1 == len(self._columns)
        if start == self._end or (not is_last and strips[start.strip].foot is Foot.LAST):
            yield start
            return
        if self._columns[number].top and not is_last:
            yield start  # what a cover leaves of its panel may stay white
        alike = number + 1 < len(self._columns) and (
            self._columns[number + 1].measure == self._columns[number].measure
        )
        for index in range(start.strip, len(strips)):
            if strips[index].foot is Foot.LAST and not is_last:
                return
            first = start.slug + 1 if index == start.strip else 1
            if alike:
                for slug in range(first, len(strips[index].slugs)):
                    if strips[index].slugs[slug].splits:
                        yield _Cut(index, slug)
            after = _Cut(index + 1)
            if after == self._end or strips[index + 1].breaks is not None:
                yield after
            if strips[index].foot is not None:
                return

    def _cost(self, number: int, end: _Cut) -> float:
        if end == self._end:
            return 0
        if end.slug:
            return _WITHIN_STRIP
        return self._strips[number][end.strip].breaks or 0

    def _level(self, number: int, start: _Cut, end: _Cut) -> int | None:
        """The first level at which the matter fits, the last in an endless column, or ``None``."""
        for level in range(len(LEVELS)):
            if self._depth(number, start, end, level) <= self._columns[number].depth:
                return level
        return len(LEVELS) - 1 if number == self._endless else None

    def _excess(self, number: int, start: _Cut, end: _Cut) -> int:
        """How much too deep the matter is with all white closed, in an endless column."""
        if number != self._endless:
            return 0
        depth = self._depth(number, start, end, len(LEVELS) - 1)
        return max(0, depth - self._columns[number].depth)

    def _emptiness(self, number: int, start: _Cut, end: _Cut) -> float:
        """The part of a column that stays white."""
        strips, depth = self._strips[number], self._columns[number].depth
        if end.strip > start.strip and strips[end.strip - 1].foot is not None:
            return 0.0
        return max(0.0, 1 - self._depth(number, start, end, 0) / max(depth, 1))

    def _depth(self, number: int, start: _Cut, end: _Cut, level: int) -> int:
        """How deep matter is in a column: its slugs, and the white between its strips."""
        above = self._above[number]
        depth = above[end.strip][end.slug] - above[start.strip][start.slug]
        whites = self._whites[number][level]
        return depth + whites.between(start.strip, end.strip + bool(end.slug))

    def _placed(self, number: int, start: _Cut, end: _Cut, level: int) -> list[PlacedSlug]:
        strips = self._strips[number]
        whites = self._whites[number][level].each(start.strip, end.strip + bool(end.slug))
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

    def filled(self, number: int, start: _Cut, end: _Cut, level: int) -> FilledColumn:
        placed, column = self._placed(number, start, end, level), self._columns[number]
        depth = placed[-1].top + placed[-1].slug.depth if placed else 0
        if placed and placed[-1].strip.foot is not None:
            foot = placed.pop()
            placed.append(PlacedSlug(column.depth - foot.slug.depth, foot.slug, foot.strip))
        return FilledColumn(column, tuple(placed), depth)

    def excess(self) -> Excess:
        """What to say of a stream that does not fit: how long it is where one column is endless.

        That is the last one, unless matter at the foot of an earlier one is what finds no room.
        """
        for number in reversed(range(len(self._columns))):
            endless = _Stream(self._columns, self._matter, number)
            way = endless.best(0, _Cut(0))
            if way is not None:
                start = way.ends[number - 1] if number else _Cut(0)
                placed = endless._placed(number, start, way.ends[number], len(LEVELS) - 1)
                return self._told(placed, number)
        return self._oversized()

    def _told(self, placed: list[PlacedSlug], number: int) -> Excess:
        """What stands at the foot keeps its place, so it is the text above it that is too long."""
        depth = placed[-1].top + placed[-1].slug.depth
        excess = depth - self._columns[number].depth
        text = [slug for slug in placed if slug.strip.foot is None] or placed
        end = text[-1].top + text[-1].slug.depth
        over = next(slug for slug in text if slug.top + slug.slug.depth > end - excess)
        words = sum(slug.slug.words() for slug in text)
        panel = self._columns[number].panel
        return Excess(excess, panel, over.strip.place, 2 * words / max(end, 1))

    def _oversized(self) -> Excess:
        deepest = max(self._strips[0], key=lambda strip: max(slug.depth for slug in strip.slugs))
        largest = max(self._columns, key=lambda column: column.depth)
        excess = max(slug.depth for slug in deepest.slugs) - largest.depth
        return Excess(max(excess, 1), largest.panel, deepest.place, 6.0)


def _depths_above(strips: Sequence[Strip]) -> list[list[int]]:
    """For each strip, and for the end, the depth above each of its slugs without any white."""
    depth, above = 0, []
    for strip in strips:
        above.append([depth])
        for slug in strip.slugs:
            depth += slug.depth
            above[-1].append(depth)
    return [*above, [depth]]
