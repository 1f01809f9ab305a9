"""Rows of the medication plan, after the Belgian medication scheme.

One row for each medicine. Daily ones have a column for each moment in use, the dose in its cell,
and first and last day with their weekday; as-needed ones have the dose and its maximum in a day.
The last row says that the plan goes before the rest of the leaflet (law 9). With many rows, white
closes first, then dates become narrow, then a shared course is stated once; only the last row gets
smaller type, down to that of a label. What still does not fit is an error. Begin with ``set_plan``.
"""

from decimal import Decimal

from leaflet.content.model.brochure import RichText
from leaflet.content.model.medicines import Amount, Moment
from leaflet.content.model.words import NBSP, Words
from leaflet.discharge.plan.model import (
    AsNeeded,
    Dose,
    Intake,
    Meal,
    MedicationPlan,
    Override,
    Pieces,
    PlanLine,
    Scheduled,
)
from leaflet.errors import FitError, Problem
from leaflet.messages.message import Message
from leaflet.paper.fold import MM
from leaflet.records import frozen
from leaflet.typesetting.breaking import StyledText
from leaflet.typesetting.fields.model import PLAN, Field, Shape, Standing
from leaflet.typesetting.fields.plan_frame import (
    Density,
    Frame,
    Grid,
    cell_across,
    frame_of,
    header_of,
    open_table,
)
from leaflet.typesetting.line_setter import LineSetter
from leaflet.typesetting.look import INK, Style
from leaflet.typesetting.matter import Element, Hollow, Scope, Tag
from leaflet.typesetting.typeface import FontWeight

_HALF = Decimal("0.5")
_QUARTER = Decimal("0.25")


def write_handled(handled: Pieces, words: Words) -> str:
    """What is taken in the hand: ``1 tablet``, ``2 tabletten``, ``een halve tablet`` (N10)."""
    noun = words.units[handled.form]
    if handled.count == _HALF:
        return words.fractions.half.format(unit=noun.one).replace(" ", NBSP)
    if handled.count == _QUARTER:
        return words.fractions.quarter.format(unit=noun.one).replace(" ", NBSP)
    return words.write_amount(Amount(handled.count, handled.form))


def write_dose(dose: Dose, words: Words) -> str:
    """One intake in a line: ``1 tablet (600 mg)``, or what is known of it."""
    amount = words.write_amount(dose.amount) if dose.amount else None
    if dose.handled is None:
        assert amount is not None
        return amount
    handled = write_handled(dose.handled, words)
    return handled if amount is None else f"{handled} ({amount})"


def write_name(line: PlanLine, words: Words) -> str:
    """The substance, with the brand that was typed in brackets."""
    if line.brand is None:
        return line.medicine
    return words.plan.brand.format(medicine=line.medicine, brand=line.brand)


def write_strength(line: PlanLine, words: Words) -> str | None:
    """``tablet van 600 mg``, or nothing where no strength is stated."""
    handled = line.dose.handled
    if handled is None or handled.strength is None:
        return None
    form = words.units[handled.form].one
    strength = words.write_amount(handled.strength)
    return words.plan.strength.format(form=form, amount=strength)


def write_meal(line: PlanLine, words: Words) -> str | None:
    """How it stands to food, if that is one for all intakes."""
    if isinstance(line.regimen, Scheduled):
        meals = {intake.meal for intake in line.regimen.intakes}
        if len(meals) == 1 and None not in meals:
            (meal,) = meals
            assert meal is not None
            return words.meals[meal.value]
        if len(meals) > 1:
            return None
    return words.meals[Meal.WITH.value] if line.with_food else None


def write_conditions(line: PlanLine, words: Words) -> tuple[str, ...]:
    """Short notes: that it needs a prescription, and what it is for."""
    notes = []
    if line.on_prescription:
        notes.append(words.plan.on_prescription)
    if line.reason:
        notes.append(words.plan.reason.format(reason=line.reason))
    return tuple(notes)


def write_given(line: PlanLine, words: Words) -> tuple[str, ...]:
    """What was given in the emergency department, and from when the next one may be taken.

    Each names its day, since the plan is read on other days too. It is written in four ways: each
    on a line of its own and both on one, with days in full and narrow ones; in none where nothing
    was given.
    """
    calendar = words.calendar
    moments = (
        (words.plan.given_day, line.given_on, line.given),
        (words.plan.next_day, line.next_on, line.next_earliest),
    )
    notes = [
        (template, day, calendar.write_time(time))
        for template, day, time in moments
        if day is not None and time is not None
    ]
    forms = (calendar.write_near_day, calendar.write_narrow_weekday_day) if notes else ()
    return tuple(
        between.join(
            template.format(day=write_day(day), time=time) for template, day, time in notes
        )
        for between in (",\n", ", ")
        for write_day in forms
    )


def write_maximum(regimen: AsNeeded, words: Words) -> str:
    """What may not be passed in a day, in the markup of running text."""
    amount = words.write_amount(regimen.per_day) if regimen.per_day else None
    if regimen.intakes is None:
        return words.plan.most_amount.format(amount=amount)
    template = words.plan.most_intakes if amount is None else words.plan.most_both
    return template.format(count=f"{regimen.intakes}", amount=amount)


def write_course(regimen: Scheduled | AsNeeded, words: Words) -> str | None:
    """How many days: ``8 dagen``; nothing where no length is given."""
    if regimen.last is None:
        return None
    days = (regimen.last - regimen.first).days + 1
    template = words.plan.course_one if days == 1 else words.plan.course
    return template.format(days=days).replace(" ", NBSP)


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
    units = [StyledText(_dose_in_cell(line, words)[1], frame.label) for line in lines]
    units += [StyledText(words.moments[moment], frame.label) for moment in moments]
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
        frame.paragraph((StyledText(notes, frame.stick.look.body),), cell)
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
        frame.lines_in(left, (StyledText(name, look.name),), header)
        for note in (together,) if notes and left.fits(together) else notes:
            frame.lines_in(left, (StyledText(note, look.body),), header)
    else:
        frame.paragraph((StyledText(name, look.name),), header)
        if notes:
            frame.paragraph((StyledText(together, look.body),), header)
        start = frame.top
        frame.top += frame.air
    conditions = list(write_conditions(line, words))
    free = start + frame.air + 2 * look.step
    while conditions and frame.top + look.step <= free + _ROUNDING and left.fits(conditions[0]):
        frame.lines_in(left, (StyledText(conditions.pop(0), look.body),), header)
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


def _meal_in_cell(
    frame: Frame, line: PlanLine, intake: Intake, words: Words
) -> tuple[StyledText, ...]:
    """How this intake stands to its meal, where that is not one for all."""
    if intake.meal is None or write_meal(line, words) is not None:
        return ()
    return (StyledText(words.grammar.meals[intake.meal.value][0], frame.label),)


def _dose_lines(frame: Frame, grid: Grid, line: PlanLine, words: Words) -> tuple[StyledText, ...]:
    """The figure and, under it, what it counts; words where a figure would be a fraction."""
    value, unit = _dose_in_cell(line, words)
    counted = StyledText(unit, frame.label)
    dose = Style(FontWeight.BOLD, round(_DOSE_SIZE * frame.scale, 2), INK)
    figure = StyledText(value, dose, spaced=True)
    if frame.stick.width(figure) <= grid.cell - frame.mm(_FIGURE_INSET):
        return figure, counted
    parts = (StyledText(word, frame.stick.look.name, spaced=True) for word in value.split())
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
        frame.paragraph((StyledText(text, look.body),), cell)
    elif density <= Density.TWO_TIGHT_LINES:
        first = plan.course_from.format(first=calendar.write_weekday_day(regimen.first))
        last = calendar.write_weekday_day(regimen.last)
        frame.paragraph((StyledText(f"{course}, {first}", look.body),), cell)
        spans = (StyledText(f"{plan.course_last} ", look.body), StyledText(last, look.strong))
        frame.paragraph(spans, cell)
    else:
        span = plan.course_span.format(
            first=calendar.write_narrow_weekday_day(regimen.first), last="\n"
        )
        before, _, after = span.partition("\n")
        last = calendar.write_narrow_weekday_day(regimen.last)
        spans = (
            StyledText(f"{course}: {before}", look.body),
            StyledText(last, look.strong),
            *((StyledText(after, look.body),) if after else ()),
        )
        frame.paragraph(spans, cell)


_DOSE_COLUMN = 34

_COLUMNS = 2


def set_as_needed(frame: Frame, lines: list[PlanLine], density: Density, words: Words) -> None:
    """Add the rows of medicines that are taken only when needed."""
    table = open_as_needed(frame, words)
    names, is_close = _names_column(frame, lines, words), density > Density.TWO_TIGHT_LINES
    for line in lines:
        _set_as_needed_row(frame, line, names, is_close, table, words)
        frame.hairline()


def _names_column(frame: Frame, lines: list[PlanLine], words: Words) -> float:
    """Where the doses begin, in points: further left if no line of them has to be broken so.

    What stood on one line at their left still does.
    """
    look, usual = frame.stick.look, frame.mm(_DOSE_COLUMN)
    left, right = frame.column(0, frame.width - usual), frame.column(usual, 0)
    doses = [span for line in lines for span in _dose(right, line, False, words)]
    widest = max(sum(map(frame.stick.width, spans)) for spans in doses)
    at_left = [StyledText(write_name(line, words), look.name) for line in lines]
    at_left += [StyledText(note, look.body) for line in lines for note in _notes(line, words)]
    taken = [width for span in at_left if (width := frame.stick.width(span)) <= left.measure]
    least = usual - left.measure + max(taken, default=left.measure)
    return min(usual, max(least, usual + right.measure - widest))


def open_as_needed(frame: Frame, words: Words) -> Element:
    """Begin the table with the label that holds for all of it."""
    table = Element(Tag.TABLE)
    header = Element(Tag.HEADER, Element(Tag.ROW, table), scope=Scope.COLUMN, columns=_COLUMNS)
    frame.label_row(words.plan.as_needed, header)
    return table


def _set_as_needed_row(
    frame: Frame, line: PlanLine, names: float, is_close: bool, table: Element, words: Words
) -> None:
    """Name and conditions at the left, dose and maximum at the right, what is left below."""
    look, start, row = frame.stick.look, frame.top, Element(Tag.ROW, table)
    header, cell = header_of(row), Element(Tag.CELL, row)
    left, right = frame.column(0, frame.width - names), frame.column(names, 0)
    name = write_name(line, words)
    if not left.takes(name, look.name):
        frame.top += frame.air
        frame.paragraph((StyledText(name, look.name),), header)
        start, name = frame.top, ""
    dose = _dose(right, line, is_close, words)
    lines = sum(len(right.lines(spans, PLAN)) for spans in dose)
    frame.top = start + frame.air
    bottom = frame.top + lines * look.step
    if name:
        frame.lines_in(left, (StyledText(name, look.name),), header)
    below: list[str] = []
    for note in _notes(line, words):
        frame.lines_in(left, (StyledText(note, look.body),), header)
    for note in write_conditions(line, words):
        if frame.top + look.step <= bottom + _ROUNDING and left.fits(note):
            frame.lines_in(left, (StyledText(note, look.body),), header)
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
            frame.paragraph((StyledText(", ".join(below), look.body),), across)
        frame.shortest(given, across)
    frame.top += frame.air


def _notes(line: PlanLine, words: Words) -> tuple[str, ...]:
    return tuple(filter(None, (write_strength(line, words), write_meal(line, words))))


def _dose(
    column: LineSetter, line: PlanLine, is_close: bool, words: Words
) -> tuple[tuple[StyledText, ...], ...]:
    """How much per intake, the most in a day, and how long between two intakes.

    Each is a line of its own; where rows stand close, the first two share one if it holds them.
    """
    regimen = line.regimen
    assert isinstance(regimen, AsNeeded)
    dose = words.plan.per_intake.format(dose=f"**{write_dose(line.dose, words)}**")
    most = write_maximum(regimen, words)
    spans = [column.body(RichText.parse(f"{dose}, {most}"))]
    if not is_close or sum(map(column.width, spans[0])) > column.measure:
        spans = [column.body(RichText.parse(dose)), column.body(RichText.parse(most))]
    if regimen.interval is not None:
        text = words.plan.interval.format(hours=regimen.interval)
        spans.append((StyledText(text, column.look.body),))
    return tuple(spans)


def _course_notes(line: PlanLine, words: Words) -> tuple[str, ...]:
    if line.regimen.last is None:
        return ()
    last = words.calendar.write_narrow_weekday_day(line.regimen.last)
    return (f"{words.plan.course_last} {last}",)


_LEAST_AIR = 0.1
_LABEL_LEADING = 1.2
_NEAR = 10.0
"""White above the row that is less deep, in millimetres at 11 pt, would look like an empty row."""


@frozen
class Closing:
    """The row at one size of type.

    Attributes:
        lines: Its text, line by line.
        leading: From one line to the next, in points.
        least: The least depth of the row, in points.
    """

    lines: tuple[tuple[StyledText, ...], ...]
    leading: float
    least: float


def write_closing(override: Override | None, words: Words) -> str:
    """What it says; where a limit is exceeded, first who prescribes that.

    The two have a line each where that takes no more lines than if they ran on.
    """
    if override is None:
        return words.plan.follow
    return f"{words.plan.priority.format(prescriber=override.prescriber)}\n{words.plan.follow}"


def as_text(frame: Frame, text: str) -> Closing:
    """The row at body size."""
    look = frame.stick.look
    return _closing(frame, text, look.strong, look.step)


def as_label(frame: Frame, text: str) -> Closing:
    """The row at the size of the other labels of the plan."""
    return _closing(frame, text, frame.label, _LABEL_LEADING * frame.label.size)


def _closing(frame: Frame, text: str, style: Style, leading: float) -> Closing:
    column = frame.column(0, 0)
    forms = (
        column.lines((StyledText(form, style),), PLAN) for form in (text, text.replace("\n", " "))
    )
    lines = min(forms, key=len)
    return Closing(lines, leading, len(lines) * leading + 2 * frame.mm(_LEAST_AIR))


def set_closing(frame: Frame, closing: Closing) -> None:
    """Add it at the foot of the frame, below what is there."""
    text = len(closing.lines) * closing.leading
    room = frame.bottom - frame.top
    depth = max(closing.least, min(room, text + 2 * frame.air))
    if room - depth < frame.mm(_NEAR):
        depth = max(depth, room)
    else:
        frame.top = frame.bottom - depth
        frame.hairline()
    column, element = frame.column(0, 0), Element(Tag.PARAGRAPH)
    first = frame.top + (depth - text) / 2 + column.look.baseline * closing.leading
    frame.items += [
        column.line(spans, first + n * closing.leading, element)
        for n, spans in enumerate(closing.lines)
    ]
    frame.top += depth


_CLOSER = {
    Density.TWO_LINES: 1,
    Density.TWO_TIGHT_LINES: 2,
    Density.ONE_LINE: 1,
    Density.TIGHT: 2,
    Density.SHARED: 2,
    Density.CLOSEST: 4,
}
"""By how much the white above and below the lines of a row is divided."""


def set_plan(
    stick: LineSetter, field: Field, plan: MedicationPlan | None, shape: Shape, words: Words
) -> Standing:
    """Set a plan, or the words that say there is none.

    Raises:
        FitError: If there are more rows than the field holds; it says how much is too much.
    """
    airy = stick.look.half / 2
    if plan is None:
        frame = frame_of(stick, field, shape, words, airy)
        _set_none(frame, words)
        return frame.finished()
    excess = 0.0
    for density in Density:
        air = airy / _CLOSER[density]
        frame = frame_of(stick, field, shape, words, air)
        _set_lines(frame, plan, density, words)
        excess = frame.top - frame.bottom
        if excess <= _ROUNDING:
            return frame.finished()
    what = Message(
        "fit.plan-too-long",
        "{medicines} medicines need {excess:.1f} mm more than the plan's field has",
        medicines=len(plan.lines),
        excess=excess / MM,
    )
    remedy = Message(
        "fit.plan-elsewhere",
        "choose another fold or size (`leaflet folds` lists them), or make the leaflet with --pen "
        "and hand the plan over on a sheet of its own",
    )
    raise FitError(Problem(PLAN, what, remedy))


def _set_none(frame: Frame, words: Words) -> None:
    frame.top += frame.stick.look.half / 2
    frame.paragraph((StyledText(words.plan.none, frame.stick.look.body),))


def _set_lines(frame: Frame, plan: MedicationPlan, density: Density, words: Words) -> None:
    scheduled = [line for line in plan.lines if isinstance(line.regimen, Scheduled)]
    as_needed = [line for line in plan.lines if isinstance(line.regimen, AsNeeded)]
    if scheduled:
        set_schedule(frame, scheduled, density, words)
    if as_needed:
        set_as_needed(frame, as_needed, density, words)
    text = write_closing(plan.override, words)
    closing = as_text(frame, text)
    if frame.top + closing.least > frame.bottom:
        closing = as_label(frame, text)
    set_closing(frame, closing)
