"""Every size and distance of the look, as data: the body size sets the grid, the grid the rest.

One body size and one baseline step hold for all panels of a leaflet, so that lines stand level
across the folds. Lengths are in points; depths of matter are counted in half steps of the grid.
"""

from leaflet.frozen import frozen
from leaflet.paper.folds import DEFAULT_FOLD
from leaflet.paper.sheet import A4_LANDSCAPE, MM, Sheet
from leaflet.typesetting.face import Weight
from leaflet.typesetting.palette import INK, LABEL, WHITE, Colour, Palette
from leaflet.typesetting.profile import LARGE_PRINT, PROFILES, Profile

_LEADING = {12: 15.4, 11.5: 14.8, 11: 5 * MM, 10.5: 13.6, 10: 13.0}
"""Leading for each size of the ladder: 128 to 130 % (``domain.md`` 3.1 asks 125 to 135)."""

_BELOW_FOOT = 11.5 * MM
_WHITE = 20 * MM
"""White above and below the type area together."""

_MEASURED_AT = 11.0
"""The body size at which the look was drawn (``look.md``)."""

LADDER = tuple(_LEADING)
"""Body sizes that are tried when none is asked for, the largest first; the last is the floor."""

COMFORTABLE = 11.0
"""Body size in points below which a text is small; rather than set it so, a sheet is added."""

SIZES = (18.0, LARGE_PRINT, 14.0, *LADDER)
"""Body sizes in points that are looked at when it is asked which of them fit."""

_DEFAULT = PROFILES[DEFAULT_FOLD][0]


def _scale(size: float) -> float:
    return max(1.0, size / _MEASURED_AT)


@frozen
class Style:
    """How characters are set: weight, size in points, colour, tracking in points a character."""

    weight: Weight
    size: float
    colour: Colour
    tracking: float = 0.0


@frozen
class Measures:
    """The look at one body size.

    Attributes:
        size: Body size in points.
        step: The baseline step, in points.
        foot: Where frames, rules and last lines end, from the top of the page, in points.
        type_depth: Depth of the type area, in points.
        figure: Width of the figure of an exercise, in points.
        plan: From the top of the plan's frame to the end of the type area, in points.
    """

    size: float
    step: float
    palette: Palette
    foot: float
    type_depth: float
    figure: float
    plan: float

    head: float = 10 * MM
    """Top of the type area, from the top of the page."""

    hang: float = 7.3 * MM
    """Top of rules and frames at the head of a panel."""

    baseline: float = 0.68
    """Baseline below the top of its line, in steps."""

    lift: float = 0.6 * MM
    """How far a heading stands above the grid."""

    @classmethod
    def at(
        cls,
        size: float,
        palette: Palette,
        profile: Profile = _DEFAULT,
        sheet: Sheet = A4_LANDSCAPE,
    ) -> "Measures":
        """The look at a body size; outside the ladder the leading is 128 %."""
        return cls(
            size,
            _LEADING.get(size, round(1.28 * size, 1)),
            palette,
            foot=sheet.height - _BELOW_FOOT,
            type_depth=sheet.height - _WHITE,
            figure=profile.figure,
            plan=profile.plan * _scale(size),
        )

    @property
    def scale(self) -> float:
        """How much larger than at 11 pt everything is that is not text.

        It keeps its proportion to larger text; beside smaller text it keeps its size, since signs,
        rows for the pen and figures get no smaller.
        """
        return _scale(self.size)

    def mm(self, length: float) -> float:
        """A length that was measured in millimetres at 11 pt, at this size, in points."""
        return length * MM * self.scale

    def pt(self, length: float) -> float:
        """The same of a length, or a size of type, that was measured in points."""
        return round(length * self.scale, 2)

    @property
    def is_large(self) -> bool:
        """Whether it is large print: then nothing but the imprint is smaller than the body."""
        return self.size >= LARGE_PRINT

    @property
    def half_steps(self) -> int:
        """Depth of the type area, in half steps; whole lines only."""
        return 2 * int(self.type_depth / self.step + 0.01)

    @property
    def last_baseline(self) -> float:
        """Baseline of the last line of the type area, from the top of the page, in points."""
        return self.head + self.half_steps * self.half - self.step * (1 - self.baseline)

    @property
    def half(self) -> float:
        """Half a baseline step, in points."""
        return self.step / 2

    @property
    def body(self) -> Style:
        """Running text."""
        return Style(Weight.REGULAR, self.size, INK)

    @property
    def strong(self) -> Style:
        """A key word in running text."""
        return Style(Weight.SEMIBOLD, self.size, INK)

    @property
    def name(self) -> Style:
        """A medicine's name, a salutation: bold at body size."""
        return Style(Weight.BOLD, self.size, INK)

    @property
    def section(self) -> Style:
        """A heading of the second level."""
        return Style(Weight.BOLD, self.pt(15), self.palette.accent)

    @property
    def group(self) -> Style:
        """A heading of the third level."""
        return Style(Weight.BOLD, self.pt(13), self.palette.accent)

    @property
    def title(self) -> Style:
        """An exercise's title: the fourth level."""
        return Style(Weight.BOLD, self.size, self.palette.accent)

    @property
    def band(self) -> Style:
        """The heading on the solid band of the red flags."""
        return Style(Weight.BOLD, self.pt(15), WHITE)

    @property
    def tag(self) -> Style:
        """A condition on a solid bar under a heading."""
        return Style(Weight.BOLD, self.size, WHITE)

    @property
    def numeral(self) -> Style:
        """The number of a red flag."""
        return Style(Weight.BOLD, self.size, self.palette.alarm)

    @property
    def bullet(self) -> Style:
        """The sign before an item."""
        return Style(Weight.BOLD, self.size, self.palette.accent)

    @property
    def phone(self) -> Style:
        """A number to be read while the other hand dials."""
        return Style(Weight.BOLD, self.pt(22), INK)

    @property
    def value(self) -> Style:
        """A patient's fact in a field of the cover."""
        return Style(Weight.SEMIBOLD, max(13, self.size), INK)

    @property
    def label(self) -> Style:
        """The name of a field."""
        return Style(Weight.REGULAR, self.size if self.is_large else self.pt(9), LABEL)

    @property
    def small(self) -> Style:
        """The imprint: the only running text below body size."""
        return Style(Weight.REGULAR, self._small, LABEL)

    @property
    def small_strong(self) -> Style:
        """A key word of the imprint."""
        return Style(Weight.SEMIBOLD, self._small, LABEL)

    @property
    def _small(self) -> float:
        return min(self.pt(9), 12.0)
