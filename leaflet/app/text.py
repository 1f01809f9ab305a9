"""Cells and tables for the screen, and counts as they are typed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from leaflet.content.model.review import Approval, ApprovalState
from leaflet.errors import Problem, UsageError, Where
from leaflet.messages.message import Excerpt, Message

Cell = str | Message
"""The content of a cell of a table: a value as it is, or words."""

NONE = "-"
"""The content of an empty cell."""


def set_columns(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """Write a table, line by line; all rows have the same number of cells."""
    written = [tuple(map(str, row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(*written, strict=True)]
    for row in written:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def read_count(text: str, where: Where) -> int:
    """Read a number of things, from 1 on.

    Args:
        where: What messages call it.

    Raises:
        UsageError: If it is no whole number, or less than 1.
    """
    if not (text.isascii() and text.isdecimal() and 0 < len(text) < 7 and int(text) > 0):
        what = Message("all.no-number", "is not a number from 1 to 999999")
        raise UsageError(Problem(where, what, Message("all.give-number", "give a number")))
    return int(text)


_LONGEST_LINE = 120


def read_line(text: str, where: Where, remedy: Message) -> str:
    """A few words that are kept or printed, without the spaces around them.

    Args:
        text: As typed.
        where: What messages call it.
        remedy: What to do about it.

    Raises:
        UsageError: If it is empty, longer than a line, or has what cannot be printed.
    """
    line = text.strip()
    if not 0 < len(line) <= _LONGEST_LINE or not line.isprintable():
        what = Message(
            "reason.no-line",
            "is not a text of 1 to {most} characters on one line",
            most=_LONGEST_LINE,
        )
        raise UsageError(Problem(where, what, remedy))
    return line


SAY_WHY = Message("reason.say-why", "say in a few words why")


def show_review(by: date | None, today: date) -> Cell:
    """The day by which a text has to be reviewed, and whether it has passed."""
    if by is None:
        return NONE
    return Message("status.passed", "{day} (passed)", day=by) if by < today else by.isoformat()


STATES: Mapping[ApprovalState, Message] = {
    ApprovalState.DRAFT: Message("state.draft", "draft"),
    ApprovalState.EDITED: Message("state.edited", "edited since approval"),
    ApprovalState.APPROVED: Message("state.approved", "approved"),
}
"""What stands in a cell for how a text stands to its approval."""


def show_approval(approval: Approval | None) -> Message:
    """By whom and when words were approved last."""
    if approval is None:
        return Message("status.never", "never")
    by = Excerpt(approval.by)
    return Message("approval.by-on", "by {by} on {on}", by=by, on=approval.on)
