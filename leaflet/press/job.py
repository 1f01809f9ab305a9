"""A press that is made ready for one brochure, and prints any number of leaflets from it.

The brochure is set once; each leaflet after that sets and draws only what is said of its patient.
A single leaflet goes the same road as ten thousand (law 7).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from leaflet.discharge.patient import Discharge
from leaflet.discharge.sheet_id import sheet_id
from leaflet.manuscript.brochure import Exercise
from leaflet.manuscript.library import Library
from leaflet.manuscript.manuscript import Manuscript
from leaflet.paper.fold import Fold
from leaflet.press.pdf import Metadata, print_leaflet
from leaflet.press.plate import Plate, make_plate
from leaflet.typesetting.artwork import read_artwork
from leaflet.typesetting.composition import Case, SetBrochure, set_brochure
from leaflet.typesetting.cover import LOGO
from leaflet.typesetting.face import Weight, load_typeface
from leaflet.typesetting.imprint import NoPlan, set_imprint
from leaflet.typesetting.proof import check_glyphs, proofread

_OWN_DRAWINGS = ("pictograms/handset", "pictograms/cross")


@dataclass(frozen=True, slots=True)
class PrintedLeaflet:
    """One leaflet: the finished file, and the id that stands on both sides of its sheet."""

    pdf: bytes
    sheet: str


@dataclass(frozen=True, slots=True)
class Press:
    """A brochure that is set and proofread, ready to print."""

    manuscript: Manuscript
    brochure: SetBrochure
    plate: Plate
    case: Case

    def print(self, discharge: Discharge, no_plan: NoPlan) -> PrintedLeaflet:
        """Print the leaflet of one patient.

        Raises:
            FitError: If the patient's facts do not fit their fields.
            GlyphError: If a character of them cannot be drawn.
        """
        manuscript = self.manuscript
        sheet = sheet_id(manuscript.content_id, discharge)
        imprint = set_imprint(self.brochure, discharge, sheet, no_plan, manuscript, self.case)
        metadata = Metadata(
            title=manuscript.brochure.title,
            author=manuscript.hospital.name or "",
            language=manuscript.brochure.language,
        )
        pdf = print_leaflet(self.brochure, self.plate, imprint, metadata, self.case)
        return PrintedLeaflet(pdf, sheet)


def make_ready(
    manuscript: Manuscript, library: Library, fold: Fold, sizes: Sequence[float]
) -> Press:
    """Set a brochure at the largest of ``sizes`` that holds it, and proofread it.

    Raises:
        FitError: If no size holds it, or proofreading finds matter lost or doubled.
        GlyphError: If a font, a glyph or a drawing is missing.
    """
    case = Case(load_typeface(library.fonts), read_artwork(_drawings(manuscript, library)))
    check_glyphs(manuscript, case.typeface[Weight.REGULAR])
    brochure = set_brochure(manuscript, fold, sizes, case)
    proofread(manuscript, brochure)
    return Press(manuscript, brochure, make_plate(brochure, case), case)


def _drawings(manuscript: Manuscript, library: Library) -> dict[str, Path]:
    """The files of all drawings that a leaflet shows, by name."""
    brochure, assets = manuscript.brochure, library.assets()
    figures = [f"figures/{b.figure}" for b in brochure.blocks() if isinstance(b, Exercise)]
    signs = [f"pictograms/{s.pictogram}" for s in brochure.sections if s.pictogram]
    cover = [f"figures/{brochure.cover.illustration}"] if brochure.cover.illustration else []
    files = {
        name: assets.get(name, Path(name)) for name in (*figures, *signs, *cover, *_OWN_DRAWINGS)
    }
    logo = manuscript.hospital.logo
    if logo is not None:
        files[LOGO] = library.find_logo(logo) or Path(logo)
    return files
