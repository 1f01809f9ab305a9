"""The look as data: type sizes, grid, colours, margins, and what each fold offers a brochure.

The body size sets the grid, and the grid all other sizes. One body size and one baseline step hold
for all panels, so that lines are level across folds. Lengths are in points; depths of matter count
in half steps of the grid. Every text colour has a contrast of 7:1 on white, in grey print too. A
fold's columns, margins and size of figures are its ``Profile``.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

from leaflet.content.model.brochure import PanelRole
from leaflet.errors import ContentError, Place, Problem
from leaflet.messages.message import Key, Message
from leaflet.paper.fold import A4_LANDSCAPE, MM, Sheet
from leaflet.paper.folds import DEFAULT_FOLD
from leaflet.records import frozen
from leaflet.typesetting.typeface import FontWeight

if TYPE_CHECKING:
    from leaflet.content.model.hospital import Hospital


@frozen
class Colour:
    """A colour of the sRGB space, each part from 0 to 1."""

    red: float
    green: float
    blue: float

    @classmethod
    def parse(cls, code: str) -> "Colour":
        """Read ``#RRGGBB``."""
        red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return cls(red, green, blue)

    def luminance(self) -> float:
        """Relative luminance after WCAG 2.1, from 0 (black) to 1 (white)."""
        parts = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (self.red, self.green, self.blue)
        )
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    def contrast(self, ground: "Colour") -> float:
        """Contrast ratio against another colour after WCAG 2.1, from 1 to 21."""
        light, dark = sorted((self.luminance(), ground.luminance()), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    def grey(self) -> "Colour":
        """What a monochrome printer makes of it (Rec. 601 luma)."""
        luma = 0.299 * self.red + 0.587 * self.green + 0.114 * self.blue
        return Colour(luma, luma, luma)


LEAST_CONTRAST = 7.0
"""What text needs on its ground (WCAG 2.1, 1.4.6; ``docs/rules.md`` 3.2)."""

WHITE = Colour(1, 1, 1)
INK = Colour.parse("#1A1F24")
LABEL = Colour.parse("#4A555C")
LINE = Colour.parse("#7A8790")
TINT = Colour.parse("#EEF3F4")
FOLD_MARK = Colour.parse("#8A8A8A")


@frozen
class Palette:
    """The two colours that a hospital may choose: headings and figures, and the red flags."""

    accent: Colour
    alarm: Colour

    @classmethod
    def of(cls, hospital: "Hospital") -> "Palette":
        """The hospital's colours, or the program's own where it has stated none.

        Raises:
            ContentError: If one is too light to be read as text, in colour or in grey.
        """
        colours = {
            "accent": Colour.parse(hospital.accent) if hospital.accent else OWN.accent,
            "alarm": Colour.parse(hospital.alarm) if hospital.alarm else OWN.alarm,
        }
        pale = [(n, c) for name, colour in colours.items() for n, c in _too_pale(name, colour)]
        if pale:
            raise ContentError(
                *(
                    Problem(
                        Place("hospital.yaml"),
                        Message(
                            "hospital.pale",
                            "the colour `{name}` has a contrast of {contrast:.1f}:1 on white, "
                            "and text needs {least}:1",
                            name=Key(name),
                            contrast=contrast,
                            least=LEAST_CONTRAST,
                        ),
                        Message("hospital.darker", "choose a darker one"),
                    )
                    for name, contrast in pale
                )
            )
        return cls(**colours)


OWN = Palette(Colour.parse("#00566B"), Colour.parse("#9B1B1E"))
"""The program's own colours."""


def _too_pale(name: str, colour: Colour) -> list[tuple[str, float]]:
    """The contrast of a colour on white where it is too low, in colour or as it prints in grey."""
    contrast = min(colour.contrast(WHITE), colour.grey().contrast(WHITE))
    return [(name, contrast)] if contrast < LEAST_CONTRAST else []


LARGE_PRINT = 16.0
"""Body size in points from which a leaflet is in large print (``docs/rules.md`` 3.1)."""


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


_LEADING = {12: 15.4, 11.5: 14.8, 11: 5 * MM, 10.5: 13.6, 10: 13.0}
"""Leading for each size of the ladder: 128 to 130 % (``docs/rules.md`` 3.1 asks 125 to 135)."""

_BELOW_FOOT = 11.5 * MM
_WHITE = 20 * MM
"""White above and below the type area together."""

_MEASURED_AT = 11.0
"""The body size at which the look was drawn."""

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

    weight: FontWeight
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
        """Whether it is large print: then nothing but the colophon is smaller than the body."""
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
        return Style(FontWeight.REGULAR, self.size, INK)

    @property
    def strong(self) -> Style:
        """A key word in running text."""
        return Style(FontWeight.SEMIBOLD, self.size, INK)

    @property
    def name(self) -> Style:
        """A medicine's name, a salutation: bold at body size."""
        return Style(FontWeight.BOLD, self.size, INK)

    @property
    def section(self) -> Style:
        """A heading of the second level."""
        return Style(FontWeight.BOLD, self.pt(15), self.palette.accent)

    @property
    def group(self) -> Style:
        """A heading of the third level."""
        return Style(FontWeight.BOLD, self.pt(13), self.palette.accent)

    @property
    def title(self) -> Style:
        """An exercise's title: the fourth level."""
        return Style(FontWeight.BOLD, self.size, self.palette.accent)

    @property
    def band(self) -> Style:
        """The heading on the solid band of the red flags."""
        return Style(FontWeight.BOLD, self.pt(15), WHITE)

    @property
    def tag(self) -> Style:
        """A condition on a solid bar under a heading."""
        return Style(FontWeight.BOLD, self.size, WHITE)

    @property
    def numeral(self) -> Style:
        """The number of a red flag."""
        return Style(FontWeight.BOLD, self.size, self.palette.alarm)

    @property
    def bullet(self) -> Style:
        """The sign before an item."""
        return Style(FontWeight.BOLD, self.size, self.palette.accent)

    @property
    def phone(self) -> Style:
        """A number to be read while the other hand dials."""
        return Style(FontWeight.BOLD, self.pt(22), INK)

    @property
    def value(self) -> Style:
        """A patient's fact in a field of the cover."""
        return Style(FontWeight.SEMIBOLD, max(13, self.size), INK)

    @property
    def label(self) -> Style:
        """The name of a field."""
        return Style(FontWeight.REGULAR, self.size if self.is_large else self.pt(9), LABEL)

    @property
    def small(self) -> Style:
        """The colophon: the only running text below body size."""
        return Style(FontWeight.REGULAR, self._small, LABEL)

    @property
    def small_strong(self) -> Style:
        """A key word of the colophon."""
        return Style(FontWeight.SEMIBOLD, self._small, LABEL)

    @property
    def _small(self) -> float:
        return min(self.pt(9), 12.0)
