"""The medication plan in its field, after the Belgian medication scheme.

One row a medicine, only the moments in use, the dose in each cell, first and last day with their
weekday. Where rows are many, dates are written narrow and at last said once for all medicines;
type never gets smaller. What does not fit then is an error.
"""

from dataclasses import dataclass
from enum import IntEnum

from leaflet.discharge.patient import Discharge
from leaflet.discharge.plan import AsNeeded, MedicationPlan, PlanLine, Scheduled
from leaflet.errors import FitError, Problem
from leaflet.manuscript.formulary import Moment
from leaflet.manuscript.text import Text
from leaflet.manuscript.words import Words
from leaflet.paper.sheet import MM
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.face import Weight
from leaflet.typesetting.field import Field
from leaflet.typesetting.matter import Element, Item, Tag
from leaflet.typesetting.measures import Style
from leaflet.typesetting.palette import INK
from leaflet.typesetting.plan_frame import Frame, frame_of
from leaflet.typesetting.plan_words import (
    write_conditions,
    write_course,
    write_dose,
    write_given,
    write_handled,
    write_maximum,
    write_meal,
    write_name,
    write_strength,
)
from leaflet.typesetting.stick import Stick

_CELL = {1: 15 * MM, 2: 15 * MM, 3: 15 * MM, 4: 13 * MM, 5: 12 * MM}
_DOSE_COLUMN = 34 * MM
_WHERE = "plan"
_ROUNDING = 0.01
_DOSE = Style(Weight.BOLD, 13, INK)


class Density(IntEnum):
    """How close the rows stand; each takes less room than the one before."""

    TWO_LINES = 0
    ONE_LINE = 1
    TIGHT = 2
    SHARED = 3


def set_plan(stick: Stick, field: Field, discharge: Discharge, words: Words) -> tuple[Item, ...]:
    """Set the patient's plan, or the words that say there is none.

    Raises:
        FitError: If there are more rows than the field holds; it says how much is too much.
    """
    plan = discharge.plan
    airy, tight = stick.look.half / 2, stick.look.half / 4
    if plan is None:
        frame = frame_of(stick, field, discharge, words, airy)
        _set_none(frame, words)
        return frame.finished()
    excess = 0.0
    for density in Density:
        air = airy if density < Density.TIGHT else tight
        frame = frame_of(stick, field, discharge, words, air)
        _set_lines(frame, plan, density, words)
        excess = frame.top - frame.bottom
        if excess <= _ROUNDING:
            return frame.finished()
    raise FitError(
        Problem(
            _WHERE,
            f"{len(plan.lines)} medicines need {excess / MM:.1f} mm more than the plan's field has",
            "leave out a reason or a time given, or make the leaflet with --pen "
            "and hand the plan over on a sheet of its own",
        )
    )


def _set_none(frame: Frame, words: Words) -> None:
    frame.top += frame.stick.look.half / 2
    frame.paragraph((Span(words.plan.none, frame.stick.look.body),), Element(Tag.PARAGRAPH))


def _set_lines(frame: Frame, plan: MedicationPlan, density: Density, words: Words) -> None:
    scheduled = [line for line in plan.lines if isinstance(line.regimen, Scheduled)]
    as_needed = [line for line in plan.lines if isinstance(line.regimen, AsNeeded)]
    if scheduled:
        _set_scheduled(frame, scheduled, density, words)
    if as_needed:
        _set_as_needed(frame, as_needed, words)
    if plan.override is not None:
        text = words.plan.priority.format(prescriber=plan.override.prescriber)
        frame.top += frame.stick.look.half / 2
        frame.paragraph((Span(text, frame.stick.look.strong),), Element(Tag.PARAGRAPH))
        frame.top += frame.stick.look.half / 2


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns of the scheduled part: the moments in use, right-aligned in the frame."""

    moments: tuple[Moment, ...]
    cell: float
    left: float

    def centre(self, moment: Moment) -> float:
        return self.left + (self.moments.index(moment) + 0.5) * self.cell


def _grid_of(frame: Frame, lines: list[PlanLine]) -> _Grid:
    used = {
        intake.moment
        for line in lines
        if isinstance(line.regimen, Scheduled)
        for intake in line.regimen.intakes
    }
    moments = tuple(moment for moment in Moment if moment in used)
    cell = _CELL[len(moments)]
    return _Grid(moments, cell, frame.width - len(moments) * cell)


def _set_scheduled(frame: Frame, lines: list[PlanLine], density: Density, words: Words) -> None:
    grid = _grid_of(frame, lines)
    table = Element(Tag.TABLE)
    header = Element(Tag.ROW, table)
    frame.label_row(words.plan.scheduled, header)
    for moment in grid.moments:
        frame.centred(words.moments[moment], frame.label, grid.centre(moment), -1.6 * MM, header)
    frame.uprights(grid.left, grid.cell, len(grid.moments), frame.top - frame.label_height)
    courses = {(line.regimen.first, line.regimen.last) for line in lines}
    shared = density is Density.SHARED and len(courses) == 1
    for n, line in enumerate(lines):
        assert isinstance(line.regimen, Scheduled)
        start = frame.top
        _set_row(frame, grid, line, table, words)
        frame.uprights(grid.left, grid.cell, len(grid.moments), start)
        notes = ", ".join((*write_conditions(line, words), *write_given(line, words)))
        if not shared:
            frame.hairline(grid.left)
            _set_course(frame, line.regimen, notes, density, words)
        elif notes:
            frame.hairline(grid.left)
            frame.top += frame.air
            frame.paragraph((Span(notes, frame.stick.look.body),), Element(Tag.PARAGRAPH))
            frame.top += frame.air
        if n < len(lines) - 1 or shared:
            frame.hairline()
    if shared:
        assert isinstance(lines[0].regimen, Scheduled)
        _set_course(frame, lines[0].regimen, "", Density.ONE_LINE, words)
    frame.hairline()


def _set_row(frame: Frame, grid: _Grid, line: PlanLine, table: Element, words: Words) -> None:
    """Name and how to take it at the left, the dose in the cell of each moment."""
    look, row = frame.stick.look, Element(Tag.ROW, table)
    assert isinstance(line.regimen, Scheduled)
    start = frame.top
    frame.top += frame.air
    left = frame.column(0, frame.width - grid.left)
    notes = ", ".join(filter(None, (write_strength(line, words), write_meal(line, words))))
    header = Element(Tag.HEADER, row)
    frame.lines_in(left, (Span(write_name(line, words), look.name),), header)
    if notes:
        frame.lines_in(left, (Span(notes, look.body),), header)
    frame.top = max(frame.top, start + frame.air + 2 * look.step) + frame.air
    value, noun = _dose_in_cell(line, words)
    for intake in line.regimen.intakes:
        cell = Element(Tag.CELL, row)
        x = grid.centre(intake.moment)
        below = [noun]
        if write_meal(line, words) is None and intake.meal is not None:
            below.append(words.grammar.meals[intake.meal.value][0])
        first = start + frame.air - frame.top
        frame.centred(value, _DOSE, x, first + 4.2 * MM, cell)
        for n, text in enumerate(below):
            frame.centred(text, frame.label, x, first + (8.1 + 3.2 * n) * MM, cell)


def _dose_in_cell(line: PlanLine, words: Words) -> tuple[str, str]:
    """The figure and, under it, what it counts; never a bare figure."""
    if line.dose.handled is not None:
        written = write_handled(line.dose.handled, words)
    else:
        assert line.dose.amount is not None
        written = words.write_amount(line.dose.amount)
    value, _, unit = written.rpartition("\u00a0")
    return value, unit


def _set_course(
    frame: Frame, regimen: Scheduled, notes: str, density: Density, words: Words
) -> None:
    look, calendar, plan = frame.stick.look, words.calendar, words.plan
    course = write_course(regimen, words)
    paragraph = Element(Tag.PARAGRAPH)
    frame.top += frame.air
    if regimen.last is None or course is None:
        text = plan.course_open.format(first=calendar.write_weekday_day(regimen.first))
        frame.paragraph((Span(text, look.body),), paragraph)
    elif density is Density.TWO_LINES:
        first = plan.course_from.format(first=calendar.write_weekday_day(regimen.first))
        last = calendar.write_weekday_day(regimen.last)
        frame.paragraph((Span(f"{course}, {first}", look.body),), paragraph)
        spans = (Span(f"{plan.course_last} ", look.body), Span(last, look.strong))
        frame.paragraph(spans, paragraph)
    else:
        span = plan.course_span.format(
            first=calendar.write_narrow_weekday_day(regimen.first), last="\n"
        )
        before, _, after = span.partition("\n")
        last = calendar.write_narrow_weekday_day(regimen.last)
        spans = (
            Span(f"{course}: {before}", look.body),
            Span(last, look.strong),
            *((Span(after, look.body),) if after else ()),
        )
        frame.paragraph(spans, paragraph)
    if notes:
        frame.paragraph((Span(notes, look.body),), Element(Tag.PARAGRAPH))
    frame.top += frame.air


def _set_as_needed(frame: Frame, lines: list[PlanLine], words: Words) -> None:
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
    right = frame.column(_DOSE_COLUMN, 0)
    frame.top = start + frame.air
    dose = words.plan.per_intake.format(dose=f"**{write_dose(line.dose, words)}**")
    for markup in (dose, write_maximum(regimen, words)):
        frame.lines_in(right, right.body(Text.parse(markup)), cell)
    if regimen.interval is not None:
        text = words.plan.interval.format(hours=regimen.interval)
        frame.lines_in(right, (Span(text, look.body),), cell)
    bottom = frame.top
    left = frame.column(0, frame.width - _DOSE_COLUMN)
    frame.top = start + frame.air
    frame.lines_in(left, (Span(write_name(line, words), look.name),), header)
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
