"""The header of a list of stock: which column says what. Columns may stand in any order."""

from collections.abc import Iterator, Mapping, Sequence

from leaflet.discharge.column import letter_of
from leaflet.discharge.encoding import Text
from leaflet.discharge.field import plain
from leaflet.discharge.ruling import Ruling, find_rulings
from leaflet.errors import Place, Problem, UsageError
from leaflet.frozen import frozen
from leaflet.manuscript.suggestion import enumerate_words, suggest
from leaflet.manuscript.words import Words

COLUMNS = ("topic", "language", "size", "fold", "copies")
"""What a list may say; of these, only the topic has to be there."""


@frozen
class StockHeader:
    """What the header says of the rows below it.

    Attributes:
        ruling: How the table is divided; its first row is the header.
        columns: What stands in each column, from left to right; ``None`` for one without header.
    """

    ruling: Ruling
    columns: tuple[str | None, ...]


def read_stock_header(text: Text, label: str, words: Words) -> StockHeader:
    """Find the header, and the delimiter with which it is understood best.

    Args:
        text: The list.
        label: What messages call it.
        words: Knows the headers; case and spaces in them do not matter.

    Raises:
        DischargeError: If the first line names a delimiter that is not understood.
        UsageError: If there is no header; else with each column that is unknown, double or missing.
    """
    forms = {field: (*words.columns.get(field, ()), field) for field in COLUMNS}
    keys = {plain(form): field for field in COLUMNS for form in forms[field]}
    tops = find_rulings(text, label)
    columns = {ruling: _meant(tops[ruling][0][1], keys) for ruling in tops}
    ruling = max(tops, key=lambda each: sum(map(bool, columns[each])))
    if not any(columns[ruling]):
        remedy = f"begin the list with a row of headers, such as {forms['topic'][0]}"
        raise UsageError(Problem(Place(label), f"row {ruling.row} has no known header", remedy))
    if problems := [*_find_problems(label, tops[ruling][0][1], columns[ruling], forms)]:
        raise UsageError(*problems)
    return StockHeader(ruling, columns[ruling])


def _meant(cells: Sequence[str], keys: Mapping[str, str]) -> tuple[str | None, ...]:
    return tuple(keys.get(plain(cell.replace("\ufeff", ""))) for cell in cells)


def _find_problems(
    label: str,
    cells: Sequence[str],
    columns: Sequence[str | None],
    forms: Mapping[str, Sequence[str]],
) -> Iterator[Problem]:
    """Every column that is unknown or double, and the one that may not be missing."""
    for n, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        where = f"column {letter_of(n)}"
        if cell.strip() and column is None:
            known = [form for each in forms.values() for form in each]
            every = enumerate_words(each[0] for each in forms.values())
            remedy = suggest(cell, known, f"take the column out; those that are read are {every}")
            yield Problem(Place(label), f"{where} has a header that is unknown", remedy)
        elif column is not None and column in columns[:n]:
            what = f"{where} is for the {column}, as is one before it"
            yield Problem(Place(label), what, "keep one of them")
    if "topic" not in columns:
        remedy = f"give it a column with the header {forms['topic'][0]}"
        yield Problem(Place(label), "has no column for the topic", remedy)
