"""What a plan line comes to in 24 hours and in all."""

from leaflet.discharge.plan import AsNeeded, PlanLine
from leaflet.frozen import frozen
from leaflet.manuscript.amount import Amount


@frozen
class Exposure:
    """The most that a patient takes who follows the line.

    Attributes:
        single: One dose.
        intakes: How many in 24 hours.
        interval: The least number of hours between two intakes; ``None`` if it states none.
        days: The length of the course; ``None`` if it states none.
    """

    single: Amount
    intakes: int
    interval: int | None
    days: int | None

    @property
    def per_day(self) -> Amount:
        """The greatest amount in 24 hours, in the unit of the dose (A3)."""
        return Amount(self.single.value * self.intakes, self.single.unit)


def expose(line: PlanLine) -> Exposure | None:
    """What the line comes to, or ``None`` where it states no amount or no number of intakes."""
    regimen, single = line.regimen, line.dose.amount
    intakes = regimen.intakes if isinstance(regimen, AsNeeded) else len(regimen.intakes)
    if single is None or intakes is None:
        return None
    interval = regimen.interval if isinstance(regimen, AsNeeded) else None
    return Exposure(single, intakes, interval, course_of(line))


def course_of(line: PlanLine) -> int | None:
    """The length of the course in days, both ends counted (A6)."""
    regimen = line.regimen
    return None if regimen.last is None else (regimen.last - regimen.first).days + 1
