"""Fields for a patient's facts: the only places that change between leaflets (law 2).

``PatientForm`` is what an imprint must know of its brochure, ``SetImprint`` the patient's part set
into it, ``Standing`` matter that is the same for many patients.
"""

from collections.abc import Mapping
from dataclasses import field
from enum import Enum, IntEnum

from leaflet.content.model.words import Words
from leaflet.discharge.patient import Discharge
from leaflet.messages.message import Key
from leaflet.records import frozen, frozen_unique
from leaflet.typesetting.look import Measures
from leaflet.typesetting.matter import Element, Extent, Item, SetLine, extents_of, lines_of
from leaflet.typesetting.typeface import Typeface


class Turn(IntEnum):
    """When a field of a panel is read: after the cover's text, in its place, or at the end."""

    COVER = 0
    PLAN = 1
    FOOT = 2


NAME, PLAN = Key("name"), Key("plan")
"""What messages call what is set there."""

Spot = tuple[int, Turn]
"""Fields that are read together: those of one panel that have the same turn."""


@frozen
class Field:
    """A rectangle of one page of the file, in points from its top left corner."""

    page: int
    folio: int
    turn: Turn
    left: float
    top: float
    width: float
    height: float

    @property
    def spot(self) -> Spot:
        """What it is read together with."""
        return self.folio, self.turn

    @property
    def right(self) -> float:
        """Its right end."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower end."""
        return self.top + self.height

    def holds(self, other: "Field") -> bool:
        """Whether another field lies in it."""
        return (
            self.page == other.page
            and self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@frozen
class Fields:
    """All fields of a leaflet.

    Attributes:
        cover: Name, birth date and day of the visit; ``None`` on a sheet that is nobody's.
        plan: The medication plan; ``None`` where the brochure keeps no place for one.
        sheet: The sheet's id, once on each page.
        replaced: The id of the sheet that it takes the place of, beside each of these.
    """

    cover: Field | None
    plan: Field | None
    sheet: tuple[Field, ...]
    replaced: tuple[Field, ...]

    def all(self) -> tuple[Field, ...]:
        """Every field."""
        own = (field for field in (self.cover, self.plan) if field is not None)
        return (*own, *self.sheet, *self.replaced)


NO_FIELDS = Fields(None, None, (), ())
"""Those of a sheet that is nobody's."""


@frozen
class PatientForm:
    """Fields that are kept free, and how they are filled.

    Attributes:
        look: Sizes and distances of the brochure.
        fields: Where the patient's facts go.
        typeface: Measures characters.
        words: Labels and dates in the leaflet's language.
        campuses: Key to the name that is printed.
    """

    look: Measures
    fields: Fields
    typeface: Typeface
    words: Words
    campuses: Mapping[str, str]


@frozen
class Shape:
    """All of a patient's facts that standing matter depends on.

    Attributes:
        lines: How many lines the name takes; 1 where there is none.
        named: Whether the name is known.
        born: Whether the birth date is known.
        visited: Whether the day of the visit is known.
    """

    lines: int
    named: bool
    born: bool
    visited: bool

    @classmethod
    def of(cls, discharge: Discharge, lines: int) -> "Shape":
        """The shape of a patient whose name takes so many lines, 0 where there is none."""
        patient = discharge.patient
        named, born = patient is not None, patient is not None and patient.born is not None
        return cls(max(lines, 1), named, born, discharge.visited is not None)


@frozen
class Slot:
    """Where a fact goes: ``x`` and the first baseline ``y`` on the side, and its element."""

    x: float
    y: float
    element: Element


@frozen_unique
class Standing:
    """Standing matter of one spot; two are the same only if they are one object.

    Attributes:
        items: Placed as in ``SetPanel``.
        name: Where the name goes.
        born: Where the birth date goes.
        visited: Where the day of the visit goes.
        extents: Where its texts stand.
    """

    items: tuple[Item, ...]
    name: Slot
    born: Slot
    visited: Slot
    extents: tuple[Extent, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "extents", tuple(extents_of(lines_of(self.items))))


class NoPlan(Enum):
    """What stands in the plan's field where there is no plan: words that say so, or a grid."""

    IN_WORDS = "words"
    PEN_GRID = "pen"


@frozen
class SetImprint:
    """One patient's matter, placed as in ``SetPanel``.

    Attributes:
        sheet: The sheet's id.
        standing: By spot, what other patients may have too.
        own: By spot, what only this patient has. It is read after what stands there already, and
            goes on in elements of it.
    """

    sheet: str
    standing: Mapping[Spot, Standing]
    own: Mapping[Spot, tuple[SetLine, ...]]

    @property
    def items(self) -> Mapping[Spot, tuple[Item, ...]]:
        """Everything, by spot."""
        return {
            spot: (*(self.standing[spot].items if spot in self.standing else ()), *own)
            for spot, own in self.own.items()
        }
