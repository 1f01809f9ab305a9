"""Amounts, medicines and limits: the figures that the pharmacy owns.

An amount is an exact decimal with a unit: no float, no silent conversion. ``Formulary`` holds the
medicines with limits, ``MedicineRegister`` the names, products, groups and conflicts.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from leaflet.errors import Place
from leaflet.messages.message import Quantity
from leaflet.records import frozen


class Unit(StrEnum):
    """What an amount is counted in. The words for them stand in ``content/words``."""

    MILLIGRAM = "mg"
    GRAM = "g"
    MICROGRAM = "microgram"
    MILLILITRE = "ml"
    DROP = "drop"
    TABLET = "tablet"
    CAPSULE = "capsule"
    SACHET = "sachet"
    UNIT = "unit"


_MILLIGRAMS = {
    Unit.MICROGRAM: Decimal("0.001"),
    Unit.MILLIGRAM: Decimal(1),
    Unit.GRAM: Decimal(1000),
}

HANDLED = frozenset({Unit.TABLET, Unit.CAPSULE, Unit.SACHET})
"""Units that a patient takes in the hand."""


@frozen
class Amount:
    """A positive quantity, as it was written: ``1 g`` stays 1 g.

    Raises:
        ValueError: If the value is not a finite number above zero.
    """

    value: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if not self.value.is_finite() or self.value <= 0:
            raise ValueError("an amount is more than zero")

    def milligrams(self) -> Decimal | None:
        """The same mass in milligrams, or ``None`` where the unit is not a mass."""
        factor = _MILLIGRAMS.get(self.unit)
        return None if factor is None else self.value * factor

    def quantity(self) -> Quantity:
        """As a field of a message."""
        return Quantity(self.value, self.unit.value)


class Moment(StrEnum):
    """A time of day of the Belgian medication scheme, in the order in which it is printed."""

    WAKING = "waking"
    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"
    BEDTIME = "bedtime"


@frozen
class Limits:
    """What may not be exceeded; ``None`` where nothing is stated.

    ``single`` and ``per_day`` are amounts of substance, ``intakes`` a count in 24 hours,
    ``interval`` the hours between two intakes, ``days`` the length of a course.
    """

    single: Amount | None = None
    per_day: Amount | None = None
    intakes: int | None = None
    interval: int | None = None
    days: int | None = None


@frozen
class Presentation:
    """A form and strength that the pharmacy delivers: ``tablet`` of ``600 mg``.

    ``scored`` says whether the tablet may be halved.
    """

    form: Unit
    strength: Amount
    scored: bool


@frozen
class Medicine:
    """One substance, as the formulary states it.

    Attributes:
        key: The substance in lower case, written in full: what is printed.
        atc: Its ATC code.
        brands: Names under which a prescriber may type it.
        usual: The usual single dose, for the check on a slip of ten (A8); ``None`` if not stated.
        limits: The refusal line.
        ceiling: What an override may not pass; ``None`` means that nothing can be overridden.
        with_food: Whether it is taken with food.
        on_prescription: Whether it needs a prescription.
        default_regimen: A plan line without the name, used for a bare name; ``None`` if not stated.
        moments: The moments for a number of intakes a day.
        presentations: Forms and strengths; empty where the pharmacy states none.
    """

    place: Place
    key: str
    atc: str
    brands: tuple[str, ...]
    usual: Amount | None
    limits: Limits
    ceiling: Limits | None
    with_food: bool
    on_prescription: bool
    default_regimen: str | None
    moments: Mapping[int, tuple[Moment, ...]]
    presentations: tuple[Presentation, ...]


@frozen
class Formulary:
    """All medicines with limits, in the order of the file.

    Attributes:
        longest_course: Days after which any painkiller needs the general practitioner (F60).
        waking_hours: Hours in which scheduled intakes have to fit (A4).
    """

    medicines: tuple[Medicine, ...]
    longest_course: int
    waking_hours: Decimal


class Rhythm(StrEnum):
    """How a medicine is taken that is not taken every day."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    WEEKLY_OR_DAILY = "weekly or daily"
    PATCH = "patch"
    """One that stays on for days."""
    ONCE = "once"


@frozen
class Piece:
    """What one tablet, capsule or sachet of a combination holds.

    Attributes:
        name: The brand that it holds for, or the name of the combination.
        holds: The amount of each substance.
    """

    name: str
    holds: Mapping[str, Amount]


@frozen
class Product:
    """A medicine that is known by name; its limits, if it has any, stand in the formulary.

    Attributes:
        name: The substance or combination, lower case, as printed.
        atc: Its ATC code.
        brands: Trade names.
        contains: Substances in it, so that a combination is counted for each of them.
        also: Other spellings of the name.
        per_piece: For a combination, as far as it is known.
        taken: How, if not every day.
        injection: Whether it is only given as an injection.
        withdrawn: Whether it is no longer sold.
    """

    name: str
    atc: str
    brands: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    per_piece: tuple[Piece, ...] = ()
    taken: Rhythm | None = None
    injection: bool = False
    withdrawn: bool = False


class ConflictAction(StrEnum):
    """What happens when two groups meet in one plan."""

    REFUSE = "refuse"
    WARN = "warn"


@frozen
class Group:
    """Medicines that belong together: ATC prefixes, less the excepted prefixes."""

    key: str
    title: str
    atc: tuple[str, ...]
    excepted: tuple[str, ...]

    def holds(self, atc: str) -> bool:
        """Whether the code falls in this group."""
        return atc.startswith(self.atc) and not atc.startswith(self.excepted or ("-",))


@frozen
class Conflict:
    """Two groups (or twice the same) that should not stand in one plan, and why."""

    place: Place
    first: str
    second: str
    verdict: ConflictAction
    reason: str


@frozen
class MedicineRegister:
    """Names, brands and ATC codes that the program knows, of the formulary's medicines as well."""

    products: Sequence[Product]
    groups: tuple[Group, ...]
    conflicts: tuple[Conflict, ...]
    abbreviations: tuple[str, ...]
    """Shortened drug names that are refused wherever a medicine is named (N13)."""
    lookalikes: tuple[tuple[str, str], ...] = ()
    """Pairs of names that are easily taken for each other (N16)."""
