"""How a list is ruled into rows and cells: what stands between cells, and where its header is."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from leaflet.discharge.encoding import Text
from leaflet.errors import DischargeError, Place, Problem
from leaflet.frozen import frozen

_DELIMITERS = (";", ",", "\t")
_DECLARED = re.compile(r'"?sep=(.)"?[;,\t]*\s*', re.IGNORECASE)
_LOOKED_AT = 20
"""Rows in which a header is looked for, so that a message can say where it stands."""

Top = Sequence[tuple[int, Sequence[str]]]
"""The first rows that are not blank, each with its number; at least one, if only empty."""


@frozen
class Ruling:
    """One way to read a list as a table.

    Attributes:
        delimiter: Stands between the cells of every row.
        above: The lines above the first row, which only name the delimiter: none or one.
        row: The first row that is not blank, as a spreadsheet counts.
    """

    delimiter: str
    above: int
    row: int


def find_rulings(text: Text, label: str) -> Mapping[Ruling, Top]:
    """Every way in which the list may be ruled, with the rows at its top as they then read.

    Args:
        text: The list.
        label: What messages call it.

    Raises:
        DischargeError: If its first line names a delimiter that is not understood.
    """
    declared = _read_declaration(text, label)
    above = 0 if declared is None else 1
    tops = {each: _top(text, each, above) for each in declared or _DELIMITERS}
    return {Ruling(each, above, top[0][0]): top for each, top in tops.items()}


def _read_declaration(text: Text, label: str) -> str | None:
    """The delimiter that a first line ``sep=;`` names for Excel, or ``None``."""
    with text.open() as lines:
        line = _DECLARED.fullmatch(lines.readline())
    if line is None:
        return None
    if line[1] not in _DELIMITERS:
        what = "names a delimiter that is none of semicolon, comma and tab"
        raise DischargeError(Problem(Place(label, 1), what, "save the list with semicolons"))
    return line[1]


def _top(text: Text, delimiter: str, above: int) -> Top:
    with text.open() as lines:
        reader = csv.reader(islice(lines, above, None), delimiter=delimiter)
        rows = enumerate(_until_broken(reader), start=1)
        filled = ((number, cells) for number, cells in rows if any(map(str.strip, cells)))
        return list(islice(filled, _LOOKED_AT)) or [(1, ())]


def _until_broken(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error:
        return
