"""Phone numbers to be read while the other hand dials: number and campus never parted."""

from leaflet.errors import FitError, Problem
from leaflet.manuscript.brochure import Contacts
from leaflet.manuscript.hospital import Hospital
from leaflet.manuscript.phonebook import PhoneNumber
from leaflet.manuscript.words import ContactWords
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.matter import Element, Item, Numbering, Picture, Rule, Tag
from leaflet.typesetting.stick import Stick, phone_span
from leaflet.typesetting.strip import NO_GAP, Slug, Strip

_RULE = 0.75
_ROW = 16.25
_HANDSET = 8
_HANDSET_IN = 0.6
_TEXT_INDENT = 12
_CAMPUS_BASELINE = 4.7
_NUMBER_BASELINE = 12.9
_ABOVE, _BELOW = 1.0, 0.5
_ACROSS = 2
_WIDE = 110
"""The measure from which two numbers stand beside each other, in millimetres at 11 pt."""


def set_contacts(
    stick: Stick, block: Contacts, breaks: int | None, hospital: Hospital, words: ContactWords
) -> Strip:
    """The rows as one strip, between rules; its depth is rounded up to whole steps."""
    look = stick.look
    across = _ACROSS if stick.measure >= look.mm(_WIDE) else 1
    rows = -(-len(block.keys) // across)
    row, width = look.mm(_ROW), stick.measure / across
    steps = -int(-(rows * row + look.mm(_ABOVE + _BELOW)) // look.step)
    top = (steps * look.step - rows * row) - look.mm(_BELOW)
    owner = Element(Tag.LIST, numbering=Numbering.NONE)
    items: list[Item] = [_rule(stick, top)]
    for n, key in enumerate(block.keys):
        entry = stick.phonebook.find(key)
        if entry is None:
            raise ValueError(f"{block.place}: the phone book has no {key}")
        left = n % across * width
        column = stick.narrowed(left, stick.measure - left - width)
        body = Element(Tag.BODY, Element(Tag.ITEM, owner))
        label = contact_label(entry, hospital, words)
        items += _entry(column, entry, label, top, body)
        if n % across == across - 1 or n == len(block.keys) - 1:
            top += row
            items.append(_rule(stick, top))
    return Strip(block.place, NO_GAP, breaks, (Slug(2 * steps, tuple(items)),))


def _entry(stick: Stick, entry: PhoneNumber, label: str, top: float, body: Element) -> list[Item]:
    """The handset, and at its right the campus above the number."""
    look = stick.look
    column, handset = stick.narrowed(look.mm(_TEXT_INDENT)), look.mm(_HANDSET)
    if not column.fits(label):
        what = "campus and hours are too long for one line above the number"
        raise FitError(Problem(entry.place, what, "shorten the hours or the campus's name"))
    left, down = stick.indent + look.mm(_HANDSET_IN), (look.mm(_ROW) - handset) / 2
    campus, number = Span(label, look.body, added=True), phone_span(entry, look.phone)
    above, below = top + look.mm(_CAMPUS_BASELINE), top + look.mm(_NUMBER_BASELINE)
    return [
        Picture(left, top + down, handset, handset, "pictograms/handset", None),
        column.line((campus,), above, Element(Tag.PARAGRAPH, body)),
        column.line((number,), below, Element(Tag.PARAGRAPH, body)),
    ]


def contact_label(entry: PhoneNumber, hospital: Hospital, words: ContactWords) -> str:
    """What stands above a number: the campus, and when it is answered where that is stated."""
    campus = words.campus.format(name=hospital.campuses[entry.campus])
    return campus if entry.hours is None else f"{campus} · {entry.hours}"


def _rule(stick: Stick, y: float) -> Rule:
    return Rule(stick.indent, y, stick.indent + stick.measure, y, _RULE, stick.look.palette.accent)
