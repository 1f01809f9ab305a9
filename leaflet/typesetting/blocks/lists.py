"""Lists: bullets, steps, crosses in columns, examples one level deeper; and exercises.

An exercise has its figure at the left of its title and text, and never breaks. A badge is a white
number on a small square, repeated elsewhere on the sheet.
"""

from collections.abc import Iterator, Sequence

from leaflet.content.model.brochure import Bullets, Exercise, ListMark, RichText, Steps
from leaflet.content.model.brochure import Item as ContentItem
from leaflet.typesetting.breaking import StyledText
from leaflet.typesetting.line_setter import LineSetter
from leaflet.typesetting.look import WHITE, Style
from leaflet.typesetting.matter import (
    NO_GAP,
    Box,
    Element,
    Gap,
    Item,
    Numbering,
    Picture,
    Slug,
    Strip,
    Tag,
)
from leaflet.typesetting.typeface import FontWeight

INDENT = 4
"""How far the text of an item stands in, in millimetres at 11 pt."""

BULLET = "•"
DASH = "–"
CROSS = "×"
"""What a drawn cross says to a reader who cannot see it."""

_WITHIN_LIST = 14
_CROSS_SIZE = 2.6
_CROSS_INDENT = 4.4
_CROSS_IN = 0.4
_BETWEEN_COLUMNS = 2
_PARTS = {2: (46 / 86, 40 / 86), 3: (0.36, 0.32, 0.32)}
"""Parts of the measure that the columns have, where there are so many."""

_THREE_COLUMNS = 120
"""The measure from which there are three, in millimetres at 11 pt."""


def list_of(block: Bullets | Steps) -> Element:
    """The element of a list, which its items share in whatever panel they stand."""
    if isinstance(block, Steps):
        return Element(Tag.LIST, numbering=Numbering.DECIMAL)
    numbering = Numbering.DISC if block.mark is ListMark.BULLET else Numbering.NONE
    return Element(Tag.LIST, numbering=numbering)


def set_bullets(
    stick: LineSetter, block: Bullets, owner: Element, breaks: int | None, measures: Sequence[float]
) -> tuple[Strip, ...]:
    """A strip an item; crosses stand in columns where each fits on one line of its own.

    ``measures`` are those of all columns that the list may stand in, in points. Crosses fit in
    each of them or stand below each other in all, so that the list has as many strips in every one.
    """
    if block.mark is ListMark.CROSS:
        sticks = (stick.narrowed(0, stick.measure - measure) for measure in measures)
        if all(_fits_in_columns(each, block) for each in (stick, *sticks)):
            return (_set_in_columns(stick, block, owner),)
    strips: list[Strip] = []
    mark = _mark(block.mark, stick.look.bullet)
    for item in block.items:
        slugs = set_item(stick, item, owner, mark)
        strips.append(Strip(item.place, NO_GAP, _cost(strips, breaks), slugs))
    return tuple(strips)


def set_steps(
    stick: LineSetter, block: Steps, owner: Element, breaks: int | None
) -> tuple[Strip, ...]:
    """A numbered list, a strip an item."""
    strips: list[Strip] = []
    for n, item in enumerate(block.items):
        number = StyledText(f"{n + 1}", stick.look.bullet, added=True)
        slugs = set_item(stick, item, owner, (None, number))
        strips.append(Strip(item.place, NO_GAP, _cost(strips, breaks), slugs))
    return tuple(strips)


def set_item(
    stick: LineSetter,
    item: ContentItem,
    owner: Element,
    mark: tuple[str | None, StyledText | None],
    indent: float | None = None,
) -> tuple[Slug, ...]:
    """One entry: its sign, its text ``indent`` points in, then its examples with a dash."""
    look, (picture, sign) = stick.look, mark
    entry = Element(Tag.ITEM, owner)
    label = Element(Tag.LABEL, entry, alt=None if picture is None else CROSS)
    body = Element(Tag.BODY, entry)
    column = stick.narrowed(look.mm(INDENT) if indent is None else indent)
    slugs = list(column.slugs(column.body(item.text), body, item.place))
    first: list[Item] = []
    if sign is not None:
        first.append(stick.line((sign,), stick.baseline(0), label))
    if picture is not None:
        cross = look.mm(_CROSS_SIZE)
        top = stick.baseline(0) - 0.33 * look.size - cross / 2
        left = stick.indent + look.mm(_CROSS_IN)
        first.append(Picture(left, top, cross, cross, picture, label))
    slugs[0] = Slug(slugs[0].depth, (*first, *slugs[0].items))
    if item.items:
        examples = Element(Tag.LIST, body, numbering=Numbering.NONE)
        dash = StyledText(DASH, look.body, added=True)
        for example in item.items:
            slugs += set_item(column, example, examples, (None, dash))
    return tuple(slugs)


def _cost(before: list[Strip], breaks: int | None) -> int | None:
    """What it costs to part an item from those before it; a lead-in keeps two lines with it."""
    if not before:
        return breaks
    return None if len(before) == 1 and before[0].depth < 4 else _WITHIN_LIST


def _mark(mark: ListMark, style: Style) -> tuple[str | None, StyledText | None]:
    if mark is ListMark.CROSS:
        return "pictograms/cross", None
    return None, StyledText(BULLET, style, added=True)


def _columns(stick: LineSetter, block: Bullets) -> list[tuple[LineSetter, tuple[ContentItem, ...]]]:
    """The items of each column beside the others, and the stick that they are set in."""
    look = stick.look
    parts = _PARTS[3 if stick.measure >= look.mm(_THREE_COLUMNS) else 2]
    rows = -(-len(block.items) // len(parts))
    between = look.mm(_BETWEEN_COLUMNS)
    columns = []
    for n, part in enumerate(parts):
        left, is_last = sum(parts[:n]) * stick.measure, n == len(parts) - 1
        right = 0.0 if is_last else stick.measure - left - part * stick.measure + between
        columns.append((stick.narrowed(left, right), block.items[n * rows : (n + 1) * rows]))
    return columns


def _fits_in_columns(stick: LineSetter, block: Bullets) -> bool:
    indent = stick.look.mm(_CROSS_INDENT)
    return not any(
        item.items or not _fits_on_a_line(column.narrowed(indent), item.text)
        for column, items in _columns(stick, block)
        for item in items
    )


def _set_in_columns(stick: LineSetter, block: Bullets, owner: Element) -> Strip:
    look, columns = stick.look, _columns(stick, block)
    mark, indent = _mark(block.mark, look.bullet), look.mm(_CROSS_INDENT)
    set_items = [
        set_matter.moved(0, row * look.step)
        for column, items in columns
        for row, item in enumerate(items)
        for set_matter in set_item(column, item, owner, mark, indent)[0].items
    ]
    depth = 2 * len(columns[0][1])
    return Strip(block.place, NO_GAP, None, (Slug(depth, tuple(set_items)),))


def _fits_on_a_line(stick: LineSetter, text: RichText) -> bool:
    spans = stick.body(text)
    return sum(stick.width(span) for span in spans) <= stick.measure


_FIGURE_GAP = 3


def set_exercise(
    stick: LineSetter, block: Exercise, level: Tag, gap: Gap, breaks: int | None, ratio: float
) -> Strip:
    """One exercise.

    Args:
        stick: For the measure of the column.
        block: Its words.
        level: Of its title among the headings.
        gap: White before it.
        breaks: What it costs to begin a panel with it.
        ratio: Height over width of its figure.
    """
    look, width = stick.look, stick.look.figure
    column = stick.narrowed(width + look.mm(_FIGURE_GAP))
    title, text = Element(level), Element(Tag.PARAGRAPH)
    head = column.undivided()
    heads = head.lines(column.spans(block.title, look.title, look.title), block.place)
    lines = column.lines(column.body(block.text), block.place)
    height = width * ratio
    # The figure's field begins where the title's letters do.
    top = stick.baseline(0) - 0.7 * look.size
    name = f"figures/{block.figure}"
    element = Element(Tag.FIGURE, alt=block.alt)
    figure = Picture(stick.indent, top, width, height, name, element)
    items: list[Item] = [
        *(head.line(line, head.baseline(n), title) for n, line in enumerate(heads)),
        figure,
        *(column.line(line, column.baseline(len(heads) + n), text) for n, line in enumerate(lines)),
    ]
    needed = 2 * max(len(heads) + len(lines), -int(-(top + height) // look.step))
    return Strip(block.place, gap, breaks, (Slug(needed, tuple(items)),))


_TYPE = 0.76
"""Size of the number in parts of the square."""

_RISE = 0.33
"""Half the height of a digit, in parts of its size."""


def draw_badge(
    stick: LineSetter, number: int, left: float, top: float, size: float, element: Element
) -> Iterator[Item]:
    """A badge at a place of the page; ``size`` is the length of its sides, all in points."""
    yield Box(left, top, size, size, fill=stick.look.palette.accent)
    span = StyledText(
        f"{number}", Style(FontWeight.BOLD, round(_TYPE * size, 1), WHITE), added=True
    )
    base = top + size / 2 + _RISE * span.style.size
    x = left + (size - stick.width(span)) / 2
    yield stick.line((span,), base, element, x - stick.indent)
