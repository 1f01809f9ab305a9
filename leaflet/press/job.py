"""A press that is made ready for one brochure, and prints any number of leaflets from it.

The brochure is set once; each leaflet after that sets and draws only what is said of its patient.
A single leaflet goes the same road as ten thousand (law 7).
"""

from pathlib import Path

from leaflet.discharge.patient import Discharge
from leaflet.discharge.sheet_id import sheet_id
from leaflet.frozen import frozen
from leaflet.press.codes import number_codes
from leaflet.press.fonts import Fonts
from leaflet.press.imprint import Imprint, Inker
from leaflet.press.leaflet_file import Binder
from leaflet.press.page_code import Ink
from leaflet.press.plate import Plate
from leaflet.typesetting.compositor import Compositor
from leaflet.typesetting.face import Weight
from leaflet.typesetting.imprint import NoPlan


@frozen
class PrintedLeaflet:
    """One leaflet: the finished file, and the id that stands on both sides of its sheet."""

    pdf: bytes
    sheet: str


@frozen
class Press:
    """A plate and its fonts, ready to print."""

    plate: Plate
    fonts: Fonts
    _compositor: Compositor
    _inker: Inker
    _binder: Binder

    def print(self, discharge: Discharge, no_plan: NoPlan) -> PrintedLeaflet:
        """Print the leaflet of one patient: a file of its own, tagged.

        Raises:
            FitError: If the patient's facts do not fit their fields.
            GlyphError: If a character of them cannot be drawn.
        """
        imprint = self.imprint(discharge, no_plan)
        return PrintedLeaflet(b"".join(self.bind(imprint)), imprint.sheet)

    def open_fonts(self) -> None:
        """Read the fonts now, and not when a name first has a rare letter: for a long run.

        Raises:
            GlyphError: If one cannot be read.
        """
        self.fonts.open_all()
        for weight in Weight:
            self.plate.form.typeface[weight].complete()

    def imprint(self, discharge: Discharge, no_plan: NoPlan) -> Imprint:
        """Set and draw what is said of one patient.

        Raises:
            FitError: If the patient's facts do not fit their fields.
            GlyphError: If a character of them cannot be drawn.
        """
        sheet = self.sheet_of(discharge, no_plan)
        return self._inker.draw(self._compositor.set_imprint(discharge, sheet, no_plan))

    def sheet_of(self, discharge: Discharge, no_plan: NoPlan) -> str:
        """The id of the sheet that is printed for a patient."""
        has_field = self.plate.form.fields.plan is not None
        is_for_pen = has_field and discharge.plan is None and no_plan is NoPlan.PEN_GRID
        return sheet_id(f"{self.plate.content_id} {self.plate.setting}", discharge, is_for_pen)

    def bind(self, imprint: Imprint) -> tuple[bytes, ...]:
        """The file of one leaflet, in parts."""
        return self._binder.bind(imprint)


def open_press(plate: Plate, fonts: Path) -> Press:
    """A press for a plate; ``fonts`` is the folder that holds the font files."""
    typeface = plate.form.typeface
    codes = number_codes(typeface[Weight.REGULAR].advances, plate.base)
    opened = Fonts(fonts, codes)
    inker = Inker(plate, Ink(codes, typeface, plate.paging.height, {}))
    return Press(plate, opened, Compositor(plate.form), inker, Binder(plate, opened))
