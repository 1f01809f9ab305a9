"""One row of a list of patients, read as far as it is one."""

from enum import StrEnum

from leaflet.discharge.record import Record
from leaflet.errors import Problem
from leaflet.frozen import frozen


class Skipped(StrEnum):
    """Why a row holds no patient."""

    BLANK = "blank"
    TOTAL = "total"


@frozen
class Row:
    """What one row says: a record, or what is wrong with the row, or why it was skipped.

    Attributes:
        number: As a spreadsheet counts, so that a cell of several lines is one row; in a list
            without header, the line of the file.
        record: ``None`` where the row is skipped or has problems.
        problems: What is wrong with the row itself; each names a field (``name``, ``med 2``) or
            ``row``, never a value. Whether a plan or a date is right is not asked here.
        skipped: ``None`` for every row that is, or may be, a patient's.
    """

    number: int
    record: Record | None
    problems: tuple[Problem, ...] = ()
    skipped: Skipped | None = None


NAMELESS = Problem("name", "is missing", "give the name, or delete the row")
"""A list is of people: what is said of nobody was meant for somebody."""
