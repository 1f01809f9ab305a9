"""The calls behind ``leaflet diff`` and ``trace``: the history of a text and of a printed id.

A text is compared with its last approved words; an id is looked up among the leaflets of now, then
in the ledger of the site.
"""

import re
from dataclasses import replace
from datetime import date
from itertools import takewhile

from leaflet.app.records import describe, find_approval, read_all, read_site_ledger
from leaflet.app.text import Cell
from leaflet.content.approval.approvals import Change, find_changes, read_approved
from leaflet.content.approval.ledger import LedgerEntry
from leaflet.content.files import APPROVALS
from leaflet.content.model.review import Approval
from leaflet.content.read import read_content
from leaflet.content.site import Library
from leaflet.errors import Problem, UsageError
from leaflet.messages.message import Command, Excerpt, Message, Name, Option, both
from leaflet.records import frozen

_KEPT = 6
"""Words to show on each side of a change."""


@frozen
class Comparison:
    """A text compared with its last approved words.

    Attributes:
        approval: The last one.
        changes: In the order of the text, long lines cut to what differs; ``None`` where the words
            are the same.
    """

    topic: str
    language: str
    approval: Approval
    changes: tuple[Change, ...] | None


def compare_with_approved(library: Library, topic: str, language: str) -> Comparison:
    """Compare a text with its last approved words.

    Raises:
        UsageError: If there is no site, no such leaflet, or it was never approved.
        ContentError: With everything that is wrong with the text, or with the words that were
            kept.
    """
    folder = library.own_path(APPROVALS).parent
    transcript = read_content(library, topic, language).value.transcript
    approval = find_approval(library, topic, language)
    if approval is None:
        what = Message("approval.never-approved", "was never approved")
        remedy = Message("approval.record", "record it with `leaflet approve`")
        raise UsageError(Problem(Option("TOPIC"), what, remedy))
    approved = read_approved(folder, approval)
    if approval.words == transcript.fingerprint:
        return Comparison(topic, language, approval, None)
    changes = tuple(map(_shorten, find_changes(approved, transcript)))
    return Comparison(topic, language, approval, changes)


def _shorten(change: Change) -> Change:
    if len(change.approved) == len(change.current) == 1:
        was, now = _around(change.approved[0], change.current[0])
        return replace(change, approved=was, current=now)
    return change


def _around(was: str, now: str) -> tuple[tuple[str], tuple[str]]:
    """Shorten two lines: leave out most of the words with which both begin or end."""
    old, new = was.split(" "), now.split(" ")
    same = list(takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    # The first word says what the line is, and always stays.
    start = max(len(same) - _KEPT, 1)
    rest = zip(reversed(old[len(same) :]), reversed(new[len(same) :]), strict=False)
    end = max(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest)) - _KEPT, 0)
    return (_cut(old, start, end),), (_cut(new, start, end),)


def _cut(words: list[str], start: int, end: int) -> str:
    middle = words[start : len(words) - end]
    before = ["…"] if start > 1 else []
    return " ".join([words[0], *before, *middle, *(["…"] if end else [])])


_ID = re.compile(r"([0-9a-f]{6})-?([0-9a-f]{6})")
_MISREAD = str.maketrans("oil", "011")


@frozen
class Trace:
    """The leaflet behind an id.

    Attributes:
        content_id: In its usual form.
        topic: Of the leaflet.
        language: Of the leaflet.
        words: Which words it has.
        numbers: Which phone numbers it has.
        printed: Each of these numbers: key, number, and what is printed now where it differs.
        verdict: Whether it may still be handed out.
    """

    content_id: str
    topic: str
    language: str
    words: Message
    numbers: Message
    printed: tuple[tuple[str, str, Cell], ...]
    verdict: Message


def trace_id(library: Library, typed: str, today: date) -> Trace:
    """Find the leaflet with this id, among those of now and in the ledger.

    Args:
        library: With the site of the leaflet.
        typed: As it was read from the colophon; O is read as 0, I and L as 1.
        today: In the time zone of the hospital.

    Raises:
        UsageError: If it is no id, or an unknown one.
        ContentError: If the ledger cannot be read.
    """
    text, numbers = _read(typed)
    current = [describe(each, "now", today) for each in read_all(library)]
    known = (*current, *reversed(read_site_ledger(library).entries))
    same_words = [each for each in known if _halves(each)[0] == text]
    exact = [each for each in same_words if _halves(each)[1] == numbers]
    found = next(iter(exact or same_words), None)
    if found is None:
        what = Message("trace.unknown", "is on no leaflet of now, and not in the ledger")
        remedy = Message(
            "trace.compare",
            "compare it with the paper, or ask an earlier version of the site folder: "
            "`leaflet --site COPY trace ID`",
        )
        raise UsageError(Problem(Option("ID"), what, remedy))
    leaflet = [each for each in known if _is_same(each, found)]
    now = next((each for each in current if _is_same(each, found)), None)
    printed = next((each for each in leaflet if _halves(each)[1] == numbers), None)
    return Trace(
        f"{text}-{numbers}",
        found.topic,
        found.language,
        _describe_words(found, now),
        _describe_numbers(printed, now),
        tuple(_row(*each, now) for each in printed.numbers.items()) if printed else (),
        _judge(found, numbers, now),
    )


def _read(typed: str) -> tuple[str, str]:
    # The colophon has topic and language before it.
    last = typed.rpartition("·")[2]
    written = "".join(last.split()).lower().replace("\u2010", "-").translate(_MISREAD)
    match = _ID.fullmatch(written)
    if match is None:
        what = Message("trace.no-id", "is not the id of a leaflet")
        remedy = Message(
            "trace.give-id",
            "give the twelve digits and letters in small print on the back: 3f9a27-c191b0",
        )
        raise UsageError(Problem(Option("ID"), what, remedy))
    return match[1], match[2]


def _halves(entry: LedgerEntry) -> tuple[str, str]:
    text, _, numbers = entry.content_id.partition("-")
    return text, numbers


def _is_same(entry: LedgerEntry, other: LedgerEntry) -> bool:
    return (entry.topic, entry.language) == (other.topic, other.language)


def _judge(found: LedgerEntry, numbers: str, now: LedgerEntry | None) -> Message:
    if now is None:
        return Message("trace.gone", "This leaflet is not printed any more.")
    text, current = _halves(now)
    if current == numbers and text == _halves(found)[0]:
        return Message("trace.current", "This is what is printed now.")
    if current == numbers and now.words == found.words:
        return Message(
            "trace.same-words",
            "It says what is printed now ({id}); only its approval, version, hospital or colours "
            "differ.",
            id=Name(now.content_id),
        )
    return Message(
        "trace.outdated",
        "Do not hand it out any more: what is printed now carries {id}.",
        id=Name(now.content_id),
    )


def _describe_words(found: LedgerEntry, now: LedgerEntry | None) -> Message:
    said = _describe_approval(found)
    if now and _halves(now)[0] == _halves(found)[0]:
        return Message("trace.words-of-now", "those of now: {said}", said=said)
    recorded = both(said, _describe_record(found))
    if now and now.words == found.words:
        return Message(
            "trace.words-of-now-otherwise",
            "those of now, with something else around them: {said}",
            said=recorded,
        )
    return _of_before(recorded)


def _describe_approval(found: LedgerEntry) -> Message:
    if found.approved:
        state = Message("trace.approved", "approved {approved}", approved=Excerpt(found.approved))
    else:
        state = Message("trace.not-approved", "not approved")
    if not found.version:
        return state
    version = Excerpt(found.version)
    return Message("trace.version", "version {version}, {state}", version=version, state=state)


def _describe_record(entry: LedgerEntry) -> Message:
    event = Command(entry.event)
    return Message("trace.recorded", "recorded on {on} ({event})", on=entry.on, event=event)


def _describe_numbers(printed: LedgerEntry | None, now: LedgerEntry | None) -> Message:
    if printed is None:
        return Message(
            "trace.numbers-unknown",
            "others than those of now, and not in the ledger; or its second half is misread",
        )
    if now and _halves(now)[1] == _halves(printed)[1]:
        return Message("trace.numbers-of-now", "those of now")
    return _of_before(_describe_record(printed))


def _of_before(said: Message) -> Message:
    return Message("trace.of-before", "of before: {said}", said=said)


def _row(key: str, number: str, now: LedgerEntry | None) -> tuple[str, str, Cell]:
    current = now.numbers.get(key) if now else None
    if current == number:
        return key, number, ""
    if current:
        return key, number, Message("trace.now", "now {number}", number=Name(current))
    return key, number, Message("trace.now-not-printed", "now not printed")
