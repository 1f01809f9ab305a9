"""What is taken only when needed: the dose and what may not be passed in a day."""

from leaflet.discharge.plan import AsNeeded, PlanLine
from leaflet.manuscript.text import Text
from leaflet.manuscript.words import Words
from leaflet.paper.sheet import MM
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.matter import Element, Tag
from leaflet.typesetting.plan_frame import Frame
from leaflet.typesetting.plan_words import (
    write_conditions,
    write_dose,
    write_given,
    write_maximum,
    write_meal,
    write_name,
    write_strength,
)

_DOSE_COLUMN = 34 * MM
_ROUNDING = 0.01


def set_as_needed(frame: Frame, lines: list[PlanLine], words: Words) -> None:
    """Add the rows of medicines that are taken only when needed."""
    table = Element(Tag.TABLE)
    frame.label_row(words.plan.as_needed, Element(Tag.ROW, table))
    for line in lines:
        assert isinstance(line.regimen, AsNeeded)
        _set_as_needed_row(frame, line, line.regimen, Element(Tag.ROW, table), words)
        frame.hairline()


def _set_as_needed_row(
    frame: Frame, line: PlanLine, regimen: AsNeeded, row: Element, words: Words
) -> None:
    """Name and conditions at the left, dose and maximum at the right, what is left below."""
    look, start = frame.stick.look, frame.top
    header, cell = Element(Tag.HEADER, row), Element(Tag.CELL, row)
    left, right = frame.column(0, frame.width - _DOSE_COLUMN), frame.column(_DOSE_COLUMN, 0)
    name = write_name(line, words)
    if not left.takes(name, look.name):
        frame.top += frame.air
        frame.paragraph((Span(name, look.name),), header)
        start, name = frame.top, ""
    frame.top = start + frame.air
    dose = words.plan.per_intake.format(dose=f"**{write_dose(line.dose, words)}**")
    for markup in (dose, write_maximum(regimen, words)):
        frame.lines_in(right, right.body(Text.parse(markup)), cell)
    if regimen.interval is not None:
        text = words.plan.interval.format(hours=regimen.interval)
        frame.lines_in(right, (Span(text, look.body),), cell)
    bottom = frame.top
    frame.top = start + frame.air
    if name:
        frame.lines_in(left, (Span(name, look.name),), header)
    below: list[str] = []
    for note in filter(None, (write_strength(line, words), write_meal(line, words))):
        frame.lines_in(left, (Span(note, look.body),), header)
    for note in write_conditions(line, words):
        if frame.top + look.step <= bottom + _ROUNDING and left.fits(note):
            frame.lines_in(left, (Span(note, look.body),), header)
        else:
            below.append(note)
    frame.top = max(frame.top, bottom)
    below += (*_course_notes(regimen, words), *write_given(line, words))
    if below:
        frame.paragraph((Span(", ".join(below), look.body),), Element(Tag.PARAGRAPH))
    frame.top += frame.air


def _course_notes(regimen: AsNeeded, words: Words) -> tuple[str, ...]:
    if regimen.last is None:
        return ()
    last = words.calendar.write_narrow_weekday_day(regimen.last)
    return (f"{words.plan.course_last} {last}",)
