"""Make a plate: set the brochure, proofread it, and draw it once for all patients.

Begin with ``make_ready``; ``pull_proof`` stops after proofreading.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from leaflet.content.model.brochure import Exercise, texts_of
from leaflet.content.model.content import LeafletContent
from leaflet.content.site import Library
from leaflet.errors import GlyphError, Problem
from leaflet.messages.message import File, Message
from leaflet.messages.phrases import INSTALL_AGAIN
from leaflet.paper.fold import Flip
from leaflet.press.pdf.document import tag
from leaflet.press.pdf.drawings import draw_pictures
from leaflet.press.pdf.fonts import (
    Fonts,
    base_characters,
    number_codes,
    write_dictionaries,
    write_names,
    write_streams,
)
from leaflet.press.pdf.objects import FREE, Body, deflate, write_number
from leaflet.press.pdf.page_code import Drawn, Ink, draw
from leaflet.press.plate import HEADER, Metadata, Paging, Plate
from leaflet.press.press import LeafletPrinter, open_press
from leaflet.records import frozen
from leaflet.typesetting.blocks.colophon import read_artwork
from leaflet.typesetting.blocks.cover import LOGO
from leaflet.typesetting.compose import SetBrochure, TypeResources
from leaflet.typesetting.fields.model import PatientForm
from leaflet.typesetting.fit import set_brochure
from leaflet.typesetting.impose import Imposed, impose
from leaflet.typesetting.layout import Layout
from leaflet.typesetting.look import FOLD_MARK, Measures
from leaflet.typesetting.matter import Rule, lines_of
from leaflet.typesetting.proof import check_glyphs, proofread
from leaflet.typesetting.typeface import FontWeight, load_typeface

_MARK = 0.25
_DUPLEX = {Flip.SHORT: "DuplexFlipShortEdge", Flip.LONG: "DuplexFlipLongEdge"}


@frozen
class Supplies:
    """What a plate needs from the disk: the folder of the font files, and the colour profile."""

    fonts: Path
    profile: bytes


def make_plate(
    content: LeafletContent,
    brochure: Imposed,
    case: TypeResources,
    look: Measures,
    supplies: Supplies,
) -> Plate:
    """Draw the brochure, and write everything of a file that is the same for all patients.

    Args:
        content: What the brochure was set from.
        brochure: The brochure, set, proofread and imposed.
        case: The typeface and the drawings.
        look: Sizes and distances at which it was set.
        supplies: Fonts and colour profile.
    """
    words, hospital = content.words, content.hospital
    form = PatientForm(look, brochure.fields, case.typeface, words, hospital.campuses)
    metadata = Metadata(content.brochure.title, hospital.name or "", words.language)
    return engrave(brochure, form, metadata, content.content_id, case, supplies)


def engrave(
    brochure: Imposed,
    form: PatientForm,
    metadata: Metadata,
    content_id: str,
    case: TypeResources,
    supplies: Supplies,
) -> Plate:
    """Draw what was imposed into a plate, be it a brochure or a sheet that is nobody's.

    Args:
        brochure: What is drawn.
        form: Its fields, and the words that may come into them.
        metadata: What the files say of themselves.
        content_id: What the words are known by.
        case: The typeface and the drawings.
        supplies: Fonts and colour profile.
    """
    base = base_characters((*_printed(brochure), *texts_of(form.words)))
    codes = number_codes(case.typeface[FontWeight.REGULAR].advances, base)
    fonts = Fonts(supplies.fonts, codes)
    pictures, states = draw_pictures(case.artwork)
    paging = _paging(brochure)
    ink = Ink(fonts.codes, case.typeface, paging.height, pictures)
    drawn = _draw_panels(brochure, ink)
    body = Body(1, len(HEADER))
    for page in paging.pages:
        number = body.add_stream(deflate(_code(brochure, drawn, page, ink)))
        assert number == page
    named = [(weight, 0) for weight in FontWeight]
    blocks = [fonts.block(each) for each in named]
    first_font = body.next
    for stream in write_streams(blocks, first_font):
        body.add(stream)
    dictionaries = write_dictionaries(blocks, first_font, body.next + 1)
    first_dictionary = body.add_objects(list(dictionaries.values()))
    title, profile = form.words.plan.title, supplies.profile
    return Plate(
        form=form,
        content_id=content_id,
        setting=brochure.setting,
        base=base,
        paging=paging,
        marks={page: _end(brochure, drawn, page) for page in paging.pages},
        body=HEADER + body.joined(),
        rows=FREE + body.rows,
        fonts=write_names(named, first_dictionary),
        states=states,
        metadata=metadata,
        tagged=tag(brochure, paging, drawn, title, metadata, profile, body),
    )


def _paging(brochure: Imposed) -> Paging:
    entries = tuple(
        f"/MediaBox[0 0 {write_number(each.width)} {write_number(each.height)}]"
        + (f"/Rotate {each.rotation}" if each.rotation else "")
        for each in brochure.formats
    )
    duplex = f"/Duplex/{_DUPLEX[brochure.flip]}" if brochure.flip else ""
    preferences = f"<</PrintScaling/None{duplex}/DisplayDocTitle true>>"
    return Paging(brochure.formats[0].height, entries, preferences, brochure.flip)


def _draw_panels(brochure: Imposed, ink: Ink) -> Mapping[int, Sequence[Drawn]]:
    """The code of each panel by folio: its columns, then what belongs to the page.

    Marks are numbered on in reading order.
    """
    marks = dict.fromkeys(brochure.pages, 0)
    drawn: dict[int, list[Drawn]] = {}
    for made in brochure.panels:
        page = made.panel.page
        columns = drawn[made.panel.folio] = []
        for column in made.columns:
            columns.append(draw(column.items, ink, marks[page]))
            marks[page] = columns[-1].end
        if made.running:
            columns.append(draw(made.running, ink, marks[page]))
    return drawn


def _code(brochure: Imposed, drawn: Mapping[int, Sequence[Drawn]], page: int, ink: Ink) -> bytes:
    """The page code of a page, in the order of reading; on the first also the fold marks."""
    code = [
        each.code
        for made in brochure.panels
        if made.panel.page == page
        for each in drawn[made.panel.folio]
    ]
    if page == 1 and brochure.marks:
        rules = [
            Rule(mark.x, mark.top, mark.x, mark.bottom, _MARK, FOLD_MARK) for mark in brochure.marks
        ]
        code.append(draw(rules, ink, 0).code)
    return b"".join(code)


def _end(brochure: Imposed, drawn: Mapping[int, Sequence[Drawn]], page: int) -> int:
    """The first number of marked content that the brochure leaves free on a page."""
    return max(
        each.end
        for made in brochure.panels
        if made.panel.page == page
        for each in drawn[made.panel.folio]
    )


def _printed(brochure: Imposed) -> Iterator[str]:
    """Every text of the brochure as it is set."""
    for made in brochure.panels:
        for line in lines_of(made.items):
            yield line.text


_OWN_DRAWINGS = ("pictograms/handset", "pictograms/cross")


@frozen
class Proof:
    """A brochure that is set and proofread, and what it was set from, with and for."""

    content: LeafletContent
    layout: Layout
    brochure: SetBrochure
    case: TypeResources


def pull_proof(content: LeafletContent, library: Library, layout: Layout) -> Proof:
    """Set a brochure at the first size of a layout that holds it, and proofread it.

    Raises:
        FitError: If no size holds it, or proofreading finds matter lost or doubled.
        GlyphError: If a font, a glyph or a drawing is missing.
    """
    return prove(content, layout, open_case(content, library))


def prove(content: LeafletContent, layout: Layout, case: TypeResources) -> Proof:
    """The same with a type case that is open already, for who sets a brochure in several layouts.

    Raises:
        FitError: If no size holds it, or proofreading finds matter lost or doubled.
    """
    brochure = set_brochure(content, layout.folds, layout.sizes, case)
    proofread(content, brochure)
    return Proof(content, layout, brochure, case)


def open_case(content: LeafletContent, library: Library) -> TypeResources:
    """The typeface, and every drawing that a leaflet shows.

    Raises:
        GlyphError: If a font, a glyph or a drawing is missing.
    """
    case = TypeResources(load_typeface(library.fonts), read_artwork(_drawings(content, library)))
    check_glyphs(content, case.typeface[FontWeight.REGULAR])
    return case


def make_ready(proof: Proof, library: Library) -> LeafletPrinter:
    """Draw a proofread brochure into a plate.

    Raises:
        GlyphError: If a font or the colour profile cannot be read.
    """
    imposed, supplies = impose(proof.brochure, proof.layout), open_supplies(library)
    plate = make_plate(proof.content, imposed, proof.case, proof.brochure.look, supplies)
    return open_press(plate, library.fonts)


def open_supplies(library: Library) -> Supplies:
    """Fonts and colour profile.

    Raises:
        GlyphError: If the colour profile cannot be read.
    """
    try:
        return Supplies(library.fonts, library.colour_profile.read_bytes())
    except OSError:
        what = Message("press.profile-unreadable", "this colour profile cannot be read")
        raise GlyphError(Problem(File("assets/srgb.icc"), what, INSTALL_AGAIN)) from None


def _drawings(content: LeafletContent, library: Library) -> dict[str, Path]:
    """The files of all drawings that a leaflet shows, by name."""
    brochure, assets = content.brochure, library.assets()
    figures = [f"figures/{b.figure}" for b in brochure.blocks() if isinstance(b, Exercise)]
    signs = [f"pictograms/{s.pictogram}" for s in brochure.sections if s.pictogram]
    cover = [f"figures/{brochure.cover.illustration}"] if brochure.cover.illustration else []
    files = {
        name: assets.get(name, Path(name)) for name in (*figures, *signs, *cover, *_OWN_DRAWINGS)
    }
    logo = content.hospital.logo
    if logo is not None:
        files[LOGO] = library.find_logo(logo) or Path(logo)
    return files
