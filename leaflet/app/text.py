"""Tables for the screen: the width of columns and the form of a cell."""

from collections.abc import Iterator, Sequence
from datetime import date

NONE = "-"
"""Stands where there is nothing to say."""


def set_columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table; every row has as many cells."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def show_review(by: date | None, today: date) -> str:
    """The day by which a text has to be reviewed, and whether it has passed."""
    if by is None:
        return NONE
    return f"{by.isoformat()} (passed)" if by < today else by.isoformat()
