"""Change one number in the text of the phone book, and prove that no other number changed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from leaflet.content.files import PHONEBOOK
from leaflet.content.model.hospital import PhoneNumber
from leaflet.content.phones.numbers import read_number
from leaflet.content.schema.hospital import read_phonebook
from leaflet.content.yaml.editor import BY_HAND, add_entry, remove_entry, set_values
from leaflet.content.yaml.reader import Source, Value, read_source
from leaflet.errors import ContentError, Place, Problem
from leaflet.messages.message import Message

_NUMBERS = ("numbers",)
_ORDER = ("number", "hours", "checked_on", "checked_by")


def read_written(source: Source) -> Mapping[str, str | None]:
    """Each key of the phone book with its number as it is printed; ``None`` where it is not one.

    Also a phone book with mistakes is read, so that a mistake can be put right.
    """
    return {key: _printed(entry) for key, entry in _entries(source).items()}


def is_signed(source: Source, key: str) -> bool:
    """Whether the phone book says who checked a number last."""
    entry = _entries(source).get(key)
    return isinstance(entry, dict) and bool(entry.get("checked_by"))


def renew_number(
    content: bytes, key: str, number: str, checked_on: date, checked_by: str | None
) -> bytes:
    """The phone book with this number under a key that it has.

    A number that is the same, however it is spaced, stays as it is written.

    Raises:
        ContentError: If the entry cannot be changed, and nothing else.
    """
    written = read_written(read_source(content, PHONEBOOK))
    values = {} if written.get(key) == number else {"number": number}
    values["checked_on"] = checked_on.isoformat()
    if checked_by is not None:
        values["checked_by"] = checked_by
    after = set_values(content, PHONEBOOK, (*_NUMBERS, key), values, _ORDER)
    _prove(content, after, key, number)
    return after


def enter_number(content: bytes, entry: PhoneNumber) -> bytes:
    """The phone book with one more number, after the others and written like the last of them.

    Raises:
        ContentError: If it cannot be added, and nothing else changed.
    """
    values = {
        "number": entry.number,
        "hours": entry.hours,
        "checked_on": entry.checked_on.isoformat() if entry.checked_on else None,
        "checked_by": entry.checked_by,
    }
    after = add_entry(content, PHONEBOOK, _NUMBERS, entry.key, values)
    _prove(content, after, entry.key, entry.number)
    return after


def strike_number(content: bytes, key: str) -> bytes:
    """The phone book without a number.

    Raises:
        ContentError: If it cannot be taken out, and nothing else.
    """
    after = remove_entry(content, PHONEBOOK, (*_NUMBERS, key))
    _prove(content, after, key, None)
    return after


def _entries(source: Source) -> Mapping[str, Value]:
    numbers = source.value.get("numbers") if isinstance(source.value, dict) else None
    return numbers if isinstance(numbers, dict) else {}


def _printed(entry: Value) -> str | None:
    written = entry.get("number") if isinstance(entry, dict) else None
    try:
        return read_number(written, Place(PHONEBOOK)).value if isinstance(written, str) else None
    except ContentError:
        return None


def _prove(before: bytes, after: bytes, key: str, number: str | None) -> None:
    """Read both as every leaflet does: this number is as it should be, and no other differs.

    Raises:
        ContentError: If that is not so, or something is wrong that was not wrong before.
    """
    here = Place(PHONEBOOK)
    if read_written(read_source(after, PHONEBOOK)).get(key) != number:
        what = Message(
            "phones.read-otherwise", "the number would be read otherwise than it is written"
        )
        raise ContentError(Problem(here, what, BY_HAND))
    old, new = _read(before), _read(after)
    if isinstance(new, ContentError):
        told = old.problems if isinstance(old, ContentError) else ()
        added = Counter(each.what for each in new.problems) - Counter(each.what for each in told)
        if added:
            raise ContentError(*(each for each in new.problems if each.what in added))
    elif not isinstance(old, ContentError):
        others = [[replace(n, place=here) for n in book if n.key != key] for book in (old, new)]
        if others[0] != others[1]:
            what = Message("phones.another-changes", "another number would change too")
            raise ContentError(Problem(here, what, BY_HAND))


def _read(content: bytes) -> tuple[PhoneNumber, ...] | ContentError:
    try:
        return read_phonebook(read_source(content, PHONEBOOK)).value.numbers
    except ContentError as error:
        return error
