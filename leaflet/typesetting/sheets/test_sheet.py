"""The test sheet: shows whether the printer is set right for a fold.

The front says how to print it and what to look at; the back is a table of what can be wrong, why,
and what to do. Both have the same gauges: scales and frames at the edge, a bar, crosses to hold
against the light; and creases that mirror each other. Lengths are in points, from the top left
corner of the page.
"""

from collections.abc import Iterator, Sequence

from leaflet.content.model.sheet_words import TroubleshootingTable
from leaflet.paper.fold import (
    DEAD_EDGE,
    INSIDE,
    MM,
    OUTSIDE,
    TEXT_TO_EDGE,
    Flip,
    Fold,
    Panel,
    Sheet,
)
from leaflet.typesetting.blocks.lists import draw_badge
from leaflet.typesetting.breaking import StyledText
from leaflet.typesetting.line_setter import LineSetter
from leaflet.typesetting.look import INK, LABEL, LINE, Colour, Style
from leaflet.typesetting.matter import Box, Element, Item, Rule, Scope, Tag
from leaflet.typesetting.sheets.folding_dummy import draw_creases
from leaflet.typesetting.sheets.loose_sheet import BADGE, Bench, Galley, LooseSheet, page_panels
from leaflet.typesetting.typeface import FontWeight

_RULE, _HAIRLINE = 0.75, 0.5
_WHITE = 1.4 * MM
_INDENT = 7.5 * MM
_TABLE_GAP = 6 * MM

_STEPS = (1, 1, 2, 3, 4, 5, None)
"""The step of the front at which each row is seen; ``None`` for the last, where all is well."""


def set_findings(
    words: TroubleshootingTable,
    said: dict[str, str],
    columns: Sequence[LineSetter],
    top: float,
    foot: float,
) -> tuple[Item, ...]:
    """Set the table in three columns, which lie on as many panels as there are.

    Args:
        words: Its rows.
        said: What is filled into them.
        columns: That of each panel, at most three, from left to right.
        top: Where it begins, in points from the top of the page.
        foot: Where it has to end.

    Raises:
        FitError: If it ends further down.
    """
    table, look, columns = Element(Tag.TABLE), columns[0].look, _cells(columns)
    end = Galley(columns[0], top)
    heads = [(title, look.title) for title in (words.see, words.cause, words.remedy)]
    rows = [heads]
    for row in words.rows():
        texts = ((row.see, look.strong), (row.cause, look.body), (row.remedy, look.body))
        rows.append([(text.format(**said), style) for text, style in texts])
    for n, row_texts in enumerate(rows):
        thickness, colour = (_RULE, look.palette.accent) if n < 2 else (_HAIRLINE, LINE)
        end.items += [
            Rule(c.indent, end.y, c.indent + c.measure, end.y, thickness, colour) for c in columns
        ]
        element = Element(Tag.ROW, table)
        deepest = end.y
        for place, (column, (text, style)) in enumerate(zip(columns, row_texts, strict=True)):
            cell = Galley(column, end.y + _WHITE / (1 if n else 2))
            owner = _cell(element, n, place)
            if n and not place and (step := _STEPS[n - 1]):
                middle, label = cell.y + look.step / 2, Element(Tag.PARAGRAPH, owner)
                badge = draw_badge(column, step, cell.left, middle - BADGE / 2, BADGE, label)
                cell.items += badge
            indent = 0.0 if place or not n else _INDENT
            cell.add_text(text, style, Element(Tag.PARAGRAPH, owner), indent)
            end.items += cell.items
            deepest = max(deepest, cell.y)
        end.y = deepest + _WHITE / (1 if n else 2)
    return end.finish(foot)


def _cell(row: Element, n: int, place: int) -> Element:
    if n == 0:
        return Element(Tag.HEADER, row, scope=Scope.COLUMN)
    return Element(Tag.HEADER, row, scope=Scope.ROW) if place == 0 else Element(Tag.CELL, row)


def _cells(columns: Sequence[LineSetter]) -> tuple[LineSetter, ...]:
    """Three columns for the table: those of three panels, or the last one of fewer divided."""
    before, last = columns[:-1], columns[-1]
    parts = 3 - len(before)
    width = (last.measure - (parts - 1) * _TABLE_GAP) / parts
    return (
        *before,
        *(
            last.narrowed(n * (width + _TABLE_GAP), (parts - 1 - n) * (width + _TABLE_GAP))
            for n in range(parts)
        ),
    )


UNPRINTABLE = 4.2 * MM
"""What most office printers leave white at each edge: the only ink that may be missing."""

BAR = 100 * MM

_GAUGE_HAIRLINE = 0.5
_DIGITS = Style(FontWeight.REGULAR, 8, LABEL)
_RISE = 0.33
"""Half the height of a digit, in parts of its size."""

_TICKS = {10: 3.0, 5: 2.2, 1: 1.4}
"""How long a mark of the scale is that stands at a multiple of so many millimetres."""

_FIRST, _FIRST_DIGITS = 6, 20
_GAUGE_FROM_CREASE = 1.5 * MM
_TEXT_FROM_CREASE = 5 * MM
_TO_DIGITS = 0.7 * MM
_BAR_DEPTH = 3 * MM
_ARM = 6 * MM
_LEADER, _FAN = 7 * MM, 3.6 * MM
_LEADERS = ((3, -1), (2, 0), (1, 1))
"""For each square, from where on its right side a line leads to its number: head, middle, foot."""


def draw_frames(sheet: Sheet) -> tuple[Box, ...]:
    """Two lines around the page: at the edge of what most printers can ink, and of the leaflet."""
    half = _GAUGE_HAIRLINE / 2
    return tuple(
        Box(
            inset + half,
            inset + half,
            sheet.width - 2 * (inset + half),
            sheet.height - 2 * (inset + half),
            stroke=INK,
            thickness=_GAUGE_HAIRLINE,
        )
        for inset in (UNPRINTABLE, DEAD_EDGE)
    )


def draw_scale_of_width(
    stick: LineSetter, sheet: Sheet, creases: Sequence[float], alt: str
) -> Iterator[Item]:
    """Millimetres from the left edge of the paper, along the head of the page; none at a crease."""
    for millimetre in range(_FIRST, int((sheet.width - DEAD_EDGE) / MM)):
        x = millimetre * MM
        if all(abs(x - crease) > _GAUGE_FROM_CREASE for crease in creases):
            yield Rule(x, DEAD_EDGE, x, DEAD_EDGE + _tick(millimetre), _GAUGE_HAIRLINE, INK)
    figure = Element(Tag.FIGURE, alt=alt)
    top = DEAD_EDGE + _TICKS[10] * MM + _TO_DIGITS
    for millimetre in range(_FIRST_DIGITS, int((sheet.width - TEXT_TO_EDGE) / MM), 10):
        x, span = millimetre * MM, StyledText(f"{millimetre}", _DIGITS, added=True)
        width = stick.width(span)
        if all(abs(x - crease) > _TEXT_FROM_CREASE + width / 2 for crease in creases):
            y = top + 2 * _RISE * _DIGITS.size
            yield stick.line((span,), y, figure, x - width / 2 - stick.indent)


def draw_scale_of_height(stick: LineSetter, sheet: Sheet, alt: str) -> Iterator[Item]:
    """Millimetres from the upper edge of the paper, down the left side of the page."""
    for millimetre in range(_FIRST, int((sheet.height - DEAD_EDGE) / MM)):
        y = millimetre * MM
        yield Rule(DEAD_EDGE, y, DEAD_EDGE + _tick(millimetre), y, _GAUGE_HAIRLINE, INK)
    figure = Element(Tag.FIGURE, alt=alt)
    left = DEAD_EDGE + _TICKS[10] * MM + _TO_DIGITS
    for millimetre in range(_FIRST_DIGITS, int((sheet.height - TEXT_TO_EDGE) / MM), 10):
        span = StyledText(f"{millimetre}", _DIGITS, added=True)
        y = millimetre * MM + _RISE * _DIGITS.size
        yield stick.line((span,), y, figure, left - stick.indent)


def draw_bar(stick: LineSetter, left: float, y: float, colour: Colour, alt: str) -> Iterator[Item]:
    """A bar of 100 mm, a mark at every 10, with its ends named; ``y`` is its upper edge."""
    yield Box(left, y, BAR, _BAR_DEPTH, fill=colour)
    foot = y + _BAR_DEPTH
    for n in range(11):
        x = left + n * BAR / 10
        yield Rule(x, foot, x, foot + (1.6 if n % 5 else 2.4) * MM, _GAUGE_HAIRLINE, INK)
    figure = Element(Tag.FIGURE, alt=alt)
    for millimetre in (0, 50, 100):
        span = StyledText(f"{millimetre}", _DIGITS, added=True)
        x = left + millimetre * MM - stick.width(span) / 2
        baseline = foot + 3 * MM + 2 * _RISE * _DIGITS.size
        yield stick.line((span,), baseline, figure, x - stick.indent)


def draw_target(stick: LineSetter, x: float, y: float, alt: str) -> Iterator[Item]:
    """Squares 1, 2 and 3 mm from ``x``, ``y`` on the front, which the cross of the back hits."""
    figure = Element(Tag.FIGURE, alt=alt)
    for n in (1, 2, 3):
        half = n * MM
        yield Box(x - half, y - half, 2 * half, 2 * half, stroke=INK, thickness=_GAUGE_HAIRLINE)
    for n, corner in _LEADERS:
        yield Rule(
            x + n * MM, y + corner * n * MM, x + _LEADER, y + corner * _FAN, _GAUGE_HAIRLINE, INK
        )
    for n, corner in _LEADERS:
        span = StyledText(f"{n}", _DIGITS, added=True)
        baseline = y + corner * _FAN + _RISE * _DIGITS.size
        yield stick.line((span,), baseline, figure, x + _LEADER + _TO_DIGITS - stick.indent)


def draw_cross(x: float, y: float) -> tuple[Rule, ...]:
    """The cross of the back, in the middle of whose front the squares are."""
    return (
        Rule(x - _ARM, y, x + _ARM, y, 1.0, INK),
        Rule(x, y - _ARM, x, y + _ARM, 1.0, INK),
    )


def _tick(millimetre: int) -> float:
    return next(length for step, length in _TICKS.items() if millimetre % step == 0) * MM


ARROW = "pictograms/arrow-up"
"""The drawing that the sheet needs."""

_BODY = 11
_FROM_CREASE, _FROM_SCALE, _FROM_EDGE = 7 * MM, 16 * MM, 9 * MM
_TOP = 17 * MM
_ARROW_WIDTH, _ARROW_HEIGHT = 40 * MM, 52 * MM
_BELOW_ARROW = 9 * MM
_BAR_LEFT = 20 * MM
_GAUGES = 23 * MM
"""How far above the foot of the page the bar and the middle of the targets are."""

_FOOT = 36 * MM
"""How far above the foot of the page the text ends."""

_CORNER = 8.8 * MM
"""Where a badge in a corner begins, from both edges."""

_TARGETS = (134 * MM, -24 * MM)
"""From the left edge of the front, and from its right edge."""


def set_test_sheet(fold: Fold, flip: Flip, bench: Bench) -> LooseSheet:
    """Set the test sheet of a fold, for a printer that turns the paper about an edge.

    Raises:
        FitError: If its words do not fit their place.
    """
    front, back = page_panels(fold, (OUTSIDE, INSIDE))
    matter = (
        (front, (*_measured(front, fold, bench), *_front(fold, flip, bench))),
        (back, (*_measured(back, fold, bench), *_back(fold, flip, bench))),
    )
    return LooseSheet(bench.words.test.title, fold, flip, matter)


def _measured(panel: Panel, fold: Fold, bench: Bench) -> Iterator[Item]:
    """What both sides have: frames, creases, scales."""
    whole, alts = bench.stick(_BODY, 0, fold.sheet.width), bench.words.test.gauges
    yield from draw_frames(fold.sheet)
    yield from draw_creases(fold, panel.page)
    creases = fold.creases(panel.page)
    yield from draw_scale_of_width(whole, fold.sheet, creases, alts.scale_left)
    yield from draw_scale_of_height(whole, fold.sheet, alts.scale_top)


def _front(fold: Fold, flip: Flip, bench: Bench) -> Iterator[Item]:
    words, sheet = bench.words, fold.sheet
    columns = _columns(fold, OUTSIDE, bench)
    foot = sheet.height - _FOOT
    first = Galley(columns[0], _TOP)
    look = first.stick.look
    first.add_text(
        words.test.title, Style(FontWeight.BOLD, 34, look.palette.accent), Element(Tag.TITLE)
    )
    first.add_text(words.test.question, look.value, Element(Tag.PARAGRAPH))
    made_for = words.test.made_for.format(fold=words.folds.of(fold.name))
    first.add_text(made_for, look.body, Element(Tag.PARAGRAPH))
    first.skip(look.step)
    first.add_heading(words.settings.title, look.section)
    first.add_list(words.settings.lines(bench.edge(flip)))
    second = _next(first, columns, 1 if len(columns) == 3 else 0)
    _add_arrow(second, words.front, bench)
    third = _next(second, columns, len(columns) - 1)
    third.add_heading(words.test.look.title, look.section)
    steps = words.test.look
    last = (steps.fold,) if fold.creases(OUTSIDE) else ()
    third.add_steps((steps.arrow, steps.bar, steps.scale, steps.edge, steps.light, *last))
    for galley in dict.fromkeys((first, second, third)):
        yield from galley.finish(foot)
    gauges = bench.stick(_BODY, _BAR_LEFT + 7.5 * MM, columns[0].indent + columns[0].measure)
    alts = words.test
    y = sheet.height - _GAUGES
    caption = Galley(gauges, y - 1.4 * look.step)
    caption.add_text(alts.bar, look.strong, Element(Tag.PARAGRAPH))
    yield from caption.finish(y)
    yield from draw_bar(gauges, _BAR_LEFT, y, look.palette.accent, alts.gauges.bar)
    for x in _targets(fold):
        yield from draw_target(gauges, x, y + 1.5 * MM, alts.gauges.target)
    yield from _badges(fold, bench)


def _badges(fold: Fold, bench: Bench) -> Iterator[Item]:
    """The number of each step beside what has to be looked at there."""
    stick, sheet = bench.stick(_BODY, 0, fold.sheet.width), fold.sheet
    alts = bench.words.test.gauges
    level = sheet.height - _GAUGES
    places = [
        (2, alts.bar, _BAR_LEFT, level - 7 * MM),
        (3, alts.scale_left, _CORNER, _CORNER),
        (4, alts.frames, sheet.width - _CORNER - BADGE, sheet.height - _CORNER - BADGE),
        *((5, alts.target, x - 10 * MM, level + 1.5 * MM - BADGE / 2) for x in _targets(fold)),
        *((6, alts.fold, x + _FROM_CREASE, level + 9 * MM) for x in fold.creases(OUTSIDE)),
    ]
    for step, alt, left, top in places:
        yield from draw_badge(stick, step, left, top, BADGE, Element(Tag.FIGURE, alt=alt))


def _back(fold: Fold, flip: Flip, bench: Bench) -> Iterator[Item]:
    words, sheet = bench.words, fold.sheet
    columns = _columns(fold, INSIDE, bench)
    galley = Galley(columns[len(columns) // 2 if len(columns) == 3 else 0], _TOP)
    _add_arrow(galley, words.back, bench)
    galley.skip(_BELOW_ARROW / 2)
    yield from galley.items
    other = Flip.LONG if flip is Flip.SHORT else Flip.SHORT
    said = {"edge": bench.edge(flip), "other": other.value}
    title = Galley(columns[0], galley.y)
    title.add_text(words.test.found, title.stick.look.section, Element(Tag.SECTION))
    title.skip(1 * MM)
    yield from title.items
    foot = sheet.height - _FOOT + 4 * MM
    yield from set_findings(words.test.findings, said, columns, title.y, foot)
    for x in _targets(fold):
        yield from draw_cross(sheet.width - x, sheet.height - _GAUGES + 1.5 * MM)


def _add_arrow(galley: Galley, side: str, bench: Bench) -> None:
    """The big arrow, and beside it which side this is."""
    look = galley.stick.look
    top = galley.y
    alt = bench.words.test.gauges.arrow
    galley.add_picture(ARROW, _ARROW_WIDTH, _ARROW_HEIGHT, alt)
    beside = Galley(galley.stick.narrowed(_ARROW_WIDTH + 5 * MM), top + 16 * MM)
    beside.add_text(side, Style(FontWeight.BOLD, 22, look.palette.accent), Element(Tag.SECTION))
    figure = Element(Tag.FIGURE, alt=alt)
    beside.skip(1 * MM)
    galley.items += draw_badge(beside.stick, 1, beside.left, beside.y, BADGE, figure)
    beside.stick = beside.stick.narrowed(BADGE + 2 * MM)
    beside.add_text(bench.words.test.up, look.body, Element(Tag.PARAGRAPH))
    galley.items += beside.finish(galley.y)


def _next(galley: Galley, columns: Sequence[LineSetter], place: int) -> Galley:
    """The galley in which matter goes on: the same, or that of another column."""
    if columns[place] is galley.stick:
        galley.skip(_BELOW_ARROW)
        return galley
    return Galley(columns[place], _TOP)


def _columns(fold: Fold, page: int, bench: Bench) -> tuple[LineSetter, ...]:
    """A column for each panel of a page, clear of creases, scales and edges."""
    panels = fold.on(page)
    return tuple(
        bench.stick(
            _BODY,
            panel.left + (_FROM_SCALE if panel is panels[0] else _FROM_CREASE),
            panel.right - (_FROM_EDGE if panel is panels[-1] else _FROM_CREASE),
        )
        for panel in panels
    )


def _targets(fold: Fold) -> Iterator[float]:
    """Where the middles of the targets are on the front, from its left edge."""
    for place in _TARGETS:
        yield place if place > 0 else fold.sheet.width + place
