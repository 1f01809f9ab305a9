"""The call behind ``leaflet status``: a row for each leaflet, and for each doubtful number."""

from collections.abc import Iterator
from datetime import date

from leaflet.commands.columns import NONE
from leaflet.commands.phone_table import show_check
from leaflet.commands.site_records import find_approval
from leaflet.commands.voice import count
from leaflet.errors import ContentError, LeafletError, Problem, Warned
from leaflet.manuscript.approval import ApprovalState
from leaflet.manuscript.content_file import read_bytes
from leaflet.manuscript.content_folder import APPROVALS, PHONEBOOK, SHARED
from leaflet.manuscript.library import Library
from leaflet.manuscript.manuscript import Manuscript
from leaflet.manuscript.phonebook import PhoneNumber
from leaflet.manuscript.phonebook_file import read_phonebook
from leaflet.manuscript.reading import read_manuscript
from leaflet.manuscript.source import read_source
from leaflet.manuscript.transcript_file import read_approved

Row = tuple[str, ...]

HEADINGS: Row = ("TOPIC", "LANGUAGE", "VERSION", "APPROVED", "REVIEW BY", "ID", "TO DO")

_SOON = 60
"""Days before its review date on which a text is named (``domain.md`` 3.5)."""


def find_unusable(library: Library) -> tuple[Problem, ...]:
    """Files of the site without which nothing is printed: they are gone, or no plain files.

    Raises:
        ContentError: If the list of the site's own files cannot be read.
    """
    problems = [*library.find_missing()]
    for name in SHARED:
        try:
            library.find(name)
        except ContentError as error:
            problems += error.problems
    return tuple(dict.fromkeys(problems))


def list_standings(library: Library, today: date) -> Iterator[Row]:
    """One row for each leaflet in each language; one that cannot be read is told as broken."""
    for topic in library.topics():
        for language in library.languages(topic):
            try:
                manuscript = read_manuscript(library, topic, language).value
            except LeafletError:
                yield topic, language, *[NONE] * 4, "broken: see `leaflet check`"
            else:
                yield _row(manuscript, library, today)


def list_unchecked(library: Library, today: date) -> Warned[tuple[Row, ...]]:
    """Each number that somebody should call: key, number, when and by whom it was last called."""
    try:
        file = library.find(PHONEBOOK)
        book = read_phonebook(read_source(read_bytes(file), PHONEBOOK)).value if file else None
    except ContentError as error:
        return Warned((), error.problems)
    numbers = book.numbers if book else ()
    return Warned(tuple(_of_number(each, today) for each in numbers if each.is_unchecked(today)))


def _row(manuscript: Manuscript, library: Library, today: date) -> Row:
    brochure, review = manuscript.brochure, manuscript.review
    return (
        brochure.topic,
        brochure.language,
        review.version or NONE,
        review.approved or "never",
        review.by.isoformat() if review.by else NONE,
        manuscript.content_id,
        "; ".join((*_duties(manuscript, today), *_doubts(manuscript, library))) or NONE,
    )


def _duties(manuscript: Manuscript, today: date) -> Iterator[str]:
    review = manuscript.review
    if review.state is ApprovalState.DRAFT:
        yield "approve it"
    elif review.state is ApprovalState.EDITED:
        yield "edited since: see `leaflet diff`, approve it again"
    if review.by is None:
        return
    left = (review.by - today).days
    if left < 0:
        yield "review it: the day has passed"
    elif left <= _SOON:
        yield f"review it: {count(left, 'day')} left"


def _doubts(manuscript: Manuscript, library: Library) -> Iterator[str]:
    """Whether the words that were approved are still kept, and are what was approved."""
    brochure = manuscript.brochure
    try:
        if approval := find_approval(library, brochure.topic, brochure.language):
            read_approved(library.own_path(APPROVALS).parent, approval)
    except LeafletError as error:
        yield f"{error.problems[0].where}: {error.problems[0].what}"


def _of_number(number: PhoneNumber, today: date) -> Row:
    return number.key, number.number, show_check(number, today), number.checked_by or NONE
