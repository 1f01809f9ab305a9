"""When a medicine is taken and until when: at stated moments every day, or only when needed.

Sources: ``docs/rules.md`` 2.1, 2.4 (A2, A5, A6), 2.8, T37 and T38. Gaps are filled only from the
formulary. For as-needed lines ``settle_maximum`` finds the limit in 24 hours.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from leaflet.content.model.medicines import Amount, Moment
from leaflet.discharge.english import count_of, write_amount, write_number
from leaflet.discharge.plan.complaints import IN_WORDS
from leaflet.discharge.plan.medicine_names import Named
from leaflet.discharge.plan.model import AsNeeded, Dose, Intake, Meal, Scheduled
from leaflet.discharge.plan.parse import Link, Parts, StatedUse
from leaflet.discharge.plan.rulebook import Rulebook
from leaflet.errors import DischargeError, Problem, Warned

_HOURS = 24


def settle_maximum(
    parts: Parts,
    dose: Dose | None,
    named: Named,
    span: tuple[date, date | None],
    where: str,
) -> AsNeeded:
    """The as-needed regimen; an interval that is not typed is the formulary's, if it states one.

    A maximum amount that is a whole number of doses is counted in intakes as well, because a
    patient counts intakes (A5).

    Args:
        parts: What was typed.
        dose: Its dose, or ``None`` where that was refused already.
        named: The medicine.
        span: First and last day.
        where: The field.

    Raises:
        DischargeError: If there is no maximum, or one that disagrees with dose or interval.
    """
    interval = parts.interval
    if interval is None:
        interval = named.interval
    if parts.most_times is None and parts.most_amount is None:
        what = f"has no maximum in {_HOURS} hours{_exposure(dose, interval, named)}"
        remedy = "write how many times in 24 hours at most"
        raise DischargeError(Problem(where, what, remedy))
    intakes = parts.most_times
    if parts.most_amount is not None and dose is not None:
        counted = _count(parts.most_amount, dose, named, where)
        if None not in (intakes, counted) and intakes != counted:
            most = write_amount(parts.most_amount)
            what = f"at most {intakes} intakes and at most {most} a day disagree"
            raise DischargeError(Problem(where, what, "write one of the two"))
        intakes = intakes or counted
    if intakes is not None and interval is not None and intakes * interval > _HOURS:
        what = f"{intakes} intakes that are {interval} hours apart do not fit in {_HOURS} hours"
        remedy = "check the maximum and the interval"
        raise DischargeError(Problem(where, f"{what} [A4]", remedy))
    return AsNeeded(intakes, parts.most_amount, interval, *span)


def _count(most: Amount, dose: Dose, named: Named, where: str) -> int | None:
    """How many doses the maximum amount is; ``None`` where an unlisted one cannot be compared.

    Raises:
        DischargeError: If it is less than a dose, no whole number of doses, or in another unit.
    """
    ratio = _ratio(most, dose)
    if ratio is None:
        if named.medicine is None:
            return None
        what = f"a maximum in {most.unit.value} cannot be compared with the dose"
        raise DischargeError(Problem(where, what, "write it in the unit of the dose"))
    if ratio < 1:
        what = f"the maximum of {write_amount(most)} a day is less than one dose"
        raise DischargeError(Problem(where, what, "check dose and maximum"))
    if ratio != ratio.to_integral_value():
        what = f"the maximum of {write_amount(most)} a day is no whole number of doses [A5]"
        raise DischargeError(Problem(where, what, "write the maximum number of intakes"))
    return int(ratio)


def _ratio(most: Amount, dose: Dose) -> Decimal | None:
    if dose.handled is not None and dose.handled.form is most.unit:
        return most.value / dose.handled.count
    if dose.amount is None:
        return None
    if dose.amount.unit is most.unit:
        return most.value / dose.amount.value
    whole, one = most.milligrams(), dose.amount.milligrams()
    return None if whole is None or one is None else whole / one


def _exposure(dose: Dose | None, interval: int | None, named: Named) -> str:
    """What the interval alone would allow, where that is more than the limit (A5)."""
    if dose is None or dose.amount is None or interval is None or named.medicine is None:
        return ""
    limit, single = named.medicine.limits.per_day, dose.amount.milligrams()
    most = None if limit is None else limit.milligrams()
    if limit is None or most is None or single is None:
        return ""
    exposure = single * (_HOURS // interval)
    if exposure <= most:
        return ""
    return (
        f", and every {interval} hours would be {write_number(exposure)} mg,"
        f" above {write_amount(limit)} [A5]"
    )


_ONE_MOMENT = ((Moment.WAKING, Moment.BREAKFAST), (Moment.DINNER, Moment.BEDTIME))
"""Moments of which two words may name one: in the evening, before sleeping."""
_DAY = frozenset({Moment.BREAKFAST, Moment.LUNCH, Moment.DINNER})
_MEALS = frozenset({Moment.BREAKFAST, Moment.LUNCH, Moment.DINNER})


def settle_regimen(
    parts: Parts, dose: Dose | None, named: Named, visited: date, pharmacy: Rulebook, where: str
) -> Warned[Scheduled | AsNeeded]:
    """The regimen that the line states; its first day is the day of the visit.

    Args:
        parts: What was typed.
        dose: Its dose, or ``None`` where that was refused already.
        named: The medicine.
        visited: The day of the visit.
        pharmacy: States moments and intervals.
        where: The field.

    Raises:
        DischargeError: With all that is missing from it or contradicts itself.
    """
    problems = _contradictions(parts, where)
    last = intakes = regimen = None
    try:
        last = _last_day(parts, visited, where)
    except DischargeError as refused:
        problems.extend(refused.problems)
    try:
        if parts.use is StatedUse.AS_NEEDED:
            regimen = settle_maximum(parts, dose, named, (visited, last), where)
        elif parts.frequency is not None or parts.intakes:
            intakes = _intakes(parts, named, where)
    except DischargeError as refused:
        problems.extend(refused.problems)
    unlimited: tuple[Problem, ...] = ()
    if parts.use is StatedUse.UNSAID and parts.days is None and parts.until is None:
        unlimited = (_no_length(named, pharmacy, where),)
        if pharmacy.is_painkiller(named):
            problems.extend(unlimited)
    if problems:
        raise DischargeError(*problems)
    if intakes is not None:
        return Warned(Scheduled(intakes, visited, last), unlimited)
    assert regimen is not None
    return Warned(regimen)


def _contradictions(parts: Parts, where: str) -> list[Problem]:
    """What cannot stand together, whatever it says."""
    problems: list[Problem] = []
    if parts.use is StatedUse.AS_NEEDED:
        if parts.intakes:
            what = "names moments and is taken only when needed [A2]"
            problems.append(Problem(where, what, "say which of the two is meant"))
        if parts.frequency is not None:
            what = "states a fixed frequency and is taken only when needed [A2]"
            problems.append(Problem(where, what, "say which of the two is meant"))
        if parts.food in (Meal.BEFORE, Meal.AFTER):
            what = "is taken only when needed, and stands before or after a meal [A2]"
            problems.append(Problem(where, what, "say which of the two is meant"))
        return problems
    limited = parts.most_times is not None or parts.most_amount is not None
    if limited:
        what = "states a maximum but not that it is taken only when needed"
        problems.append(Problem(where, what, IN_WORDS))
    if parts.interval is not None and not limited:
        what = "states an interval but not that it is taken only when needed"
        problems.append(Problem(where, what, IN_WORDS))
    if not (parts.intakes or parts.frequency or limited or parts.interval):
        what = "does not say how often it is taken"
        problems.append(Problem(where, what, IN_WORDS))
    return problems


def _no_length(named: Named, pharmacy: Rulebook, where: str) -> Problem:
    examples = pharmacy.phrases.examples
    what = f"{named.called} has no last day"
    return Problem(where, what, f"add how long: {examples.days}, or {examples.until}")


def _last_day(parts: Parts, first: date, where: str) -> date | None:
    """The last day of intake: first + n - 1 (A6)."""
    if parts.until is not None and parts.until < first:
        what = "the last day lies before the day of the visit [A6]"
        raise DischargeError(Problem(where, what, "check both dates"))
    if parts.days is None:
        return parts.until
    try:
        last = first + timedelta(days=parts.days - 1)
    except OverflowError:
        what = "the last day lies beyond the calendar [A6]"
        raise DischargeError(Problem(where, what, "check the date of the visit")) from None
    if parts.until not in (None, last):
        what = f"{count_of(parts.days, 'day')} and the last day disagree [A6]"
        raise DischargeError(Problem(where, what, "write one of the two"))
    return last


def _intakes(parts: Parts, named: Named, where: str) -> tuple[Intake, ...]:
    """The moments of the day, those of the formulary where none are named (A2)."""
    intakes = parts.intakes
    _refuse_side_by_side(parts, where)
    if intakes and parts.frequency not in (None, len(intakes)):
        what = f"{count_of(parts.frequency or 0, 'time')} a day, but {len(intakes)} are named [A2]"
        raise DischargeError(Problem(where, what, "name as many moments as there are intakes"))
    if not intakes:
        assert parts.frequency is not None
        stated = {medicine.moments.get(parts.frequency) for medicine in named.limited}
        moments = stated.pop() if len(stated) == 1 else None
        if moments is None or len(moments) != parts.frequency:
            times = count_of(parts.frequency, "intake")
            what = f"no moments are stated for {times} a day of {named.called}{_most(named)}"
            raise DischargeError(Problem(where, what, "name the moments instead, joined by +"))
        intakes = tuple(Intake(moment, None) for moment in moments)
    return _beside_meals(_with_food(intakes, parts.food, where), named, where)


def _refuse_side_by_side(parts: Parts, where: str) -> None:
    """Refuse moments that are not joined and may be one, or of which some may be left out.

    A stated frequency that is their count settles it. Of two words that may be one moment it does
    so only at the end of a full day, since "2x/dag 's avonds voor het slapen" may leave out one.
    Nothing settles waking and breakfast: on an empty stomach, before breakfast, is one intake.

    Raises:
        DischargeError: If there are any.
    """
    moments = [moment for moment, _ in parts.named]
    if parts.fasting and len(moments) > 1:
        what = "says that it is taken on an empty stomach, perhaps of the moment beside it [A2]"
        raise DischargeError(Problem(where, what, "write the moment that is meant"))
    joined = [link is Link.JOINED for _, link in parts.named]
    settled = parts.frequency == len(moments)
    for early, late in _ONE_MOMENT:
        if early not in moments or late not in moments:
            continue
        first, last = sorted((moments.index(early), moments.index(late)))
        is_full = settled and set(moments) >= _DAY
        if late is Moment.BREAKFAST or not (is_full or all(joined[first + 1 : last + 1])):
            what = f"{early.value} and {late.value} stand side by side and may be one moment [A2]"
            raise DischargeError(Problem(where, what, "write the one that is meant"))
    if not settled and Link.LOOSE in [link for _, link in parts.named[1:]]:
        what = "names moments that nothing joins [A2]"
        raise DischargeError(Problem(where, what, "join them by +"))


def _most(named: Named) -> str:
    """The number of intakes that the brochure allows, since more have no moments either."""
    most = None if named.medicine is None else named.medicine.limits.intakes
    return "" if most is None else f", whose limit is {count_of(most, 'intake')} a day"


def _with_food(intakes: tuple[Intake, ...], food: Meal | None, where: str) -> tuple[Intake, ...]:
    """The relation to food that was said for the whole line, at each meal of it."""
    at_meals = [intake for intake in intakes if intake.moment in _MEALS]
    if food is None:
        if len({intake.meal is None for intake in at_meals}) > 1:
            what = "says of one meal how the intake stands to it, and not of the other"
            raise DischargeError(Problem(where, what, "say it of each meal"))
        return intakes
    if not at_meals or any(intake.meal is not None for intake in intakes):
        what = "says how it stands to food, but not of which meals"
        raise DischargeError(Problem(where, what, "name the meals, and say it once"))
    return tuple(
        replace(intake, meal=food) if intake.moment in _MEALS else intake for intake in intakes
    )


def _beside_meals(intakes: tuple[Intake, ...], named: Named, where: str) -> tuple[Intake, ...]:
    """The intakes, held against the brochure's "with food" (F51).

    Where one of them says how it stands to its meal, those that say nothing are with food.
    """
    if not any(medicine.with_food for medicine in named.limited):
        return intakes
    if any(each.meal is Meal.BEFORE or each.moment is Moment.WAKING for each in intakes):
        what = f"{named.name} is taken with food, so not before a meal or on waking [F51]"
        raise DischargeError(Problem(where, what, "name the meals themselves"))
    if all(each.meal is None for each in intakes):
        return intakes
    return tuple(replace(each, meal=each.meal or Meal.WITH) for each in intakes)
