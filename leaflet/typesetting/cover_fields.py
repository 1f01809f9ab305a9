"""The three fields at the foot of the cover: name, birth date, day of the visit."""

from collections.abc import Sequence

from leaflet.discharge.patient import Discharge
from leaflet.errors import FitError, Problem
from leaflet.manuscript.words import Words
from leaflet.paper.sheet import MM
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.field import Field
from leaflet.typesetting.matter import Element, Item, Rule, Tag
from leaflet.typesetting.palette import LINE
from leaflet.typesetting.standing import Shape, Slot, Standing
from leaflet.typesetting.stick import Stick

_ROW = 12.5 * MM
_VALUE_ABOVE_RULE = 2.6 * MM
_LABEL_ABOVE_RULE = 8.6 * MM
_NAME_LINES = 2


def break_cover_name(stick: Stick, discharge: Discharge) -> Sequence[Sequence[Span]]:
    """The lines of the name; none where there is no name.

    Raises:
        FitError: If the name needs more lines than its field has.
    """
    if discharge.patient is None:
        return ()
    lines = stick.undivided().lines((Span(discharge.patient.name, stick.look.value),), "name")
    if len(lines) > _NAME_LINES:
        raise FitError(
            Problem(
                "name",
                f"it needs {len(lines)} lines, its field on the cover has {_NAME_LINES}",
                "write it shorter",
            )
        )
    return lines


def set_cover_labels(
    stick: Stick, field: Field, shape: Shape, campus: str | None, words: Words
) -> Standing:
    """Labels and rules; each value stands above its rule, and leaves room for the pen.

    Args:
        stick: For the width of the field.
        field: The field.
        shape: How many lines the name has, and what is known.
        campus: The name of the campus, or ``None``.
        words: Labels.
    """
    column = stick.undivided()
    rows = (
        (words.fields.name, shape.lines, shape.named),
        (words.fields.born, 1, shape.born),
        (words.fields.visited, 1, shape.visited),
    )
    items: list[Item] = []
    slots: list[Slot] = []
    for n, (label, lines, known) in enumerate(rows):
        rule = field.height - 0.5 - (len(rows) - 1 - n) * _ROW
        items.append(Rule(0, rule, field.width, rule, 0.5, LINE))
        element, up = Element(Tag.PARAGRAPH), (lines - 1) * stick.look.step
        above = rule - _LABEL_ABOVE_RULE - up
        items.append(column.line((Span(label, stick.look.label, spaced=known),), above, element))
        slots.append(Slot(field.left, field.top + rule - _VALUE_ABOVE_RULE - up, element))
        if n == len(rows) - 1 and campus is not None:
            span = Span(words.fields.campus.format(name=campus), stick.look.label)
            x = field.width - stick.width(span)
            items.append(column.line((span,), above, Element(Tag.PARAGRAPH), x))
    return Standing(tuple(item.moved(field.left, field.top) for item in items), *slots)
