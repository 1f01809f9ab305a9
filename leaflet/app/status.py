"""The calls behind ``leaflet status`` and ``list``: one row for each leaflet or number."""

from collections.abc import Iterator
from datetime import date

from leaflet.app.phones import show_check
from leaflet.app.records import find_approval
from leaflet.app.text import NONE, count, show_review
from leaflet.content.approval.approvals import read_approved
from leaflet.content.files import APPROVALS, PHONEBOOK, SHARED, read_bytes
from leaflet.content.model.content import LeafletContent
from leaflet.content.model.hospital import PhoneNumber
from leaflet.content.model.review import ApprovalState
from leaflet.content.read import read_manuscript
from leaflet.content.schema.hospital import read_phonebook
from leaflet.content.site import Library
from leaflet.content.yaml.reader import read_source
from leaflet.errors import ContentError, LeafletError, Problem, Warned

StatusRow = tuple[str, ...]

STATUS_HEADINGS: StatusRow = (
    "TOPIC",
    "LANGUAGE",
    "VERSION",
    "APPROVED",
    "REVIEW BY",
    "ID",
    "TO DO",
)

_SOON = 60
"""Days before its review date on which a text is named (``docs/rules.md`` 3.5)."""


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


def list_standings(library: Library, today: date) -> Iterator[StatusRow]:
    """One row for each leaflet in each language; one that cannot be read is told as broken."""
    for topic in library.topics():
        for language in library.languages(topic):
            try:
                manuscript = read_manuscript(library, topic, language).value
            except LeafletError:
                yield topic, language, *[NONE] * 4, "broken: see `leaflet check`"
            else:
                yield _row(manuscript, library, today)


def list_unchecked(library: Library, today: date) -> Warned[tuple[StatusRow, ...]]:
    """Each number that somebody should call: key, number, when and by whom it was last called."""
    try:
        file = library.find(PHONEBOOK)
        book = read_phonebook(read_source(read_bytes(file), PHONEBOOK)).value if file else None
    except ContentError as error:
        return Warned((), error.problems)
    numbers = book.numbers if book else ()
    return Warned(tuple(_of_number(each, today) for each in numbers if each.is_unchecked(today)))


def _row(manuscript: LeafletContent, library: Library, today: date) -> StatusRow:
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


def _duties(manuscript: LeafletContent, today: date) -> Iterator[str]:
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


def _doubts(manuscript: LeafletContent, library: Library) -> Iterator[str]:
    """Whether the words that were approved are still kept, and are what was approved."""
    brochure = manuscript.brochure
    try:
        if approval := find_approval(library, brochure.topic, brochure.language):
            read_approved(library.own_path(APPROVALS).parent, approval)
    except LeafletError as error:
        yield f"{error.problems[0].where}: {error.problems[0].what}"


def _of_number(number: PhoneNumber, today: date) -> StatusRow:
    return number.key, number.number, show_check(number, today), number.checked_by or NONE


TopicRow = tuple[str, str, str, str, str]

TOPIC_HEADINGS: TopicRow = ("TOPIC", "LANGUAGE", "VERSION", "REVIEW BY", "STATE")


def catalogue(library: Library, today: date) -> tuple[TopicRow, ...]:
    """Every leaflet of the library; one that cannot be made is told as broken."""
    return tuple(
        _topic_row(library, topic, language, today)
        for topic in library.topics()
        for language in library.languages(topic)
    )


def _topic_row(library: Library, topic: str, language: str, today: date) -> TopicRow:
    try:
        manuscript = read_manuscript(library, topic, language).value
    except LeafletError:
        return topic, language, NONE, NONE, "broken: see `leaflet check`"
    review = manuscript.review
    by = show_review(review.by, today)
    return topic, language, review.version or NONE, by, review.state
