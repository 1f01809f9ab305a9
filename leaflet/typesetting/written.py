"""What the paper has to say: every text and figure of a leaflet, block by block, in reading order.

This is read from the manuscript alone and knows nothing of lines or panels' depths, so that
proofreading can hold the finished panels against it.
"""

from collections.abc import Iterator

from leaflet.errors import Place
from leaflet.manuscript.brochure import (
    Block,
    Bullets,
    Callout,
    Contacts,
    Exercise,
    Item,
    LimitTable,
    Mark,
    PanelRole,
    Paragraph,
    PlanField,
    Section,
    Steps,
)
from leaflet.manuscript.manuscript import Manuscript
from leaflet.manuscript.phonebook import PhoneBook
from leaflet.manuscript.text import Run, Text
from leaflet.typesetting.colophon import colophon_text
from leaflet.typesetting.contacts import contact_label
from leaflet.typesetting.cover_matter import LOGO, identity_text
from leaflet.typesetting.lists import BULLET, DASH


def written_text(manuscript: Manuscript, *roles: PanelRole) -> Iterator[tuple[Place, str]]:
    """Texts that are meant for the panels of some roles, with the place that each comes from."""
    brochure, book = manuscript.brochure, manuscript.phonebook
    if PanelRole.COVER in roles:
        cover = brochure.cover
        yield cover.place, identity_text(manuscript.hospital)
        for text in (cover.kicker, cover.title, cover.question, cover.salutation):
            yield cover.place, _plain(text, book)
        for paragraph in cover.greeting:
            yield paragraph.place, _plain(paragraph.text, book)
    for section in brochure.sections:
        if section.panel in roles:
            yield section.place, _plain(section.heading, book)
            for block in section.blocks:
                yield block.place, " ".join(_block(block, manuscript))
    if PanelRole.BACK in roles:
        yield brochure.place, colophon_text(manuscript)


def written_figures(manuscript: Manuscript, *roles: PanelRole) -> Iterator[str]:
    """Names of the drawings that are meant for the panels of some roles."""
    brochure = manuscript.brochure
    if PanelRole.COVER in roles:
        if manuscript.hospital.logo is not None:
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
            case Bullets() if block.mark is Mark.CROSS:
                yield from ("pictograms/cross" for _ in block.items)


def _block(block: Block, manuscript: Manuscript) -> Iterator[str]:
    book = manuscript.phonebook
    match block:
        case Paragraph() | Callout():
            yield _plain(block.text, book)
        case Bullets():
            sign = BULLET if block.mark is Mark.BULLET else ""
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
                    yield contact_label(entry, manuscript.hospital, manuscript.words.contacts)
                    yield entry.number
        case PlanField():
            return


def _item(item: Item, sign: str, book: PhoneBook) -> Iterator[str]:
    yield sign
    yield _plain(item.text, book)
    for example in item.items:
        yield from _item(example, DASH, book)


def _plain(text: Text, book: PhoneBook) -> str:
    parts = []
    for part in text.parts:
        if isinstance(part, Run):
            parts.append(part.text)
        elif entry := book.find(part.key):
            parts.append(entry.number)
    return "".join(parts)
