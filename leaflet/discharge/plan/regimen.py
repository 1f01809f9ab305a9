"""When a medicine is taken and until when: at stated moments every day, or only when needed.

Sources: ``docs/rules.md`` 2.1, 2.4 (A2, A5, A6), 2.8, T37 and T38. Gaps are filled only from the
formulary. For as-needed lines ``settle_maximum`` finds the limit in 24 hours.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from leaflet.content.model.medicines import Amount, Moment, Unit
from leaflet.discharge.plan.complaints import IN_WORDS
from leaflet.discharge.plan.medicine_names import Named
from leaflet.discharge.plan.model import AsNeeded, Dose, Intake, Meal, Scheduled
from leaflet.discharge.plan.parse import Link, Parts, StatedUse
from leaflet.discharge.plan.rulebook import Rulebook
from leaflet.discharge.plan.terms import MOMENTS, UNITS
from leaflet.errors import DischargeError, Problem, Warned
from leaflet.messages.message import Key, MedicineName, Message, Quantity
from leaflet.messages.phrases import CHECK_BOTH_DATES

_HOURS = 24


def settle_maximum(
    parts: Parts,
    dose: Dose | None,
    named: Named,
    span: tuple[date, date | None],
    where: Key,
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
        what = _no_maximum(dose, interval, named)
        remedy = Message("plan.write-maximum", "write how many times in 24 hours at most")
        raise DischargeError(Problem(where, what, remedy))
    intakes = parts.most_times
    if parts.most_amount is not None and dose is not None:
        counted = _count(parts.most_amount, dose, named, where)
        if None not in (intakes, counted) and intakes != counted:
            assert intakes is not None
            what = Message(
                "plan.two-maxima",
                "at most {intakes} intakes and at most {most} a day disagree",
                intakes=intakes,
                most=parts.most_amount.quantity(),
            )
            raise DischargeError(Problem(where, what, _ONE_OF_TWO))
        intakes = intakes or counted
    if intakes is not None and interval is not None and intakes * interval > _HOURS:
        what = Message(
            "plan.no-room-for-intakes",
            "{intakes} intakes that are {interval} hours apart do not fit in {hours} hours [A4]",
            intakes=intakes,
            interval=interval,
            hours=_HOURS,
        )
        remedy = Message("plan.check-maximum", "check the maximum and the interval")
        raise DischargeError(Problem(where, what, remedy))
    return AsNeeded(intakes, parts.most_amount, interval, *span)


_ONE_OF_TWO = Message("plan.one-of-two", "write one of the two")


def _count(most: Amount, dose: Dose, named: Named, where: Key) -> int | None:
    """How many doses the maximum amount is; ``None`` where an unlisted one cannot be compared.

    Raises:
        DischargeError: If it is less than a dose, no whole number of doses, or in another unit.
    """
    ratio = _ratio(most, dose)
    if ratio is None:
        if named.medicine is None:
            return None
        what = Message(
            "plan.maximum-of-other-unit",
            "a maximum in {unit} cannot be compared with the dose",
            unit=UNITS[most.unit],
        )
        remedy = Message("plan.unit-of-dose", "write it in the unit of the dose")
        raise DischargeError(Problem(where, what, remedy))
    if ratio < 1:
        what = Message(
            "plan.maximum-below-dose",
            "the maximum of {most} a day is less than one dose",
            most=most.quantity(),
        )
        remedy = Message("plan.check-dose-and-maximum", "check dose and maximum")
        raise DischargeError(Problem(where, what, remedy))
    if ratio != ratio.to_integral_value():
        what = Message(
            "plan.maximum-between-doses",
            "the maximum of {most} a day is no whole number of doses [A5]",
            most=most.quantity(),
        )
        remedy = Message("plan.write-most-intakes", "write the maximum number of intakes")
        raise DischargeError(Problem(where, what, remedy))
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


def _no_maximum(dose: Dose | None, interval: int | None, named: Named) -> Message:
    """It says what the interval alone would allow, where that is more than the limit (A5)."""
    alone = Message("plan.no-maximum", "has no maximum in {hours} hours", hours=_HOURS)
    if dose is None or dose.amount is None or interval is None or named.medicine is None:
        return alone
    limit, single = named.medicine.limits.per_day, dose.amount.milligrams()
    most = None if limit is None else limit.milligrams()
    if limit is None or most is None or single is None:
        return alone
    exposure = single * (_HOURS // interval)
    if exposure <= most:
        return alone
    return Message(
        "plan.no-maximum-beyond",
        "has no maximum in {hours} hours,"
        " and every {interval} hours would be {exposure}, above {limit} [A5]",
        hours=_HOURS,
        interval=interval,
        exposure=Quantity(exposure, Unit.MILLIGRAM.value),
        limit=limit.quantity(),
    )


_ONE_MOMENT = ((Moment.WAKING, Moment.BREAKFAST), (Moment.DINNER, Moment.BEDTIME))
"""Moments of which two words may name one: in the evening, before sleeping."""
_DAY = frozenset({Moment.BREAKFAST, Moment.LUNCH, Moment.DINNER})
_MEALS = frozenset({Moment.BREAKFAST, Moment.LUNCH, Moment.DINNER})


def settle_regimen(
    parts: Parts, dose: Dose | None, named: Named, visited: date, pharmacy: Rulebook, where: Key
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


def _contradictions(parts: Parts, where: Key) -> list[Problem]:
    """What cannot stand together, whatever it says."""
    problems: list[Problem] = []
    if parts.use is StatedUse.AS_NEEDED:
        remedy = Message("plan.say-which", "say which of the two is meant")
        if parts.intakes:
            what = Message(
                "plan.moments-as-needed", "names moments and is taken only when needed [A2]"
            )
            problems.append(Problem(where, what, remedy))
        if parts.frequency is not None:
            what = Message(
                "plan.frequency-as-needed",
                "states a fixed frequency and is taken only when needed [A2]",
            )
            problems.append(Problem(where, what, remedy))
        if parts.food in (Meal.BEFORE, Meal.AFTER):
            what = Message(
                "plan.meal-as-needed",
                "is taken only when needed, and stands before or after a meal [A2]",
            )
            problems.append(Problem(where, what, remedy))
        return problems
    limited = parts.most_times is not None or parts.most_amount is not None
    if limited:
        what = Message(
            "plan.maximum-not-as-needed",
            "states a maximum but not that it is taken only when needed",
        )
        problems.append(Problem(where, what, IN_WORDS))
    if parts.interval is not None and not limited:
        what = Message(
            "plan.interval-not-as-needed",
            "states an interval but not that it is taken only when needed",
        )
        problems.append(Problem(where, what, IN_WORDS))
    if not (parts.intakes or parts.frequency or limited or parts.interval):
        what = Message("plan.how-often", "does not say how often it is taken")
        problems.append(Problem(where, what, IN_WORDS))
    return problems


def _no_length(named: Named, pharmacy: Rulebook, where: Key) -> Problem:
    examples = pharmacy.phrases.examples
    what = Message("plan.no-last-day", "{medicine} has no last day", medicine=named.called)
    remedy = Message(
        "plan.add-how-long",
        "add how long: {days}, or {until}",
        days=examples.days,
        until=examples.until,
    )
    return Problem(where, what, remedy)


def _last_day(parts: Parts, first: date, where: Key) -> date | None:
    """The last day of intake: first + n - 1 (A6)."""
    if parts.until is not None and parts.until < first:
        what = Message(
            "plan.ends-before-visit", "the last day lies before the day of the visit [A6]"
        )
        raise DischargeError(Problem(where, what, CHECK_BOTH_DATES))
    if parts.days is None:
        return parts.until
    try:
        last = first + timedelta(days=parts.days - 1)
    except OverflowError:
        what = Message("plan.beyond-calendar", "the last day lies beyond the calendar [A6]")
        remedy = Message("plan.check-visit", "check the date of the visit")
        raise DischargeError(Problem(where, what, remedy)) from None
    if parts.until not in (None, last):
        what = Message(
            "plan.days-and-last-day",
            "{days} and the last day disagree [A6]",
            days=Quantity(parts.days, "day"),
        )
        raise DischargeError(Problem(where, what, _ONE_OF_TWO))
    return last


def _intakes(parts: Parts, named: Named, where: Key) -> tuple[Intake, ...]:
    """The moments of the day, those of the formulary where none are named (A2)."""
    intakes = parts.intakes
    _refuse_side_by_side(parts, where)
    if intakes and parts.frequency not in (None, len(intakes)):
        what = Message(
            "plan.moments-and-times",
            "{times} a day, but {moments} are named [A2]",
            times=Quantity(parts.frequency or 0, "time"),
            moments=len(intakes),
        )
        remedy = Message("plan.as-many-moments", "name as many moments as there are intakes")
        raise DischargeError(Problem(where, what, remedy))
    if not intakes:
        assert parts.frequency is not None
        stated = {medicine.moments.get(parts.frequency) for medicine in named.limited}
        moments = stated.pop() if len(stated) == 1 else None
        if moments is None or len(moments) != parts.frequency:
            what = _no_moments(parts.frequency, named)
            remedy = Message("plan.name-moments", "name the moments instead, joined by +")
            raise DischargeError(Problem(where, what, remedy))
        intakes = tuple(Intake(moment, None) for moment in moments)
    return _beside_meals(_with_food(intakes, parts.food, where), named, where)


def _refuse_side_by_side(parts: Parts, where: Key) -> None:
    """Refuse moments that are not joined and may be one, or of which some may be left out.

    A stated frequency that is their count settles it. Of two words that may be one moment it does
    so only at the end of a full day, since "2x/dag 's avonds voor het slapen" may leave out one.
    Nothing settles waking and breakfast: on an empty stomach, before breakfast, is one intake.

    Raises:
        DischargeError: If there are any.
    """
    moments = [moment for moment, _ in parts.named]
    if parts.fasting and len(moments) > 1:
        what = Message(
            "plan.fasting-beside-moment",
            "says that it is taken on an empty stomach, perhaps of the moment beside it [A2]",
        )
        remedy = Message("plan.write-moment", "write the moment that is meant")
        raise DischargeError(Problem(where, what, remedy))
    joined = [link is Link.JOINED for _, link in parts.named]
    settled = parts.frequency == len(moments)
    for early, late in _ONE_MOMENT:
        if early not in moments or late not in moments:
            continue
        first, last = sorted((moments.index(early), moments.index(late)))
        is_full = settled and set(moments) >= _DAY
        if late is Moment.BREAKFAST or not (is_full or all(joined[first + 1 : last + 1])):
            what = Message(
                "plan.side-by-side",
                "{early} and {late} stand side by side and may be one moment [A2]",
                early=MOMENTS[early],
                late=MOMENTS[late],
            )
            remedy = Message("plan.write-one-meant", "write the one that is meant")
            raise DischargeError(Problem(where, what, remedy))
    if not settled and Link.LOOSE in [link for _, link in parts.named[1:]]:
        what = Message("plan.loose-moments", "names moments that nothing joins [A2]")
        raise DischargeError(Problem(where, what, Message("plan.join", "join them by +")))


def _no_moments(frequency: int, named: Named) -> Message:
    """It tells the number of intakes that the brochure allows: more have no moments either."""
    times, most = Quantity(frequency, "intake"), None
    if named.medicine is not None:
        most = named.medicine.limits.intakes
    if most is None:
        return Message(
            "plan.no-moments",
            "no moments are stated for {times} a day of {medicine}",
            times=times,
            medicine=named.called,
        )
    return Message(
        "plan.no-moments-limit",
        "no moments are stated for {times} a day of {medicine}, whose limit is {most} a day",
        times=times,
        medicine=named.called,
        most=Quantity(most, "intake"),
    )


def _with_food(intakes: tuple[Intake, ...], food: Meal | None, where: Key) -> tuple[Intake, ...]:
    """The relation to food that was said for the whole line, at each meal of it."""
    at_meals = [intake for intake in intakes if intake.moment in _MEALS]
    if food is None:
        if len({intake.meal is None for intake in at_meals}) > 1:
            what = Message(
                "plan.of-one-meal",
                "says of one meal how the intake stands to it, and not of the other",
            )
            remedy = Message("plan.of-each-meal", "say it of each meal")
            raise DischargeError(Problem(where, what, remedy))
        return intakes
    if not at_meals or any(intake.meal is not None for intake in intakes):
        what = Message("plan.of-no-meal", "says how it stands to food, but not of which meals")
        remedy = Message("plan.name-meals-once", "name the meals, and say it once")
        raise DischargeError(Problem(where, what, remedy))
    return tuple(
        replace(intake, meal=food) if intake.moment in _MEALS else intake for intake in intakes
    )


def _beside_meals(intakes: tuple[Intake, ...], named: Named, where: Key) -> tuple[Intake, ...]:
    """Compare the intakes with the brochure's "with food" (F51).

    Where one of them says how it stands to its meal, those that say nothing are with food.
    """
    if not any(medicine.with_food for medicine in named.limited):
        return intakes
    if any(each.meal is Meal.BEFORE or each.moment is Moment.WAKING for each in intakes):
        what = Message(
            "plan.with-food-only",
            "{medicine} is taken with food, so not before a meal or on waking [F51]",
            medicine=MedicineName(named.name),
        )
        remedy = Message("plan.name-meals", "name the meals themselves")
        raise DischargeError(Problem(where, what, remedy))
    if all(each.meal is None for each in intakes):
        return intakes
    return tuple(replace(each, meal=each.meal or Meal.WITH) for each in intakes)
