"""Standing matter: what is set into the fields of many patients alike, and kept as it stands.

Labels, rules, and the rows of a plan that a hundred patients get. It depends on how much room the
facts of a patient take, never on what they are: those are set beside it for each patient.
"""

from dataclasses import field

from leaflet.discharge.patient import Discharge
from leaflet.frozen import frozen, frozen_unique
from leaflet.typesetting.matter import Element, Extent, Item, extents_of, lines_of


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
