"""Leaflets for the shelf: the list of orders, the pick list, and the record of printed leaflets.

The list is CSV as a spreadsheet saves it, one row a leaflet, columns in any order. The pick list
says what to look for in the printed pile. What was printed goes into the ledger, so that a leaflet
from the shelf can be explained later. Begin with ``pick`` and ``deliver_stock``; the orders come
from the command line, or from ``read_stock_list``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import chain, zip_longest
from typing import TypeVar

from leaflet.app.advice import advise, advise_binding, advise_printing
from leaflet.app.delivery import Target, deliver
from leaflet.app.layout import LayoutWish, read_fold, read_size
from leaflet.app.policy import Insistence, find_forbidden
from leaflet.app.records import describe, read_site_ledger, record_leaflets
from leaflet.app.text import NONE, STATES, Cell, read_count, show_review
from leaflet.app.timer import Timer
from leaflet.content.model.words import Words
from leaflet.content.read import read_content
from leaflet.content.site import Library
from leaflet.content.suggest import suggest
from leaflet.discharge.lists.csv import (
    ListText,
    Ruling,
    check_quotation,
    find_rulings,
    read_text,
    split_rows,
)
from leaflet.discharge.lists.header import letter_of
from leaflet.discharge.lists.spreadsheet import is_total
from leaflet.discharge.patient import Record
from leaflet.discharge.patient_fields import plain
from leaflet.discharge.validate import read_discharge
from leaflet.errors import ContentError, DischargeError, LeafletError, Place, Problem, UsageError
from leaflet.messages.message import Key, Message, Name, Option, any_of, both
from leaflet.messages.phrases import (
    DOUBLE_QUOTE,
    HEADLESS_CELL,
    KEEP_ONE,
    LEAVE_OUT,
    MISSING,
    QUOTE_IN_CELL,
    give_column,
    in_row,
    no_header,
    row_of,
    same_leaflet,
    there_is,
    unknown_header,
)
from leaflet.paper.fold import Flip
from leaflet.press.edition import open_edition
from leaflet.press.edition_cache import EditionShelf
from leaflet.press.files import Existing
from leaflet.press.press import Edition
from leaflet.press.stock import Stack, print_stacks
from leaflet.records import frozen
from leaflet.typesetting.layout import Layout


@frozen
class StockOrder:
    """An order for copies of one leaflet.

    Attributes:
        row: Its row in the list; ``None`` where it comes from the command line.
    """

    topic: str
    language: str
    layout: Layout
    copies: int
    row: int | None = None

    def at(self, problem: Problem) -> Problem:
        """Name the row of the order in a problem."""
        if self.row is None:
            return problem
        return replace(problem, where=in_row(self.row, problem.where))


@frozen
class Picked:
    """An order with the stack that fills it."""

    order: StockOrder
    stack: Stack


def pick(
    library: Library,
    orders: Sequence[StockOrder],
    campus: str | None,
    today: date,
    shelf: EditionShelf | None,
) -> tuple[Picked, ...]:
    """Open an edition for each order; all or none.

    Args:
        library: Where the content is.
        orders: At least one.
        campus: Whose shelf all of them are for, as typed.
        today: In the time zone of the hospital.
        shelf: Where editions are kept.

    Raises:
        LeafletError: With everything that is wrong with any of them, of the kind with the lowest
            exit code; an unknown campus is refused first.
    """
    picked: list[Picked] = []
    refused: list[LeafletError] = []
    problems: list[Problem] = []
    for order in orders:
        try:
            edition = open_edition(library, order.topic, order.language, order.layout, shelf)
        except LeafletError as error:
            refused.append(error)
            problems += map(order.at, error.problems)
            continue
        picked.append(pick_from(edition, order, campus, today))
    if refused:
        kind = type(min(refused, key=lambda error: error.exit_code))
        raise kind(*dict.fromkeys(problems))
    _require_one_flip(picked)
    return tuple(picked)


def pick_from(edition: Edition, order: StockOrder, campus: str | None, today: date) -> Picked:
    """The stack of one order, from the edition that was opened for it.

    Raises:
        DischargeError: If there is no such campus.
    """
    key = read_discharge(Record(campus=campus), edition.rules, today).value.campus
    return Picked(order, Stack(edition, key, order.copies))


def _require_one_flip(picked: Sequence[Picked]) -> None:
    """Refuse a print file whose backs would have to be turned about two edges.

    Raises:
        UsageError: Naming the first row that differs.
    """
    first, *others = (each.order for each in picked)
    for order in others:
        turns = order.layout.turns
        if turns is not first.layout.turns:
            remedy = Message(
                "stock.print-apart", "print it apart, or turn all backs with --flip short"
            )
            raise UsageError(order.at(Problem(Key("fold"), _OTHER_EDGE[turns], remedy)))


_OTHER_EDGE = {
    Flip.LONG: Message(
        "stock.long-after-short",
        "is turned about the long edge, and the first about the short edge",
    ),
    Flip.SHORT: Message(
        "stock.short-after-long",
        "is turned about the short edge, and the first about the long edge",
    ),
}


def require_all_approved(picked: Sequence[Picked], insistence: Insistence) -> None:
    """Refuse a shelf full of skeletons or, where approval is insisted on, of unapproved words.

    Raises:
        ContentError: If one of the texts is refused.
    """
    problems = [
        each.order.at(problem)
        for each in picked
        for problem in (
            *each.stack.edition.review.find_unwritten(),
            *find_forbidden(each.stack.edition.review, insistence),
        )
    ]
    if problems:
        raise ContentError(*dict.fromkeys(problems))


def find_overdue(picked: Sequence[Picked], today: date) -> tuple[Problem, ...]:
    """Every review date that has passed, at its place in the content."""
    return tuple(
        dict.fromkeys(
            each.order.at(problem)
            for each in picked
            for problem in each.stack.edition.review.find_overdue(today)
        )
    )


def judge_review(picked: Sequence[Picked], today: date, reason: str | None) -> tuple[Problem, ...]:
    """Warnings about the reviews of what is printed; without a reason, none may be overdue.

    Args:
        picked: The stacks of the file.
        today: In the time zone of the hospital.
        reason: Why leaflets are printed past their review date, as :func:`read_line` gave it;
            ``None`` where nobody says.

    Raises:
        ContentError: If a review date has passed, and no reason is given.
    """
    overdue = find_overdue(picked, today)
    if reason is None and overdue:
        anyway = Message(
            "stock.overdue-anyway", 'or print it nevertheless with --overdue-anyway "REASON"'
        )
        raise ContentError(*(replace(p, remedy=both(p.remedy, anyway)) for p in overdue))
    if reason is not None and not overdue:
        what = Message("stock.nothing-overdue", "is given, and nothing is overdue")
        return (Problem(Option("--overdue-anyway"), what, LEAVE_OUT),)
    return overdue


COLUMNS = ("topic", "language", "size", "fold", "copies")
"""The columns of a list; only the topic is needed."""


@frozen
class StockHeader:
    """How the header divides and names the cells below it.

    Attributes:
        ruling: How the table is divided; its first row is the header.
        columns: What stands in each column, from left to right; ``None`` for one without header.
    """

    ruling: Ruling
    columns: tuple[str | None, ...]


def read_stock_header(text: ListText, label: str, words: Words) -> StockHeader:
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
        remedy = Message(
            "stock.add-header",
            "begin the list with a row of headers, such as {header}",
            header=Name(forms["topic"][0]),
        )
        raise UsageError(Problem(Place(label), no_header(ruling.row), remedy))
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
        letter = Name(letter_of(n))
        if cell.strip() and column is None:
            known = [form for each in forms.values() for form in each]
            take_out = Message(
                "stock.take-column-out",
                "take the column out; those that are read are {headers}",
                headers=any_of(each[0] for each in forms.values()),
            )
            remedy = suggest(cell, known, take_out)
            yield Problem(Place(label), unknown_header(letter), remedy)
        elif column is not None and column in columns[:n]:
            what = Message(
                "stock.double-column",
                "column {letter} is for the {column}, as is one before it",
                letter=letter,
                column=Key(column),
            )
            yield Problem(Place(label), what, KEEP_ONE)
    if "topic" not in columns:
        what = Message("stock.no-topic-column", "has no column for the topic")
        yield Problem(Place(label), what, give_column(Name(forms["topic"][0])))


T = TypeVar("T")


def read_stock_list(
    content: bytes,
    label: str,
    words: Words,
    library: Library,
    otherwise: StockOrder,
    wish: LayoutWish,
) -> tuple[StockOrder, ...]:
    """Read the orders of a list, row by row; blank rows and totals are skipped.

    Args:
        content: The whole list, in UTF-8, UTF-16 or Windows-1252.
        label: What messages call it.
        words: Knows the column headers; case and spaces in a header do not matter.
        library: Knows which leaflets there are.
        otherwise: Fills the cells that a row leaves open; its topic is ignored.
        wish: The layout where a row does not say.

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
        what = Message("stock.empty-list", "has a header and no leaflets")
        problems.append(
            Problem(Place(label), what, Message("stock.add-rows", "add a row for each"))
        )
    if problems:
        raise UsageError(*problems)
    return tuple(orders)


class _Row:
    """One row on its way to an order; its problems are collected."""

    def __init__(
        self, number: int, cells: Sequence[str] | None, columns: Sequence[str | None]
    ) -> None:
        self.problems: list[Problem] = []
        self._number = number
        self._texts: dict[str, str] = {}
        given = [cell for cell in cells or () if cell.strip()]
        self.is_skipped = cells is not None and (not given or is_total(given))
        if cells is None:
            self._note("", QUOTE_IN_CELL, DOUBLE_QUOTE)
        for column, cell in zip_longest(columns, cells or (), fillvalue=""):
            if column:
                self._texts[column] = cell.strip()
            elif cell.strip():
                remedy = Message(
                    "list.header-or-empty", "give the column a header, or empty the cell"
                )
                self._note("", HEADLESS_CELL, remedy)

    def read(self, library: Library, otherwise: StockOrder, wish: LayoutWish) -> StockOrder:
        """Read the order; it is only valid if ``problems`` is empty afterwards."""
        topics = library.topics()
        no_topic = Message("topic.none", "there is no leaflet of this name")
        no_language = Message("stock.not-in-language", "there is no leaflet in this language")
        topic = self._convert("topic", lambda text: _choose(text, topics, no_topic), "")
        language = self._texts.get("language") or otherwise.language
        if topic:
            languages = library.languages(topic)
            self._texts["language"] = language
            language = self._convert(
                "language", lambda text: _choose(text, languages, no_language), language
            )
        elif not self.problems:
            remedy = Message("stock.name-leaflet", "name the leaflet, or delete the row")
            self._note("topic", MISSING, remedy)
        layout = self._read_layout(wish)
        copies = otherwise.copies
        copies = self._convert("copies", lambda text: read_count(text, Key("copies")), copies)
        return StockOrder(topic, language, layout, copies, self._number)

    def _read_layout(self, wish: LayoutWish) -> Layout:
        """The layout of the row; what it leaves open is taken from the options."""
        folds = self._convert("fold", lambda text: read_fold(text.lower()), None)
        size = self._convert("size", read_size, None)
        return replace(wish, folds=folds or wish.folds, size=size or wish.size).read()

    def _convert(self, column: str, convert: Callable[[str], T], otherwise: T) -> T:
        """The value of a cell; a problem with it is collected, not raised."""
        text = self._texts.get(column, "")
        try:
            return convert(text) if text else otherwise
        except UsageError as refused:
            for problem in refused.problems:
                self._note(column, problem.what, problem.remedy)
            return otherwise

    def _note(self, column: str, what: Message, remedy: Message) -> None:
        row = self._number
        where = in_row(row, Key(column)) if column else row_of(row)
        self.problems.append(Problem(where, what, remedy))


def _choose(text: str, known: Sequence[str], none: Message) -> str:
    """Match a known name, in whatever case a spreadsheet has put it.

    Raises:
        UsageError: If there is none.
    """
    for each in known:
        if each.casefold() == text.casefold():
            return each
    raise UsageError(Problem(Key("topic"), none, suggest(text, known, there_is(known))))


def _find_double(order: StockOrder, before: Sequence[StockOrder]) -> tuple[Problem, ...]:
    for other in before:
        if order.topic and _leaflet(other) == _leaflet(order):
            assert other.row is not None
            remedy = Message("stock.keep-one-row", "keep one of the rows, with the copies of both")
            return (order.at(Problem(Key("topic"), same_leaflet(other.row), remedy)),)
    return ()


def _leaflet(order: StockOrder) -> tuple[str, str, Layout]:
    return order.topic, order.language, order.layout


_HEADINGS = (
    *(
        Message("heading.topic", "TOPIC"),
        Message("heading.language", "LANGUAGE"),
        Message("heading.size", "SIZE"),
        Message("heading.fold", "FOLD"),
        Message("heading.copies", "COPIES"),
        Message("heading.sheet", "SHEET"),
    ),
    *(
        Message("heading.version", "VERSION"),
        Message("heading.review-by", "REVIEW BY"),
        Message("heading.state", "STATE"),
        Message("heading.pages", "PAGES"),
    ),
)
_OVERDUE = Message("heading.printed-overdue", "PRINTED THOUGH OVERDUE")


def list_picked(
    picked: Sequence[Picked], today: date, reason: str | None
) -> list[tuple[Cell, ...]]:
    """Write the pick list: headings, then a row for each stack, in the order of the file.

    Args:
        picked: The stacks of the file.
        today: In the time zone of the hospital.
        reason: Why leaflets are printed past their review date; ``None`` where none is.
    """
    rows = []
    page = 1
    for each in picked:
        end = page + each.stack.pages - 1
        rows.append(_row(each, today, f"{page}-{end}"))
        page = end + 1
    overdue = [bool(each.stack.edition.review.find_overdue(today)) for each in picked]
    if reason is None or not any(overdue):
        return [_HEADINGS, *rows]
    told = [(*row, reason if late else "") for row, late in zip(rows, overdue, strict=True)]
    return [(*_HEADINGS, _OVERDUE), *told]


def _row(picked: Picked, today: date, pages: str) -> tuple[Cell, ...]:
    order, stack = picked.order, picked.stack
    review = stack.edition.review
    return (
        order.topic,
        order.language,
        f"{stack.plate.form.look.size:g}",
        order.layout.fold_name,
        f"{stack.copies}",
        stack.sheet,
        review.version or NONE,
        show_review(review.by, today),
        STATES[review.state],
        pages,
    )


@frozen
class Pile:
    """What was printed for the shelf.

    Attributes:
        sheet: The id of the sheet where it is one leaflet that was asked for by name.
        leaflets: How many there are.
        sheets: Of paper, in all.
        advice: How it is printed.
        binding: What is done with the sheets that come out of a printer; mostly nothing.
    """

    sheet: str | None
    leaflets: int
    sheets: int
    advice: Message
    binding: Message | None


def deliver_stock(picked: Sequence[Picked], target: Target, existing: Existing) -> Pile:
    """Print the stacks into one file, or have a printer make all copies of one leaflet.

    Raises:
        OutputError: If it cannot be written or printed.
    """
    stacks = [each.stack for each in picked]
    first, plate = picked[0].order, stacks[0].plate
    leaflets = sum(stack.copies for stack in stacks)
    is_listed = first.row is not None
    if not is_listed and (leaflets == 1 or target.makes(leaflets)):
        one = stacks[0].print_one()
        deliver(one.pdf, target, existing, plate.paging.flip, leaflets)
    else:
        deliver(print_stacks(stacks), target, existing, plate.paging.flip)
    is_mixed = len({each.order.layout for each in picked}) > 1
    return Pile(
        stacks[0].sheet if leaflets == 1 and not is_listed else None,
        leaflets,
        sum(stack.pages for stack in stacks) // 2,
        advise_printing(first.layout.turns) if is_mixed else advise(first.layout, plate),
        None if is_mixed else advise_binding(first.layout, plate),
    )


def find_warnings(picked: Sequence[Picked]) -> tuple[Problem, ...]:
    """Warnings about the texts, each once."""
    editions = [each.stack.edition for each in picked]
    remarks = ((*each.warnings, *each.review.find_unapproved()) for each in editions)
    return tuple(dict.fromkeys(chain.from_iterable(remarks)))


def record_stock(library: Library, picked: Sequence[Picked], today: date, timer: Timer) -> None:
    """Record the ids that the ledger does not have yet.

    Whoever prints is often not allowed to write into the site, and need not be. Then nothing is
    recorded, and `leaflet trace` has what `approve` and `phones` recorded.
    """
    if library.site is None:
        return
    with suppress(LeafletError):
        known = {each.content_id for each in read_site_ledger(library).entries}
        printed: dict[tuple[str, str], set[str]] = {}
        for each in picked:
            ids = printed.setdefault((each.order.topic, each.order.language), set())
            ids.add(each.stack.plate.content_id)
        for leaflet, ids in printed.items():
            if ids <= known:
                continue
            content = read_content(library, *leaflet).value
            if content.content_id in ids:  # it may have been edited since
                record_leaflets(library, (describe(content, "stock", today),), timer)
