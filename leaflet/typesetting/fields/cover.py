"""The three fields at the foot of the cover: name, birth date, day of the visit."""

from collections.abc import Sequence
from datetime import date

from leaflet.content.model.words import Words
from leaflet.discharge.patient import Discharge
from leaflet.errors import FitError, Problem
from leaflet.messages.message import Message
from leaflet.messages.phrases import SHORTER
from leaflet.paper.fold import MM
from leaflet.records import frozen
from leaflet.typesetting.breaking import StyledText
from leaflet.typesetting.fields.model import NAME, Field, Shape, Slot, Standing
from leaflet.typesetting.line_setter import LineSetter
from leaflet.typesetting.look import LINE, Measures
from leaflet.typesetting.matter import Element, Item, Rule, Tag

_VALUE_ABOVE_RULE = 2.6 * MM
_LABEL_ABOVE_VALUE = 6 * MM - 13
_WHITE = 12.5 * MM - 22
"""What a row has besides its label and its value."""
_ABOVE = 0.5 * MM
_RULE = 0.5
_NAME_LINES = 2
_ROWS, _PAIRED_ROWS = 3, 2
_BORN = 0.4
"""The part of the width that the birth date has where the day of the visit stands beside it."""
_BETWEEN = 4 * MM


@frozen
class _Row:
    """A field: its label, lines that it has room for, whether it is known, its two ends."""

    label: str
    lines: int
    known: bool
    left: float
    right: float
    row: int


def fields_height(stick: LineSetter, words: Words) -> float:
    """Depth of the fields on the measure of a cover, in points.

    The name has a row of its own, for two lines; below it the two days stand beside each other
    where the longest of them leave room for it.
    """
    look, measure = stick.look, stick.measure
    born = max(_widths(stick, [words.calendar.write_day(day) for day in _days()]))
    visited = max(_widths(stick, [words.calendar.write_weekday_day(day) for day in _days()]))
    is_wide = born <= _BORN * measure - _BETWEEN and visited <= (1 - _BORN) * measure
    return _height(look, _PAIRED_ROWS if is_wide else _ROWS)


def break_cover_name(stick: LineSetter, discharge: Discharge) -> Sequence[Sequence[StyledText]]:
    """The lines of the name; none where there is no name.

    Raises:
        FitError: If the name needs more lines than its field has.
    """
    if discharge.patient is None:
        return ()
    lines = stick.undivided().lines((StyledText(discharge.patient.name, stick.look.value),), NAME)
    if len(lines) > _NAME_LINES:
        what = Message(
            "fit.long-name",
            "it needs {needed} lines, its field on the cover has {most}",
            needed=len(lines),
            most=_NAME_LINES,
        )
        remedy = SHORTER
        raise FitError(Problem(NAME, what, remedy))
    return lines


def set_cover_labels(
    stick: LineSetter, field: Field, shape: Shape, place: str | None, words: Words
) -> Standing:
    """Labels and rules; each value stands above its rule, and leaves room for the pen.

    Args:
        stick: For the width of the field.
        field: The field.
        shape: How many lines the name has, and what is known.
        place: The name of the campus, or ``None``.
        words: Labels.
    """
    look, column = stick.look, stick.undivided()
    rows = _rows(field, shape, words, look)
    campus = (
        None if place is None else StyledText(words.fields.campus.format(name=place), look.label)
    )
    at = _row_of_campus(stick, rows, campus)
    items: list[Item] = []
    slots: list[Slot] = []
    for n, row in enumerate(rows):
        rule = field.height - _RULE - (rows[-1].row - row.row) * _row_height(look)
        items.append(Rule(row.left, rule, row.right, rule, _RULE, LINE))
        element, up = Element(Tag.PARAGRAPH), (row.lines - 1) * look.step
        value = rule - _VALUE_ABOVE_RULE - up
        above = value - look.value.size - _LABEL_ABOVE_VALUE
        label = StyledText(row.label, look.label, spaced=row.known)
        items.append(column.line((label,), above, element, row.left))
        slots.append(Slot(field.left + row.left, field.top + value, element))
        if campus is not None and n == at:
            x = field.width - stick.width(campus)
            items.append(column.line((campus,), above, Element(Tag.PARAGRAPH), x))
    return Standing(tuple(item.moved(field.left, field.top) for item in items), *slots)


def _row_of_campus(stick: LineSetter, rows: Sequence[_Row], campus: StyledText | None) -> int:
    """The row beside whose label the campus stands: the day's, or the name's, with more room."""
    day = rows[-1]
    label = StyledText(day.label, stick.look.label)
    taken = stick.width(label) + (stick.width(campus) if campus else 0) + _BETWEEN
    return len(rows) - 1 if taken <= day.right - day.left else 0


def _rows(field: Field, shape: Shape, words: Words, look: Measures) -> tuple[_Row, _Row, _Row]:
    width, names = field.width, words.fields
    name = _Row(names.name, shape.lines, shape.named, 0.0, width, 0)
    if field.height > _height(look, _PAIRED_ROWS) + _ABOVE:
        born = _Row(names.born, 1, shape.born, 0.0, width, 1)
        return name, born, _Row(names.visited, 1, shape.visited, 0.0, width, 2)
    born = _Row(names.born, 1, shape.born, 0.0, _BORN * width - _BETWEEN, 1)
    return name, born, _Row(names.visited, 1, shape.visited, _BORN * width, width, 1)


def _height(look: Measures, rows: int) -> float:
    return rows * _row_height(look) + (_NAME_LINES - 1) * look.step + _ABOVE + _RULE


def _row_height(look: Measures) -> float:
    return look.label.size + look.value.size + _WHITE


def _widths(stick: LineSetter, texts: list[str]) -> list[float]:
    return [stick.width(StyledText(text, stick.look.value)) for text in texts]


def _days() -> list[date]:
    """A day of two figures for every weekday of every month."""
    return [date(2026, month, day) for month in range(1, 13) for day in range(20, 27)]
