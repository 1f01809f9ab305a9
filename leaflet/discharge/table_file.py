"""A list of patients as a table, the way that spreadsheets write it: one row a patient.

Cells may be quoted, and may then hold the delimiter, line ends and doubled quotation marks. What is
wrong within one row refuses that row alone (``domain.md`` 6.5).
"""

from collections.abc import Iterator, Sequence
from operator import itemgetter

from leaflet.discharge.cell import BOUND, find_flaw, is_suspect
from leaflet.discharge.encoding import Text
from leaflet.discharge.header import Header, read_header
from leaflet.discharge.quotation import check_quotation, split_rows
from leaflet.discharge.record import Record
from leaflet.discharge.row import NAMELESS, Row, Skipped
from leaflet.discharge.total import is_count, is_total
from leaflet.errors import Problem
from leaflet.frozen import frozen
from leaflet.manuscript.words import Words

_FIELDS = ("name", "born", "date", "campus", "override", "prescriber")
_QUOTE = '"'
_MISQUOTED = Problem(
    "row", "has a quotation mark in the middle of a cell", "double it, and quote the whole cell"
)
_REMAINDER = Problem(
    "row",
    "has one cell, and may be the rest of the row above",
    "quote a cell that holds a line end, or give the row all its cells",
)


@frozen
class Table:
    """A list whose header is understood and whose quotation marks are all closed."""

    text: Text
    header: Header

    def rows(self) -> Iterator[Row]:
        """Every row below the header, read when it is asked for."""
        header = self.header
        names, width = header.names, len(header.names)
        # A column that the list does not have is read as the empty cell after the last one.
        pick = itemgetter(*(names.index(f) if f in names else width for f in _FIELDS))
        is_list_of_names = True
        divided = split_rows(self.text, header.ruling)
        for number, cells in enumerate(divided, start=header.ruling.row + 1):
            if cells is None:
                yield Row(number, None, (_MISQUOTED,))
                continue
            is_remainder = len(cells) == 1 < width and not is_list_of_names
            is_list_of_names = is_list_of_names and not any(cells[1:])
            cells += [""] * (width - len(cells))
            if is_remainder or _is_doubtful(cells, header):
                row = _look_again(number, cells, header, (_REMAINDER,) if is_remainder else ())
                if row is not None:
                    yield row
                    continue
            cells[width:] = ("",)
            medicines = [cells[n] for n in header.medicines]
            yield Row(number, _fill(pick(cells), medicines, header.numbers))


def read_table(text: Text, label: str, words: Words) -> Table:
    """Understand the header, and hold the quotation marks of the whole list against each other.

    Args:
        label: What messages call the list.
        words: Knows the headers.

    Raises:
        DischargeError: If the header is not understood, or a quotation mark is not closed.
    """
    header = read_header(text, label, words)
    check_quotation(text, header.ruling, label)
    return Table(text, header)


def _fill(texts: Sequence[str], medicines: Sequence[str], numbers: Sequence[int]) -> Record:
    name, born, date, campus, override, prescriber = texts
    filled = tuple([n for n, text in zip(numbers, medicines, strict=True) if text.strip()])
    return Record(
        name,
        born or None,
        date or None,
        campus or None,
        tuple([text for text in medicines if text.strip()]),
        override or None,
        prescriber or None,
        filled if filled and filled[-1] != len(filled) else (),
    )


def _is_doubtful(cells: Sequence[str], header: Header) -> bool:
    """Whether the row deserves a second look; quick, and now and then wrong to say yes."""
    if len(cells) != len(header.names) or None in header.names:
        return True
    row, name = _bound(cells), cells[header.names.index("name")]
    return (
        header.ruling.delimiter in row
        or "\n" in row
        or "\r" in row
        or _QUOTE in row
        or not name.strip()
        or header.of_names in name
        or is_suspect(row)
    )


def _bound(cells: Sequence[str]) -> str:
    return f"{BOUND}{BOUND.join(cells)}{BOUND}"


def _look_again(
    number: int, cells: Sequence[str], header: Header, found: tuple[Problem, ...]
) -> Row | None:
    """The row that holds no record, or ``None`` where the doubts were unfounded."""
    if skipped := _why_skipped(cells, header.names):
        return Row(number, None, (), skipped)
    problems = (*_find_problems(cells, header), *found)
    return Row(number, None, problems) if problems else None


def _why_skipped(cells: Sequence[str], names: Sequence[str | None]) -> Skipped | None:
    """Why there is no patient in the row, where that is beyond doubt."""
    given = [n for n, cell in enumerate(cells) if cell.strip()]
    if not given:
        return Skipped.BLANK
    if is_total([cells[n] for n in given]):
        return Skipped.TOTAL
    first, *others = given
    name = names[first] if first < len(names) else None
    if not others and is_count(cells[first]) and name not in ("name", "born", "date"):
        return Skipped.TOTAL
    return None


def _find_problems(cells: Sequence[str], header: Header) -> Iterator[Problem]:
    """What is wrong with the row: column by column, then with the row as a whole."""
    width, is_spoiled = len(header.names), is_suspect(_bound(cells))
    for name, cell in zip(header.names, cells, strict=False):
        if not cell.strip():
            if name == "name":
                yield NAMELESS
        elif name is None:
            what, remedy = "has a cell in a column without header", "give the column a header"
            yield Problem("row", what, remedy)
        elif misquote := _find_misquote(cell, name, cells, header):
            yield misquote
        elif is_spoiled and (flaw := find_flaw(cell, name)):
            yield flaw
    if cells[header.names.index("name")].strip("\ufeff ") == header.of_names.strip("\ufeff "):
        yield Problem("row", "repeats the header", "delete the row")
    is_comma = header.ruling.delimiter == ","
    if any(map(str.strip, cells[width:])) or (
        is_comma and len(cells) > width and _is_cut(cells, header.medicines)
    ):
        which = "a comma, such as 2,5," if is_comma else "the delimiter"
        remedy = f"put a cell that holds {which} between quotation marks"
        yield Problem("row", "has more cells than the header", remedy)


def _find_misquote(cell: str, name: str, cells: Sequence[str], header: Header) -> Problem | None:
    """A cell that swallowed rows, or kept its quotation marks, is not what was written."""
    if cell[0].isspace() and cell.lstrip().startswith(_QUOTE):
        what, remedy = "has a space before its quotation mark", "take the space out"
        return Problem(name, what, remedy)
    held, between = cell.count(header.ruling.delimiter), len(header.names) - 1
    if held >= between and ("\n" in cell or "\r" in cell):
        what = "goes over several lines and holds as many cells as a row"
        return Problem(name, what, "write it on one line, and close every quotation mark")
    if held >= max(between, 2) and sum(map(bool, map(str.strip, cells))) == 1:
        what, remedy = "holds as many cells as a row", "take out the quotation marks around the row"
        return Problem(name, what, remedy)
    return None


def _is_cut(cells: Sequence[str], medicines: Sequence[int]) -> bool:
    """Whether a medicine ends in a digit and the next one begins with one: 2,5 became 2 and 5."""
    return any(
        cells[n].strip()[-1:].isdigit() and cells[n + 1].strip()[:1].isdigit()
        for n in medicines
        if n + 1 in medicines
    )
