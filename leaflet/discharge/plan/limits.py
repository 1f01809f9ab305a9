"""Limits of the formulary, applied to one plan line (``docs/rules.md`` 2.2, 2.6; A3, A4, A6, A8).

They tell whether the plan agrees with the advice on the same sheet, whether a dose is plausible,
and whether the intakes of a day fit into it; no more than that.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import Enum

from leaflet.content.model.medicines import Amount, Limits, Medicine, Moment, Unit
from leaflet.discharge.plan.model import Exposure, Override, Scheduled
from leaflet.errors import Problem
from leaflet.messages.message import Key, MedicineName, Message, Name, Quantity
from leaflet.messages.phrases import CHECK_MEANT


class Verdict(Enum):
    """What happens to the plan because of one thing that was found."""

    REFUSED = "it is refused"
    WARNED = "it is made, with a warning"
    OVERRIDDEN = "it is made, because a prescriber decided so"


Judgement = tuple[Verdict, Problem]


class _Limit(Enum):
    """What is limited."""

    SINGLE = "per intake"
    PER_DAY = "a day"
    INTAKES = "number of intakes"
    INTERVAL = "between two intakes"
    DAYS = "length of a course"


def check_limits(
    exposure: Exposure,
    medicine: Medicine,
    longest_course: int,
    override: Override | None,
    where: Key,
    name: Name | Message,
) -> Iterator[Judgement]:
    """Every limit that the line exceeds; overridden up to the ceiling, and never beyond it.

    Args:
        exposure: What the line comes to.
        medicine: Its limits, and the ceiling that the pharmacy states.
        longest_course: Days after which any painkiller needs the general practitioner (F60).
        override: Who exceeds a limit, or ``None``.
        where: The field.
        name: What messages call it.
    """
    days = medicine.limits.days
    course = longest_course if days is None else min(days, longest_course)
    limits = replace(medicine.limits, days=course)
    ceiling = medicine.ceiling or Limits()
    for limit in _Limit:
        if _reaches_past(limit, exposure, ceiling):
            yield Verdict.REFUSED, _problem(limit, exposure, name, ceiling, where)
        elif _reaches_past(limit, exposure, limits):
            stated = _bound(limit, ceiling) is not None
            problem = _problem(limit, exposure, name, limits, where)
            if not stated:
                remedy = Message(
                    "plan.no-ceiling", "keep to it: the formulary states no ceiling for an override"
                )
                yield Verdict.REFUSED, replace(problem, remedy=remedy)
            elif override is None:
                remedy = _UP_TO[limit](_bound_of(limit, ceiling))
                yield Verdict.REFUSED, replace(problem, remedy=remedy)
            else:
                yield Verdict.OVERRIDDEN, problem


def check_course(
    name: Name, days: int | None, longest_course: int, where: Key
) -> Iterator[Judgement]:
    """The longest course of a painkiller that the formulary states no limits for (F60)."""
    if days is not None and days > longest_course:
        what = Message(
            "plan.long-course",
            "{medicine} for {days} is above the limit of {limit} for painkillers [A6]",
            medicine=name,
            days=Quantity(days, "day"),
            limit=Quantity(longest_course, "day"),
        )
        remedy = Message(
            "plan.practitioner-then",
            "keep to it: the leaflet sends the patient to the general practitioner then",
        )
        yield Verdict.REFUSED, Problem(where, what, remedy)


def exceeds(amount: Amount, bound: Amount) -> bool:
    """Whether it is more; amounts that cannot be compared exceed."""
    if amount.unit is bound.unit:
        return amount.value > bound.value
    one, other = amount.milligrams(), bound.milligrams()
    return one is None or other is None or one > other


def _reaches_past(limit: _Limit, exposure: Exposure, limits: Limits) -> bool:
    if limit is _Limit.SINGLE:
        return limits.single is not None and exceeds(exposure.single, limits.single)
    if limit is _Limit.PER_DAY:
        return limits.per_day is not None and exceeds(exposure.per_day, limits.per_day)
    if limit is _Limit.INTAKES:
        return limits.intakes is not None and exposure.intakes > limits.intakes
    if limit is _Limit.DAYS:
        days = exposure.days
        return limits.days is not None and days is not None and days > limits.days
    hours = exposure.interval
    return limits.interval is not None and hours is not None and hours < limits.interval


def _bound(limit: _Limit, limits: Limits) -> Amount | int | None:
    bounds: dict[_Limit, Amount | int | None] = {
        _Limit.SINGLE: limits.single,
        _Limit.PER_DAY: limits.per_day,
        _Limit.INTAKES: limits.intakes,
        _Limit.INTERVAL: limits.interval,
        _Limit.DAYS: limits.days,
    }
    return bounds[limit]


def _bound_of(limit: _Limit, limits: Limits) -> Quantity:
    bound = _bound(limit, limits)
    assert bound is not None
    return _quantity(limit, bound)


_NOUNS = {_Limit.INTAKES: "intake", _Limit.INTERVAL: "hour", _Limit.DAYS: "day"}


def _quantity(limit: _Limit, value: Amount | int) -> Quantity:
    return value.quantity() if isinstance(value, Amount) else Quantity(value, _NOUNS[limit])


_UP_TO: Mapping[_Limit, Callable[[Quantity], Message]] = {
    _Limit.SINGLE: lambda most: Message(
        "plan.override-single",
        "keep to it, or have a prescriber override it up to {most} per intake",
        most=most,
    ),
    _Limit.PER_DAY: lambda most: Message(
        "plan.override-per-day",
        "keep to it, or have a prescriber override it up to {most} a day",
        most=most,
    ),
    _Limit.INTAKES: lambda most: Message(
        "plan.override-intakes",
        "keep to it, or have a prescriber override it up to {most} a day",
        most=most,
    ),
    _Limit.INTERVAL: lambda least: Message(
        "plan.override-interval",
        "keep to it, or have a prescriber override it up to {least} between two intakes",
        least=least,
    ),
    _Limit.DAYS: lambda most: Message(
        "plan.override-days",
        "keep to it, or have a prescriber override it up to {most}",
        most=most,
    ),
}
_EXCEEDED: Mapping[_Limit, Callable[[Name | Message, Quantity, Quantity], Message]] = {
    _Limit.SINGLE: lambda name, value, limit: Message(
        "plan.above-single",
        "{medicine}, {value} per intake, is above the limit of {limit} per intake [2.2]",
        medicine=name,
        value=value,
        limit=limit,
    ),
    _Limit.PER_DAY: lambda name, value, limit: Message(
        "plan.above-per-day",
        "{medicine}, {value} a day, is above the limit of {limit} a day [A3]",
        medicine=name,
        value=value,
        limit=limit,
    ),
    _Limit.INTAKES: lambda name, value, limit: Message(
        "plan.above-intakes",
        "{medicine}, {value} a day, is above the limit of {limit} a day [2.2, number of intakes]",
        medicine=name,
        value=value,
        limit=limit,
    ),
    _Limit.INTERVAL: lambda name, value, limit: Message(
        "plan.below-interval",
        "{medicine}, {value} between two intakes,"
        " is below the limit of {limit} between two intakes [2.2, interval]",
        medicine=name,
        value=value,
        limit=limit,
    ),
    _Limit.DAYS: lambda name, value, limit: Message(
        "plan.above-days",
        "{medicine}, {value}, is above the limit of {limit} [A6]",
        medicine=name,
        value=value,
        limit=limit,
    ),
}


def _problem(
    limit: _Limit, exposure: Exposure, name: Name | Message, limits: Limits, where: Key
) -> Problem:
    values: dict[_Limit, Amount | int | None] = {
        _Limit.SINGLE: exposure.single,
        _Limit.PER_DAY: exposure.per_day,
        _Limit.INTAKES: exposure.intakes,
        _Limit.INTERVAL: exposure.interval,
        _Limit.DAYS: exposure.days,
    }
    value = values[limit]
    assert value is not None
    what = _EXCEEDED[limit](name, _quantity(limit, value), _bound_of(limit, limits))
    remedy = Message(
        "plan.at-ceiling", "keep to it: this is the ceiling, which nobody can override"
    )
    return Problem(where, what, remedy)


_SLIP = 10
_LEAST_USUAL, _MOST_USUAL = Decimal("0.25"), Decimal(2)
_HOURS = 24
_CLOCK = {
    Moment.WAKING: Decimal(7),
    Moment.BREAKFAST: Decimal("7.5"),
    Moment.LUNCH: Decimal(12),
    Moment.DINNER: Decimal(18),
    Moment.BEDTIME: Decimal(22),
}
"""When a moment falls where nobody says it, in hours (``docs/rules.md`` 2.8)."""


def check_single(single: Amount, medicine: Medicine, where: Key) -> Iterator[Judgement]:
    """A dose ten times off the usual one is a slip of mg and g; far off it is unusual (A8)."""
    dose, daily = single.milligrams(), medicine.limits.per_day
    name, check = MedicineName(medicine.key), CHECK_MEANT
    if single.unit is Unit.MICROGRAM:
        what = Message(
            "plan.micrograms",
            "{medicine} in micrograms is a thousand times less than its limits are for [A8]",
            medicine=name,
        )
        remedy = Message("plan.check-unit", "check number and unit: write mg or g")
        yield Verdict.REFUSED, Problem(where, what, remedy)
    most = daily.milligrams() if daily else None
    if medicine.usual is None and dose is not None and most is not None and dose * 2 > most:
        what = Message(
            "plan.half-the-day",
            "{medicine} {dose} is more than half of the day's maximum in one intake [A8]",
            medicine=name,
            dose=single.quantity(),
        )
        yield Verdict.WARNED, Problem(where, what, check)
    usual = medicine.usual.milligrams() if medicine.usual else None
    if medicine.usual is None or dose is None or usual is None:
        return
    what = Message(
        "plan.unusual",
        "{medicine} {dose} is far from the usual {usual} per intake [A8]",
        medicine=name,
        dose=single.quantity(),
        usual=medicine.usual.quantity(),
    )
    if dose * _SLIP <= usual or dose >= usual * _SLIP:
        remedy = Message(
            "plan.ten-times-off", "check number and unit: it may be ten or a thousand times off"
        )
        yield Verdict.REFUSED, Problem(where, what, remedy)
    elif not usual * _LEAST_USUAL <= dose <= usual * _MOST_USUAL:
        yield Verdict.WARNED, Problem(where, what, check)


def check_spacing(
    regimen: Scheduled, medicine: Medicine, waking_hours: Decimal, where: Key, name: Name | Message
) -> Iterator[Judgement]:
    """The intakes of a day, with the least interval between them (A4)."""
    interval, times = medicine.limits.interval, len(regimen.intakes)
    if interval is None:
        return
    intakes = Quantity(times, "intake")
    remedy = Message(
        "plan.further-apart", "check the intakes, and name moments that lie further apart"
    )
    if times * interval > _HOURS:
        what = Message(
            "plan.more-than-a-day",
            "{medicine}, {intakes} that are {interval} hours apart,"
            " needs more than {hours} hours [A4]",
            medicine=name,
            intakes=intakes,
            interval=interval,
            hours=_HOURS,
        )
        yield Verdict.REFUSED, Problem(where, what, remedy)
    elif _least_gap(regimen) < interval:
        what = Message(
            "plan.moments-too-near",
            "{medicine} at moments {gap} hours apart is below {interval} hours [A4]",
            medicine=name,
            gap=_least_gap(regimen),
            interval=interval,
        )
        yield Verdict.REFUSED, Problem(where, what, remedy)
    elif (times - 1) * interval > waking_hours:
        what = Message(
            "plan.more-than-waking",
            "{medicine}, {intakes} that are {interval} hours apart,"
            " needs more than {hours} waking hours [A4]",
            medicine=name,
            intakes=intakes,
            interval=interval,
            hours=waking_hours,
        )
        yield Verdict.WARNED, Problem(where, what, remedy)


def _least_gap(regimen: Scheduled) -> Decimal:
    """The shortest time between two intakes that follow each other, over the night too."""
    hours = sorted(_CLOCK[intake.moment] for intake in regimen.intakes)
    following = (*hours[1:], hours[0] + _HOURS)
    return min(later - hour for hour, later in zip(hours, following, strict=True))
