"""Words for the screen: tables, the form of a cell, counts as said and as typed."""

from collections.abc import Iterator, Sequence
from datetime import date

from leaflet.errors import Problem, UsageError

NONE = "-"
"""Stands where there is nothing to say."""


def set_columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table; every row has as many cells."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def count(number: int, noun: str) -> str:
    """``1 row``, ``2,000 rows``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def read_count(text: str, where: str) -> int:
    """A number of things, from 1 on, as typed.

    Args:
        where: What messages call it.

    Raises:
        UsageError: If it is no whole number, or less than 1.
    """
    if not (text.isascii() and text.isdecimal() and 0 < len(text) < 7 and int(text) > 0):
        raise UsageError(Problem(where, "is not a number from 1 to 999999", "give a number"))
    return int(text)


def show_review(by: date | None, today: date) -> str:
    """The day by which a text has to be reviewed, and whether it has passed."""
    if by is None:
        return NONE
    return f"{by.isoformat()} (passed)" if by < today else by.isoformat()
