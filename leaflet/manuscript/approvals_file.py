"""The shape of ``approvals.yaml``, and how an approval is written into it."""

import re
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from leaflet.frozen import frozen
from leaflet.manuscript.approval import Approval, Approvals
from leaflet.manuscript.record_entry import write_entry
from leaflet.manuscript.scalar import Day, Line, refuse
from leaflet.manuscript.scalar_schema import FINGERPRINT
from leaflet.manuscript.shape import fill
from leaflet.manuscript.source import Source

HEAD = """\
# Which texts the hospital approved, and who answers for it. `leaflet approve` adds to it; the last
# entry of a text counts. The words themselves stand in the folder approvals, by their fingerprint.
schema: 1
approvals:
"""

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def _read_fingerprint(value: object) -> str:
    if not isinstance(value, str) or not _FINGERPRINT.fullmatch(value):
        what = "a fingerprint of 64 digits and letters a to f should stand here"
        raise refuse(what, "take the entry out, and approve the text again")
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
