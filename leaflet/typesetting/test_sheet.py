"""The test sheet: it tells whoever prints it whether the printer is set right for a fold.

Its front says how to print it and what to look at, its back what is wrong and what to do; both
have the same gauges, and creases that mirror each other. Lengths are in points, places from the
top left corner of the page.
"""

from collections.abc import Iterator, Sequence

from leaflet.paper.fold import INSIDE, OUTSIDE, Fold, Panel
from leaflet.paper.sheet import MM, Flip
from leaflet.typesetting.badge import draw_badge
from leaflet.typesetting.crease_lines import draw_creases
from leaflet.typesetting.face import Weight
from leaflet.typesetting.findings import set_findings
from leaflet.typesetting.galley import BADGE, Galley
from leaflet.typesetting.gauges import (
    draw_bar,
    draw_cross,
    draw_frames,
    draw_scale_of_height,
    draw_scale_of_width,
    draw_target,
)
from leaflet.typesetting.loose_sheet import Bench, LooseSheet, page_panels
from leaflet.typesetting.matter import Element, Item, Tag
from leaflet.typesetting.measures import Style
from leaflet.typesetting.stick import Stick

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
        words.test.title, Style(Weight.BOLD, 34, look.palette.accent), Element(Tag.TITLE)
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
    beside.add_text(side, Style(Weight.BOLD, 22, look.palette.accent), Element(Tag.SECTION))
    figure = Element(Tag.FIGURE, alt=alt)
    beside.skip(1 * MM)
    galley.items += draw_badge(beside.stick, 1, beside.left, beside.y, BADGE, figure)
    beside.stick = beside.stick.narrowed(BADGE + 2 * MM)
    beside.add_text(bench.words.test.up, look.body, Element(Tag.PARAGRAPH))
    galley.items += beside.finish(galley.y)


def _next(galley: Galley, columns: Sequence[Stick], place: int) -> Galley:
    """The galley in which matter goes on: the same, or that of another column."""
    if columns[place] is galley.stick:
        galley.skip(_BELOW_ARROW)
        return galley
    return Galley(columns[place], _TOP)


def _columns(fold: Fold, page: int, bench: Bench) -> tuple[Stick, ...]:
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
