"""Proofreading: what stands on the paper is held against what the hospital wrote (law 1).

It looks only at the finished panels, not at how they came about: every letter of the brochure has
to stand on them exactly once and in order, inside the text area of its panel.
"""

from collections.abc import Iterator
from itertools import zip_longest

from leaflet.errors import FitError, Place, Problem
from leaflet.manuscript.brochure import (
    Block,
    Bullets,
    Callout,
    Contacts,
    Exercise,
    Item,
    LimitTable,
    PanelRole,
    Paragraph,
    PlanField,
    Section,
    Steps,
)
from leaflet.manuscript.manuscript import Manuscript
from leaflet.manuscript.phonebook import PhoneBook
from leaflet.manuscript.text import Run, Text
from leaflet.paper.sheet import SHEET_HEIGHT, TEXT_TO_EDGE
from leaflet.typesetting.composition import SetBrochure, SetPanel
from leaflet.typesetting.face import Face, require_glyphs
from leaflet.typesetting.matter import lines_of

_ROUNDING = 0.05
_REMEDY = "print nothing from it; this is a fault of the program and not of the text"


def proofread(manuscript: Manuscript, brochure: SetBrochure) -> None:
    """Check that nothing is lost, doubled, out of order or outside its panel.

    Raises:
        FitError: Naming the first block that is not on the paper as it was written.
    """
    for role in PanelRole:
        panels = [made for made in brochure.panels if made.panel.role is role]
        _compare(tuple(_written(manuscript, role)), "".join(map(_letters_of, panels)))
    for made in brochure.panels:
        _check_area(made)


def check_glyphs(manuscript: Manuscript, face: Face) -> None:
    """Check that every character of the brochure can be drawn (law 3).

    Raises:
        GlyphError: Naming the block's place and the code point.
    """
    written = [pair for role in PanelRole for pair in _written(manuscript, role)]
    hospital = manuscript.hospital
    named = (hospital.name, hospital.department, hospital.editor, *hospital.campuses.values())
    texts = [(str(place), text) for place, text in written]
    texts += [("hospital.yaml", name) for name in named if name]
    require_glyphs(face, texts)


def _compare(written: tuple[tuple[Place, str], ...], printed: str) -> None:
    start = 0
    for place, text in written:
        wanted = _letters(text)
        found = printed[start : start + len(wanted)]
        if found != wanted:
            at = next(n for n, (a, b) in enumerate(zip_longest(wanted, found)) if a != b)
            what = f"from its letter {at + 1} on, this block is not on the paper as it is written"
            raise FitError(Problem(place, what, _REMEDY))
        start += len(wanted)
    if start != len(printed):
        where = written[-1][0] if written else "panel"
        raise FitError(Problem(where, "there is more on the paper than is written", _REMEDY))


def _check_area(made: SetPanel) -> None:
    panel = made.panel
    for line in lines_of(made.items):
        left, last = line.pieces[0].x, line.pieces[-1]
        right = last.x + last.width
        if left < panel.column - _ROUNDING or right > panel.column + panel.measure + _ROUNDING:
            what = f"a line runs out of panel {panel.folio}"
            raise FitError(Problem(f"panel {panel.folio}", what, _REMEDY))
        if not TEXT_TO_EDGE <= line.y <= SHEET_HEIGHT - TEXT_TO_EDGE:
            what = f"a line runs off the paper in panel {panel.folio}"
            raise FitError(Problem(f"panel {panel.folio}", what, _REMEDY))


def _letters(text: str) -> str:
    return "".join(text.split())


def _letters_of(made: SetPanel) -> str:
    return _letters(
        "".join(
            piece.text for line in lines_of(made.items) for piece in line.pieces if not piece.added
        )
    )


def _written(manuscript: Manuscript, role: PanelRole) -> Iterator[tuple[Place, str]]:
    brochure, book = manuscript.brochure, manuscript.phonebook
    if role is PanelRole.COVER:
        cover = brochure.cover
        for text in (cover.kicker, cover.title, cover.question, cover.salutation):
            yield cover.place, _plain(text, book)
        for paragraph in cover.greeting:
            yield paragraph.place, _plain(paragraph.text, book)
    for section in brochure.sections:
        if section.panel is role:
            yield from _section(section, book)


def _section(section: Section, book: PhoneBook) -> Iterator[tuple[Place, str]]:
    yield section.place, _plain(section.heading, book)
    for block in section.blocks:
        yield block.place, "".join(_block(block, book))


def _block(block: Block, book: PhoneBook) -> Iterator[str]:
    match block:
        case Paragraph() | Callout():
            yield _plain(block.text, book)
        case Bullets() | Steps():
            for item in block.items:
                yield from _item(item, book)
        case LimitTable():
            for row in block.rows:
                yield row.medicine
                yield from (_plain(text, book) for text in (row.note, row.maximum, row.detail))
        case Exercise():
            yield from (_plain(text, book) for text in (block.title, block.text))
        case Contacts():
            for key in block.keys:
                entry = book.find(key)
                yield entry.number if entry else ""
        case PlanField():
            return


def _item(item: Item, book: PhoneBook) -> Iterator[str]:
    yield _plain(item.text, book)
    for example in item.items:
        yield from _item(example, book)


def _plain(text: Text, book: PhoneBook) -> str:
    parts = []
    for part in text.parts:
        if isinstance(part, Run):
            parts.append(part.text)
        elif entry := book.find(part.key):
            parts.append(entry.number)
    return "".join(parts)
