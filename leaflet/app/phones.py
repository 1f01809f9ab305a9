"""List the numbers of the phone book: who prints each of them, and when it was last called.

For the Tab key, keys and campuses are read from one file alone, since completion must be quick.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from leaflet.app.text import NONE, Cell
from leaflet.content.files import HOSPITAL, PHONEBOOK, read_bytes
from leaflet.content.model.hospital import Hospital, PhoneBook, PhoneNumber
from leaflet.content.phones.usage import NumberUse, Usage, survey_usage
from leaflet.content.schema.hospital import read_hospital, read_phonebook
from leaflet.content.site import Library, open_library
from leaflet.content.suggest import suggest
from leaflet.content.yaml.reader import Source, read_source
from leaflet.errors import ContentError, Place, Problem, UsageError, Warned
from leaflet.messages.message import Message, Option
from leaflet.messages.phrases import INSTALL_AGAIN, there_is

Row = tuple[str, Cell, str, str, Cell, str]

HEADINGS: tuple[Message, ...] = (
    Message("heading.key", "KEY"),
    Message("heading.campus", "CAMPUS"),
    Message("heading.purpose", "PURPOSE"),
    Message("heading.number", "NUMBER"),
    Message("heading.checked-on", "CHECKED ON"),
    Message("heading.used-by", "USED BY"),
)


def list_phones(library: Library, today: date) -> Warned[tuple[Row, ...]]:
    """Every number of the phone book, in the order of the file.

    Raises:
        ContentError: With every problem of the phone book and of ``hospital.yaml``.
    """
    book, hospital = _read_both(library)
    usage = survey_usage(library)
    rows = (_row(each, hospital, usage.of(each.key), today) for each in book.value.numbers)
    return Warned(tuple(rows), (*book.warnings, *usage.unread))


def show_check(number: PhoneNumber, today: date) -> Cell:
    """The day on which a number was last called, and why to call it again, if so."""
    on = number.checked_on
    if on is None:
        return Message("phones.unchecked", "(unchecked)")
    if not number.is_unchecked(today):
        return on.isoformat()
    if on > today:
        return Message("phones.in-future", "{on} (in the future)", on=on)
    return Message("phones.year-ago", "{on} (over a year ago)", on=on)


def _read_both(library: Library) -> tuple[Warned[PhoneBook], Hospital]:
    problems: list[Problem] = []
    book, hospital = None, None
    try:
        book = read_phonebook(_source(library, PHONEBOOK))
    except ContentError as error:
        problems += error.problems
    try:
        hospital = read_hospital(_source(library, HOSPITAL))
    except ContentError as error:
        problems += error.problems
    if book is None or hospital is None:
        raise ContentError(*problems)
    return book, hospital


def _source(library: Library, name: str) -> Source:
    file = library.find(name)
    if file is None:
        what = Message("all.no-such-file", "there is no such file")
        raise ContentError(Problem(Place(name), what, INSTALL_AGAIN))
    return read_source(read_bytes(file), name)


def _row(entry: PhoneNumber, hospital: Hospital, uses: tuple[NumberUse, ...], today: date) -> Row:
    campus, _, purpose = entry.key.partition(".")
    leaflets = dict.fromkeys(f"{use.topic}/{use.language}" for use in uses)
    return (
        entry.key,
        hospital.campuses.get(campus)
        or Message("phones.not-in-hospital", "(not in hospital.yaml)"),
        purpose,
        entry.number,
        show_check(entry, today),
        ", ".join(leaflets) or NONE,
    )


def phone_keys_of(site: Path | None) -> tuple[str, ...]:
    """The keys, in the order of the file.

    Raises:
        LeafletError: If the folder or the file cannot be read.
    """
    file = open_library(site).find(PHONEBOOK)
    value = read_source(read_bytes(file), PHONEBOOK).value if file else None
    numbers = value.get("numbers") if isinstance(value, dict) else None
    return tuple(numbers) if isinstance(numbers, dict) else ()


def require_key(key: str, known: Iterable[str]) -> None:
    """Refuse a key that the phone book does not have.

    Raises:
        UsageError: With the key that was most likely meant.
    """
    keys = tuple(known)
    if key not in keys:
        what = Message("phones.no-such-number", "the phone book has no such number")
        raise UsageError(Problem(Option("KEY"), what, suggest(key, keys, there_is(keys))))


def campuses_of(site: Path | None) -> tuple[str, ...]:
    """The keys of the campuses, in the order of the file.

    Raises:
        LeafletError: If the folder or the file cannot be read.
    """
    file = open_library(site).find(HOSPITAL)
    return tuple(read_hospital(read_source(read_bytes(file), HOSPITAL)).campuses) if file else ()


def find_uses(site: Path | None, key: str) -> Usage:
    """Every place that prints a number, and the problems of leaflets that cannot be read.

    Raises:
        UsageError: If nothing prints it, and the phone book has no such number.
        LeafletError: If the folder cannot be read.
    """
    usage = survey_usage(open_library(site))
    uses = usage.of(key)
    if not uses:
        require_key(key, phone_keys_of(site))
    return Usage(uses, usage.unread)
