"""Whether a dose can be meant, and whether the intakes of a day fit in it (A4, A8)."""

from collections.abc import Iterator
from decimal import Decimal

from leaflet.discharge.english import count_of, write_amount, write_number
from leaflet.discharge.limits import Finding, Found
from leaflet.discharge.plan import Scheduled
from leaflet.errors import Problem
from leaflet.manuscript.amount import Amount, Unit
from leaflet.manuscript.formulary import Medicine, Moment

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
"""When a moment falls where nobody says it, in hours (``domain.md`` 2.8)."""


def check_single(single: Amount, medicine: Medicine, where: str) -> Iterator[Found]:
    """A dose ten times off the usual one is a slip of mg and g; far off it is unusual (A8)."""
    dose, daily = single.milligrams(), medicine.limits.per_day
    if single.unit is Unit.MICROGRAM:
        what = f"{medicine.key} in micrograms is a thousand times less than its limits are for [A8]"
        yield Finding.REFUSED, Problem(where, what, "check number and unit: write mg or g")
    most = daily.milligrams() if daily else None
    if medicine.usual is None and dose is not None and most is not None and dose * 2 > most:
        what = f"{medicine.key} {write_amount(single)} is more than half of the day's maximum"
        yield Finding.WARNED, Problem(where, f"{what} in one intake [A8]", "check that it is meant")
    usual = medicine.usual.milligrams() if medicine.usual else None
    if medicine.usual is None or dose is None or usual is None:
        return
    what = f"{medicine.key} {write_amount(single)} is far from the usual"
    what = f"{what} {write_amount(medicine.usual)} per intake [A8]"
    if dose * _SLIP <= usual or dose >= usual * _SLIP:
        remedy = "check number and unit: it may be ten or a thousand times off"
        yield Finding.REFUSED, Problem(where, what, remedy)
    elif not usual * _LEAST_USUAL <= dose <= usual * _MOST_USUAL:
        yield Finding.WARNED, Problem(where, what, "check that it is meant")


def check_spacing(
    regimen: Scheduled, medicine: Medicine, waking_hours: Decimal, where: str, name: str
) -> Iterator[Found]:
    """The intakes of a day, with the least interval between them (A4)."""
    interval, times = medicine.limits.interval, len(regimen.intakes)
    if interval is None:
        return
    what = f"{name}, {count_of(times, 'intake')} that are {interval} hours apart, needs"
    remedy = "lower the number of intakes, or name moments that lie further apart"
    if times * interval > _HOURS:
        whole = f"{what} more than {_HOURS} hours [A4]"
        yield Finding.REFUSED, Problem(where, whole, remedy)
    elif _least_gap(regimen) < interval:
        least = write_number(_least_gap(regimen))
        whole = f"{name} at moments {least} hours apart is below {interval} hours [A4]"
        yield Finding.REFUSED, Problem(where, whole, remedy)
    elif (times - 1) * interval > waking_hours:
        whole = f"{what} more than {write_number(waking_hours)} waking hours [A4]"
        yield Finding.WARNED, Problem(where, whole, remedy)


def _least_gap(regimen: Scheduled) -> Decimal:
    """The shortest time between two intakes that follow each other, over the night too."""
    hours = sorted(_CLOCK[intake.moment] for intake in regimen.intakes)
    following = (*hours[1:], hours[0] + _HOURS)
    return min(later - hour for hour, later in zip(hours, following, strict=True))
