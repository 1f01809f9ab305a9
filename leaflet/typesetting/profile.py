"""What each fold gives a brochure to stand on: columns, margins, and the size of its figures.

A fold may have several profiles, the better ones first; the first in which a text fits is taken.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from types import MappingProxyType

from leaflet.frozen import frozen
from leaflet.manuscript.panel_role import PanelRole
from leaflet.paper.sheet import MM

LARGE_PRINT = 16.0
"""Body size in points from which a leaflet is in large print (``domain.md`` 3.1)."""


class PlanPlace(Enum):
    """The field of the plan stands at the foot of its column and ends it, or among the text."""

    FOOT = "foot"
    TEXT = "text"


class CoverKind(Enum):
    """A cover has a panel to itself, or the head of one, with matter below it."""

    PANEL = "panel"
    HEAD = "head"


@frozen
class Flow:
    """Matter that runs on from one column to the next.

    Attributes:
        asked: The panels for which the brochure means its sections.
        panels: What the fold makes of the panels that they come on.
    """

    asked: tuple[PanelRole, ...]
    panels: tuple[PanelRole, ...]


@frozen
class Profile:
    """How the panels of a fold are made up.

    Attributes:
        cover: How much room the cover has.
        flows: All of the brochure; a panel belongs to one of them.
        least: The smallest body size that it is for, in points.
        below: The body size from which it is not for, in points.
        columns: How many stand beside each other on a panel.
        margin: White at the left and the right of a panel, in points.
        gutter: White between its columns, in points.
        figure: Width of the figure of an exercise, in points.
        plan: Depth of the field of the plan at a body size of 11 pt, in points.
        plan_place: Where in its column that stands.
        folios: Whether its panels are numbered.
    """

    cover: CoverKind
    flows: tuple[Flow, ...]
    least: float = 0.0
    below: float = 100.0
    columns: int = 1
    margin: float = 7 * MM
    gutter: float = 10 * MM
    figure: float = 28 * MM
    plan: float = 84.9 * MM
    plan_place: PlanPlace = PlanPlace.FOOT
    folios: bool = False

    def suits(self, size: float) -> bool:
        """Whether it is made for a body size in points."""
        return self.least <= size < self.below


_ROLE_BY_ROLE = tuple(
    Flow((role,), (role,)) for role in (PanelRole.FLAP, PanelRole.INSIDE, PanelRole.BACK)
)
_ALL = (PanelRole.FLAP, PanelRole.INSIDE, PanelRole.BACK)
_BEHIND_THE_COVER = (Flow(_ALL, (PanelRole.INSIDE, PanelRole.BACK)),)
_BELOW_THE_COVER = (Flow(_ALL, (PanelRole.COVER, PanelRole.INSIDE, PanelRole.BACK)),)
_BACK_APART = (
    Flow((PanelRole.FLAP, PanelRole.INSIDE), (PanelRole.INSIDE,)),
    Flow((PanelRole.BACK,), (PanelRole.BACK,)),
)

_THREE_LEAVES = Profile(CoverKind.PANEL, _ROLE_BY_ROLE)
_HALF = Profile(
    CoverKind.HEAD,
    _BELOW_THE_COVER,
    margin=8 * MM,
    figure=28 * MM,
    plan=72 * MM,
    plan_place=PlanPlace.TEXT,
)
_BOOKLET = Profile(CoverKind.PANEL, _BACK_APART, margin=10 * MM, figure=42 * MM, folios=True)
_FLAT = Profile(CoverKind.HEAD, _BELOW_THE_COVER, least=14, margin=20 * MM, figure=45 * MM)

PROFILES: Mapping[str, tuple[Profile, ...]] = MappingProxyType(
    {
        "c": (_THREE_LEAVES,),
        "z": (_THREE_LEAVES,),
        "half": (
            replace(_HALF, cover=CoverKind.PANEL, flows=_BEHIND_THE_COVER, figure=36 * MM),
            replace(_HALF, figure=36 * MM),
            _HALF,
        ),
        "booklet": (
            _BOOKLET,
            replace(_BOOKLET, flows=_BEHIND_THE_COVER),
            replace(_BOOKLET, cover=CoverKind.HEAD, flows=_BELOW_THE_COVER),
        ),
        "flat": (
            replace(
                _FLAT,
                least=0,
                below=_FLAT.least,
                columns=2,
                margin=12 * MM,
                figure=28 * MM,
                plan_place=PlanPlace.TEXT,
            ),
            _FLAT,
        ),
    }
)
"""The profiles of each fold, by its name."""
