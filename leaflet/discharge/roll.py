"""The list of the patients for whom leaflets are made: a table or JSON Lines, row by row.

Only the bytes of the list are held; rows are read when they are asked for, and once more when they
are asked for again. No message repeats what the list says (law 5).
"""

from collections.abc import Iterator

from leaflet.discharge.encoding import read_text
from leaflet.discharge.field import known_keys
from leaflet.discharge.json_lines import JsonLines
from leaflet.discharge.row import Row as Row
from leaflet.discharge.table_file import Table, read_table
from leaflet.errors import DischargeError, Place, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.words import Words


@frozen
class Roll:
    """A list that can be read, and in which there is at least one patient.

    Attributes:
        notices: What is odd about the list as a whole. Rows that are skipped are known only when
            they are met: see ``Row.skipped``.
    """

    notices: tuple[Problem, ...]
    _source: Table | JsonLines

    def rows(self) -> Iterator[Row]:
        """Every row from the first, the skipped ones and those with problems among them."""
        return self._source.rows()


def read_roll(content: bytes, label: str, words: Words) -> Roll:
    """Find out what kind of list this is, and whether it can be read.

    Args:
        content: The whole list, in UTF-8, UTF-16 or Windows-1252.
        label: What messages call it.
        words: Knows the column headers; case and spaces in a header do not matter.

    Raises:
        DischargeError: If nothing can be read: it is empty or another kind of file, bytes are no
            text, a quotation mark is not closed, a column is unknown, double or missing.
    """
    text = read_text(content, label)
    with text.open() as lines:
        beginning = next((line.strip("\ufeff \t\r\n") for line in lines if line.strip()), "")
    match beginning[:1]:
        case "":
            raise _refuse(label, "the list is empty", "save it once more with its rows")
        case "[":
            raise _refuse(label, "is a JSON array", "write one object a line, and no brackets")
        case "{" if beginning == "{":
            raise _refuse(label, "has objects of several lines", "write one object a line")
        case "{":
            roll = Roll((), JsonLines(text, known_keys(words)))
        case _:
            table = read_table(text, label, words)
            roll = Roll(table.header.notices, table)
    if all(row.skipped for row in roll.rows()):
        raise _refuse(label, "has a header and no patients", "add a row for each patient")
    return roll


def _refuse(label: str, what: str, remedy: str) -> DischargeError:
    return DischargeError(Problem(Place(label), what, remedy))
