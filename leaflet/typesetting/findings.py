"""The table of the test sheet: what is seen, what that means, what to do about it."""

from collections.abc import Sequence

from leaflet.manuscript.sheet_words import Findings
from leaflet.paper.sheet import MM
from leaflet.typesetting.badge import draw_badge
from leaflet.typesetting.galley import BADGE, Galley
from leaflet.typesetting.matter import Element, Item, Rule, Scope, Tag
from leaflet.typesetting.palette import LINE
from leaflet.typesetting.stick import Stick

_RULE, _HAIRLINE = 0.75, 0.5
_WHITE = 1.4 * MM
_INDENT = 7.5 * MM
_TABLE_GAP = 6 * MM

_STEPS = (1, 1, 2, 3, 4, 5, None)
"""The step of the front at which each row is seen; ``None`` for the last, where all is well."""


def set_findings(
    words: Findings, said: dict[str, str], columns: Sequence[Stick], top: float, foot: float
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


def _cells(columns: Sequence[Stick]) -> tuple[Stick, ...]:
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
