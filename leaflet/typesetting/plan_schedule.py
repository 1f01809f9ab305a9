"""What is taken every day: a column for each moment in use, the dose in its cell, the course."""

from leaflet.discharge.plan import Intake, PlanLine, Scheduled
from leaflet.manuscript.formulary import Moment
from leaflet.manuscript.words import NBSP, Words
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.face import Weight
from leaflet.typesetting.matter import Element, Hollow, Tag
from leaflet.typesetting.measures import Style
from leaflet.typesetting.palette import INK
from leaflet.typesetting.plan_frame import Density, Frame, cell_across, header_of
from leaflet.typesetting.plan_grid import Grid, open_table
from leaflet.typesetting.plan_words import (
    write_conditions,
    write_course,
    write_given,
    write_handled,
    write_meal,
    write_name,
    write_strength,
)

_CELL = {1: 15, 2: 15, 3: 15, 4: 13, 5: 12}
"""Width of a column where there are so many, in millimetres at 11 pt."""

_DOSE_SIZE = 13
_CELL_BASELINE = 4.2
_CELL_LEADING = 3.9
_CELL_FOOT = 1.5
_CELL_INSET = 1.2
_FIGURE_INSET = 1
_NARROWEST_LEFT = 18
_ROUNDING = 0.01


def _grid_of(frame: Frame, lines: list[PlanLine], words: Words) -> Grid:
    """Columns wide enough for the unit of every dose, which never breaks."""
    used = {
        intake.moment
        for line in lines
        if isinstance(line.regimen, Scheduled)
        for intake in line.regimen.intakes
    }
    moments = tuple(moment for moment in Moment if moment in used)
    units = [Span(_dose_in_cell(line, words)[1], frame.label) for line in lines]
    units += [Span(words.moments[moment], frame.label) for moment in moments]
    widest = max(map(frame.stick.width, units)) + frame.mm(_CELL_INSET)
    return Grid.at_right(frame, moments, max(frame.mm(_CELL[len(moments)]), widest))


def set_schedule(frame: Frame, lines: list[PlanLine], density: Density, words: Words) -> None:
    """Add the rows of medicines that are taken at stated moments of the day."""
    grid = _grid_of(frame, lines, words)
    table = open_table(frame, grid, words, frame.label)
    courses = {(line.regimen.first, line.regimen.last) for line in lines}
    shared = density >= Density.SHARED and len(courses) == 1
    for n, line in enumerate(lines):
        assert isinstance(line.regimen, Scheduled)
        cells, conditions = _set_row(frame, grid, line, table, words)
        grid.rule(frame, cells)
        notes, given = ", ".join(conditions), write_given(line, words)
        if not shared:
            frame.hairline(grid.left)
            below = cell_across(table, grid.columns)
            frame.top += frame.air
            _set_course(frame, line.regimen, below, density, words)
            _set_notes(frame, notes, given, below)
            frame.top += frame.air
        elif notes or given:
            frame.hairline(grid.left)
            frame.top += frame.air
            _set_notes(frame, notes, given, cell_across(table, grid.columns))
            frame.top += frame.air
        if n < len(lines) - 1 or shared:
            frame.hairline()
    if shared:
        assert isinstance(lines[0].regimen, Scheduled)
        below = cell_across(table, grid.columns)
        frame.top += frame.air
        _set_course(frame, lines[0].regimen, below, Density.ONE_LINE, words)
        frame.top += frame.air
    frame.hairline()


def _set_notes(frame: Frame, notes: str, given: tuple[str, ...], cell: Element) -> None:
    if notes:
        frame.paragraph((Span(notes, frame.stick.look.body),), cell)
    frame.shortest(given, cell)


def _set_row(
    frame: Frame, grid: Grid, line: PlanLine, table: Element, words: Words
) -> tuple[float, tuple[str, ...]]:
    """Name and how to take it at the left, the dose in the cell of each moment.

    A name that is too long for the left stands above the cells. Returns where the cells
    begin, and the conditions for which there was no room at the left.
    """
    look, row = frame.stick.look, Element(Tag.ROW, table)
    start = frame.top
    frame.top += frame.air
    name = write_name(line, words)
    left = frame.column(0, frame.width - grid.left)
    notes = tuple(filter(None, (write_strength(line, words), write_meal(line, words))))
    together = ", ".join(notes)
    header = header_of(row)
    if left.measure >= frame.mm(_NARROWEST_LEFT) and left.takes(name, look.name):
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
    deepest = _set_doses(frame, grid, line, row, start + frame.air, words)
    frame.top = max(frame.top, deepest) + frame.air
    return start, tuple(conditions)


def _set_doses(
    frame: Frame, grid: Grid, line: PlanLine, row: Element, top: float, words: Words
) -> float:
    """The dose under each moment at which it is taken; returns how deep the cells go."""
    assert isinstance(line.regimen, Scheduled)
    dose = _dose_lines(frame, grid, line, words)
    leading = frame.mm(_CELL_LEADING)
    deepest = top + max(len(dose) * leading, 2 * frame.stick.look.step)
    for moment in grid.moments:
        cell = Element(Tag.CELL, row)
        taken = [intake for intake in line.regimen.intakes if intake.moment is moment]
        if not taken:
            frame.items.append(Hollow(cell))
        for intake in taken:
            y = top + frame.mm(_CELL_BASELINE)
            for spans in (dose, _meal_in_cell(frame, line, intake, words)):
                paragraph = Element(Tag.PARAGRAPH, cell)
                for span in spans:
                    frame.centred(span, grid.centre(moment), y - frame.top, paragraph)
                    deepest = max(deepest, y + frame.mm(_CELL_FOOT))
                    y += leading
    return deepest


def _meal_in_cell(frame: Frame, line: PlanLine, intake: Intake, words: Words) -> tuple[Span, ...]:
    """How this intake stands to its meal, where that is not one for all."""
    if intake.meal is None or write_meal(line, words) is not None:
        return ()
    return (Span(words.grammar.meals[intake.meal.value][0], frame.label),)


def _dose_lines(frame: Frame, grid: Grid, line: PlanLine, words: Words) -> tuple[Span, ...]:
    """The figure and, under it, what it counts; words where a figure would be a fraction."""
    value, unit = _dose_in_cell(line, words)
    counted = Span(unit, frame.label)
    dose = Style(Weight.BOLD, round(_DOSE_SIZE * frame.scale, 2), INK)
    figure = Span(value, dose, spaced=True)
    if frame.stick.width(figure) <= grid.cell - frame.mm(_FIGURE_INSET):
        return figure, counted
    parts = (Span(word, frame.stick.look.name, spaced=True) for word in value.split())
    return *parts, counted


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
    frame: Frame, regimen: Scheduled, cell: Element, density: Density, words: Words
) -> None:
    """The length of the course with its first and last day."""
    look, calendar, plan = frame.stick.look, words.calendar, words.plan
    course = write_course(regimen, words)
    if regimen.last is None or course is None:
        text = plan.course_open.format(first=calendar.write_weekday_day(regimen.first))
        frame.paragraph((Span(text, look.body),), cell)
    elif density <= Density.TWO_TIGHT_LINES:
        first = plan.course_from.format(first=calendar.write_weekday_day(regimen.first))
        last = calendar.write_weekday_day(regimen.last)
        frame.paragraph((Span(f"{course}, {first}", look.body),), cell)
        spans = (Span(f"{plan.course_last} ", look.body), Span(last, look.strong))
        frame.paragraph(spans, cell)
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
        frame.paragraph(spans, cell)
