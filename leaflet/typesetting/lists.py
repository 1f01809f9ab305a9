"""Lists: bullets, crosses in two columns, and examples one level deeper."""

from leaflet.manuscript.brochure import Bullets, Item, Mark, Steps
from leaflet.manuscript.text import Text
from leaflet.paper.sheet import MM
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.matter import Element, Numbering, Picture, Tag
from leaflet.typesetting.matter import Item as SetItem
from leaflet.typesetting.measures import Style
from leaflet.typesetting.stick import Stick
from leaflet.typesetting.strip import NO_GAP, Slug, Strip

INDENT = 4 * MM
BULLET = "•"
DASH = "–"
CROSS = "×"
"""What a drawn cross says to a reader who cannot see it."""

_WITHIN_LIST = 14
_CROSS_SIZE = 2.6 * MM
_CROSS_INDENT = 4.4 * MM
_LEFT_COLUMN = 46 / 86


def list_of(block: Bullets | Steps) -> Element:
    """The element of a list, which its items share in whatever panel they stand."""
    if isinstance(block, Steps):
        return Element(Tag.LIST, numbering=Numbering.DECIMAL)
    numbering = Numbering.DISC if block.mark is Mark.BULLET else Numbering.NONE
    return Element(Tag.LIST, numbering=numbering)


def set_bullets(
    stick: Stick, block: Bullets, owner: Element, breaks: int | None
) -> tuple[Strip, ...]:
    """A strip an item; crosses stand in two columns where each fits on one line of its column."""
    if block.mark is Mark.CROSS:
        paired = _set_in_two_columns(stick, block, owner)
        if paired is not None:
            return paired
    strips: list[Strip] = []
    mark = _mark(stick, block.mark, stick.look.bullet)
    for item in block.items:
        slugs = set_item(stick, item, owner, mark)
        strips.append(Strip(item.place, NO_GAP, _cost(strips, breaks), slugs))
    return tuple(strips)


def set_steps(stick: Stick, block: Steps, owner: Element, breaks: int | None) -> tuple[Strip, ...]:
    """A numbered list, a strip an item."""
    strips: list[Strip] = []
    for n, item in enumerate(block.items):
        number = Span(f"{n + 1}", stick.look.bullet, added=True)
        slugs = set_item(stick, item, owner, (None, number), INDENT)
        strips.append(Strip(item.place, NO_GAP, _cost(strips, breaks), slugs))
    return tuple(strips)


def set_item(
    stick: Stick,
    item: Item,
    owner: Element,
    mark: tuple[str | None, Span | None],
    indent: float = INDENT,
) -> tuple[Slug, ...]:
    """One entry: its sign, its text ``indent`` points in, then its examples with a dash."""
    picture, sign = mark
    entry = Element(Tag.ITEM, owner)
    label = Element(Tag.LABEL, entry, alt=None if picture is None else CROSS)
    body = Element(Tag.BODY, entry)
    column = stick.narrowed(indent)
    slugs = list(column.slugs(column.body(item.text), body, item.place))
    first: list[SetItem] = []
    if sign is not None:
        first.append(stick.line((sign,), stick.baseline(0), label))
    if picture is not None:
        top = stick.baseline(0) - 0.33 * stick.look.size - _CROSS_SIZE / 2
        left = stick.indent + 0.4 * MM
        first.append(Picture(left, top, _CROSS_SIZE, _CROSS_SIZE, picture, label))
    slugs[0] = Slug(slugs[0].depth, (*first, *slugs[0].items))
    if item.items:
        examples = Element(Tag.LIST, body, numbering=Numbering.NONE)
        dash = Span(DASH, stick.look.body, added=True)
        for example in item.items:
            slugs += set_item(column, example, examples, (None, dash))
    return tuple(slugs)


def _cost(before: list[Strip], breaks: int | None) -> int | None:
    """What it costs to part an item from those before it; a lead-in keeps two lines with it."""
    if not before:
        return breaks
    return None if len(before) == 1 and before[0].depth < 4 else _WITHIN_LIST


def _mark(stick: Stick, mark: Mark, style: Style) -> tuple[str | None, Span | None]:
    if mark is Mark.CROSS:
        return "pictograms/cross", None
    return None, Span(BULLET, style, added=True)


def _set_in_two_columns(stick: Stick, block: Bullets, owner: Element) -> tuple[Strip, ...] | None:
    half = (len(block.items) + 1) // 2
    left = stick.measure * _LEFT_COLUMN
    columns = (
        (stick.narrowed(0, stick.measure - left + 2 * MM), block.items[:half]),
        (stick.narrowed(left), block.items[half:]),
    )
    for column, items in columns:
        text = column.narrowed(_CROSS_INDENT)
        if any(item.items or not _fits_on_a_line(text, item.text) for item in items):
            return None
    mark = _mark(stick, block.mark, stick.look.bullet)
    set_items = [
        set_matter.moved(0, row * stick.look.step)
        for column, items in columns
        for row, item in enumerate(items)
        for set_matter in set_item(column, item, owner, mark, _CROSS_INDENT)[0].items
    ]
    return (Strip(block.place, NO_GAP, None, (Slug(2 * half, tuple(set_items)),)),)


def _fits_on_a_line(stick: Stick, text: Text) -> bool:
    spans = stick.body(text)
    return sum(stick.width(span) for span in spans) <= stick.measure
