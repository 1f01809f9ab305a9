"""The three fields at the foot of the cover: name, birth date, day of the visit."""

from collections.abc import Mapping

from leaflet.discharge.patient import Discharge
from leaflet.errors import FitError, Problem
from leaflet.manuscript.words import Words
from leaflet.paper.sheet import MM
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.field import Field
from leaflet.typesetting.matter import Element, Item, Rule, Tag
from leaflet.typesetting.palette import LINE
from leaflet.typesetting.stick import Stick

_ROW = 12.5 * MM
_VALUE_ABOVE_RULE = 2.6 * MM
_LABEL_ABOVE_RULE = 8.6 * MM
_NAME_LINES = 2


def set_cover_fields(
    stick: Stick, field: Field, discharge: Discharge, campuses: Mapping[str, str], words: Words
) -> tuple[Item, ...]:
    """Set the fields, each value above its rule; values that are not known leave room for the pen.

    Raises:
        FitError: If the name needs more lines than its field has.
    """
    patient, calendar = discharge.patient, words.calendar
    column, style = stick.undivided(), stick.look.value
    name = column.lines((Span(patient.name, style),), "name") if patient else ((),)
    if len(name) > _NAME_LINES:
        raise FitError(
            Problem(
                "name",
                f"it needs {len(name)} lines, its field on the cover has {_NAME_LINES}",
                "write it shorter",
            )
        )
    born = calendar.write_day(patient.born) if patient and patient.born else ""
    visited = calendar.write_weekday_day(discharge.visited) if discharge.visited else ""
    rows = (
        (words.fields.name, name),
        (words.fields.born, ((Span(born, style),),)),
        (words.fields.visited, ((Span(visited, style),),)),
    )
    items: list[Item] = []
    for n, (label, lines) in enumerate(rows):
        rule = field.height - 0.5 - (len(rows) - 1 - n) * _ROW
        items.append(Rule(0, rule, field.width, rule, 0.5, LINE))
        element, up = Element(Tag.PARAGRAPH), (len(lines) - 1) * stick.look.step
        above = rule - _LABEL_ABOVE_RULE - up
        known = any(span.text for line in lines for span in line)
        items.append(column.line((Span(label, stick.look.label, spaced=known),), above, element))
        for k, line in enumerate(lines if known else ()):
            y = rule - _VALUE_ABOVE_RULE - up + k * stick.look.step
            items.append(column.line(line, y, element))
        if n == len(rows) - 1 and discharge.campus is not None:
            items.append(_campus(column, field, above, discharge.campus, campuses, words))
    return tuple(item.moved(field.left, field.top) for item in items)


def _campus(
    stick: Stick, field: Field, y: float, campus: str, campuses: Mapping[str, str], words: Words
) -> Item:
    text = words.fields.campus.format(name=campuses[campus])
    span = Span(text, stick.look.label)
    x = field.width - stick.width(span)
    return stick.line((span,), y, Element(Tag.PARAGRAPH), x)
