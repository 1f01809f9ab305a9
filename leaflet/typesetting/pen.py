"""The empty plan for the pen: two rows by time of day, two for as needed, dotted lines."""

from leaflet.discharge.patient import Discharge
from leaflet.manuscript.formulary import Moment
from leaflet.manuscript.words import Words
from leaflet.paper.sheet import MM
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.field import Field
from leaflet.typesetting.matter import Element, Item, Rule, Tag
from leaflet.typesetting.palette import INK
from leaflet.typesetting.plan_frame import Frame, frame_of
from leaflet.typesetting.stick import Stick

_CELL = 12 * MM
_SCHEDULED_ROW = 9.5 * MM
_COURSE_ROW = 8.5 * MM
_AS_NEEDED_ROW = 8.5 * MM
_INSET = 2.3 * MM


def set_pen_grid(
    stick: Stick, field: Field, discharge: Discharge, words: Words
) -> tuple[Item, ...]:
    """Set the grid; the same frame and header as a filled plan."""
    frame = frame_of(stick, field, discharge, words)
    grid = frame.width - len(Moment) * _CELL
    table = Element(Tag.TABLE)
    header = Element(Tag.ROW, table)
    frame.label_row(words.plan.scheduled, header)
    for n, moment in enumerate(Moment):
        x = grid + (n + 0.5) * _CELL
        frame.centred(words.moments[moment], frame.label, x, -1.6 * MM, header)
    frame.uprights(grid, _CELL, len(Moment), frame.top - frame.label_height)
    for _ in range(2):
        _scheduled_row(frame, grid, words)
    frame.label_row(words.plan.as_needed, Element(Tag.ROW, Element(Tag.TABLE)))
    for _ in range(2):
        _as_needed_row(frame, words)
    return frame.finished()


def _scheduled_row(frame: Frame, grid: float, words: Words) -> None:
    label, start = frame.stick.look.label, frame.top
    _label(frame, words.plan.medicine, 0, 3.3 * MM)
    frame.top += _SCHEDULED_ROW
    frame.uprights(grid, _CELL, len(Moment), start)
    frame.hairline(grid)
    frame.top += _COURSE_ROW
    y = -2.6 * MM
    first = _label(frame, words.plan.pen_from, 0, y)
    middle = frame.width * 0.44
    _dots(frame, _INSET + first + 1.2 * MM, middle - 1.2 * MM, y)
    last = frame.stick.width(Span(words.plan.pen_last, label))
    _label(frame, words.plan.pen_last, middle - _INSET, y)
    _dots(frame, middle + last + 1.2 * MM, frame.width - 4 * MM, y)
    frame.hairline()


def _as_needed_row(frame: Frame, words: Words) -> None:
    _label(frame, words.plan.medicine, 0, 3.3 * MM)
    frame.top += _AS_NEEDED_ROW
    y, x = -2.2 * MM, 26 * MM
    for text, dots in ((words.plan.pen_dose, 9 * MM), (words.plan.pen_most, 8 * MM)):
        width = _label(frame, text, x - _INSET, y)
        _dots(frame, x + width + 1 * MM, x + width + 1 * MM + dots, y)
        x += width + dots + 2.4 * MM
    _label(frame, words.plan.pen_times, x - _INSET - 0.8 * MM, y)
    frame.hairline()


def _label(frame: Frame, text: str, left: float, below: float) -> float:
    """Set a label from the inset; return its width."""
    span = Span(text, frame.stick.look.label)
    line = frame.stick.line((span,), frame.top + below, Element(Tag.PARAGRAPH), _INSET + left)
    frame.items.append(line)
    return frame.stick.width(span)


def _dots(frame: Frame, left: float, right: float, below: float) -> None:
    y = frame.top + below
    frame.items.append(Rule(left, y, right, y, 0.6, INK, dotted=True))
