"""How a sheet is folded: at which crease first, and to which side it bends there.

Seen from one side of the paper a crease is a valley or a mountain; from the other side it is the
opposite (``domain.md`` 4.3: solid for a valley, dashed for a mountain).
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from leaflet.frozen import frozen
from leaflet.paper.fold import Fold


class Bend(StrEnum):
    """Towards whoever looks at the page, or away."""

    VALLEY = "valley"
    MOUNTAIN = "mountain"

    @property
    def behind(self) -> "Bend":
        """The same as it is seen from the other side."""
        return Bend.MOUNTAIN if self is Bend.VALLEY else Bend.VALLEY


@frozen
class Crease:
    """One line at which a sheet is folded, as one page shows it.

    Attributes:
        x: Distance from the left trim edge of that page, in points.
        bend: To which side it bends, as seen on that page.
        step: When it is folded, counted from 1.
    """

    x: float
    bend: Bend
    step: int


_INWARDS = (Bend.MOUNTAIN, 1)
_FRONTS: Mapping[str, tuple[tuple[Bend, int], ...]] = MappingProxyType(
    {
        "c": (_INWARDS, (Bend.MOUNTAIN, 2)),
        "z": ((Bend.VALLEY, 1), (Bend.MOUNTAIN, 2)),
        "half": (_INWARDS,),
        "booklet": (_INWARDS,),
        "flat": (),
    }
)
"""For each fold its creases on a front, from left to right: the bend, and when it is made."""


def creases_on(fold: Fold, page: int) -> tuple[Crease, ...]:
    """The creases of a page, from left to right; a back has those of its front, mirrored.

    Raises:
        ValueError: If nobody has said how this fold is made.
    """
    made = _FRONTS.get(fold.name, ())
    places = fold.creases(page)
    if len(made) != len(places):
        raise ValueError(f"fold {fold.name}: nobody has said how it is folded")
    if page % 2 == 0:
        made = tuple((bend.behind, step) for bend, step in reversed(made))
    return tuple(Crease(x, *each) for x, each in zip(places, made, strict=True))
