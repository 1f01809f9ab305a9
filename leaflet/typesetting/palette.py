"""The colours of the leaflet; each text colour keeps 7:1 on white, also when printed in grey."""

from typing import TYPE_CHECKING

from leaflet.errors import ContentError, Place, Problem
from leaflet.frozen import frozen

if TYPE_CHECKING:
    from leaflet.manuscript.hospital import Hospital


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
"""What text needs on its ground (WCAG 2.1, 1.4.6; ``domain.md`` 3.2)."""

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
                        f"the colour `{name}` has a contrast of {contrast:.1f}:1 on white, "
                        f"and text needs {LEAST_CONTRAST:g}:1",
                        "choose a darker one",
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
