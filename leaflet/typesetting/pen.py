"""The empty plan for the pen: two rows by time of day, two for as needed, dotted lines."""

from leaflet.manuscript.formulary import Moment
from leaflet.manuscript.words import Words
from leaflet.paper.sheet import MM
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.field import Field
from leaflet.typesetting.matter import Element, Hollow, Rule, Tag
from leaflet.typesetting.palette import INK
from leaflet.typesetting.plan_as_needed import open_as_needed
from leaflet.typesetting.plan_field import PLAN_INSET
from leaflet.typesetting.plan_frame import Frame, cell_across, frame_of, header_of
from leaflet.typesetting.plan_grid import Grid, open_table
from leaflet.typesetting.standing import Shape, Standing
from leaflet.typesetting.stick import Stick

_CELL = 12 * MM
_SCHEDULED_ROW = 9.5
_COURSE_ROW = 8.5
_AS_NEEDED_ROW = 8.5
_ROWS = 2


def set_pen_grid(stick: Stick, field: Field, shape: Shape, words: Words) -> Standing:
    """Set the grid; the same frame and header as a filled plan, its rows filling the frame."""
    frame = frame_of(stick, field, shape, words, stick.look.half / 2)
    grid = Grid.at_right(frame, tuple(Moment), _CELL)
    table = open_table(frame, grid, words)
    rest = frame.bottom - frame.top - frame.label_height
    unit = rest / (_ROWS * (_SCHEDULED_ROW + _COURSE_ROW + _AS_NEEDED_ROW))
    for _ in range(_ROWS):
        _scheduled_row(frame, grid, table, unit, words)
    table = open_as_needed(frame, words)
    for _ in range(_ROWS):
        _as_needed_row(frame, Element(Tag.ROW, table), unit, words)
    return frame.finished()


def _scheduled_row(frame: Frame, grid: Grid, table: Element, unit: float, words: Words) -> None:
    start, row = frame.top, Element(Tag.ROW, table)
    label = frame.stick.look.label
    medicine, first = Span(words.plan.medicine, label), Span(words.plan.pen_from, label)
    last = Span(words.plan.pen_last, label)
    _write(frame, medicine, PLAN_INSET, 3.3 * MM, header_of(row))
    frame.items += [Hollow(Element(Tag.CELL, row)) for _ in grid.moments]
    frame.top += _SCHEDULED_ROW * unit
    grid.rule(frame, start)
    frame.hairline(grid.left)
    frame.top += _COURSE_ROW * unit
    y, middle, cell = -2.6 * MM, frame.width * 0.44, cell_across(table, grid.columns)
    x = _write(frame, first, PLAN_INSET, y, Element(Tag.PARAGRAPH, cell))
    _dots(frame, x + 1.2 * MM, middle - 1.2 * MM, y)
    x = _write(frame, last, middle, y, Element(Tag.PARAGRAPH, cell))
    _dots(frame, x + 1.2 * MM, frame.width - 4 * MM, y)
    frame.hairline()


def _as_needed_row(frame: Frame, row: Element, unit: float, words: Words) -> None:
    label = frame.stick.look.label
    _write(frame, Span(words.plan.medicine, label), PLAN_INSET, 3.3 * MM, header_of(row))
    frame.top += _AS_NEEDED_ROW * unit
    y, x, cell = -2.2 * MM, 26 * MM, Element(Tag.CELL, row)
    dose, most = Element(Tag.PARAGRAPH, cell), Element(Tag.PARAGRAPH, cell)
    for span, dots, paragraph in (
        (Span(words.plan.pen_dose, label), 9 * MM, dose),
        (Span(words.plan.pen_most, label, spaced=True), 8 * MM, most),
    ):
        x = _write(frame, span, x, y, paragraph)
        _dots(frame, x + 1 * MM, x + 1 * MM + dots, y)
        x += dots + 2.4 * MM
    _write(frame, Span(words.plan.pen_times, label), x - 0.8 * MM, y, most)
    frame.hairline()


def _write(frame: Frame, span: Span, left: float, below: float, element: Element) -> float:
    """Set a label from ``left``; return where it ends."""
    line = frame.stick.line((span,), frame.top + below, element, left)
    frame.items.append(line)
    return left + frame.stick.width(span)


def _dots(frame: Frame, left: float, right: float, below: float) -> None:
    y = frame.top + below
    frame.items.append(Rule(left, y, right, y, 0.6, INK, dotted=True))
