"""The patient's part of a leaflet, set into the fields that the brochure keeps free."""

from collections.abc import Mapping
from enum import Enum

from leaflet.frozen import frozen
from leaflet.typesetting.field import Spot
from leaflet.typesetting.matter import Item, SetLine
from leaflet.typesetting.standing import Standing


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
