"""Limits of the formulary, applied to one plan line (``docs/rules.md`` 2.2, 2.6; A3, A4, A6, A8).

They tell whether the plan agrees with the advice on the same sheet, whether a dose is plausible,
and whether the intakes of a day fit into it; no more than that.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from enum import Enum

from leaflet.content.model.medicines import Amount, Limits, Medicine, Moment, Unit
from leaflet.discharge.english import count_of, write_amount, write_number
from leaflet.discharge.plan.model import Exposure, Override, Scheduled
from leaflet.errors import Problem


class Verdict(Enum):
    """What happens to the plan because of one thing that was found."""

    REFUSED = "it is refused"
    WARNED = "it is made, with a warning"
    OVERRIDDEN = "it is made, because a prescriber decided so"


Judgement = tuple[Verdict, Problem]


class _Limit(Enum):
    """What is limited, with the rule that says so."""

    SINGLE = "2.2"
    PER_DAY = "A3"
    INTAKES = "2.2, number of intakes"
    INTERVAL = "2.2, interval"
    DAYS = "A6"


def check_limits(
    exposure: Exposure,
    medicine: Medicine,
    longest_course: int,
    override: Override | None,
    where: str,
    name: str,
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
                remedy = "keep to it: the formulary states no ceiling for an override"
                yield Verdict.REFUSED, replace(problem, remedy=remedy)
            elif override is None:
                allowed = _write_bound(limit, ceiling)
                remedy = f"keep to it, or have a prescriber override it up to {allowed}"
                yield Verdict.REFUSED, replace(problem, remedy=remedy)
            else:
                yield Verdict.OVERRIDDEN, problem


def check_course(
    name: str, days: int | None, longest_course: int, where: str
) -> Iterator[Judgement]:
    """The longest course of a painkiller that the formulary states no limits for (F60)."""
    if days is not None and days > longest_course:
        what = f"{name} for {count_of(days, 'day')} is above the limit of"
        remedy = "keep to it: the leaflet sends the patient to the general practitioner then"
        whole = f"{what} {count_of(longest_course, 'day')} for painkillers [A6]"
        yield Verdict.REFUSED, Problem(where, whole, remedy)


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


def _write_bound(limit: _Limit, limits: Limits) -> str:
    bound = _bound(limit, limits)
    assert bound is not None
    return _write(limit, bound)


def _write(limit: _Limit, value: Amount | int) -> str:
    if isinstance(value, Amount):
        every = "per intake" if limit is _Limit.SINGLE else "a day"
        return f"{write_amount(value)} {every}"
    nouns = {_Limit.INTAKES: "intake", _Limit.INTERVAL: "hour", _Limit.DAYS: "day"}
    after = {_Limit.INTAKES: " a day", _Limit.INTERVAL: " between two intakes", _Limit.DAYS: ""}
    return f"{count_of(value, nouns[limit])}{after[limit]}"


def _problem(limit: _Limit, exposure: Exposure, name: str, limits: Limits, where: str) -> Problem:
    values: dict[_Limit, Amount | int | None] = {
        _Limit.SINGLE: exposure.single,
        _Limit.PER_DAY: exposure.per_day,
        _Limit.INTAKES: exposure.intakes,
        _Limit.INTERVAL: exposure.interval,
        _Limit.DAYS: exposure.days,
    }
    value = values[limit]
    assert value is not None
    beyond = "below" if limit is _Limit.INTERVAL else "above"
    bound = _write_bound(limit, limits)
    what = f"{name}, {_write(limit, value)}, is {beyond} the limit of {bound} [{limit.value}]"
    return Problem(where, what, "keep to it: this is the ceiling, which nobody can override")


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


def check_single(single: Amount, medicine: Medicine, where: str) -> Iterator[Judgement]:
    """A dose ten times off the usual one is a slip of mg and g; far off it is unusual (A8)."""
    dose, daily = single.milligrams(), medicine.limits.per_day
    if single.unit is Unit.MICROGRAM:
        what = f"{medicine.key} in micrograms is a thousand times less than its limits are for [A8]"
        yield Verdict.REFUSED, Problem(where, what, "check number and unit: write mg or g")
    most = daily.milligrams() if daily else None
    if medicine.usual is None and dose is not None and most is not None and dose * 2 > most:
        what = f"{medicine.key} {write_amount(single)} is more than half of the day's maximum"
        yield Verdict.WARNED, Problem(where, f"{what} in one intake [A8]", "check that it is meant")
    usual = medicine.usual.milligrams() if medicine.usual else None
    if medicine.usual is None or dose is None or usual is None:
        return
    what = f"{medicine.key} {write_amount(single)} is far from the usual"
    what = f"{what} {write_amount(medicine.usual)} per intake [A8]"
    if dose * _SLIP <= usual or dose >= usual * _SLIP:
        remedy = "check number and unit: it may be ten or a thousand times off"
        yield Verdict.REFUSED, Problem(where, what, remedy)
    elif not usual * _LEAST_USUAL <= dose <= usual * _MOST_USUAL:
        yield Verdict.WARNED, Problem(where, what, "check that it is meant")


def check_spacing(
    regimen: Scheduled, medicine: Medicine, waking_hours: Decimal, where: str, name: str
) -> Iterator[Judgement]:
    """The intakes of a day, with the least interval between them (A4)."""
    interval, times = medicine.limits.interval, len(regimen.intakes)
    if interval is None:
        return
    what = f"{name}, {count_of(times, 'intake')} that are {interval} hours apart, needs"
    remedy = "check the intakes, and name moments that lie further apart"
    if times * interval > _HOURS:
        whole = f"{what} more than {_HOURS} hours [A4]"
        yield Verdict.REFUSED, Problem(where, whole, remedy)
    elif _least_gap(regimen) < interval:
        least = write_number(_least_gap(regimen))
        whole = f"{name} at moments {least} hours apart is below {interval} hours [A4]"
        yield Verdict.REFUSED, Problem(where, whole, remedy)
    elif (times - 1) * interval > waking_hours:
        whole = f"{what} more than {write_number(waking_hours)} waking hours [A4]"
        yield Verdict.WARNED, Problem(where, whole, remedy)


def _least_gap(regimen: Scheduled) -> Decimal:
    """The shortest time between two intakes that follow each other, over the night too."""
    hours = sorted(_CLOCK[intake.moment] for intake in regimen.intakes)
    following = (*hours[1:], hours[0] + _HOURS)
    return min(later - hour for hour, later in zip(hours, following, strict=True))
