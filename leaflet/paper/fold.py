"""How a sheet is folded: which strip of which side is read when.

Panels of the outside are numbered from the left on the flat sheet. The sheet is turned like a page
about its vertical axis, so that panel *k* of the outside is backed by panel *n + 1 - k* of the
inside, and both faces of a leaf are equally wide (``domain.md`` 4.2).
"""

from collections.abc import Mapping
from types import MappingProxyType

from leaflet.frozen import frozen
from leaflet.manuscript.panel_role import PanelRole
from leaflet.paper.sheet import DEAD_EDGE, MM, SHEET_HEIGHT, SHEET_WIDTH, TEXT_TO_EDGE, Side

_TOLERANCE = 0.001 * MM


@frozen
class Panel:
    """One page of the folded leaflet: a full-height strip of one side.

    Attributes:
        folio: Reading position, counted from 1, the front cover.
        role: What the fold makes of it.
        side: The side of the sheet it lies on.
        left: Distance from the left trim edge of its side, in points.
        width: Distance between the folds or edges that bound it, in points.

    Raises:
        ValueError: If it is not wider than its margins.
    """

    folio: int
    role: PanelRole
    side: Side
    left: float
    width: float

    def __post_init__(self) -> None:
        if self.width <= 2 * TEXT_TO_EDGE:
            raise ValueError(f"panel {self.folio} is {self.width / MM:.1f} mm wide: no measure")

    @property
    def right(self) -> float:
        """Distance of its right fold or edge from the left trim edge, in points."""
        return self.left + self.width

    @property
    def column(self) -> float:
        """Left end of its text, from the left trim edge of the side, in points."""
        return self.left + TEXT_TO_EDGE

    @property
    def measure(self) -> float:
        """Width of its text, in points: 7 mm is left white at edges and at folds."""
        return self.width - 2 * TEXT_TO_EDGE


@frozen
class Mark:
    """A fold mark: a short vertical line on the outside, in points."""

    x: float
    top: float
    bottom: float


@frozen
class Fold:
    """A way of folding; its panels stand in reading order.

    Raises:
        ValueError: If a side is not exactly covered, or a leaf has two widths.
    """

    name: str
    panels: tuple[Panel, ...]

    def __post_init__(self) -> None:
        if [panel.folio for panel in self.panels] != list(range(1, len(self.panels) + 1)):
            raise ValueError(f"fold {self.name}: folios do not count up from 1")
        for side in Side:
            edge = 0.0
            for panel in self.on(side):
                if abs(panel.left - edge) > _TOLERANCE:
                    raise ValueError(f"fold {self.name}: panel {panel.folio} leaves a gap")
                edge = panel.right
            if abs(edge - SHEET_WIDTH) > _TOLERANCE:
                raise ValueError(f"fold {self.name}: a side is {edge / MM:.2f} mm wide")
        backs = zip(self.on(Side.OUTSIDE), reversed(self.on(Side.INSIDE)), strict=True)
        if any(abs(face.width - back.width) > _TOLERANCE for face, back in backs):
            raise ValueError(f"fold {self.name}: a leaf has two widths")

    def on(self, side: Side) -> tuple[Panel, ...]:
        """The panels of one side, from left to right."""
        return tuple(sorted((p for p in self.panels if p.side is side), key=lambda p: p.left))

    def with_role(self, role: PanelRole) -> tuple[Panel, ...]:
        """The panels of one role, in reading order."""
        return tuple(panel for panel in self.panels if panel.role is role)

    def creases(self, side: Side) -> tuple[float, ...]:
        """Where the paper folds, in points from the left trim edge of that side."""
        return tuple(panel.right for panel in self.on(side)[:-1])

    def marks(self) -> tuple[Mark, ...]:
        """Fold marks of the outside: 3 mm, at head and foot, clear of the dead edge."""
        length, top, foot = 3 * MM, DEAD_EDGE + 0.1 * MM, SHEET_HEIGHT - 8.2 * MM
        return tuple(
            Mark(x, y, y + length) for x in self.creases(Side.OUTSIDE) for y in (top, foot)
        )


def letter_fold(tuck: float) -> Fold:
    """Fold the sheet twice, the flap inwards: a C-fold.

    The flap (folio 2, backed by folio 5) is ``tuck`` points narrower than the other two leaves,
    so that it lies flat once folded in.
    """
    flap = (SHEET_WIDTH - 2 * tuck) / 3
    leaf = flap + tuck
    return Fold(
        "c",
        (
            Panel(1, PanelRole.COVER, Side.OUTSIDE, flap + leaf, leaf),
            Panel(2, PanelRole.FLAP, Side.OUTSIDE, 0, flap),
            Panel(3, PanelRole.INSIDE, Side.INSIDE, 0, leaf),
            Panel(4, PanelRole.INSIDE, Side.INSIDE, leaf, leaf),
            Panel(5, PanelRole.INSIDE, Side.INSIDE, 2 * leaf, flap),
            Panel(6, PanelRole.BACK, Side.OUTSIDE, flap, leaf),
        ),
    )


FOLDS: Mapping[str, Fold] = MappingProxyType({"c": letter_fold(3 * MM)})
"""The folds that can be asked for: ``c`` is 97 · 100 · 100 mm on the outside."""
