"""The calls behind ``leaflet status`` and ``list``: one row for each leaflet or number."""

from collections.abc import Iterator
from datetime import date

from leaflet.app.phones import show_check
from leaflet.app.records import find_approval
from leaflet.app.text import NONE, STATES, Cell, show_approval, show_review
from leaflet.content.approval.approvals import read_approved
from leaflet.content.files import APPROVALS, PHONEBOOK, SHARED, read_bytes
from leaflet.content.model.content import LeafletContent
from leaflet.content.model.hospital import PhoneNumber
from leaflet.content.model.review import ApprovalState
from leaflet.content.read import read_content
from leaflet.content.schema.hospital import read_phonebook
from leaflet.content.site import Library
from leaflet.content.yaml.reader import read_source
from leaflet.errors import ContentError, LeafletError, Problem, Warned
from leaflet.messages.message import Count, Message
from leaflet.records import frozen

NumberRow = tuple[str, str, Cell, str]
"""A number to call: key, number, when it was last called, and by whom."""


@frozen
class TextStatus:
    """The status of a leaflet; of one that cannot be read, only what to do is known.

    Attributes:
        version: As the hospital counts; ``None`` where the text has none.
        approved: When and by whom, or that it never was.
        review_by: The last day on which the text is taken for good.
        content_id: The id in its colophon now.
        to_do: What somebody has to do about it.
    """

    topic: str
    language: str
    version: str | None
    approved: Cell | None
    review_by: date | None
    content_id: str | None
    to_do: tuple[Message, ...]


_SOON = 60
"""Days before its review date from which a review is due (``docs/rules.md`` 3.5)."""


def find_unusable(library: Library) -> tuple[Problem, ...]:
    """Problems of site files without which nothing is printed: missing, or no plain files.

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


def list_texts(library: Library, today: date) -> Iterator[TextStatus]:
    """The status of each leaflet in each language; one that cannot be read is called broken."""
    for topic in library.topics():
        for language in library.languages(topic):
            try:
                content = read_content(library, topic, language).value
            except LeafletError:
                broken = (_BROKEN,)
                yield TextStatus(topic, language, None, None, None, None, broken)
            else:
                yield _status_of(content, library, today)


def list_unchecked(library: Library, today: date) -> Warned[tuple[NumberRow, ...]]:
    """Each number that somebody should call."""
    try:
        file = library.find(PHONEBOOK)
        book = read_phonebook(read_source(read_bytes(file), PHONEBOOK)).value if file else None
    except ContentError as error:
        return Warned((), error.problems)
    numbers = book.numbers if book else ()
    return Warned(tuple(_of_number(each, today) for each in numbers if each.is_unchecked(today)))


def _status_of(content: LeafletContent, library: Library, today: date) -> TextStatus:
    brochure, review = content.brochure, content.review
    return TextStatus(
        brochure.topic,
        brochure.language,
        review.version or None,
        show_approval(review.approval),
        review.by,
        content.content_id,
        (*_duties(content, today), *_doubts(content, library)),
    )


_BROKEN = Message("status.broken", "broken: see `leaflet check`")


def _duties(content: LeafletContent, today: date) -> Iterator[Message]:
    review = content.review
    if review.state is ApprovalState.DRAFT:
        yield Message("status.approve", "approve it")
    elif review.state is ApprovalState.EDITED:
        yield Message("status.edited", "edited since: see `leaflet diff`, approve it again")
    if review.by is None:
        return
    left = (review.by - today).days
    if left < 0:
        yield Message("status.review-passed", "review it: the day has passed")
    elif left <= _SOON:
        yield Message("status.review", "review it: {left} left", left=Count(left, "day"))


def _doubts(content: LeafletContent, library: Library) -> Iterator[Message]:
    """Problems of the approved words, which should be kept as they were approved."""
    brochure = content.brochure
    try:
        if approval := find_approval(library, brochure.topic, brochure.language):
            read_approved(library.own_path(APPROVALS).parent, approval)
    except LeafletError as error:
        first = error.problems[0]
        yield Message("status.doubt", "{where}: {what}", where=first.where, what=first.what)


def _of_number(number: PhoneNumber, today: date) -> NumberRow:
    return number.key, number.number, show_check(number, today), number.checked_by or NONE


TopicRow = tuple[str, str, str, Cell, Cell]

TOPIC_HEADINGS: tuple[Message, ...] = (
    Message("heading.topic", "TOPIC"),
    Message("heading.language", "LANGUAGE"),
    Message("heading.version", "VERSION"),
    Message("heading.review-by", "REVIEW BY"),
    Message("heading.state", "STATE"),
)


def catalogue(library: Library, today: date) -> tuple[TopicRow, ...]:
    """Every leaflet of the library; one that cannot be read is called broken."""
    return tuple(
        _topic_row(library, topic, language, today)
        for topic in library.topics()
        for language in library.languages(topic)
    )


def _topic_row(library: Library, topic: str, language: str, today: date) -> TopicRow:
    try:
        content = read_content(library, topic, language).value
    except LeafletError:
        return topic, language, NONE, NONE, _BROKEN
    review = content.review
    by = show_review(review.by, today)
    return topic, language, review.version or NONE, by, STATES[review.state]
