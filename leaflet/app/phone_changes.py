"""Change the phone book of a site: draw up a change, show or write it, find what it makes stale.

A new key must be new, and a number that a leaflet prints cannot be removed. Begin with
``draw_addition``, ``draw_renewal`` or ``draw_removal``: each gives a ``NumberChange``, which writes
nothing until it is told to.
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from difflib import unified_diff
from pathlib import Path

from leaflet.app.phones import require_key
from leaflet.app.records import describe, record_leaflets, record_owned
from leaflet.app.site_files import replace_file
from leaflet.app.timer import Timer
from leaflet.content.files import HOSPITAL, PHONEBOOK, Origin, read_bytes
from leaflet.content.model.content import LeafletContent
from leaflet.content.model.hospital import PhoneNumber
from leaflet.content.phones.edit import (
    enter_number,
    is_signed,
    read_written,
    renew_number,
    strike_number,
)
from leaflet.content.phones.usage import NumberUse, Usage, survey_usage
from leaflet.content.read import read_content
from leaflet.content.schema.hospital import is_key, read_hospital
from leaflet.content.site import Library, open_library
from leaflet.content.suggest import suggest
from leaflet.content.yaml.reader import read_source
from leaflet.errors import ContentError, LeafletError, Place, Problem, UsageError, Warned
from leaflet.messages.message import Excerpt, File, Key, Message, Name, Option, any_of
from leaflet.records import frozen

Leaflet = tuple[str, str]
"""A topic and a language."""

Ids = tuple[str, str]
"""The id of a leaflet before a change, and after it."""


@frozen
class SitePhoneBook:
    """The phone book of a site as its file holds it now.

    Attributes:
        library: With the site folder.
        path: Of the file.
        content: Its bytes, read once.
        written: For each key, its number as it is printed; ``None`` where it is no number.
    """

    library: Library
    path: Path
    content: bytes
    written: dict[str, str | None]


@frozen
class NumberChange:
    """A change of one number, not written yet.

    Attributes:
        book: The phone book before the change.
        key: Of the number.
        number: As printed after the change; ``None`` where it is removed.
        before: As printed before the change; ``None`` where it is new, or is no number.
        checked_on: The day on which it was called; ``None`` where it is removed.
        after: The bytes of the file after the change.
        usage: Every use of every number.
        event: The name of the change in the ledger.
        warnings: What is strange about the number.
    """

    book: SitePhoneBook
    key: str
    number: str | None
    before: str | None
    checked_on: date | None
    after: bytes
    usage: Usage
    event: str
    warnings: tuple[Problem, ...] = ()

    def count_places(self) -> Mapping[Leaflet, int]:
        """How often each leaflet prints the number, in the order of the leaflets."""
        return Counter((use.topic, use.language) for use in self.usage.of(self.key))

    def find_differences(self) -> tuple[str, ...]:
        """The lines of the file that change, as ``diff -u`` shows them."""
        contents = (self.book.content, self.after)
        old, new = (re.split(r"\r\n|\r|\n", each.decode("utf-8-sig")) for each in contents)
        names = (PHONEBOOK, f"{PHONEBOOK} (changed)")
        return tuple(line.expandtabs() for line in unified_diff(old, new, *names, lineterm=""))

    def write(self, timer: Timer) -> Warned[Mapping[Leaflet, Ids]]:
        """Write the file, if it still holds what was read; record its leaflets before and after.

        Args:
            timer: Measures the wait for somebody else who is writing.

        Returns:
            For each leaflet that prints the number and can be made, its id before and after; the
            warnings say what could not be recorded.

        Raises:
            OutputError: If the file holds something else, or cannot be written; then nothing is
                changed.
        """
        library, day = self.book.library, self.checked_on
        before = self._read_printing()
        replace_file(self.book.path, File(PHONEBOOK), self.book.content, self.after, timer)
        not_owned = record_owned(library, (), timer)
        if day is None:
            return Warned({}, not_owned)
        after = self._read_printing()
        entries = (
            *(describe(each, f"before {self.event}", day) for each in before.values()),
            *(describe(each, self.event, day) for each in after.values()),
        )
        not_recorded = record_leaflets(library, entries, timer)
        both = before.keys() & after.keys()
        ids = {each: (before[each].content_id, after[each].content_id) for each in both}
        return Warned(ids, (*not_owned, *not_recorded))

    def _read_printing(self) -> Mapping[Leaflet, LeafletContent]:
        """Every leaflet that prints the number; one that could not be made is left out."""
        found: dict[Leaflet, LeafletContent] = {}
        for leaflet in self.count_places():
            try:
                found[leaflet] = read_content(self.book.library, *leaflet).value
            except LeafletError:
                continue  # `leaflet check` tells what is wrong with it
        return found


def draw_addition(
    site: Path | None,
    key: str,
    typed: str,
    hours: str | None,
    checked_by: str | None,
    today: date,
) -> NumberChange:
    """Draw up a number under a new key, checked today.

    Args:
        site: The hospital's own folder.
        key: ``campus.purpose``.
        typed: The number, in whatever form.
        hours: When it is answered; is printed.
        checked_by: Who called it.
        today: In the time zone of the hospital.

    Raises:
        UsageError: If there is no site with a phone book, or the key cannot be a new one.
        ContentError: If nobody can dial the number, or the file cannot be changed.
    """
    book = _open(site)
    _require_new(key, book)
    number, warnings = _judge(typed, key, book)
    entry = PhoneNumber(Place(PHONEBOOK), key, number, hours, today, checked_by)
    after = enter_number(book.content, entry)
    usage, event = survey_usage(book.library), f"phones add {key}"
    return NumberChange(book, key, number, None, today, after, usage, event, warnings)


def draw_renewal(
    site: Path | None, key: str, typed: str, checked_by: str | None, today: date
) -> NumberChange:
    """Draw up another number under a key, or the same one, called today.

    Args:
        site: The hospital's own folder.
        key: Of the phone book.
        typed: The number, in whatever form.
        checked_by: Who called it; ``None`` leaves the last caller in the file.
        today: In the time zone of the hospital.

    Raises:
        UsageError: If there is no site with a phone book, or it has no such key.
        ContentError: If nobody can dial the number, or the file cannot be changed.
    """
    book = _open(site)
    require_key(key, book.written)
    before = book.written[key]
    number, warnings = _judge(typed, key, book)
    if checked_by is None and is_signed(read_source(book.content, PHONEBOOK), key):
        what = Message("phones.signed", "checked_by stays as it was")
        remedy = Message("phones.give-caller", "give --checked-by NAME if somebody else called")
        warnings = (*warnings, Problem(File(PHONEBOOK), what, remedy))
    after = renew_number(book.content, key, number, today, checked_by)
    usage, event = survey_usage(book.library), f"phones set {key}"
    return NumberChange(book, key, number, before, today, after, usage, event, warnings)


def draw_removal(site: Path | None, key: str) -> NumberChange:
    """Draw up the removal of a number that no leaflet prints.

    Raises:
        UsageError: If there is no site with a phone book, or it has no such key.
        ContentError: With every place that prints it, and every leaflet that cannot be read; or if
            the file cannot be changed.
    """
    book = _open(site)
    require_key(key, book.written)
    usage = survey_usage(book.library)
    _require_unused(key, usage)
    after = strike_number(book.content, key)
    before, event = book.written[key], f"phones remove {key}"
    return NumberChange(book, key, None, before, None, after, usage, event)


def _open(site: Path | None) -> SitePhoneBook:
    """Read the phone book of the site.

    Raises:
        UsageError: If there is no site, or it has no phone book of its own.
        ContentError: If the file cannot be read.
    """
    library = open_library(site)
    library.require_site()
    file = library.find(PHONEBOOK)
    if file is None or file.origin is not Origin.SITE:
        what = Message("phones.no-own-book", "the site folder has no phone book of its own")
        remedy = Message(
            "phones.adopt", "`leaflet adopt {file}` copies one to it", file=File(PHONEBOOK)
        )
        raise UsageError(Problem(File(PHONEBOOK), what, remedy))
    content = read_bytes(file)
    written = read_written(read_source(content, PHONEBOOK))
    return SitePhoneBook(library, file.path, content, dict(written))


def _judge(typed: str, key: str, book: SitePhoneBook) -> tuple[str, tuple[Problem, ...]]:
    """The number as it is printed, and what is strange about it beside the others.

    Raises:
        ContentError: If nobody can dial it.
    """
    # Slow to import: it knows all numbering plans.
    from leaflet.content.phones.dialling import find_oddities, judge_number

    judged = judge_number(typed, Option("NUMBER"))
    others = {each: number for each, number in book.written.items() if each != key}
    campus, before = key.partition(".")[0], book.written.get(key)
    odd = find_oddities(judged.value, campus, others, Option("NUMBER"), before)
    return judged.value, (*judged.warnings, *odd)


def _require_new(key: str, book: SitePhoneBook) -> None:
    """Refuse a key that cannot be a new one of this hospital.

    Raises:
        UsageError: If it is no key, its campus is not in ``hospital.yaml``, or it is taken.
        ContentError: If ``hospital.yaml`` cannot be read.
    """
    if not is_key(key):
        what = Message("phones.no-key", "is not campus.purpose")
        remedy = Message(
            "phonebook.write-key",
            "write it in small letters with one point, such as bornem.pijnkliniek",
        )
        raise UsageError(Problem(Option("KEY"), what, remedy))
    if key in book.written:
        what = Message("phones.key-taken", "is there already")
        remedy = Message("phones.set-it", "change it with `leaflet phones set`")
        raise UsageError(Problem(Option("KEY"), what, remedy))
    file = book.library.find(HOSPITAL)
    campuses = read_hospital(read_source(read_bytes(file), HOSPITAL)).campuses if file else {}
    campus = key.partition(".")[0]
    if campus not in campuses:
        add = Message(
            "phones.add-campus",
            "add `{campus}:` and its name to campuses in hospital.yaml",
            campus=Key(campus),
        )
        known = add
        if campuses:
            names = any_of(campuses)
            known = Message("phones.campuses", "there is {names}; or {add}", names=names, add=add)
        what = Message("phones.no-such-campus", "hospital.yaml names no such campus")
        raise UsageError(Problem(Option("KEY"), what, suggest(campus, campuses, known)))


def _require_unused(key: str, usage: Usage) -> None:
    """Refuse to remove a number that a leaflet prints.

    Raises:
        ContentError: With every place that prints it, and every leaflet that cannot be read.
    """
    remedy = Message("phones.take-out", "take it out there first")
    problems = [Problem(use.place, _tell_use(use), remedy) for use in usage.of(key)]
    if problems or usage.unread:
        raise ContentError(*problems, *(_unread(each) for each in usage.unread))


def _tell_use(use: NumberUse) -> Message:
    topic, language = Name(use.topic), Name(use.language)
    where = use.heading or use.panel
    if not where:
        return Message(
            "phones.used",
            "{topic} {language} prints this number",
            topic=topic,
            language=language,
        )
    return Message(
        "phones.used-in",
        "{topic} {language} prints this number in `{where}`",
        topic=topic,
        language=language,
        where=Excerpt(where),
    )


def _unread(problem: Problem) -> Problem:
    where = problem.where
    what = Message(
        "phones.unread",
        "{what}, so that nobody knows which numbers {file} prints",
        what=problem.what,
        file=File(where.file) if isinstance(where, Place) else where,
    )
    return Problem(where, what, problem.remedy)
