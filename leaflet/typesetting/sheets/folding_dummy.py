"""A folding dummy: each panel shows its number and role, to check the fold by leafing through.

If the folded sheet does not read 1, 2, 3 and so on, the printer is set wrong. Creases are drawn
with the side to which they fold. Lengths are in points, from the top left corner of the page.
"""

from collections.abc import Iterator
from decimal import Decimal

from leaflet.content.model.brochure import PanelRole
from leaflet.paper.fold import DEAD_EDGE, MM, Flip, Fold, Panel
from leaflet.paper.folds import Bend, Crease, creases_on
from leaflet.typesetting.blocks.lists import draw_badge
from leaflet.typesetting.breaking import StyledText
from leaflet.typesetting.line_setter import LineSetter
from leaflet.typesetting.look import FOLD_MARK, INK, LINE, Style
from leaflet.typesetting.matter import Element, Item, Rule, Tag
from leaflet.typesetting.sheets.loose_sheet import PLACE, Bench, Galley, LooseSheet
from leaflet.typesetting.typeface import FontWeight

_THICKNESS = 0.75
_MARK = 0.25
_DASH, _GAP = 3 * MM, 2 * MM
_FROM_MARK = 2 * MM


def draw_creases(fold: Fold, page: int) -> tuple[Rule, ...]:
    """Marks and lines of every crease of a page."""
    return tuple(
        rule
        for crease in creases_on(fold, page)
        for rule in (*_marks(crease, fold), *_line(crease, fold))
    )


def _marks(crease: Crease, fold: Fold) -> Iterator[Rule]:
    """The marks of a leaflet, which stand on its first page only, at this crease."""
    for top, bottom in _ends(fold):
        yield Rule(crease.x, top, crease.x, bottom, _MARK, FOLD_MARK)


def _ends(fold: Fold) -> list[tuple[float, float]]:
    """From where to where the marks reach, at the head and at the foot."""
    return sorted({(mark.top, mark.bottom) for mark in fold.marks()})


def _line(crease: Crease, fold: Fold) -> Iterator[Rule]:
    head, foot = _ends(fold)
    top, bottom = head[1] + _FROM_MARK, foot[0] - _FROM_MARK
    if crease.bend is Bend.VALLEY:
        yield Rule(crease.x, top, crease.x, bottom, _THICKNESS, LINE)
        return
    count = int((bottom - top + _GAP) / (_DASH + _GAP))
    first = top + (bottom - top - count * (_DASH + _GAP) + _GAP) / 2
    for n in range(count):
        y = first + n * (_DASH + _GAP)
        yield Rule(crease.x, y, crease.x, y + _DASH, _THICKNESS, LINE)


_BODY = 11
_INSET = 7 * MM
_FOLIO = 190
_FOLIO_HEIGHT = 0.65
_HEAD = 7.3 * MM
_LABELS = 31 * MM
_BADGE = 7 * MM
_SIGN = 3.2 * MM
_HOW = 78 * MM
"""How far above the foot of the page the cover begins to say how it is folded."""

_FOOT = 9 * MM
_SEEN_AS = {("z", 4): PanelRole.BACK, ("z", 6): PanelRole.INSIDE}
_STROKE = 0.9
_RISE = 0.33
"""Half the height of a digit, in parts of its size."""

_HEAD_OF_ARROW = 2 * MM
_FROM_LINE = 0.6 * MM


def set_dummy(fold: Fold, flip: Flip, bench: Bench) -> LooseSheet:
    """Set the dummy of a fold.

    Raises:
        FitError: If its words do not fit their place.
    """
    matter = tuple((panel, tuple(_panel(panel, fold, flip, bench))) for panel in fold.panels)
    return LooseSheet(bench.words.dummy.title, fold, flip, matter)


def _seen_as(fold: Fold, panel: Panel) -> PanelRole:
    """What a panel is to whoever folds: a zigzag has no flap, and its fourth panel lies outside."""
    return _SEEN_AS.get((fold.name, panel.folio), panel.role)


def _panel(panel: Panel, fold: Fold, flip: Flip, bench: Bench) -> Iterator[Item]:
    words, stick = bench.words.dummy, bench.stick(_BODY, panel.left + _INSET, panel.right - _INSET)
    if panel is fold.on(panel.page)[0]:
        yield from draw_creases(fold, panel.page)
    if panel.folio == 1:
        yield from _title(words.title, words.roles.of(_seen_as(fold, panel)), stick)
    head = Galley(stick, _HEAD)
    head.add_heading(words.roles.of(_seen_as(fold, panel)), stick.look.section)
    side = bench.side(panel.page).lower()
    said = {"folio": panel.folio, "count": len(fold.panels), "sheet": (panel.page + 1) // 2}
    label = words.panel.format(**said, side=side)
    head.add_text(label, stick.look.label, Element(Tag.PARAGRAPH))
    yield from head.finish(_LABELS)
    yield from _folio(panel, fold, stick)
    yield from _width(panel, fold, stick, bench)
    for crease in creases_on(fold, panel.page):
        if abs(crease.x - panel.left) < 1:
            yield from _label(crease, fold, stick, bench)
    if panel.folio == 1:
        foot = fold.sheet.height
        how = Galley(stick, foot - _HOW)
        how.add_heading(bench.words.settings.title, stick.look.group, Tag.GROUP)
        settings = ". ".join(bench.words.settings.lines(bench.edge(flip)))
        how.add_text(f"{settings}.", stick.look.body, Element(Tag.PARAGRAPH))
        how.skip(stick.look.half)
        how.add_heading(words.how_title, stick.look.group, Tag.GROUP)
        how.add_text(words.how.of(fold.name), stick.look.body, Element(Tag.PARAGRAPH))
        how.add_text(words.leaf, stick.look.body, Element(Tag.PARAGRAPH))
        yield from how.finish(foot - _FOOT)


def _title(title: str, role: str, stick: LineSetter) -> Iterator[Item]:
    """What the whole sheet is, at the right, beside the heading of the cover."""
    look, element = stick.look, Element(Tag.TITLE)
    beside = stick.narrowed(stick.width(StyledText(role, look.section)) + 5 * MM)
    y = _HEAD + 5.7 * MM
    for line in beside.lines((StyledText(title, look.label),), PLACE):
        made = beside.line(line, y, element)
        yield made.moved(stick.indent + stick.measure - made.right, 0)
        y += look.step


def _middle(fold: Fold) -> float:
    """Where the big numbers stand: their middle."""
    return fold.sheet.height * 0.44


def _folio(panel: Panel, fold: Fold, stick: LineSetter) -> Iterator[Item]:
    """The big number in the middle of its panel."""
    style = Style(FontWeight.BOLD, _FOLIO, stick.look.palette.accent)
    span = StyledText(f"{panel.folio}", style)
    y = _middle(fold) + _FOLIO_HEIGHT * _FOLIO / 2
    left = (stick.measure - stick.width(span)) / 2
    yield stick.line((span,), y, Element(Tag.PARAGRAPH), left)


def _width(panel: Panel, fold: Fold, stick: LineSetter, bench: Bench) -> Iterator[Item]:
    """How wide the panel is, between two arrows that point at what bounds it."""
    number = bench.language.write_number(Decimal(f"{panel.width / MM:.1f}"))
    span = StyledText(bench.words.dummy.width.format(width=number), stick.look.strong)
    y, width = _middle(fold) + 34 * MM, stick.width(span)
    left = panel.left + (panel.width - width) / 2
    line = y - _RISE * _BODY
    first, last = DEAD_EDGE + _FROM_LINE, fold.sheet.width - DEAD_EDGE - _FROM_LINE
    yield from _arrow(left - 2 * MM, max(panel.left + _FROM_LINE, first), line)
    yield from _arrow(left + width + 2 * MM, min(panel.right - _FROM_LINE, last), line)
    yield stick.line((span,), y, Element(Tag.PARAGRAPH), left - stick.indent)


def _label(crease: Crease, fold: Fold, stick: LineSetter, bench: Bench) -> Iterator[Item]:
    """When and to which side the crease at the left of a panel is folded."""
    words, look = bench.words.dummy, stick.look
    many = len(creases_on(fold, 1)) > 1
    order = (words.first, words.second)[crease.step - 1] if many else words.only
    bend = words.valley if crease.bend is Bend.VALLEY else words.mountain
    left, top = stick.indent, _LABELS
    yield from _arrow(left, crease.x + _FROM_LINE, top + _BADGE / 2)
    yield from draw_badge(stick, crease.step, left, top, _BADGE, Element(Tag.PARAGRAPH))
    yield from _sign(crease.bend, left, top + _BADGE + 2 * MM)
    text = Galley(stick.narrowed(_BADGE + 3 * MM), top)
    text.y = top + _BADGE / 2 + _RISE * look.size - look.baseline * look.step
    text.add_text(order, look.name, Element(Tag.PARAGRAPH))
    text.skip(2.2 * MM)
    text.add_text(bend, look.body, Element(Tag.PARAGRAPH))
    yield from text.finish(_middle(fold) - _FOLIO_HEIGHT * _FOLIO / 2)


def _sign(bend: Bend, left: float, top: float) -> Iterator[Item]:
    """The paper seen from its edge: an open V is a valley, one on its head a mountain."""
    deep, high = top + _SIGN, top
    ends, middle = (high, deep) if bend is Bend.VALLEY else (deep, high)
    yield Rule(left, ends, left + _BADGE / 2, middle, 1.2, INK)
    yield Rule(left + _BADGE / 2, middle, left + _BADGE, ends, 1.2, INK)


def _arrow(start: float, end: float, y: float) -> Iterator[Item]:
    """A thin level arrow."""
    back = _HEAD_OF_ARROW if end < start else -_HEAD_OF_ARROW
    yield Rule(start, y, end, y, _STROKE, INK)
    for side in (-1, 1):
        yield Rule(end, y, end + back, y + side * _HEAD_OF_ARROW / 2, _STROKE, INK)
