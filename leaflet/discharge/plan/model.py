"""A patient's medication plan: what is taken, how much, when, and until when.

``expose`` adds up a line: its amount in 24 hours, and its length.
"""

from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from leaflet.content.model.medicines import HANDLED, Amount, Moment, Unit
from leaflet.records import frozen


class Meal(StrEnum):
    """How an intake stands to the meal of its moment."""

    BEFORE = "before"
    WITH = "with"
    AFTER = "after"


@frozen
class Pieces:
    """What the patient takes in the hand: ``count`` pieces of a form, each of ``strength``.

    ``strength`` is ``None`` where neither the prescriber nor the formulary says it.
    """

    count: Decimal
    form: Unit
    strength: Amount | None


@frozen
class Dose:
    """One intake: the amount of substance, the pieces in the hand, or both (then they agree).

    Raises:
        ValueError: If neither is given.
    """

    amount: Amount | None
    handled: Pieces | None

    def __post_init__(self) -> None:
        if self.amount is None and self.handled is None:
            raise ValueError("a dose says how much")


@frozen
class Intake:
    """A moment of the day, and how it stands to the meal (``None`` where nothing is said)."""

    moment: Moment
    meal: Meal | None


@frozen
class Scheduled:
    """Taken every day at stated moments; ``first`` and ``last`` are both days of intake.

    ``last`` is ``None`` where the prescriber gives no length (a warning is raised for it).
    """

    intakes: tuple[Intake, ...]
    first: date
    last: date | None

    @property
    def days(self) -> int | None:
        """The length of the course: last - first + 1 (A6)."""
        return None if self.last is None else (self.last - self.first).days + 1


@frozen
class AsNeeded:
    """Taken only when needed, with what may not be passed in 24 hours.

    At least one of ``intakes`` (a count) and ``per_day`` (an amount) is given; ``interval`` is
    the least number of hours between two intakes. ``last`` is the last day, where one is given.
    """

    intakes: int | None
    per_day: Amount | None
    interval: int | None
    first: date
    last: date | None


@frozen
class PlanLine:
    """One medicine of the plan.

    Attributes:
        medicine: The substance as it is printed, lower case.
        brand: The trade name that was typed, printed in brackets after it; ``None`` if none.
        checked: Whether the formulary states limits for it; if not, the prescriber is told.
        with_food: From the formulary, for every intake.
        on_prescription: From the formulary or the prescriber.
        reason: What it is for, as typed after "tegen"; ``None`` if not said.
        given: When the last dose was given in the emergency department, by its own clock.
        next_earliest: From when the next one may be taken, likewise; ``None`` if no interval.
        given_on: The day of ``given``, without which it is no moment.
        next_on: The day of ``next_earliest``.
        listed: Whether a list has its name; if not, ``medicine`` is what was typed.
    """

    medicine: str
    brand: str | None
    checked: bool
    dose: Dose
    regimen: Scheduled | AsNeeded
    with_food: bool
    on_prescription: bool
    reason: str | None
    given: time | None
    next_earliest: time | None
    given_on: date | None = None
    next_on: date | None = None
    listed: bool = True


@frozen
class Override:
    """Who exceeds a limit of the brochure; the reason is asked for and neither printed nor kept."""

    prescriber: str


@frozen
class MedicationPlan:
    """At least one line, in the order in which they were given.

    ``override`` is set only where a limit was in fact exceeded.

    Raises:
        ValueError: If there is no line.
    """

    lines: tuple[PlanLine, ...]
    override: Override | None

    def __post_init__(self) -> None:
        if not self.lines:
            raise ValueError("a plan has at least one line; no plan is None")


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
