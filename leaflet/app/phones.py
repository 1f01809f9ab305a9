"""The phone book of a site: list its numbers, change one, and name the leaflets that become stale.

A change is shown, or written where it is confirmed; a new key must be new, and a number that a
leaflet prints cannot be removed. Each change comes with the ids of the leaflets that print the
number, before and after. Begin with ``open_site_phonebook``. Keys and campuses for the Tab key are
read from their one file only, since completion must be quick.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import unified_diff
from pathlib import Path

from leaflet.app.records import describe, record_leaflets, record_owned
from leaflet.app.site_files import replace_file
from leaflet.app.text import NONE
from leaflet.app.timer import Timer
from leaflet.content.files import HOSPITAL, PHONEBOOK, Origin, read_bytes
from leaflet.content.model.content import LeafletContent
from leaflet.content.model.hospital import Hospital, PhoneBook, PhoneNumber
from leaflet.content.phones.edit import is_signed, read_written
from leaflet.content.phones.usage import NumberUse, Usage, survey_usage
from leaflet.content.read import read_manuscript
from leaflet.content.schema.hospital import is_key, read_hospital, read_phonebook
from leaflet.content.site import Library, open_library
from leaflet.content.suggest import enumerate_words, suggest
from leaflet.content.yaml.reader import Source, read_source
from leaflet.errors import ContentError, LeafletError, Place, Problem, UsageError, Warned
from leaflet.records import frozen

Leaflet = tuple[str, str]
"""A topic and a language."""


def read_printing(library: Library, key: str, usage: Usage) -> Mapping[Leaflet, LeafletContent]:
    """Every leaflet that prints the number; one that could not be made is left out."""
    found: dict[Leaflet, LeafletContent] = {}
    for topic, language in dict.fromkeys((use.topic, use.language) for use in usage.of(key)):
        try:
            found[topic, language] = read_manuscript(library, topic, language).value
        except LeafletError:
            continue  # `leaflet check` tells what is wrong with it
    return found


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


def _row(entry: PhoneNumber, hospital: Hospital, uses: tuple[NumberUse, ...], today: date) -> Row:
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


@frozen
class SitePhoneBook:
    """What the file holds now.

    Attributes:
        library: With the site folder.
        path: Of the file.
        content: Its bytes, read once.
        written: Each key, and its number as it is printed; ``None`` where it is not one.
    """

    library: Library
    path: Path
    content: bytes
    written: dict[str, str | None]

    def is_signed(self, key: str) -> bool:
        """Whether it says who checked the number last."""
        return is_signed(read_source(self.content, PHONEBOOK), key)

    def other_than(self, key: str) -> dict[str, str | None]:
        """The other keys and their numbers."""
        return {each: number for each, number in self.written.items() if each != key}


def open_site_phonebook(site: Path | None) -> SitePhoneBook:
    """Read the phone book of the site.

    Raises:
        UsageError: If there is no site, or it has no phone book of its own.
        ContentError: If the file cannot be read.
    """
    library = open_library(site)
    library.require_site()
    file = library.find(PHONEBOOK)
    if file is None or file.origin is not Origin.SITE:
        what = "the site folder has no phone book of its own"
        raise UsageError(Problem(PHONEBOOK, what, f"`leaflet adopt {PHONEBOOK}` copies one to it"))
    content = read_bytes(file)
    written = read_written(read_source(content, PHONEBOOK))
    return SitePhoneBook(library, file.path, content, dict(written))


Ids = tuple[str, str]
"""What a leaflet is known by before a change, and after it."""


def write_change(book: SitePhoneBook, after: bytes, timer: Timer) -> tuple[Problem, ...]:
    """Write the file, if it still holds what was read, and that the site has it.

    Returns:
        What is in the way of writing down that the site has it.

    Raises:
        OutputError: If it does not, or cannot be written; nothing is changed then.
    """
    replace_file(book.path, PHONEBOOK, book.content, after, timer)
    return record_owned(book.library, (), timer)


def write_number(
    book: SitePhoneBook,
    after: bytes,
    key: str,
    usage: Usage,
    event: str,
    today: date,
    timer: Timer,
) -> Warned[Mapping[Leaflet, Ids]]:
    """Write the file, and write down what its leaflets were and are.

    Args:
        book: The phone book as it was read.
        after: The file with the new number.
        key: The number.
        usage: Every use of every number.
        event: What was done, for the ledger.
        today: In the time zone of the hospital.
        timer: Measures the wait for somebody else who is writing.

    Returns:
        For each leaflet that prints the number and can be made, its id before and after.

    Raises:
        OutputError: If the file cannot be written; nothing is changed then.
    """
    were = read_printing(book.library, key, usage)
    not_owned = write_change(book, after, timer)
    are = read_printing(book.library, key, usage)
    before = (describe(each, f"before {event}", today) for each in were.values())
    now = (describe(each, event, today) for each in are.values())
    not_recorded = record_leaflets(book.library, (*before, *now), timer)
    both = were.keys() & are.keys()
    ids = {each: (were[each].content_id, are[each].content_id) for each in both}
    return Warned(ids, (*not_owned, *not_recorded))


def count_places(key: str, usage: Usage) -> Mapping[Leaflet, int]:
    """How often each leaflet prints a number, in the order of the leaflets."""
    return Counter((use.topic, use.language) for use in usage.of(key))


def find_differences(book: SitePhoneBook, after: bytes) -> tuple[str, ...]:
    """The lines that a change of the file would change, as ``diff -u`` shows them."""
    contents = (book.content, after)
    old, new = (re.split(r"\r\n|\r|\n", each.decode("utf-8-sig")) for each in contents)
    names = (PHONEBOOK, f"{PHONEBOOK} (changed)")
    return tuple(line.expandtabs() for line in unified_diff(old, new, *names, lineterm=""))


def require_new(key: str, book: SitePhoneBook) -> None:
    """Refuse a key that cannot stand for a number of this hospital, or stands for one already.

    Raises:
        UsageError: If it is no key, has no campus of ``hospital.yaml``, or is there.
        ContentError: If ``hospital.yaml`` cannot be read.
    """
    if not is_key(key):
        remedy = "write it in small letters with one point, such as bornem.pijnkliniek"
        raise UsageError(Problem("KEY", "is not campus.purpose", remedy))
    if key in book.written:
        raise UsageError(Problem("KEY", "is there already", "change it with `leaflet phones set`"))
    file = book.library.find(HOSPITAL)
    campuses = read_hospital(read_source(read_bytes(file), HOSPITAL)).campuses if file else {}
    campus = key.partition(".")[0]
    if campus not in campuses:
        add = f"add `{campus}:` and its name to campuses in hospital.yaml"
        known = f"there is {enumerate_words(campuses)}; or {add}" if campuses else add
        what = "hospital.yaml names no such campus"
        raise UsageError(Problem("KEY", what, suggest(campus, campuses, known)))


def require_unused(key: str, usage: Usage) -> None:
    """Refuse to lose a number that a leaflet prints.

    Raises:
        ContentError: With every place that prints it, and every leaflet that cannot be read.
    """
    uses = usage.of(key)
    problems = [
        Problem(
            use.place,
            f"{use.topic} {use.language} prints this number{_within(use)}",
            "take it out there first",
        )
        for use in uses
    ]
    if problems or usage.unread:
        raise ContentError(*problems, *(_unread(each) for each in usage.unread))


def _within(use: NumberUse) -> str:
    where = use.heading or use.panel
    return f" in `{where}`" if where else ""


def _unread(problem: Problem) -> Problem:
    file = problem.where.file if isinstance(problem.where, Place) else problem.where
    what = f"{problem.what}, so that nobody knows which numbers {file} prints"
    return Problem(problem.where, what, problem.remedy)


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
        remedy = suggest(key, keys, f"there is {enumerate_words(keys)}")
        raise UsageError(Problem("KEY", "the phone book has no such number", remedy))


def campuses_of(site: Path | None) -> tuple[str, ...]:
    """The keys of the campuses, in the order of the file.

    Raises:
        LeafletError: If the folder or the file cannot be read.
    """
    file = open_library(site).find(HOSPITAL)
    return tuple(read_hospital(read_source(read_bytes(file), HOSPITAL)).campuses) if file else ()
