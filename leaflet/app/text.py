"""Cells and tables for the screen, and counts as they are typed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from leaflet.content.model.review import ApprovalState
from leaflet.errors import Problem, UsageError, Where
from leaflet.messages.message import Message

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
