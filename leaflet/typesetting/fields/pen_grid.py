"""The empty plan for the pen: two rows by time of day, two for as needed, dotted lines."""

from dataclasses import replace

from leaflet.content.model.medicines import Moment
from leaflet.content.model.words import Words
from leaflet.paper.fold import MM
from leaflet.typesetting.breaking import StyledText
from leaflet.typesetting.fields.model import Field, Shape, Standing
from leaflet.typesetting.fields.plan_frame import (
    Frame,
    Grid,
    cell_across,
    frame_of,
    header_of,
    open_table,
)
from leaflet.typesetting.fields.plan_rows import as_label, open_as_needed, set_closing
from leaflet.typesetting.line_setter import LineSetter
from leaflet.typesetting.look import INK, Style
from leaflet.typesetting.matter import Element, Hollow, Rule, Tag

_CELL = 12
_SCHEDULED_ROW = 8.5
_COURSE_ROW = 8.5
_AS_NEEDED_ROW = 8.5
_ROWS = 2
_LABEL_SIZE = 9
_CAPITALS = 0.7
"""Height of letters, in parts of their size."""
_BESIDE_LABEL = 1.2
_LABEL_BASELINE = 3.3
_COURSE_BASELINE, _DOSE_BASELINE = 2.6, 2.2
_TO_DOTS, _AFTER_DOTS = 1.2, 4.0
_DOSE_LEFT, _DOSE_DOTS, _MOST_DOTS, _DOSE_GAP = 26, 9, 8, 2.4
_TO_EACH_DOTS = 1.0
_TO_TIMES, _AFTER_TIMES = 0.8, 1.1
_MEASURED_WIDTH = 86
_SHARES = 4
"""Each line of dots takes a quarter of the room to spare; the rest is for the name."""


def set_pen_grid(stick: LineSetter, field: Field, shape: Shape, words: Words) -> Standing:
    """Set the grid; the same frame and header as a filled plan, its rows filling the frame."""
    frame = frame_of(stick, field, shape, words, stick.look.half / 2)
    labels = [StyledText(words.moments[moment], _label(frame)) for moment in Moment]
    cell = max(frame.mm(_CELL), max(map(stick.width, labels)) + frame.mm(_BESIDE_LABEL))
    grid = Grid.at_right(frame, tuple(Moment), cell)
    table = open_table(frame, grid, words, replace(_label(frame), colour=INK))
    closing = as_label(frame, words.plan.follow)
    rest = frame.bottom - frame.top - frame.label_height - closing.least
    unit = rest / (_ROWS * (_SCHEDULED_ROW + _COURSE_ROW + _AS_NEEDED_ROW))
    for _ in range(_ROWS):
        _scheduled_row(frame, grid, table, unit, words)
    table = open_as_needed(frame, words)
    for _ in range(_ROWS):
        _as_needed_row(frame, Element(Tag.ROW, table), unit, words)
    set_closing(frame, closing)
    return frame.finished()


def _label(frame: Frame) -> Style:
    """Labels for the pen are as large as other labels, as far as they leave room to write."""
    label, wide = frame.stick.look.label, frame.width / (_MEASURED_WIDTH * MM)
    return replace(label, size=round(min(label.size, _LABEL_SIZE * max(1.0, wide)), 2))


def _baseline(frame: Frame, label: Style) -> float:
    """Baseline of a label at the head of its row, the same white above it at every size."""
    return frame.mm(_LABEL_BASELINE) + _CAPITALS * (label.size - _LABEL_SIZE * frame.scale)


def _scheduled_row(frame: Frame, grid: Grid, table: Element, unit: float, words: Words) -> None:
    start, row = frame.top, Element(Tag.ROW, table)
    label = _label(frame)
    medicine, first = StyledText(words.plan.medicine, label), StyledText(words.plan.pen_from, label)
    last = StyledText(words.plan.pen_last, label)
    _write(frame, medicine, frame.inset, _baseline(frame, label), header_of(row))
    frame.items += [Hollow(Element(Tag.CELL, row)) for _ in grid.moments]
    frame.top += _SCHEDULED_ROW * unit
    grid.rule(frame, start)
    frame.hairline(grid.left)
    frame.top += _COURSE_ROW * unit
    y, middle = -frame.mm(_COURSE_BASELINE), frame.width * 0.44
    cell, gap = cell_across(table, grid.columns), frame.mm(_TO_DOTS)
    x = _write(frame, first, frame.inset, y, Element(Tag.PARAGRAPH, cell))
    _dots(frame, x + gap, middle - gap, y)
    x = _write(frame, last, middle, y, Element(Tag.PARAGRAPH, cell))
    _dots(frame, x + gap, frame.width - frame.mm(_AFTER_DOTS), y)
    frame.hairline()


def _as_needed_row(frame: Frame, row: Element, unit: float, words: Words) -> None:
    """The medicine at the left; at the right the dose, and the most in a day, each with dots.

    Room that a wide frame has to spare is given to the dots.
    """
    label = _label(frame)
    medicine, y = StyledText(words.plan.medicine, label), _baseline(frame, label)
    _write(frame, medicine, frame.inset, y, header_of(row))
    frame.top += _AS_NEEDED_ROW * unit
    y, cell = -frame.mm(_DOSE_BASELINE), Element(Tag.CELL, row)
    dose, most = Element(Tag.PARAGRAPH, cell), Element(Tag.PARAGRAPH, cell)
    spare = max(0.0, frame.width - frame.mm(_MEASURED_WIDTH)) / _SHARES
    times = StyledText(words.plan.pen_times, label)
    lines = (
        (StyledText(words.plan.pen_dose, label), frame.mm(_DOSE_DOTS) + spare, dose),
        (StyledText(words.plan.pen_most, label, spaced=True), frame.mm(_MOST_DOTS) + spare, most),
    )
    after = frame.mm(_DOSE_GAP - _TO_EACH_DOTS)
    taken = sum(
        frame.stick.width(span) + frame.mm(_TO_EACH_DOTS) + dots + after for span, dots, _ in lines
    )
    taken += frame.stick.width(times) - frame.mm(_TO_TIMES)
    # In a narrow frame the name gives way, never the dots.
    x = min(frame.mm(_DOSE_LEFT), frame.width - frame.mm(_AFTER_TIMES) - taken)
    for span, dots, paragraph in lines:
        x = _write(frame, span, x, y, paragraph) + frame.mm(_TO_EACH_DOTS)
        _dots(frame, x, x + dots, y)
        x += dots + after
    _write(frame, times, x - frame.mm(_TO_TIMES), y, most)
    frame.hairline()


def _write(frame: Frame, span: StyledText, left: float, below: float, element: Element) -> float:
    """Set a label from ``left``; return where it ends."""
    line = frame.stick.line((span,), frame.top + below, element, left)
    frame.items.append(line)
    return left + frame.stick.width(span)


def _dots(frame: Frame, left: float, right: float, below: float) -> None:
    y = frame.top + below
    frame.items.append(Rule(left, y, right, y, 0.6, INK, dotted=True))
