"""How a plate is made: the brochure is drawn once, and all that stays the same is written down."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from leaflet.manuscript.lettering import texts_of
from leaflet.manuscript.manuscript import Manuscript
from leaflet.paper.sheet import Side
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
from leaflet.press.plate import CODE, HEADER, Plate
from leaflet.press.syntax import deflate
from leaflet.press.tagging import tag
from leaflet.typesetting.composition import Case, SetBrochure
from leaflet.typesetting.face import Weight
from leaflet.typesetting.form import Form
from leaflet.typesetting.matter import Rule, lines_of
from leaflet.typesetting.palette import FOLD_MARK

_MARK = 0.25


def make_plate(
    manuscript: Manuscript, brochure: SetBrochure, case: Case, folder: Path, profile: bytes
) -> Plate:
    """Draw the brochure, and write everything of a file that is the same for all patients.

    Args:
        manuscript: What the brochure was set from.
        brochure: The brochure, set and proofread.
        case: The typeface and the drawings.
        folder: Holds the font files.
        profile: The colour profile of the output intent.
    """
    words, hospital = manuscript.words, manuscript.hospital
    form = Form(brochure.look, brochure.fields, case.typeface, words, hospital.campuses)
    base = base_characters((*_printed(brochure), *texts_of(words)))
    fonts = Fonts(folder, number_codes(case.typeface[Weight.REGULAR].advances, base))
    pictures, states = draw_pictures(case.artwork)
    ink = Ink(fonts.codes, case.typeface, pictures)
    drawn = _draw_panels(brochure, ink)
    body = Body(1, len(HEADER))
    for side in Side:
        number = body.add_stream(deflate(_code(brochure, drawn, side, ink)))
        assert number == CODE[side]
    named = [(weight, 0) for weight in Weight]
    blocks = [fonts.block(each) for each in named]
    first_font = body.next
    for stream in write_streams(blocks, first_font):
        body.add(stream)
    dictionaries = write_dictionaries(blocks, first_font, body.next + 1)
    first_dictionary = body.add_objects(list(dictionaries.values()))
    metadata = Metadata(manuscript.brochure.title, hospital.name or "", words.language)
    return Plate(
        form=form,
        content_id=manuscript.content_id,
        base=base,
        marks={side: _end(brochure, drawn, side) for side in Side},
        body=HEADER + body.joined(),
        rows=FREE + body.rows,
        fonts=write_names(named, first_dictionary),
        states=states,
        metadata=metadata,
        tagged=tag(brochure, drawn, words.plan.title, metadata, profile, body),
    )


def _draw_panels(brochure: SetBrochure, ink: Ink) -> Mapping[int, Drawn]:
    """The code of each panel, by folio; the marks of a side are numbered on in reading order."""
    marks = dict.fromkeys(Side, 0)
    drawn: dict[int, Drawn] = {}
    for made in brochure.panels:
        side, folio = made.panel.side, made.panel.folio
        drawn[folio] = draw(made.items, ink, marks[side])
        marks[side] = drawn[folio].end
    return drawn


def _code(brochure: SetBrochure, drawn: Mapping[int, Drawn], side: Side, ink: Ink) -> bytes:
    """The page code of a side, its panels in the order of reading; outside also the fold marks."""
    panels = [drawn[made.panel.folio].code for made in brochure.panels if made.panel.side is side]
    if side is Side.OUTSIDE:
        rules = [
            Rule(mark.x, mark.top, mark.x, mark.bottom, _MARK, FOLD_MARK)
            for mark in brochure.fold.marks()
        ]
        panels.append(draw(rules, ink, 0).code)
    return b"".join(panels)


def _end(brochure: SetBrochure, drawn: Mapping[int, Drawn], side: Side) -> int:
    """The first number of marked content that the brochure leaves free on a side."""
    return max(drawn[m.panel.folio].end for m in brochure.panels if m.panel.side is side)


def _printed(brochure: SetBrochure) -> Iterator[str]:
    """Every text of the brochure as it is set."""
    for made in brochure.panels:
        for line in lines_of(made.items):
            yield line.text
