"""How a press is made ready: the brochure is set, proofread, and drawn into a plate."""

from pathlib import Path

from leaflet.errors import GlyphError, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.brochure import Exercise
from leaflet.manuscript.library import Library
from leaflet.manuscript.manuscript import Manuscript
from leaflet.press.job import Press, open_press
from leaflet.press.plate_making import Supplies, make_plate
from leaflet.typesetting.artwork import read_artwork
from leaflet.typesetting.composition import Case, SetBrochure
from leaflet.typesetting.cover_matter import LOGO
from leaflet.typesetting.face import Weight, load_typeface
from leaflet.typesetting.fitting import set_brochure
from leaflet.typesetting.imposition import impose
from leaflet.typesetting.layout import Layout
from leaflet.typesetting.proof import check_glyphs, proofread

_OWN_DRAWINGS = ("pictograms/handset", "pictograms/cross")


@frozen
class Proof:
    """A brochure that is set and proofread, and what it was set from, with and for."""

    manuscript: Manuscript
    layout: Layout
    brochure: SetBrochure
    case: Case


def pull_proof(manuscript: Manuscript, library: Library, layout: Layout) -> Proof:
    """Set a brochure at the first size of a layout that holds it, and proofread it.

    Raises:
        FitError: If no size holds it, or proofreading finds matter lost or doubled.
        GlyphError: If a font, a glyph or a drawing is missing.
    """
    return prove(manuscript, layout, open_case(manuscript, library))


def prove(manuscript: Manuscript, layout: Layout, case: Case) -> Proof:
    """The same with a type case that is open already, for who sets a brochure in several layouts.

    Raises:
        FitError: If no size holds it, or proofreading finds matter lost or doubled.
    """
    brochure = set_brochure(manuscript, layout.folds, layout.sizes, case)
    proofread(manuscript, brochure)
    return Proof(manuscript, layout, brochure, case)


def open_case(manuscript: Manuscript, library: Library) -> Case:
    """The typeface, and every drawing that a leaflet shows.

    Raises:
        GlyphError: If a font, a glyph or a drawing is missing.
    """
    case = Case(load_typeface(library.fonts), read_artwork(_drawings(manuscript, library)))
    check_glyphs(manuscript, case.typeface[Weight.REGULAR])
    return case


def make_ready(proof: Proof, library: Library) -> Press:
    """Draw a proofread brochure into a plate.

    Raises:
        GlyphError: If a font or the colour profile cannot be read.
    """
    imposed, supplies = impose(proof.brochure, proof.layout), open_supplies(library)
    plate = make_plate(proof.manuscript, imposed, proof.case, proof.brochure.look, supplies)
    return open_press(plate, library.fonts)


def open_supplies(library: Library) -> Supplies:
    """Fonts and colour profile.

    Raises:
        GlyphError: If the colour profile cannot be read.
    """
    try:
        return Supplies(library.fonts, library.colour_profile.read_bytes())
    except OSError:
        what, remedy = "this colour profile cannot be read", "install leaflet again"
        raise GlyphError(Problem("assets/srgb.icc", what, remedy)) from None


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
