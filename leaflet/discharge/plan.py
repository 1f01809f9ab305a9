"""The medication plan of one patient: what is taken, how much, when, and until when."""

from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from leaflet.frozen import frozen
from leaflet.manuscript.amount import Amount, Unit
from leaflet.manuscript.formulary import Moment


class Meal(StrEnum):
    """How an intake stands to the meal of its moment."""

    BEFORE = "before"
    WITH = "with"
    AFTER = "after"


@frozen
class Handled:
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
    handled: Handled | None

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
