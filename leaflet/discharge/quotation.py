"""The rows of a table, divided into cells by delimiters and quotation marks."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice

from leaflet.discharge.encoding import Text
from leaflet.discharge.ruling import Ruling
from leaflet.errors import DischargeError, Place, Problem

_QUOTE = '"'

# The module's own limit would make a long cell look like one with a misplaced quotation mark;
# what is too long for a field is told by whoever reads the field.
csv.field_size_limit(2**31 - 1)


def split_rows(text: Text, ruling: Ruling) -> Iterator[list[str] | None]:
    """The cells of every row below the header; ``None`` for a row that cannot be divided."""
    with text.open() as lines:
        yield from islice(_split(islice(lines, ruling.above, None), ruling), ruling.row, None)


def _split(lines: Iterable[str], ruling: Ruling) -> Iterator[list[str] | None]:
    reader = csv.reader(lines, delimiter=ruling.delimiter, strict=True)
    while True:
        try:
            yield from reader
        except csv.Error:
            yield None
        else:
            return


def check_quotation(text: Text, ruling: Ruling, label: str) -> None:
    """Read the whole list once, if it is quoted, and see where each row ends.

    A row that goes wrong, but whose quotation marks are even in number and all on one line, is
    left to ``split_rows``: the row below it begins on the next line.

    Raises:
        DischargeError: If a quotation mark is not closed, so that nobody can tell where the rows
            below it begin.
    """
    if _QUOTE.encode() not in text.content:
        return
    latest = deque([""], maxlen=1)
    with text.open() as lines:
        below = _remember(islice(lines, ruling.above, None), latest)
        reader = csv.reader(below, delimiter=ruling.delimiter, strict=True)
        row = ended = 0
        while True:
            try:
                for _ in reader:
                    row, ended = row + 1, reader.line_num
            except csv.Error:
                row += 1
                if reader.line_num > ended + 1 or latest[0].count(_QUOTE) % 2:
                    place = Place(label, ended + 1 + ruling.above)
                    what = f"row {row} has a quotation mark that is not closed"
                    remedy = "close it; within a cell, double it and quote the whole cell"
                    raise DischargeError(Problem(place, what, remedy)) from None
                ended = reader.line_num
            else:
                return


def _remember(lines: Iterable[str], latest: deque[str]) -> Iterator[str]:
    for line in lines:
        latest.append(line)
        yield line
