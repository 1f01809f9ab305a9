"""How a plate is made: the brochure is drawn once, and all that stays the same is written down."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from leaflet.frozen import frozen
from leaflet.manuscript.lettering import texts_of
from leaflet.manuscript.manuscript import Manuscript
from leaflet.paper.sheet import Flip
from leaflet.press.body import Body
from leaflet.press.codes import number_codes
from leaflet.press.fonts import (
    Fonts,
    base_characters,
    write_dictionaries,
    write_names,
    write_streams,
)
from leaflet.press.metadata import Metadata
from leaflet.press.object_stream import FREE
from leaflet.press.page_code import Drawn, Ink, draw
from leaflet.press.pictures import draw_pictures
from leaflet.press.plate import HEADER, Paging, Plate
from leaflet.press.syntax import deflate, write_number
from leaflet.press.tagging import tag
from leaflet.typesetting.composition import Case
from leaflet.typesetting.face import Weight
from leaflet.typesetting.form import Form
from leaflet.typesetting.imposition import Imposed
from leaflet.typesetting.matter import Rule, lines_of
from leaflet.typesetting.measures import Measures
from leaflet.typesetting.palette import FOLD_MARK

_MARK = 0.25
_DUPLEX = {Flip.SHORT: "DuplexFlipShortEdge", Flip.LONG: "DuplexFlipLongEdge"}


@frozen
class Supplies:
    """What a plate needs from the disk: the folder of the font files, and the colour profile."""

    fonts: Path
    profile: bytes


def make_plate(
    manuscript: Manuscript, brochure: Imposed, case: Case, look: Measures, supplies: Supplies
) -> Plate:
    """Draw the brochure, and write everything of a file that is the same for all patients.

    Args:
        manuscript: What the brochure was set from.
        brochure: The brochure, set, proofread and imposed.
        case: The typeface and the drawings.
        look: Sizes and distances at which it was set.
        supplies: Fonts and colour profile.
    """
    words, hospital = manuscript.words, manuscript.hospital
    form = Form(look, brochure.fields, case.typeface, words, hospital.campuses)
    metadata = Metadata(manuscript.brochure.title, hospital.name or "", words.language)
    return engrave(brochure, form, metadata, manuscript.content_id, case, supplies)


def engrave(
    brochure: Imposed,
    form: Form,
    metadata: Metadata,
    content_id: str,
    case: Case,
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
    codes = number_codes(case.typeface[Weight.REGULAR].advances, base)
    fonts = Fonts(supplies.fonts, codes)
    pictures, states = draw_pictures(case.artwork)
    paging = _paging(brochure)
    ink = Ink(fonts.codes, case.typeface, paging.height, pictures)
    drawn = _draw_panels(brochure, ink)
    body = Body(1, len(HEADER))
    for page in paging.pages:
        number = body.add_stream(deflate(_code(brochure, drawn, page, ink)))
        assert number == page
    named = [(weight, 0) for weight in Weight]
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
