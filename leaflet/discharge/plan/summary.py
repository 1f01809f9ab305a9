"""One plain sentence about a plan line: what was understood.

It is for the screen of the person who typed the line, and nothing else. It repeats what is printed
as typed (a name outside all lists, a reason), so that it is read before it is on paper.
"""

from collections.abc import Iterator, Mapping

from leaflet.content.model.medicines import Moment
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
from leaflet.discharge.plan.terms import MOMENTS
from leaflet.messages.message import Joint, Listing, MedicineName, Message, Quantity, Typed

_INTAKES: Mapping[tuple[Moment, Meal | None], Message] = {
    (Moment.BREAKFAST, None): Message("intake.at-breakfast", "at breakfast"),
    (Moment.LUNCH, None): Message("intake.at-lunch", "at lunch"),
    (Moment.DINNER, None): Message("intake.at-dinner", "at dinner"),
    (Moment.BREAKFAST, Meal.BEFORE): Message("intake.before-breakfast", "before breakfast"),
    (Moment.LUNCH, Meal.BEFORE): Message("intake.before-lunch", "before lunch"),
    (Moment.DINNER, Meal.BEFORE): Message("intake.before-dinner", "before dinner"),
    (Moment.BREAKFAST, Meal.WITH): Message("intake.with-breakfast", "with breakfast"),
    (Moment.LUNCH, Meal.WITH): Message("intake.with-lunch", "with lunch"),
    (Moment.DINNER, Meal.WITH): Message("intake.with-dinner", "with dinner"),
    (Moment.BREAKFAST, Meal.AFTER): Message("intake.after-breakfast", "after breakfast"),
    (Moment.LUNCH, Meal.AFTER): Message("intake.after-lunch", "after lunch"),
    (Moment.DINNER, Meal.AFTER): Message("intake.after-dinner", "after dinner"),
}
_AWAY_FROM_MEALS: Mapping[Moment, Message] = {
    Moment.WAKING: Message("intake.on-waking", "on waking"),
    Moment.BEDTIME: Message("intake.at-bedtime", "at bedtime"),
}
"""Moments without a meal."""

NO_MEDICINE = Message("plan.no-medicine", "no medicine: the leaflet says so in words.")
"""Said instead where a leaflet has room for a plan and there is none."""


def understood_plan(plan: MedicationPlan | None) -> tuple[Message, ...]:
    """A sentence for each line, and one for the prescriber whose name is printed."""
    if plan is None:
        return ()
    lines = tuple(map(understood, plan.lines))
    if plan.override is None:
        return lines
    prescriber = Message(
        "plan.names-prescriber",
        'the plan goes before the leaflet, and names as prescriber: "{prescriber}".',
        prescriber=Typed(plan.override.prescriber),
    )
    return (*lines, prescriber)


def understood(line: PlanLine) -> Message:
    """``ibuprofen: 600 mg at breakfast, lunch and dinner, with food, for 8 days, from …``."""
    clauses = Listing(tuple(_clauses(line)), Joint.COMMA)
    if not line.listed:
        return Message(
            "plan.understood-unlisted",
            "not in any list: {medicine}: {clauses}.",
            medicine=Typed(line.medicine),
            clauses=clauses,
        )
    name = MedicineName(line.medicine)
    if line.brand is None:
        return Message("plan.understood", "{medicine}: {clauses}.", medicine=name, clauses=clauses)
    return Message(
        "plan.understood-brand",
        "{medicine} ({brand}): {clauses}.",
        medicine=name,
        brand=MedicineName(line.brand),
        clauses=clauses,
    )


def _clauses(line: PlanLine) -> Iterator[Message]:
    regimen, dose = line.regimen, _dose(line.dose)
    if isinstance(regimen, Scheduled):
        intakes = Listing(tuple(_intakes(regimen.intakes)), Joint.AND)
        yield Message("plan.dose-at", "{dose} {intakes}", dose=dose, intakes=intakes)
        times = len(regimen.intakes)
        if times == 1:
            yield Message("plan.once-a-day", "so once a day")
        else:
            yield Message("plan.times-a-day", "so {times} times a day", times=times)
    else:
        yield Message("plan.only-when-needed", "{dose} only when needed", dose=dose)
        yield _most(regimen)
        if regimen.interval is not None:
            hours = Quantity(regimen.interval, "hour")
            yield Message("plan.apart", "at least {hours} apart", hours=hours)
    if line.with_food:
        yield Message("plan.with-food", "with food")
    yield _span(regimen)
    if line.on_prescription:
        yield Message("plan.on-prescription", "on prescription")
    if line.reason is not None:
        yield Message("plan.for-reason", 'for: "{reason}"', reason=Typed(line.reason))
    if line.given is not None and line.given_on is not None:
        yield Message(
            "plan.last-given",
            "last dose given on {day:long} at {time}",
            day=line.given_on,
            time=line.given,
        )
    if line.next_earliest is not None and line.next_on is not None:
        yield Message(
            "plan.next-dose",
            "next dose on {day:long} at {time} at the earliest",
            day=line.next_on,
            time=line.next_earliest,
        )
    if not line.checked:
        yield Message("plan.not-checked", "not checked against any limit")


def _dose(dose: Dose) -> Quantity | Message:
    if dose.handled is None:
        assert dose.amount is not None
        return dose.amount.quantity()
    pieces = _pieces(dose.handled)
    if dose.amount is None:
        return pieces
    amount = dose.amount.quantity()
    return Message("plan.amount-in-pieces", "{amount} ({pieces})", amount=amount, pieces=pieces)


def _pieces(handled: Pieces) -> Quantity | Message:
    pieces = Quantity(handled.count, handled.form.value)
    if handled.strength is None:
        return pieces
    strength = handled.strength.quantity()
    return Message("plan.pieces-of", "{pieces} of {strength}", pieces=pieces, strength=strength)


def _intakes(intakes: tuple[Intake, ...]) -> Iterator[Message]:
    """Each intake; the moment alone after one with the same relation to its meal."""
    before: Intake | None = None
    for intake in intakes:
        if intake.moment in _AWAY_FROM_MEALS:
            before = None
            yield _AWAY_FROM_MEALS[intake.moment]
            continue
        is_same = before is not None and before.meal is intake.meal
        yield MOMENTS[intake.moment] if is_same else _INTAKES[intake.moment, intake.meal]
        before = intake


def _most(regimen: AsNeeded) -> Message:
    if regimen.intakes is None:
        assert regimen.per_day is not None
        amount = regimen.per_day.quantity()
        return Message("plan.at-most-amount", "at most {amount} in 24 hours", amount=amount)
    times = Quantity(regimen.intakes, "time")
    if regimen.per_day is None:
        return Message("plan.at-most-times", "at most {times} in 24 hours", times=times)
    return Message(
        "plan.at-most",
        "at most {times} ({amount}) in 24 hours",
        times=times,
        amount=regimen.per_day.quantity(),
    )


def _span(regimen: Scheduled | AsNeeded) -> Message:
    if regimen.last is None:
        return Message("plan.from", "from {first:long} with no last day", first=regimen.first)
    return Message(
        "plan.from-to",
        "for {days}, from {first:long} up to and including {last:long}",
        days=Quantity((regimen.last - regimen.first).days + 1, "day"),
        first=regimen.first,
        last=regimen.last,
    )
