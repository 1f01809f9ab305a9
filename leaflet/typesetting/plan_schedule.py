"""What is taken every day: a column for each moment in use, the dose in its cell, the course."""

from dataclasses import dataclass

from leaflet.discharge.plan import PlanLine, Scheduled
from leaflet.manuscript.formulary import Moment
from leaflet.manuscript.words import NBSP, Words
from leaflet.paper.sheet import MM
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.face import Weight
from leaflet.typesetting.matter import Element, Tag
from leaflet.typesetting.measures import Style
from leaflet.typesetting.palette import INK
from leaflet.typesetting.plan_field import PLAN_INSET
from leaflet.typesetting.plan_frame import Density, Frame
from leaflet.typesetting.plan_words import (
    write_conditions,
    write_course,
    write_given,
    write_handled,
    write_meal,
    write_name,
    write_strength,
)

_CELL = {1: 15 * MM, 2: 15 * MM, 3: 15 * MM, 4: 13 * MM, 5: 12 * MM}
_DOSE = Style(Weight.BOLD, 13, INK)
_CELL_BASELINE = 4.2 * MM
_CELL_LEADING = 3.9 * MM
_CELL_FOOT = 1.5 * MM
_CELL_INSET = 1.2 * MM
_NARROWEST_LEFT = 18 * MM
_ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns of the scheduled part: the moments in use, right-aligned in the frame."""

    moments: tuple[Moment, ...]
    cell: float
    left: float

    def centre(self, moment: Moment) -> float:
        return self.left + (self.moments.index(moment) + 0.5) * self.cell


def _grid_of(frame: Frame, lines: list[PlanLine], words: Words) -> _Grid:
    """Columns wide enough for the unit of every dose, which never breaks."""
    used = {
        intake.moment
        for line in lines
        if isinstance(line.regimen, Scheduled)
        for intake in line.regimen.intakes
    }
    moments = tuple(moment for moment in Moment if moment in used)
    units = [Span(_dose_in_cell(line, words)[1], frame.label) for line in lines]
    widest = max(map(frame.stick.width, units)) + _CELL_INSET
    cell = max(_CELL[len(moments)], widest)
    return _Grid(moments, cell, frame.width - len(moments) * cell)


def set_schedule(frame: Frame, lines: list[PlanLine], density: Density, words: Words) -> None:
    """Add the rows of medicines that are taken at stated moments of the day."""
    grid = _grid_of(frame, lines, words)
    table = Element(Tag.TABLE)
    header = Element(Tag.ROW, table)
    label = frame.stick.width(Span(words.plan.scheduled, frame.label_strong))
    frame.label_row(words.plan.scheduled, header)
    if grid.left < label + 2 * PLAN_INSET:
        frame.label_row("", header)
    for moment in grid.moments:
        frame.centred(words.moments[moment], frame.label, grid.centre(moment), -1.6 * MM, header)
    frame.uprights(grid.left, grid.cell, len(grid.moments), frame.top - frame.label_height)
    courses = {(line.regimen.first, line.regimen.last) for line in lines}
    shared = density >= Density.SHARED and len(courses) == 1
    for n, line in enumerate(lines):
        assert isinstance(line.regimen, Scheduled)
        cells, conditions = _set_row(frame, grid, line, table, words)
        frame.uprights(grid.left, grid.cell, len(grid.moments), cells)
        notes = ", ".join((*conditions, *write_given(line, words)))
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


def _set_row(
    frame: Frame, grid: _Grid, line: PlanLine, table: Element, words: Words
) -> tuple[float, tuple[str, ...]]:
    """Name and how to take it at the left, the dose in the cell of each moment.

    A name that is too long for the left stands above the cells. Returns where the cells
    begin, and the conditions for which there was no room at the left.
    """
    look, row = frame.stick.look, Element(Tag.ROW, table)
    assert isinstance(line.regimen, Scheduled)
    start = frame.top
    frame.top += frame.air
    name = write_name(line, words)
    left = frame.column(0, frame.width - grid.left)
    notes = tuple(filter(None, (write_strength(line, words), write_meal(line, words))))
    together = ", ".join(notes)
    header = Element(Tag.HEADER, row)
    if left.measure >= _NARROWEST_LEFT and left.takes(name, look.name):
        frame.lines_in(left, (Span(name, look.name),), header)
        for note in (together,) if notes and left.fits(together) else notes:
            frame.lines_in(left, (Span(note, look.body),), header)
    else:
        frame.paragraph((Span(name, look.name),), header)
        if notes:
            frame.paragraph((Span(together, look.body),), header)
        start = frame.top
        frame.top += frame.air
    conditions = list(write_conditions(line, words))
    free = start + frame.air + 2 * look.step
    while conditions and frame.top + look.step <= free + _ROUNDING and left.fits(conditions[0]):
        frame.lines_in(left, (Span(conditions.pop(0), look.body),), header)
    lines = _dose_lines(frame, grid, line, words)
    deepest = start + frame.air + max(len(lines) * _CELL_LEADING, 2 * look.step)
    for intake in line.regimen.intakes:
        stated = write_meal(line, words) is None and intake.meal is not None
        meal = words.grammar.meals[intake.meal.value][0] if stated and intake.meal else ""
        cell, x, y = Element(Tag.CELL, row), grid.centre(intake.moment), start + frame.air
        for n, (text, style) in enumerate((*lines, *(((meal, frame.label),) if meal else ()))):
            below = y + _CELL_BASELINE + n * _CELL_LEADING
            frame.centred(text, style, x, below - frame.top, cell)
            deepest = max(deepest, below + _CELL_FOOT)
    frame.top = max(frame.top, deepest) + frame.air
    return start, tuple(conditions)


def _dose_lines(frame: Frame, grid: _Grid, line: PlanLine, words: Words) -> list[tuple[str, Style]]:
    """The figure and, under it, what it counts; words where a figure would be a fraction."""
    value, unit = _dose_in_cell(line, words)
    if frame.stick.width(Span(value, _DOSE)) <= grid.cell - 1 * MM:
        return [(value, _DOSE), (unit, frame.label)]
    return [*((word, frame.stick.look.name) for word in value.split()), (unit, frame.label)]


def _dose_in_cell(line: PlanLine, words: Words) -> tuple[str, str]:
    """The figure and, under it, what it counts; never a bare figure."""
    if line.dose.handled is not None:
        written = write_handled(line.dose.handled, words)
    else:
        assert line.dose.amount is not None
        written = words.write_amount(line.dose.amount)
    value, _, unit = written.rpartition(NBSP)
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
