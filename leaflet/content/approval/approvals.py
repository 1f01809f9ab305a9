"""``approvals.yaml``: read approvals, add one, and compare approved words with those of now.

The words themselves are kept beside it as a transcript; ``find_changes`` compares two transcripts,
statement by statement.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from leaflet.content.files import read_plain
from leaflet.content.model.review import Approval, Approvals
from leaflet.content.model.transcript import Transcript
from leaflet.content.schema.fields import FINGERPRINT, Day, Line, refuse
from leaflet.content.schema.validate import fill
from leaflet.content.yaml import LARGEST_FILE
from leaflet.content.yaml.editor import write_entry
from leaflet.content.yaml.reader import Source
from leaflet.errors import ContentError, Place, Problem
from leaflet.messages.message import Message
from leaflet.records import frozen

HEAD = """\
# Which texts the hospital approved, and who answers for it. `leaflet approve` adds to it; the last
# entry of a text counts. The words themselves stand in the folder approvals, by their fingerprint.
schema: 1
approvals:
"""

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def _read_fingerprint(value: object) -> str:
    if not isinstance(value, str) or not _FINGERPRINT.fullmatch(value):
        raise refuse(
            Message(
                "approval.no-fingerprint",
                "a fingerprint of 64 digits and letters a to f should stand here",
            ),
            Message("approval.approve-again", "take the entry out, and approve the text again"),
        )
    return value


_Fingerprint = Annotated[str, PlainValidator(_read_fingerprint), WithJsonSchema(FINGERPRINT)]


@frozen
class _ApprovalShape:
    """That a hospital answers for the words of a leaflet.

    Attributes:
        topic: The leaflet.
        language: Its language.
        words: The fingerprint of the words that were approved.
        by: Who answers for them.
        on: The day on which they were approved.
        review_by: The day by which they have to be reviewed.
    """

    topic: Line
    language: Line
    words: _Fingerprint
    by: Line
    on: Day
    review_by: Day


@frozen
class _ApprovalsShape:
    """Which texts were approved. `leaflet approve` writes it.

    Attributes:
        approvals: Each approval; the last one of a text counts.
    """

    approvals: tuple[_ApprovalShape, ...] | None = None


SHAPES = (_ApprovalsShape,)
"""Of schema 1."""


def read_approvals(source: Source) -> Approvals:
    """The approvals of one file.

    Raises:
        ContentError: With every key that is missing, unknown or of another kind.
    """
    shape = fill(_ApprovalsShape, source)
    return Approvals(
        tuple(
            Approval(
                source.place(("approvals", n, "review_by")),
                each.topic,
                each.language,
                each.words,
                each.by,
                each.on,
                each.review_by,
            )
            for n, each in enumerate(shape.approvals or ())
        )
    )


def write_approval(approval: Approval) -> str:
    """The lines of one approval, as they stand in the file."""
    return write_entry(
        {
            "topic": approval.topic,
            "language": approval.language,
            "words": approval.words,
            "by": approval.by,
            "on": approval.on.isoformat(),
            "review_by": approval.review_by.isoformat(),
        }
    )


FOLDER = "approvals"
_SHOWN = 8


def transcript_name(topic: str, language: str, fingerprint: str) -> str:
    """Its name in the site: ``approvals/lage-rugpijn.nl.3f9a27c1.txt``."""
    return f"{FOLDER}/{topic}.{language}.{fingerprint[:_SHOWN]}.txt"


def read_approved(folder: Path, approval: Approval) -> tuple[str, ...]:
    """The statements that were approved, one a line, as they were written then.

    Args:
        folder: Where ``approvals.yaml`` stands.
        approval: Of these words.

    Raises:
        ContentError: If they are not there any more, or were changed.
    """
    name = transcript_name(approval.topic, approval.language, approval.words)
    remedy = Message(
        "approval.restore",
        "take it out of an earlier version of the site folder, or approve the text again",
    )
    try:
        content = read_plain(folder / name, LARGEST_FILE + 1)
    except OSError:
        what = Message(
            "approval.words-gone", "the words that were approved are not there to be compared"
        )
        raise ContentError(Problem(Place(name), what, remedy)) from None
    # A checkout may turn the ends of lines; these are the same words.
    content = content.replace(b"\r\n", b"\n")
    if sha256(content).hexdigest() != approval.words:
        what = Message(
            "approval.words-changed",
            "these are not the words that were approved: the file was changed",
        )
        raise ContentError(Problem(Place(name), what, remedy))
    return tuple(content.decode().rstrip("\n").split("\n")[1:])


_CHAPTERS = ("leaflet", "section", "medicine", "medicines", "words", "label")
"""Kinds of statements with which a new chapter begins; the word is the first of the kind."""


@frozen
class Change:
    """Statements that came in the place of others.

    Attributes:
        chapter: The heading, the medicine or the group of words that they stand under.
        place: Where the new ones begin; ``None`` if there are none.
        approved: The statements as approved; none where something was added.
        current: The statements of now; none where something was taken out.
    """

    chapter: str
    place: Place | None
    approved: tuple[str, ...]
    current: tuple[str, ...]


def find_changes(approved: Sequence[str], transcript: Transcript) -> tuple[Change, ...]:
    """Every difference, in reading order.

    Args:
        approved: The statements that were approved, as they were written.
        transcript: What is printed now.
    """
    return tuple(_changes(approved, transcript))


def _changes(approved: Sequence[str], transcript: Transcript) -> Iterator[Change]:
    statements = transcript.statements
    current = [str(each) for each in statements]
    matcher = SequenceMatcher(None, approved, current, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        place = statements[begin].place if begin < end else None
        if last - first == end - begin:
            # As many as before: each took the place of one.
            for was, now in zip(range(first, last), range(begin, end), strict=True):
                chapter = _chapter(current, now)
                yield Change(chapter, statements[now].place, (approved[was],), (current[now],))
        else:
            chapter = _chapter(current, begin) if begin < end else _chapter(approved, first)
            yield Change(chapter, place, (*approved[first:last],), (*current[begin:end],))


def _chapter(lines: Sequence[str], position: int) -> str:
    """What the statement stands under, without the kind."""
    for line in reversed(lines[: position + 1]):
        kind, _, said = line.partition(": ")
        if kind.partition(" ")[0] in _CHAPTERS:
            is_text = kind == "leaflet" or kind.startswith("section")
            return said if is_text else f"{kind}: {said}"
    return ""
