"""What is taken only when needed: the dose and what may not be passed in a day."""

from leaflet.discharge.plan import AsNeeded, PlanLine
from leaflet.manuscript.text import Text
from leaflet.manuscript.words import Words
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.matter import Element, Scope, Tag
from leaflet.typesetting.plan_frame import Density, Frame, cell_across, header_of
from leaflet.typesetting.plan_words import (
    write_conditions,
    write_dose,
    write_given,
    write_maximum,
    write_meal,
    write_name,
    write_strength,
)
from leaflet.typesetting.stick import Stick

_DOSE_COLUMN = 34
_ROUNDING = 0.01
_COLUMNS = 2


def set_as_needed(frame: Frame, lines: list[PlanLine], density: Density, words: Words) -> None:
    """Add the rows of medicines that are taken only when needed."""
    table = open_as_needed(frame, words)
    names, is_close = _names_column(frame, lines, words), density > Density.TWO_TIGHT_LINES
    for line in lines:
        _set_row(frame, line, names, is_close, table, words)
        frame.hairline()


def _names_column(frame: Frame, lines: list[PlanLine], words: Words) -> float:
    """Where the doses begin, in points: further left if no line of them has to be broken so.

    What stood on one line at their left still does.
    """
    look, usual = frame.stick.look, frame.mm(_DOSE_COLUMN)
    left, right = frame.column(0, frame.width - usual), frame.column(usual, 0)
    doses = [span for line in lines for span in _dose(right, line, False, words)]
    widest = max(sum(map(frame.stick.width, spans)) for spans in doses)
    at_left = [Span(write_name(line, words), look.name) for line in lines]
    at_left += [Span(note, look.body) for line in lines for note in _notes(line, words)]
    taken = [width for span in at_left if (width := frame.stick.width(span)) <= left.measure]
    least = usual - left.measure + max(taken, default=left.measure)
    return min(usual, max(least, usual + right.measure - widest))


def open_as_needed(frame: Frame, words: Words) -> Element:
    """Begin the table with the label that holds for all of it."""
    table = Element(Tag.TABLE)
    header = Element(Tag.HEADER, Element(Tag.ROW, table), scope=Scope.COLUMN, columns=_COLUMNS)
    frame.label_row(words.plan.as_needed, header)
    return table


def _set_row(
    frame: Frame, line: PlanLine, names: float, is_close: bool, table: Element, words: Words
) -> None:
    """Name and conditions at the left, dose and maximum at the right, what is left below."""
    look, start, row = frame.stick.look, frame.top, Element(Tag.ROW, table)
    header, cell = header_of(row), Element(Tag.CELL, row)
    left, right = frame.column(0, frame.width - names), frame.column(names, 0)
    name = write_name(line, words)
    if not left.takes(name, look.name):
        frame.top += frame.air
        frame.paragraph((Span(name, look.name),), header)
        start, name = frame.top, ""
    dose = _dose(right, line, is_close, words)
    lines = sum(len(right.lines(spans, "plan")) for spans in dose)
    frame.top = start + frame.air
    bottom = frame.top + lines * look.step
    if name:
        frame.lines_in(left, (Span(name, look.name),), header)
    below: list[str] = []
    for note in _notes(line, words):
        frame.lines_in(left, (Span(note, look.body),), header)
    for note in write_conditions(line, words):
        if frame.top + look.step <= bottom + _ROUNDING and left.fits(note):
            frame.lines_in(left, (Span(note, look.body),), header)
        else:
            below.append(note)
    deepest, frame.top = max(frame.top, bottom), start + frame.air
    for spans in dose:
        frame.lines_in(right, spans, cell)
    frame.top = deepest
    below += _course_notes(line, words)
    given = write_given(line, words)
    if below or given:
        across = cell_across(table, _COLUMNS)
        if below:
            frame.paragraph((Span(", ".join(below), look.body),), across)
        frame.shortest(given, across)
    frame.top += frame.air


def _notes(line: PlanLine, words: Words) -> tuple[str, ...]:
    return tuple(filter(None, (write_strength(line, words), write_meal(line, words))))


def _dose(
    column: Stick, line: PlanLine, is_close: bool, words: Words
) -> tuple[tuple[Span, ...], ...]:
    """How much per intake, the most in a day, and how long between two intakes.

    Each is a line of its own; where rows stand close, the first two share one if it holds them.
    """
    regimen = line.regimen
    assert isinstance(regimen, AsNeeded)
    dose = words.plan.per_intake.format(dose=f"**{write_dose(line.dose, words)}**")
    most = write_maximum(regimen, words)
    spans = [column.body(Text.parse(f"{dose}, {most}"))]
    if not is_close or sum(map(column.width, spans[0])) > column.measure:
        spans = [column.body(Text.parse(dose)), column.body(Text.parse(most))]
    if regimen.interval is not None:
        text = words.plan.interval.format(hours=regimen.interval)
        spans.append((Span(text, column.look.body),))
    return tuple(spans)


def _course_notes(line: PlanLine, words: Words) -> tuple[str, ...]:
    if line.regimen.last is None:
        return ()
    last = words.calendar.write_narrow_weekday_day(line.regimen.last)
    return (f"{words.plan.course_last} {last}",)
