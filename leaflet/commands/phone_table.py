"""The one call behind ``leaflet phones list``: one row for each number."""

from datetime import date

from leaflet.commands.columns import NONE
from leaflet.errors import ContentError, Place, Problem, Warned
from leaflet.manuscript.content_file import read_bytes
from leaflet.manuscript.content_folder import HOSPITAL, PHONEBOOK
from leaflet.manuscript.hospital import Hospital
from leaflet.manuscript.hospital_file import read_hospital
from leaflet.manuscript.library import Library
from leaflet.manuscript.phone_places import Use, survey_usage
from leaflet.manuscript.phonebook import PhoneBook, PhoneNumber
from leaflet.manuscript.phonebook_file import read_phonebook
from leaflet.manuscript.source import Source, read_source

Row = tuple[str, str, str, str, str, str]

HEADINGS: Row = ("KEY", "CAMPUS", "PURPOSE", "NUMBER", "CHECKED ON", "USED BY")


def list_phones(library: Library, today: date) -> Warned[tuple[Row, ...]]:
    """Every number of the phone book, in the order of the file.

    Raises:
        ContentError: With every problem of the phone book and of ``hospital.yaml``.
    """
    book, hospital = _read_both(library)
    usage = survey_usage(library)
    rows = (_row(each, hospital, usage.of(each.key), today) for each in book.value.numbers)
    return Warned(tuple(rows), (*book.warnings, *usage.unread))


def show_check(number: PhoneNumber, today: date) -> str:
    """The day on which a number was last called, and why it should be called again."""
    on = number.checked_on
    if on is None:
        return "(unchecked)"
    if not number.is_unchecked(today):
        return on.isoformat()
    return f"{on.isoformat()} ({'in the future' if on > today else 'over a year ago'})"


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
        raise ContentError(Problem(Place(name), "there is no such file", "install leaflet again"))
    return read_source(read_bytes(file), name)


def _row(entry: PhoneNumber, hospital: Hospital, uses: tuple[Use, ...], today: date) -> Row:
    campus, _, purpose = entry.key.partition(".")
    leaflets = dict.fromkeys(f"{use.topic}/{use.language}" for use in uses)
    return (
        entry.key,
        hospital.campuses.get(campus, "(not in hospital.yaml)"),
        purpose,
        entry.number,
        show_check(entry, today),
        ", ".join(leaflets) or NONE,
    )
