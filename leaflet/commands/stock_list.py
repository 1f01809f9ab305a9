"""A list of leaflets for the shelf: CSV as a spreadsheet saves it, one row a leaflet.

Either every row is understood, or all that is wrong is told at once. No message repeats what the
list says: somebody may have given a list of patients instead (law 5).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TypeVar

from leaflet.commands.choices import BodySize, Count, FoldName
from leaflet.commands.layouts import LayoutWish
from leaflet.commands.stock_header import read_stock_header
from leaflet.commands.stock_order import StockOrder
from leaflet.discharge.encoding import read_text
from leaflet.discharge.quotation import check_quotation, split_rows
from leaflet.discharge.total import is_total
from leaflet.errors import DischargeError, Place, Problem, UsageError
from leaflet.manuscript.library import Library
from leaflet.manuscript.suggestion import enumerate_words, suggest
from leaflet.manuscript.words import Words
from leaflet.typesetting.layout import Layout

_SIZE, _FOLD, _COPIES = BodySize(), FoldName(), Count()

T = TypeVar("T")


def read_stock_list(
    content: bytes,
    label: str,
    words: Words,
    library: Library,
    otherwise: StockOrder,
    wish: LayoutWish,
) -> tuple[StockOrder, ...]:
    """What the list asks for, in the order of its rows; blank rows and totals are passed over.

    Args:
        content: The whole list, in UTF-8, UTF-16 or Windows-1252.
        label: What messages call it.
        words: Knows the column headers; case and spaces in a header do not matter.
        library: Knows which leaflets there are.
        otherwise: What holds where a row leaves a cell open; its topic is not looked at.
        wish: The layout that holds where a row says nothing of it.

    Raises:
        UsageError: With everything that is wrong.
    """
    try:
        text = read_text(content, label)
        header = read_stock_header(text, label, words)
        check_quotation(text, header.ruling, label)
    except DischargeError as refused:
        raise UsageError(*refused.problems) from None
    orders: list[StockOrder] = []
    problems: list[Problem] = []
    rows = split_rows(text, header.ruling)
    for number, cells in enumerate(rows, start=header.ruling.row + 1):
        row = _Row(number, cells, header.columns)
        if not row.is_skipped:
            order = row.read(library, otherwise, wish)
            problems += row.problems or _find_double(order, orders)
            orders.append(order)
    if not orders:
        problems.append(Problem(Place(label), "has a header and no leaflets", "add a row for each"))
    if problems:
        raise UsageError(*problems)
    return tuple(orders)


class _Row:
    """One row on its way to an order; what is wrong is gathered."""

    def __init__(
        self, number: int, cells: Sequence[str] | None, columns: Sequence[str | None]
    ) -> None:
        self.problems: list[Problem] = []
        self._number = number
        self._texts: dict[str, str] = {}
        given = [cell for cell in cells or () if cell.strip()]
        self.is_skipped = cells is not None and (not given or is_total(given))
        if cells is None:
            what = "has a quotation mark in the middle of a cell"
            self._note("", what, "double it, and quote the whole cell")
        for column, cell in zip_longest(columns, cells or (), fillvalue=""):
            if column:
                self._texts[column] = cell.strip()
            elif cell.strip():
                what = "has a cell in a column without header"
                self._note("", what, "give the column a header, or empty the cell")

    def read(self, library: Library, otherwise: StockOrder, wish: LayoutWish) -> StockOrder:
        """The order; it is worth something only where no problem was found."""
        topics = library.topics()
        topic = self._convert("topic", lambda text: _choose(text, topics, "of this name"), "")
        language = self._texts.get("language") or otherwise.language
        if topic:
            languages = library.languages(topic)
            self._texts["language"] = language
            language = self._convert(
                "language", lambda text: _choose(text, languages, "in this language"), language
            )
        elif not self.problems:
            self._note("topic", "is missing", "name the leaflet, or delete the row")
        layout = self._read_layout(wish)
        copies = otherwise.copies
        copies = self._convert("copies", lambda text: _COPIES.convert(text, None, None), copies)
        return StockOrder(topic, language, layout, copies, self._number)

    def _read_layout(self, wish: LayoutWish) -> Layout:
        """How the row is set; what it leaves open is as the options have it."""
        folds = self._convert("fold", lambda text: _FOLD.convert(text.lower(), None, None), None)
        size = self._convert("size", lambda text: _SIZE.convert(text, None, None), None)
        return replace(wish, folds=folds or wish.folds, size=size or wish.size).read()

    def _convert(self, column: str, convert: Callable[[str], T], otherwise: T) -> T:
        """What a cell says; what is wrong with it is noted."""
        text = self._texts.get(column, "")
        try:
            return convert(text) if text else otherwise
        except UsageError as refused:
            for problem in refused.problems:
                self._note(column, problem.what, problem.remedy)
            return otherwise

    def _note(self, column: str, what: str, remedy: str) -> None:
        where = f"row {self._number}: {column}" if column else f"row {self._number}"
        self.problems.append(Problem(where, what, remedy))


def _choose(text: str, known: Sequence[str], which: str) -> str:
    """The one that is meant, in whatever case a spreadsheet has put it.

    Raises:
        UsageError: If there is none.
    """
    for each in known:
        if each.casefold() == text.casefold():
            return each
    remedy = suggest(text, known, f"there is {enumerate_words(known)}")
    raise UsageError(Problem("", f"there is no leaflet {which}", remedy))


def _find_double(order: StockOrder, before: Sequence[StockOrder]) -> Iterator[Problem]:
    for other in before:
        if order.topic and _leaflet(other) == _leaflet(order):
            what = f"is the same leaflet as row {other.row}"
            remedy = "keep one of the rows, with the copies of both"
            yield Problem(f"row {order.row}: topic", what, remedy)
            return


def _leaflet(order: StockOrder) -> tuple[str, str, Layout]:
    return order.topic, order.language, order.layout
