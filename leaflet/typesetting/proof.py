"""Proofread a set brochure: compare the text on the panels with the text of the content (law 1).

Only finished panels are looked at, not how they came about. Every letter, sign and drawing must be
there exactly once and in order, inside the text area; no two words may run together, and no two
texts overlap. Begin with ``proofread``.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest

from leaflet.content.model.brochure import (
    Block,
    Bullets,
    Callout,
    Contacts,
    Exercise,
    Item,
    LimitTable,
    ListMark,
    PanelRole,
    Paragraph,
    PlanField,
    RichText,
    Run,
    Section,
    Steps,
)
from leaflet.content.model.content import LeafletContent
from leaflet.content.model.hospital import PhoneBook
from leaflet.errors import FitError, Place, Problem
from leaflet.messages.message import Joint, Key, Listing, Message
from leaflet.paper.fold import DEAD_EDGE, TEXT_TO_EDGE
from leaflet.typesetting.blocks.boxes import contact_label
from leaflet.typesetting.blocks.colophon import colophon_text
from leaflet.typesetting.blocks.cover import LOGO, identity_text
from leaflet.typesetting.blocks.lists import BULLET, DASH
from leaflet.typesetting.breaking import SOFT_HYPHEN
from leaflet.typesetting.compose import SetBrochure, SetPanel
from leaflet.typesetting.fields.model import Fields
from leaflet.typesetting.matter import Picture, Running, SetLine, lines_of
from leaflet.typesetting.proof_of_fields import SHORTEN, check_apart
from leaflet.typesetting.typeface import Face, require_glyphs


def written_text(content: LeafletContent, *roles: PanelRole) -> Iterator[tuple[Place, str]]:
    """Texts that are meant for the panels of some roles, with the place that each comes from."""
    brochure, book = content.brochure, content.phonebook
    if PanelRole.COVER in roles:
        cover = brochure.cover
        yield cover.place, identity_text(content.hospital)
        for text in (cover.kicker, cover.title, cover.question, cover.salutation):
            yield cover.place, _plain(text, book)
        for paragraph in cover.greeting:
            yield paragraph.place, _plain(paragraph.text, book)
    for section in brochure.sections:
        if section.panel in roles:
            yield section.place, _plain(section.heading, book)
            for block in section.blocks:
                yield block.place, " ".join(_block(block, content))
    if PanelRole.BACK in roles:
        yield brochure.place, colophon_text(content)


def written_figures(content: LeafletContent, *roles: PanelRole) -> Iterator[str]:
    """Names of the drawings that are meant for the panels of some roles."""
    brochure = content.brochure
    if PanelRole.COVER in roles:
        if content.hospital.logo is not None:
            yield LOGO
        if brochure.cover.illustration is not None:
            yield f"figures/{brochure.cover.illustration}"
    for section in brochure.sections:
        if section.panel in roles:
            yield from _figures(section)


def _figures(section: Section) -> Iterator[str]:
    if section.pictogram is not None:
        yield f"pictograms/{section.pictogram}"
    for block in section.blocks:
        match block:
            case Exercise():
                yield f"figures/{block.figure}"
            case Contacts():
                yield from ("pictograms/handset" for _ in block.keys)
            case Bullets() if block.mark is ListMark.CROSS:
                yield from ("pictograms/cross" for _ in block.items)


def _block(block: Block, content: LeafletContent) -> Iterator[str]:
    book = content.phonebook
    match block:
        case Paragraph() | Callout():
            yield _plain(block.text, book)
        case Bullets():
            sign = BULLET if block.mark is ListMark.BULLET else ""
            for item in block.items:
                yield from _item(item, sign, book)
        case Steps():
            for n, item in enumerate(block.items, 1):
                yield from _item(item, f"{n}", book)
        case LimitTable():
            for row in block.rows:
                yield row.medicine
                yield from (_plain(text, book) for text in (row.note, row.maximum, row.detail))
        case Exercise():
            yield from (_plain(text, book) for text in (block.title, block.text))
        case Contacts():
            for key in block.keys:
                if entry := book.find(key):
                    yield contact_label(entry, content.hospital, content.words.contacts)
                    yield entry.number
        case PlanField():
            return


def _item(item: Item, sign: str, book: PhoneBook) -> Iterator[str]:
    yield sign
    yield _plain(item.text, book)
    for example in item.items:
        yield from _item(example, DASH, book)


def _plain(text: RichText, book: PhoneBook) -> str:
    parts = []
    for part in text.parts:
        if isinstance(part, Run):
            parts.append(part.text)
        elif entry := book.find(part.key):
            parts.append(entry.number)
    return "".join(parts)


_ROUNDING = 0.05

_REMEDY = Message(
    "proof.fault", "print nothing from it; this is a fault of the program and not of the text"
)


def check_glyphs(content: LeafletContent, face: Face) -> None:
    """Check that every character of the brochure can be drawn (law 3).

    Raises:
        GlyphError: Naming the block's place and the code point.
    """
    written = written_text(content, *PanelRole)
    require_glyphs(face, written)


def proofread(content: LeafletContent, brochure: SetBrochure) -> None:
    """Check that nothing is lost, doubled, out of order or outside its panel.

    Raises:
        FitError: Naming the first block that is not on the paper as it was written.
    """
    for flow in (None, *brochure.profile.flows):
        asked = (PanelRole.COVER,) if flow is None else flow.asked
        columns = [made for made in brochure.columns if made.flow is flow]
        printed = _words(line for made in columns for line in lines_of(made.items))
        _compare(tuple(written_text(content, *asked)), printed)
        drawn = [i.name for made in columns for i in made.items if isinstance(i, Picture)]
        if sorted(drawn) != sorted(written_figures(content, *asked)):
            what = Message("proof.drawing", "a drawing is lost or doubled on its panel")
            panels = Listing(tuple(map(Key, asked)), Joint.AND)
            where = Message("where.panels", "{panels}", panels=panels)
            raise FitError(Problem(where, what, _REMEDY))
    for panel in brochure.panels:
        _check_area(panel, brochure.fold.sheet.height)
        check_apart(lines_of(panel.items), _name_panel(panel))
        _check_fields(panel, brochure.fields)


def _compare(written: tuple[tuple[Place, str], ...], printed: str) -> None:
    start = 0
    for place, text in written:
        wanted = " ".join(text.split())
        if not wanted:
            continue
        found = printed[start : start + len(wanted)]
        if found != wanted:
            at = next(n for n, (a, b) in enumerate(zip_longest(wanted, found)) if a != b)
            letter = len("".join(wanted[:at].split())) + 1
            what = Message(
                "proof.block",
                "from its letter {letter} on, this block is not on the paper as it is written",
                letter=letter,
            )
            raise FitError(Problem(place, what, _REMEDY))
        start += len(wanted) + 1
    if printed[max(start - 1, 0) :]:
        where = written[-1][0] if written else Message("where.a-panel", "panel")
        what = Message("proof.more", "there is more on the paper than is written")
        raise FitError(Problem(where, what, _REMEDY))


def _name_panel(made: SetPanel) -> Message:
    return Message("where.panel", "panel {folio}", folio=made.panel.folio)


def _check_area(made: SetPanel, height: float) -> None:
    """Text stands in the column; drawings, which may stand out a little, clear of the dead edge."""
    panel, where = made.panel, _name_panel(made)
    for item in (*made.items, *made.running):
        match item:
            case SetLine() | Running():
                left, right = item.pieces[0].x, item.pieces[-1].x + item.pieces[-1].width
                margin, top, bottom = TEXT_TO_EDGE, item.y, item.y
            case Picture():
                left, right = item.x, item.x + item.width
                margin, top, bottom = DEAD_EDGE, item.y, item.y + item.height
            case _:
                continue
        if left < panel.left + margin - _ROUNDING or right > panel.right - margin + _ROUNDING:
            what = Message("proof.out-of-panel", "something runs out of the panel")
            raise FitError(Problem(where, what, SHORTEN))
        if top < margin or bottom > height - margin:
            what = Message("proof.off-paper", "something runs off the paper")
            raise FitError(Problem(where, what, SHORTEN))


def _check_fields(made: SetPanel, fields: Fields) -> None:
    """No text of the brochure, and no number of a panel, stands in a field of a patient."""
    own = [field for field in fields.all() if field.folio == made.panel.folio]
    texts: list[SetLine | Running] = [*lines_of(made.items), *made.running]
    for text in texts:
        left, right = text.pieces[0].x, text.pieces[-1].x + text.pieces[-1].width
        for field in own:
            beside = right <= field.left + _ROUNDING or left >= field.right - _ROUNDING
            if not beside and field.top < text.y < field.bottom:
                what = Message(
                    "proof.in-field", "a text stands in a field that is kept for the patient"
                )
                raise FitError(Problem(_name_panel(made), what, _REMEDY))


def _words(lines: Iterable[SetLine]) -> str:
    """Every word as it is read, element by element, with one space after each but the last."""
    elements = groupby(lines, key=lambda line: line.element)
    texts = ("".join(line.text for line in run) for _, run in elements)
    return " ".join(" ".join(texts).replace(SOFT_HYPHEN, "").split())
