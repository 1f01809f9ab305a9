"""The empty plan for the pen: two rows by time of day, two for as needed, dotted lines."""

from leaflet.discharge.patient import Discharge
from leaflet.manuscript.formulary import Moment
from leaflet.manuscript.words import Words
from leaflet.paper.sheet import MM
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.field import Field
from leaflet.typesetting.matter import Element, Item, Rule, Tag
from leaflet.typesetting.palette import INK
from leaflet.typesetting.plan_field import PLAN_INSET
from leaflet.typesetting.plan_frame import Frame, frame_of
from leaflet.typesetting.stick import Stick

_CELL = 12 * MM
_SCHEDULED_ROW = 9.5
_COURSE_ROW = 8.5
_AS_NEEDED_ROW = 8.5
_ROWS = 2


def set_pen_grid(
    stick: Stick, field: Field, discharge: Discharge, words: Words
) -> tuple[Item, ...]:
    """Set the grid; the same frame and header as a filled plan, its rows filling the frame."""
    frame = frame_of(stick, field, discharge, words, stick.look.half / 2)
    grid = frame.width - len(Moment) * _CELL
    table = Element(Tag.TABLE)
    header = Element(Tag.ROW, table)
    frame.label_row(words.plan.scheduled, header)
    for n, moment in enumerate(Moment):
        x = grid + (n + 0.5) * _CELL
        frame.centred(words.moments[moment], frame.label, x, -1.6 * MM, header)
    frame.uprights(grid, _CELL, len(Moment), frame.top - frame.label_height)
    rest = frame.bottom - frame.top - frame.label_height
    unit = rest / (_ROWS * (_SCHEDULED_ROW + _COURSE_ROW + _AS_NEEDED_ROW))
    for _ in range(_ROWS):
        _scheduled_row(frame, grid, unit, words)
    frame.label_row(words.plan.as_needed, Element(Tag.ROW, Element(Tag.TABLE)))
    for _ in range(_ROWS):
        _as_needed_row(frame, unit, words)
    return frame.finished()


def _scheduled_row(frame: Frame, grid: float, unit: float, words: Words) -> None:
    label, start = frame.stick.look.label, frame.top
    _label(frame, words.plan.medicine, 0, 3.3 * MM)
    frame.top += _SCHEDULED_ROW * unit
    frame.uprights(grid, _CELL, len(Moment), start)
    frame.hairline(grid)
    frame.top += _COURSE_ROW * unit
    y = -2.6 * MM
    first = _label(frame, words.plan.pen_from, 0, y)
    middle = frame.width * 0.44
    _dots(frame, PLAN_INSET + first + 1.2 * MM, middle - 1.2 * MM, y)
    last = frame.stick.width(Span(words.plan.pen_last, label))
    _label(frame, words.plan.pen_last, middle - PLAN_INSET, y)
    _dots(frame, middle + last + 1.2 * MM, frame.width - 4 * MM, y)
    frame.hairline()


def _as_needed_row(frame: Frame, unit: float, words: Words) -> None:
    _label(frame, words.plan.medicine, 0, 3.3 * MM)
    frame.top += _AS_NEEDED_ROW * unit
    y, x = -2.2 * MM, 26 * MM
    for text, dots in ((words.plan.pen_dose, 9 * MM), (words.plan.pen_most, 8 * MM)):
        width = _label(frame, text, x - PLAN_INSET, y)
        _dots(frame, x + width + 1 * MM, x + width + 1 * MM + dots, y)
        x += width + dots + 2.4 * MM
    _label(frame, words.plan.pen_times, x - PLAN_INSET - 0.8 * MM, y)
    frame.hairline()


def _label(frame: Frame, text: str, left: float, below: float) -> float:
    """Set a label from the inset; return its width."""
    span = Span(text, frame.stick.look.label)
    line = frame.stick.line((span,), frame.top + below, Element(Tag.PARAGRAPH), PLAN_INSET + left)
    frame.items.append(line)
    return frame.stick.width(span)


def _dots(frame: Frame, left: float, right: float, below: float) -> None:
    y = frame.top + below
    frame.items.append(Rule(left, y, right, y, 0.6, INK, dotted=True))
