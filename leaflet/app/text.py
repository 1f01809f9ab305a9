"""Words for the screen: tables, the form of a cell, counts as typed."""

from collections.abc import Iterator, Sequence
from datetime import date

from leaflet.errors import Problem, UsageError, Where
from leaflet.messages.message import Message

Cell = str | Message
"""What stands in a cell of a table: a value as it is, or words."""

NONE = "-"
"""Stands where there is nothing to say."""


def set_columns(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """The lines of a table; every row has as many cells."""
    written = [tuple(map(str, row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(*written, strict=True)]
    for row in written:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def read_count(text: str, where: Where) -> int:
    """A number of things, from 1 on, as typed.

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
