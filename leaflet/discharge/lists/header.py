"""The header of a list: which column holds which field, and which delimiter separates columns.

Columns may stand in any order. A list with an unknown column is refused as a whole, since that
column may hold facts for the leaflet (``docs/rules.md`` T61, T64); the message says which header it
should have been.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from leaflet.content.model.words import Words
from leaflet.content.suggest import suggest
from leaflet.discharge.lists.csv import ListText, Ruling, Top, find_rulings
from leaflet.discharge.patient_fields import FIELDS, MEDICINES, known_keys, plain
from leaflet.errors import DischargeError, Place, Problem
from leaflet.messages.message import Joint, Key, Listing, Message, Name, any_of
from leaflet.messages.phrases import KEEP_ONE, give_column, no_header, unknown_header
from leaflet.records import frozen

_NUMBERED = re.compile(r"(\D+?)0*([1-9][0-9]?)")


@frozen
class ListColumn:
    """What stands in a column.

    Attributes:
        field: A field of a record.
        number: Which of the columns of medicines it is; 0 for a header without number.
    """

    field: str
    number: int = 0

    def __str__(self) -> str:
        """What messages call it: ``name``, ``med``, ``med 2``."""
        return f"{self.field} {self.number}" if self.number else self.field


def read_column(header: str, keys: Mapping[str, str]) -> ListColumn | None:
    """The column that a header means, or ``None`` where it means none.

    Args:
        header: As written; case and spaces do not matter.
        keys: The field that each header means, by its plain form; for medicines the header
            without its number.
    """
    written = plain(header.replace("\ufeff", ""))
    if written in keys:
        return ListColumn(keys[written])
    numbered = _NUMBERED.fullmatch(written)
    if numbered and keys.get(numbered[1]) == MEDICINES:
        return ListColumn(MEDICINES, int(numbered[2]))
    return None


def mend_header(header: str, present: Collection[str], words: Words) -> Message:
    """What to do with a header that is unknown.

    Args:
        header: As written; never repeated.
        present: Fields that the list has a column for; none of them was meant.
        words: Knows the headers.
    """
    absent = [field for field in FIELDS if field == MEDICINES or field not in present]
    known = [form for f in absent for form in (f, *words.columns.get(FIELDS[f], ()))]
    otherwise = Message(
        "list.take-column-out",
        "take it out if no leaflet needs it; those that are read are {headers}",
        headers=any_of(show_header(field, words) for field in FIELDS),
    )
    typed = " ".join(header.split())
    return suggest(typed, [*known, f"{show_header(MEDICINES, words)} 1"], otherwise)


def show_header(field: str, words: Words) -> str:
    """The header that a field has in the language of the leaflet."""
    return next(iter(words.columns.get(FIELDS[field], ())), field)


def letter_of(number: int) -> str:
    """What a spreadsheet calls the column with this number, from 0: A to Z, AA, AB."""
    higher, lower = divmod(number, 26)
    return (letter_of(higher - 1) if higher else "") + chr(ord("A") + lower)


_NAME = ListColumn("name")


@frozen
class Header:
    """What the header says of the rows below it.

    Attributes:
        ruling: How the table is divided; its first row is the header.
        names: What each column holds, as messages call it (``name``, ``med 2``), from left to
            right; ``None`` for a column without header, which is never the last.
        of_names: The header above the names, as it is written.
        medicines: The columns of medicines, in the order of their numbers.
        numbers: These numbers, each another one; a column without a number is the first.
        notices: What the user should know.
    """

    ruling: Ruling
    names: tuple[Key | None, ...]
    of_names: str
    medicines: tuple[int, ...]
    numbers: tuple[int, ...]
    notices: tuple[Problem, ...]


def read_header(text: ListText, label: str, words: Words) -> Header:
    """Find the header, and the delimiter with which it is understood best.

    Args:
        text: The list.
        label: What messages call it.
        words: Knows the headers; case and spaces in them do not matter.

    Raises:
        DischargeError: If there is none; else with every column that is unknown, double or missing.
    """
    keys = known_keys(words)
    tops = find_rulings(text, label)
    ruling = max(tops, key=lambda each: _understood(tops[each][0][1], keys))
    _, cells = tops[ruling][0]
    if not _understood(cells, keys):
        raise DischargeError(_no_header(Place(label), tops, keys, words))
    while not cells[-1].strip():
        cells = cells[:-1]
    columns = [read_column(cell, keys) for cell in cells]
    if problems := tuple(_find_problems(Place(label), cells, columns, words)):
        raise DischargeError(*problems)
    medicines = sorted((c.number, n) for n, c in enumerate(columns) if c and c.field == MEDICINES)
    return Header(
        ruling=ruling,
        names=tuple(Key(str(column)) if column else None for column in columns),
        of_names=cells[columns.index(_NAME)],
        medicines=tuple(n for _, n in medicines),
        numbers=_count_on([number for number, _ in medicines]),
        notices=tuple(_find_gaps(Place(label), [number for number, _ in medicines])),
    )


def _understood(cells: Sequence[str], keys: Mapping[str, str]) -> int:
    return sum(read_column(cell, keys) is not None for cell in cells)


def _find_problems(
    place: Place, cells: Sequence[str], columns: Sequence[ListColumn | None], words: Words
) -> Iterator[Problem]:
    """Every column that is unknown or double, and the one that may not be missing."""
    present = {column.field for column in columns if column}
    for n, cell in enumerate(cells):
        if cell.strip() and columns[n] is None:
            what = unknown_header(Name(letter_of(n)))
            yield Problem(place, what, mend_header(cell, present, words))
    for column in dict.fromkeys(each for each in columns if each):
        letters = tuple([Name(letter_of(n)) for n, c in enumerate(columns) if c == column])
        if len(letters) > 1:
            what = Message(
                "list.double-column",
                "columns {letters} are all for {field}",
                letters=Listing(letters, Joint.AND),
                field=Key(str(column)),
            )
            yield Problem(place, what, KEEP_ONE)
    if _NAME not in columns:
        what = Message("list.no-names", "has no column for the name")
        yield Problem(place, what, give_column(Key(show_header(_NAME.field, words))))


def _count_on(numbers: Sequence[int]) -> tuple[int, ...]:
    """The numbers of the columns; they are counted where one without a number and 1 are there."""
    first = [number or 1 for number in numbers]
    return tuple(first if len({*first}) == len(first) else range(1, len(first) + 1))


def _find_gaps(place: Place, numbers: Sequence[int]) -> Iterator[Problem]:
    """A column of medicines may have been lost, with all that stood in it."""
    for lower, upper in pairwise([0, *(number or 1 for number in numbers)]):
        if upper - lower > 1:
            what = Message(
                "list.lost-column",
                "has a column {field}, and none for the number before it",
                field=Key(str(ListColumn(MEDICINES, upper))),
            )
            remedy = Message("list.check-columns", "check that no column was lost")
            yield Problem(place, what, remedy)


def _no_header(
    place: Place,
    tops: Mapping[Ruling, Top],
    keys: Mapping[str, str],
    words: Words,
) -> Problem:
    headers = [Key(show_header(field, words)) for field in (_NAME.field, "born", MEDICINES)]
    remedy = Message(
        "list.begin-with-headers",
        "begin the list with a row of headers, such as {headers}",
        headers=Listing(tuple(headers), Joint.COMMA),
    )
    for number, cells in (row for top in tops.values() for row in top):
        columns = {read_column(cell, keys) for cell in cells} - {None}
        if _NAME in columns and len(columns) > 1:
            remedy = Message(
                "list.take-out-above",
                "take out what stands above row {row}, which has headers",
                row=number,
            )
    return Problem(place, no_header(min(ruling.row for ruling in tops)), remedy)
