"""CSV from bytes to cells: encoding, delimiters and quotation marks.

The encoding is that of the byte order mark; without one UTF-16 shows by its zero bytes, and the
rest is UTF-8 or else Windows-1252, as Excel in Belgium writes it. No byte is replaced or skipped:
bytes that are not text refuse the list (T58 to T62, T69 of ``docs/rules.md``). Several delimiters
may be possible; ``find_rulings`` offers them, and the header decides.
"""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from threading import Lock
from typing import TextIO

from leaflet.errors import DischargeError, Place, Problem
from leaflet.messages.message import Message, Name
from leaflet.records import frozen

_MARKS = {BOM_UTF8: "utf-8-sig", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}
_IMPOSTORS = {
    b"PK\x03\x04": Message("list.excel", "is an Excel workbook, whatever its name says"),
    b"\xd0\xcf\x11\xe0": Message(
        "list.old-excel", "is an old Excel workbook, whatever its name says"
    ),
    b"%PDF": Message("list.pdf", "is a PDF file, whatever its name says"),
}
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_SAMPLE = 64
_PIECE = 1 << 16
_LOCK_SIZE, _LOCK_NAME = 165, 55
_SAVE = Message("list.save-as", "in Excel, save it as: CSV UTF-8")


@frozen
class ListText:
    """The bytes of a list, and the encoding in which all of them are text."""

    content: bytes
    encoding: str

    def open(self) -> TextIO:
        """The text from its beginning, piece by piece, its line ends as they are."""
        return io.TextIOWrapper(io.BytesIO(self.content), encoding=self.encoding, newline="")


def read_text(content: bytes, label: str) -> ListText:
    """Find the encoding that all the bytes are in.

    Args:
        label: What messages call the list.

    Raises:
        DischargeError: If it is a file of another kind, or some of its bytes are no text.
    """
    if impostor := _impostor(content):
        raise _refuse(Place(label), impostor, _SAVE)
    encoding = _marked(content) or _unmarked_utf_16(content) or "utf-8"
    if _is_all_text(content, encoding):
        return ListText(content, encoding)
    if encoding != "utf-8":
        what = Message(
            "list.broken-encoding",
            "begins as {encoding} and does not go on so",
            encoding=Name(encoding.upper().removesuffix("-SIG")),
        )
        raise _refuse(Place(label), what, _SAVE)
    if undefined := _UNDEFINED.search(content):
        line = len(_LINE_END.findall(content, 0, undefined.start())) + 1
        what = Message(
            "list.no-letter",
            "byte {byte} is no letter in UTF-8, nor in Windows-1252",
            byte=Name(f"0x{undefined[0][0]:02X}"),
        )
        raise _refuse(Place(label, line), what, _SAVE)
    return ListText(content, "cp1252")


def _impostor(content: bytes) -> Message | None:
    """What the file really is, where that is no list."""
    for mark, what in _IMPOSTORS.items():
        if content.startswith(mark):
            return what
    # The length of a user's name, the name, and spaces; then the same in UTF-16.
    is_lock = len(content) == _LOCK_SIZE and content[0] < _LOCK_NAME - 1
    if is_lock and not content[1 + content[0] : _LOCK_NAME].strip(b" "):
        return Message(
            "list.lock", "is the lock of a list that is open in Excel, whatever its name says"
        )
    return None


def _marked(content: bytes) -> str | None:
    return next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)


def _unmarked_utf_16(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of a line of Western letters is zero."""
    sample = content[:_SAMPLE]
    even, odd = sample[::2], sample[1::2]
    if odd and not any(odd) and all(even):
        return "utf-16-le"
    if odd and not any(even) and all(odd):
        return "utf-16-be"
    return None


def _is_all_text(content: bytes, encoding: str) -> bool:
    decoder = getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), _PIECE):
            decoder.decode(content[start : start + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _refuse(place: Place, what: Message, remedy: Message) -> DischargeError:
    return DischargeError(Problem(place, what, remedy))


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


def find_rulings(text: ListText, label: str) -> Mapping[Ruling, Top]:
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


def _read_declaration(text: ListText, label: str) -> str | None:
    """The delimiter that a first line ``sep=;`` names for Excel, or ``None``."""
    with text.open() as lines:
        line = _DECLARED.fullmatch(lines.readline())
    if line is None:
        return None
    if line[1] not in _DELIMITERS:
        what = Message(
            "list.other-delimiter", "names a delimiter that is none of semicolon, comma and tab"
        )
        remedy = Message("list.semicolons", "save the list with semicolons")
        raise _refuse(Place(label, 1), what, remedy)
    return line[1]


def _top(text: ListText, delimiter: str, above: int) -> Top:
    with _LONG_CELLS, text.open() as lines:
        reader = csv.reader(islice(lines, above, None), delimiter=delimiter)
        rows = enumerate(_until_broken(reader), start=1)
        filled = ((number, cells) for number, cells in rows if any(map(str.strip, cells)))
        return list(islice(filled, _LOOKED_AT)) or [(1, ())]


def _until_broken(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error:
        return


_QUOTE = '"'
_LONGEST_CELL = 2**31 - 1


class _LongCells:
    """Lets cells of any length be read, for as long as a row is.

    The limit of ``csv`` would make a long cell look like one with a misplaced quotation mark; what
    is too long for a field is told by whoever reads the field. It is one for the whole process, and
    there may be a caller with a limit of his own: it comes back when no thread reads a row.
    """

    def __init__(self) -> None:
        self._changing = Lock()
        self._readers = 0
        self._before = 0

    def __enter__(self) -> None:
        with self._changing:
            if not self._readers:
                self._before = csv.field_size_limit(_LONGEST_CELL)
            self._readers += 1

    def __exit__(self, *_: object) -> None:
        with self._changing:
            self._readers -= 1
            if not self._readers:
                csv.field_size_limit(self._before)


_LONG_CELLS = _LongCells()


def split_rows(text: ListText, ruling: Ruling) -> Iterator[list[str] | None]:
    """The cells of every row below the header; ``None`` for a row that cannot be divided."""
    with text.open() as lines:
        yield from islice(_split(islice(lines, ruling.above, None), ruling), ruling.row, None)


def _split(lines: Iterable[str], ruling: Ruling) -> Iterator[list[str] | None]:
    reader = csv.reader(lines, delimiter=ruling.delimiter, strict=True)
    while True:
        # Not around the loop: who is given a row may read a table of his own before the next one.
        with _LONG_CELLS:
            try:
                cells = next(reader)
            except csv.Error:
                cells = None
            except StopIteration:
                return
        yield cells


def check_quotation(text: ListText, ruling: Ruling, label: str) -> None:
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
    with _LONG_CELLS, text.open() as lines:
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
                    what = Message(
                        "list.open-quote",
                        "row {row} has a quotation mark that is not closed",
                        row=row,
                    )
                    remedy = Message(
                        "list.close-quote",
                        "close it; within a cell, double it and quote the whole cell",
                    )
                    raise _refuse(place, what, remedy) from None
                ended = reader.line_num
            else:
                return


def _remember(lines: Iterable[str], latest: deque[str]) -> Iterator[str]:
    for line in lines:
        latest.append(line)
        yield line
