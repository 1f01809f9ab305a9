"""What a plan line comes to in 24 hours and in all."""

from decimal import Decimal

from leaflet.discharge.plan import AsNeeded, Dose, PlanLine
from leaflet.frozen import frozen
from leaflet.manuscript.amount import HANDLED, Amount


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


def expose(line: PlanLine, per_piece: Amount | None = None) -> Exposure | None:
    """What the line comes to, or ``None`` where it states no amount or no number of intakes.

    Args:
        line: The line.
        per_piece: For one substance of a combination, how much of it one piece holds; the
            exposure is to that substance, if the dose is in pieces and nothing else.
    """
    regimen, single = line.regimen, line.dose.amount
    if per_piece is not None:
        pieces = _count_plain(line.dose)
        single = None if pieces is None else Amount(pieces * per_piece.value, per_piece.unit)
    intakes = regimen.intakes if isinstance(regimen, AsNeeded) else len(regimen.intakes)
    if single is None or intakes is None:
        return None
    interval = regimen.interval if isinstance(regimen, AsNeeded) else None
    return Exposure(single, intakes, interval, course_of(line))


def count_pieces(dose: Dose) -> Decimal | None:
    """How many tablets, capsules or sachets an intake is; ``None`` where it is not said in them."""
    if dose.handled is not None and dose.handled.form in HANDLED:
        return dose.handled.count
    if dose.amount is not None and dose.amount.unit in HANDLED:
        return dose.amount.value
    return None


def _count_plain(dose: Dose) -> Decimal | None:
    """The same, but ``None`` where an amount stands beside the pieces.

    In a combination nobody can tell which of its substances that amount is of.
    """
    mass = dose.amount is not None and dose.amount.unit not in HANDLED
    stated = dose.handled is not None and dose.handled.strength is not None
    return None if mass or stated else count_pieces(dose)


def course_of(line: PlanLine) -> int | None:
    """The length of the course in days, both ends counted (A6)."""
    regimen = line.regimen
    return None if regimen.last is None else (regimen.last - regimen.first).days + 1
