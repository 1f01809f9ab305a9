"""Phone numbers to be read while the other hand dials: number and campus in one row."""

from leaflet.errors import FitError, Problem
from leaflet.manuscript.brochure import Contacts
from leaflet.manuscript.hospital import Hospital
from leaflet.manuscript.phonebook import PhoneNumber
from leaflet.manuscript.words import ContactWords
from leaflet.paper.sheet import MM
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.matter import Element, Item, Numbering, Picture, Rule, Tag
from leaflet.typesetting.stick import Stick, phone_span
from leaflet.typesetting.strip import NO_GAP, Slug, Strip

_RULE = 0.75
_ROW = 16.25 * MM
_HANDSET = 8 * MM
_TEXT_INDENT = 12 * MM
_CAMPUS_BASELINE = 4.7 * MM
_NUMBER_BASELINE = 12.9 * MM


def set_contacts(
    stick: Stick, block: Contacts, breaks: int | None, hospital: Hospital, words: ContactWords
) -> Strip:
    """The rows as one strip, between rules; its depth is rounded up to whole steps."""
    look = stick.look
    rows = len(block.keys)
    steps = -int(-(rows * _ROW + 1.5 * MM) // look.step)
    top = (steps * look.step - rows * _ROW) - 0.5 * MM
    owner = Element(Tag.LIST, numbering=Numbering.NONE)
    items: list[Item] = [_rule(stick, top)]
    for key in block.keys:
        entry = stick.phonebook.find(key)
        if entry is None:
            raise ValueError(f"{block.place}: the phone book has no {key}")
        body = Element(Tag.BODY, Element(Tag.ITEM, owner))
        column = stick.narrowed(_TEXT_INDENT)
        label = contact_label(entry, hospital, words)
        if not column.fits(label):
            what = "campus and hours are too long for one line above the number"
            raise FitError(Problem(entry.place, what, "shorten the hours or the campus's name"))
        items += [
            Picture(
                stick.indent + 0.6 * MM,
                top + (_ROW - _HANDSET) / 2,
                _HANDSET,
                _HANDSET,
                "pictograms/handset",
                None,
            ),
            column.line(
                (Span(label, look.body, added=True),),
                top + _CAMPUS_BASELINE,
                Element(Tag.PARAGRAPH, body),
            ),
            column.line(
                (phone_span(entry, look.phone),),
                top + _NUMBER_BASELINE,
                Element(Tag.PARAGRAPH, body),
            ),
        ]
        top += _ROW
        items.append(_rule(stick, top))
    return Strip(block.place, NO_GAP, breaks, (Slug(2 * steps, tuple(items)),))


def contact_label(entry: PhoneNumber, hospital: Hospital, words: ContactWords) -> str:
    """What stands above a number: the campus, and when it is answered where that is stated."""
    campus = words.campus.format(name=hospital.campuses[entry.campus])
    return campus if entry.hours is None else f"{campus} · {entry.hours}"


def _rule(stick: Stick, y: float) -> Rule:
    return Rule(stick.indent, y, stick.indent + stick.measure, y, _RULE, stick.look.palette.accent)
