"""What a plan line says of a medicine, part by part, before any of it is judged."""

from dataclasses import fields
from datetime import date
from enum import Enum

from leaflet.discharge.given import Given
from leaflet.discharge.plan import Handled, Intake, Meal
from leaflet.frozen import frozen
from leaflet.manuscript.amount import Amount
from leaflet.manuscript.formulary import Moment


class Prescription(Enum):
    """What the line itself says about a prescription."""

    NEEDED = "on prescription"
    NOT_NEEDED = "without prescription"


class Use(Enum):
    """Whether the line says in words that it is taken only when needed."""

    UNSAID = "nothing is said"
    AS_NEEDED = "as needed"


class Link(Enum):
    """How a moment is tied to the one that was named before it."""

    JOINED = "by a word or a sign that makes them two"
    LISTED = "by a comma"
    LOOSE = "by nothing, or with another part between"


@frozen
class Parts:
    """The parts of one line; ``None`` or empty where a part is not there.

    Attributes:
        amounts: Doses written as an amount of substance: ``600 mg``.
        pieces: Doses written as pieces: ``1 tablet van 600 mg``, ``20 druppels``.
        frequency: Intakes a day.
        intakes: Moments that were named, in the order of the day.
        named: The same moments in the order in which they were typed, each with its link to the
            one before it.
        food: A relation to food that was said for the whole line.
        most_times: The greatest number of intakes a day.
        most_amount: The greatest amount a day.
        interval: Hours between two intakes.
        days: The length of the course.
        until: Its last day.
    """

    amounts: tuple[Amount, ...] = ()
    pieces: tuple[Handled, ...] = ()
    frequency: int | None = None
    intakes: tuple[Intake, ...] = ()
    named: tuple[tuple[Moment, Link], ...] = ()
    food: Meal | None = None
    use: Use = Use.UNSAID
    most_times: int | None = None
    most_amount: Amount | None = None
    interval: int | None = None
    days: int | None = None
    until: date | None = None
    reason: str | None = None
    given: Given | None = None
    prescription: Prescription | None = None

    def says_how(self) -> bool:
        """Whether any part of a regimen was written, so that it is not a bare medicine."""
        beside = {"reason", "given", "prescription"}
        empty = Parts()
        return any(
            getattr(self, field.name) != getattr(empty, field.name)
            for field in fields(self)
            if field.name not in beside
        )
