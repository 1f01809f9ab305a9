"""What the plan says of each medicine, in the words of the leaflet's language."""

from decimal import Decimal

from leaflet.discharge.plan import AsNeeded, Dose, Handled, Meal, PlanLine, Scheduled
from leaflet.manuscript.amount import Amount
from leaflet.manuscript.words import NBSP, Words

_HALF = Decimal("0.5")
_QUARTER = Decimal("0.25")


def write_handled(handled: Handled, words: Words) -> str:
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
