"""A list of patients, row by row: a CSV table or JSON Lines.

Only the bytes of the list are kept in memory; each pass reads the rows anew. No message repeats the
contents of the list (law 5). Begin with ``read_roll``.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from operator import itemgetter

from leaflet.content.model.words import Words
from leaflet.discharge.lists.csv import ListText, check_quotation, read_text, split_rows
from leaflet.discharge.lists.header import Header, read_header
from leaflet.discharge.lists.spreadsheet import BOUND, find_flaw, is_count, is_suspect, is_total
from leaflet.discharge.patient import Record
from leaflet.discharge.patient_fields import (
    MEDICINES,
    Fault,
    FieldError,
    fill,
    known_keys,
    read_facts,
)
from leaflet.errors import DischargeError, Place, Problem
from leaflet.messages.message import Key, Message
from leaflet.messages.phrases import DOUBLE_QUOTE, HEADLESS_CELL, MISSING, QUOTE_IN_CELL, ROW
from leaflet.records import frozen


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


NAMELESS = Problem(
    Key("name"),
    MISSING,
    Message("name.give-or-delete-row", "give the name, or delete the row"),
)
"""A list is of people: what is said of nobody was meant for somebody."""


_FIELDS = ("name", "born", "date", "campus", "override", "prescriber")
_QUOTE = '"'
_MISQUOTED = Problem(ROW, QUOTE_IN_CELL, DOUBLE_QUOTE)
_REMAINDER = Problem(
    ROW,
    Message("list.remainder", "has one cell, and may be the rest of the row above"),
    Message(
        "list.quote-line-end", "quote a cell that holds a line end, or give the row all its cells"
    ),
)


@frozen
class Table:
    """A list whose header is understood and whose quotation marks are all closed."""

    text: ListText
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


def read_table(text: ListText, label: str, words: Words) -> Table:
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
            remedy = Message("list.give-header", "give the column a header")
            yield Problem(ROW, HEADLESS_CELL, remedy)
        elif misquote := _find_misquote(cell, name, cells, header):
            yield misquote
        elif is_spoiled and (flaw := find_flaw(cell, name)):
            yield flaw
    if cells[header.names.index("name")].strip("\ufeff ") == header.of_names.strip("\ufeff "):
        what = Message("list.header-again", "repeats the header")
        yield Problem(ROW, what, Message("list.delete-row", "delete the row"))
    is_comma = header.ruling.delimiter == ","
    if any(map(str.strip, cells[width:])) or (
        is_comma and len(cells) > width and _is_cut(cells, header.medicines)
    ):
        if is_comma:
            remedy = Message(
                "list.quote-comma",
                "put a cell that holds a comma, such as 2,5, between quotation marks",
            )
        else:
            remedy = Message(
                "list.quote-delimiter",
                "put a cell that holds the delimiter between quotation marks",
            )
        yield Problem(ROW, Message("list.more-cells", "has more cells than the header"), remedy)


def _find_misquote(cell: str, name: Key, cells: Sequence[str], header: Header) -> Problem | None:
    """A cell that swallowed rows, or kept its quotation marks, is not what was written."""
    if cell[0].isspace() and cell.lstrip().startswith(_QUOTE):
        what = Message("list.space-before-quote", "has a space before its quotation mark")
        return Problem(name, what, Message("list.take-space-out", "take the space out"))
    held, between = cell.count(header.ruling.delimiter), len(header.names) - 1
    if held >= between and ("\n" in cell or "\r" in cell):
        what = Message(
            "list.swallowed-rows", "goes over several lines and holds as many cells as a row"
        )
        remedy = Message("list.one-line", "write it on one line, and close every quotation mark")
        return Problem(name, what, remedy)
    if held >= max(between, 2) and sum(map(bool, map(str.strip, cells))) == 1:
        what = Message("list.quoted-row", "holds as many cells as a row")
        remedy = Message("list.unquote-row", "take out the quotation marks around the row")
        return Problem(name, what, remedy)
    return None


def _is_cut(cells: Sequence[str], medicines: Sequence[int]) -> bool:
    """Whether a medicine ends in a digit and the next one begins with one: 2,5 became 2 and 5."""
    return any(
        cells[n].strip()[-1:].isdigit() and cells[n + 1].strip()[:1].isdigit()
        for n in medicines
        if n + 1 in medicines
    )


_FAULTS = {
    Fault.UNKNOWN: Message("record.unknown-in-row", "has an unknown field"),
    Fault.DOUBLE: Message("record.double", "is given a second time"),
    Fault.LIST: Message("record.list", "is a list"),
    Fault.GROUP: Message("record.group", "is a group of fields"),
    Fault.NO_TEXT: Message("record.no-text", "is not a text"),
}
_NO_OBJECT = Problem(
    ROW,
    Message("list.no-object", "is not one JSON object"),
    Message("list.object-a-line-alone", "write one object a line, and nothing else"),
)


def _number(_: str) -> int:
    """Any number, which is refused whatever it is."""
    return 0


# An object becomes its pairs, a tuple, in which a key that is written twice stands twice.
_DECODER = json.JSONDecoder(
    object_pairs_hook=tuple, parse_int=_number, parse_float=_number, parse_constant=_number
)


@frozen
class JsonLines:
    """A list of objects, and what their keys mean."""

    text: ListText
    keys: Mapping[str, str]

    def rows(self) -> Iterator[Row]:
        """Every line, read when it is asked for."""
        with self.text.open() as lines:
            for number, line in enumerate(lines, start=1):
                if line.isspace():
                    yield Row(number, None, (), Skipped.BLANK)
                else:
                    yield _read_row(number, line, self.keys)


def _read_row(number: int, line: str, keys: Mapping[str, str]) -> Row:
    try:
        pairs = _DECODER.decode(line)
    except (ValueError, RecursionError):
        return Row(number, None, (_NO_OBJECT,))
    if not isinstance(pairs, tuple):
        return Row(number, None, (_NO_OBJECT,))
    facts, slips = read_facts(pairs, keys)
    problems = [Problem(_where(slip), _FAULTS[slip.fault], slip.remedy) for slip in slips]
    is_told = any(slip.field == "name" for slip in slips)
    if not (is_told or any(map(str.strip, facts.get("name", ())))):
        problems.append(NAMELESS)
    texts = [text for texts in facts.values() for text in texts]
    if is_suspect(f"{BOUND}{BOUND.join(texts)}{BOUND}"):
        problems.extend(_find_flaws(facts))
    return Row(number, None, tuple(problems)) if problems else Row(number, fill(facts))


def _where(slip: FieldError) -> Key | Message:
    if slip.item is not None:
        return Key(f"{slip.field} {slip.item + 1}")
    return ROW if slip.field is None else Key(slip.field)


def _find_flaws(facts: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    for field, texts in facts.items():
        for number, text in enumerate(texts, start=1):
            name = Key(f"{field} {number}" if field == MEDICINES else field)
            if text.strip() and (flaw := find_flaw(text, name)):
                yield flaw


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
            what = Message("list.empty", "the list is empty")
            raise _refuse(
                label, what, Message("list.save-again", "save it once more with its rows")
            )
        case "[":
            remedy = Message("list.no-brackets", "write one object a line, and no brackets")
            raise _refuse(label, Message("list.array", "is a JSON array"), remedy)
        case "{" if beginning == "{":
            what = Message("list.long-objects", "has objects of several lines")
            raise _refuse(label, what, Message("list.object-a-line", "write one object a line"))
        case "{":
            roll = Roll((), JsonLines(text, known_keys(words)))
        case _:
            table = read_table(text, label, words)
            roll = Roll(table.header.notices, table)
    if all(row.skipped for row in roll.rows()):
        what = Message("list.no-patients", "has a header and no patients")
        raise _refuse(label, what, Message("list.add-rows", "add a row for each patient"))
    return roll


def _refuse(label: str, what: Message, remedy: Message) -> DischargeError:
    return DischargeError(Problem(Place(label), what, remedy))
