"""A press that is made ready for one brochure, and prints any number of leaflets from it.

The brochure is set once; each leaflet after that sets and draws only what is said of its patient.
A single leaflet goes the same road as ten thousand (law 7).
"""

from dataclasses import dataclass
from pathlib import Path

from leaflet.discharge.patient import Discharge
from leaflet.discharge.sheet_id import sheet_id
from leaflet.press.font_block import number_codes
from leaflet.press.fonts import Fonts
from leaflet.press.imprint import Imprint, draw_imprint
from leaflet.press.leaflet_file import write_leaflet
from leaflet.press.page_code import Ink
from leaflet.press.plate import Plate
from leaflet.typesetting.face import Weight
from leaflet.typesetting.imprint import NoPlan, set_imprint


@dataclass(frozen=True, slots=True)
class PrintedLeaflet:
    """One leaflet: the finished file, and the id that stands on both sides of its sheet."""

    pdf: bytes
    sheet: str


@dataclass(frozen=True, slots=True)
class Press:
    """A plate and its fonts, ready to print."""

    plate: Plate
    fonts: Fonts

    def print(self, discharge: Discharge, no_plan: NoPlan) -> PrintedLeaflet:
        """Print the leaflet of one patient: a file of its own, tagged.

        Raises:
            FitError: If the patient's facts do not fit their fields.
            GlyphError: If a character of them cannot be drawn.
        """
        imprint = self.imprint(discharge, no_plan)
        return PrintedLeaflet(b"".join(self.bind(imprint)), imprint.sheet)

    def imprint(self, discharge: Discharge, no_plan: NoPlan) -> Imprint:
        """Set and draw what is said of one patient.

        Raises:
            FitError: If the patient's facts do not fit their fields.
            GlyphError: If a character of them cannot be drawn.
        """
        plate = self.plate
        sheet = sheet_id(plate.content_id, discharge)
        ink = Ink(self.fonts.codes, plate.form.typeface, {})
        return draw_imprint(set_imprint(plate.form, discharge, sheet, no_plan), plate, ink)

    def bind(self, imprint: Imprint) -> tuple[bytes, ...]:
        """The file of one leaflet, in parts."""
        return write_leaflet(self.plate, imprint, self.fonts)


def open_press(plate: Plate, fonts: Path) -> Press:
    """A press for a plate; ``fonts`` is the folder that holds the font files."""
    known = plate.form.typeface[Weight.REGULAR].advances
    return Press(plate, Fonts(fonts, number_codes(known, plate.base)))
