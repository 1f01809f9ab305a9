"""A sheet of A4: its panels, how it turns over, and the edge that a printer cannot reach.

All lengths in the program are in points; millimetres are for people. The origin is the top left
corner of a page, x to the right and y downwards. ``Fold`` says which strip of which page is read
when.
"""

from enum import StrEnum

from leaflet.content.model.brochure import PanelRole
from leaflet.records import frozen

MM = 72 / 25.4
"""Points in a millimetre."""


class Flip(StrEnum):
    """The edge of the paper about which a printer turns it for the back.

    Words and panels of a back stand upright if it is turned about the edge that its fold was made
    for; a queue that only knows the other one needs every back turned by half a turn
    (``docs/rules.md`` 4.4).
    """

    SHORT = "short"
    LONG = "long"


@frozen
class Sheet:
    """Paper as it lies before its fold, in points."""

    width: float
    height: float

    @property
    def flip(self) -> Flip:
        """The edge about which its pages turn as those of a book do: the one at their side."""
        return Flip.SHORT if self.width > self.height else Flip.LONG


A4_LANDSCAPE = Sheet(297 * MM, 210 * MM)
A4_PORTRAIT = Sheet(210 * MM, 297 * MM)

DEAD_EDGE = 5 * MM
"""Only white stands nearer to the trim edge (``docs/rules.md`` 4.3: office lasers 4.2 mm)."""

TEXT_TO_EDGE = 7 * MM
"""Least distance of text from the trim edge."""


_TOLERANCE = 0.001 * MM

OUTSIDE, INSIDE = 1, 2
"""The two pages of a leaflet of one sheet."""


@frozen
class Panel:
    """One page of the folded leaflet: a full-height strip of one page of the file.

    Attributes:
        folio: Reading position, counted from 1, the front cover.
        role: What the fold makes of it.
        page: The page of the file that it lies on, counted from 1; odd ones are fronts.
        left: Distance from the left trim edge of its page, in points.
        width: Distance between the folds or edges that bound it, in points.

    Raises:
        ValueError: If it is not wider than its margins.
    """

    folio: int
    role: PanelRole
    page: int
    left: float
    width: float

    def __post_init__(self) -> None:
        if self.width <= 2 * TEXT_TO_EDGE:
            raise ValueError(f"panel {self.folio} is {self.width / MM:.1f} mm wide: no measure")

    @property
    def right(self) -> float:
        """Distance of its right fold or edge from the left trim edge, in points."""
        return self.left + self.width


@frozen
class FoldMark:
    """A fold mark: a short vertical line on the first page, in points."""

    x: float
    top: float
    bottom: float


@frozen
class Fold:
    """A way of folding a number of sheets; its panels stand in reading order.

    Raises:
        ValueError: If a page is not exactly covered, or a leaf has two widths.
    """

    name: str
    panels: tuple[Panel, ...]
    sheet: Sheet = A4_LANDSCAPE

    def __post_init__(self) -> None:
        if [panel.folio for panel in self.panels] != list(range(1, len(self.panels) + 1)):
            raise ValueError(f"fold {self.name}: folios do not count up from 1")
        if len(self.pages) % 2 or not self.panels:
            raise ValueError(f"fold {self.name}: a sheet has no back")
        for page in self.pages:
            edge = 0.0
            for panel in self.on(page):
                if abs(panel.left - edge) > _TOLERANCE:
                    raise ValueError(f"fold {self.name}: panel {panel.folio} leaves a gap")
                edge = panel.right
            if abs(edge - self.sheet.width) > _TOLERANCE:
                raise ValueError(f"fold {self.name}: a page is {edge / MM:.2f} mm wide")
        for front in self.pages[::2]:
            backs = zip(self.on(front), reversed(self.on(front + 1)), strict=True)
            if any(abs(face.width - back.width) > _TOLERANCE for face, back in backs):
                raise ValueError(f"fold {self.name}: a leaf has two widths")

    @property
    def pages(self) -> range:
        """The numbers of the pages of the file: two a sheet, its front and then its back."""
        return range(1, max((panel.page for panel in self.panels), default=0) + 1)

    @property
    def sheets(self) -> int:
        """How many sheets of paper it takes."""
        return len(self.pages) // 2

    @property
    def flip(self) -> Flip:
        """The edge about which the printer has to turn the paper for its backs to be upright."""
        return self.sheet.flip

    def on(self, page: int) -> tuple[Panel, ...]:
        """The panels of one page, from left to right."""
        return tuple(sorted((p for p in self.panels if p.page == page), key=lambda p: p.left))

    def with_role(self, *roles: PanelRole) -> tuple[Panel, ...]:
        """The panels of some roles, in reading order."""
        return tuple(panel for panel in self.panels if panel.role in roles)

    def creases(self, page: int) -> tuple[float, ...]:
        """Where the paper folds, in points from the left trim edge of that page."""
        return tuple(panel.right for panel in self.on(page)[:-1])

    def marks(self) -> tuple[FoldMark, ...]:
        """Fold marks of the first page: 3 mm, at head and foot, clear of the dead edge."""
        length, top = 3 * MM, DEAD_EDGE + 0.1 * MM
        foot = self.sheet.height - 8.2 * MM
        return tuple(FoldMark(x, y, y + length) for x in self.creases(OUTSIDE) for y in (top, foot))
