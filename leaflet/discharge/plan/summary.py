"""One plain sentence about a plan line: what was understood.

It is for the screen of the person who typed the line, and nothing else. It repeats what is printed
as typed (a name outside all lists, a reason), so that it is read before it is on paper.
"""

from collections.abc import Iterator

from leaflet.content.model.medicines import Amount, Moment
from leaflet.discharge.english import count_of, enumerate_all, write_amount, write_day, write_time
from leaflet.discharge.plan.model import (
    AsNeeded,
    Dose,
    Intake,
    Meal,
    MedicationPlan,
    Pieces,
    PlanLine,
    Scheduled,
)

_MOMENTS = {
    Moment.WAKING: "on waking",
    Moment.BREAKFAST: "breakfast",
    Moment.LUNCH: "lunch",
    Moment.DINNER: "dinner",
    Moment.BEDTIME: "at bedtime",
}
_MEALS = {None: "at", Meal.BEFORE: "before", Meal.WITH: "with", Meal.AFTER: "after"}

NO_MEDICINE = "no medicine: the leaflet says so in words."
"""What was understood where a leaflet has a place for a plan and there is none."""


def understood_plan(plan: MedicationPlan | None) -> tuple[str, ...]:
    """A sentence for each line, and one for the prescriber who is printed."""
    if plan is None:
        return ()
    lines = tuple(map(understood, plan.lines))
    if plan.override is None:
        return lines
    return (
        *lines,
        f'the plan goes before the leaflet, and names as prescriber: "{plan.override.prescriber}".',
    )


def understood(line: PlanLine) -> str:
    """``ibuprofen: 600 mg at breakfast, lunch and dinner, with food, for 8 days, from …``."""
    name = line.medicine if line.brand is None else f"{line.medicine} ({line.brand})"
    begin = "" if line.listed else "not in any list: "
    return f"{begin}{name}: {', '.join(_clauses(line))}."


def _clauses(line: PlanLine) -> Iterator[str]:
    regimen, dose = line.regimen, _dose(line.dose)
    if isinstance(regimen, Scheduled):
        yield f"{dose} {enumerate_all([*_moments(regimen.intakes)])}"
        times = len(regimen.intakes)
        yield "so once a day" if times == 1 else f"so {times} times a day"
    else:
        yield f"{dose} only when needed"
        yield f"at most {_most(regimen)} in 24 hours"
        if regimen.interval is not None:
            yield f"at least {count_of(regimen.interval, 'hour')} apart"
    if line.with_food:
        yield "with food"
    yield _span(regimen)
    if line.on_prescription:
        yield "on prescription"
    if line.reason is not None:
        yield f'for: "{line.reason}"'
    if line.given is not None and line.given_on is not None:
        yield f"last dose given on {write_day(line.given_on)} at {write_time(line.given)}"
    if line.next_earliest is not None and line.next_on is not None:
        due = f"{write_day(line.next_on)} at {write_time(line.next_earliest)}"
        yield f"next dose on {due} at the earliest"
    if not line.checked:
        yield "not checked against any limit"


def _dose(dose: Dose) -> str:
    if dose.handled is None:
        assert dose.amount is not None
        return write_amount(dose.amount)
    pieces = _pieces(dose.handled)
    return pieces if dose.amount is None else f"{write_amount(dose.amount)} ({pieces})"


def _pieces(handled: Pieces) -> str:
    pieces = write_amount(Amount(handled.count, handled.form))
    if handled.strength is None:
        return pieces
    return f"{pieces} of {write_amount(handled.strength)}"


def _moments(intakes: tuple[Intake, ...]) -> Iterator[str]:
    """Each moment; a preposition that is the same as the one before is not repeated."""
    before = ""
    for intake in intakes:
        moment = _MOMENTS[intake.moment]
        if " " in moment:
            before = ""
            yield moment
            continue
        preposition = _MEALS[intake.meal]
        yield moment if preposition == before else f"{preposition} {moment}"
        before = preposition


def _most(regimen: AsNeeded) -> str:
    times = None if regimen.intakes is None else count_of(regimen.intakes, "time")
    amount = None if regimen.per_day is None else write_amount(regimen.per_day)
    if times is not None and amount is not None:
        return f"{times} ({amount})"
    return times or amount or "nothing"


def _span(regimen: Scheduled | AsNeeded) -> str:
    first = f"from {write_day(regimen.first)}"
    if regimen.last is None:
        return f"{first} with no last day"
    days = (regimen.last - regimen.first).days + 1
    return f"for {count_of(days, 'day')}, {first} up to and including {write_day(regimen.last)}"
