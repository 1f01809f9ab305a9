"""What the brochure says of each medicine: a row each, the maximum found in two seconds."""

from leaflet.manuscript.brochure import LimitRow, LimitTable
from leaflet.manuscript.text import Run, Text, Weight
from leaflet.typesetting.matter import Element, Item, Rule, Scope, Tag
from leaflet.typesetting.palette import LINE
from leaflet.typesetting.stick import Stick
from leaflet.typesetting.strip import NO_GAP, Slug, Strip

_HAIRLINE = 0.5
_NAME_COLUMN = 26
_BETWEEN_COLUMNS = 2


def set_limits(stick: Stick, block: LimitTable, breaks: int | None) -> Strip:
    """The table as one strip; its depth is rounded up to whole steps, the rest shared as white."""
    look = stick.look
    table = Element(Tag.TABLE)
    rows = [_row(stick, row, table) for row in block.rows]
    content = sum(depth for depth, _ in rows)
    depth = content + 2 - content % 2
    top = (depth - content) / 2 * look.half
    items: list[Item] = [_rule(stick, top)]
    for halves, matter in rows:
        items += [item.moved(0, top) for item in matter]
        top += halves * look.half
        items.append(_rule(stick, top))
    return Strip(block.place, NO_GAP, breaks, (Slug(depth, tuple(items)),))


def _rule(stick: Stick, y: float) -> Rule:
    return Rule(stick.indent, y, stick.indent + stick.measure, y, _HAIRLINE, LINE)


def _row(stick: Stick, row: LimitRow, table: Element) -> tuple[int, list[Item]]:
    look = stick.look
    element = Element(Tag.ROW, table)
    name = Text((Run(row.medicine, Weight.BOLD),))
    names = look.mm(_NAME_COLUMN)
    left = stick.narrowed(0, stick.measure - names + look.mm(_BETWEEN_COLUMNS)).undivided()
    right = stick.narrowed(names).undivided()
    header = Element(Tag.HEADER, element, scope=Scope.ROW)
    cells = (
        (left, (left.spans(name, look.name, look.name), left.body(row.note)), header),
        (right, (right.body(row.maximum), right.body(row.detail)), Element(Tag.CELL, element)),
    )
    items: list[Item] = []
    deepest = 0
    for column, texts, cell in cells:
        count = 0
        for spans in texts:
            paragraph = Element(Tag.PARAGRAPH, cell)
            for line in filter(None, column.lines(spans, row.place)):
                y = look.half / 2 + column.baseline(count)
                items.append(column.line(line, y, paragraph))
                count += 1
        deepest = max(deepest, count)
    return 2 * deepest + 1, items
