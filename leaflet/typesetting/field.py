"""Fields: the places that are kept for the facts of a patient; all else never moves (law 2)."""

from enum import IntEnum

from leaflet.frozen import frozen


class Turn(IntEnum):
    """When a field of a panel is read: after the cover's text, in its place, or at the end."""

    COVER = 0
    PLAN = 1
    FOOT = 2


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
