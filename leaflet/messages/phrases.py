"""Clauses that messages of several modules share."""

from collections.abc import Iterable

from leaflet.messages.message import Field, Message, Name, any_of

CHECK_BOTH_DATES = Message("day.check-both", "check both dates")
CHECK_DATE = Message("day.check-date", "check the date")
CHECK_MEANT = Message("all.check-meant", "check that it is meant")
DOUBLE_QUOTE = Message("list.double-quote", "double it, and quote the whole cell")
EMPTY = Message("all.empty", "is empty")
FILES = Message("where.files", "files")
HEADLESS_CELL = Message("list.headless-cell", "has a cell in a column without header")
INSTALL_AGAIN = Message("all.install-again", "install leaflet again")
KEEP_ONE = Message("all.keep-one", "keep one of them")
LEAVE_ONE_OUT = Message("all.leave-one-out", "leave one of the two out")
LEAVE_OUT = Message("text.leave-out", "leave it out")
MISSING = Message("all.missing", "is missing")
NAME_FOLDER = Message("all.name-folder", "name a folder, or . for this one")
OTHER_NAME = Message("file.other-name", "give it another name")
QUOTE_IN_CELL = Message("list.quote-in-cell", "has a quotation mark in the middle of a cell")
ROW = Message("where.this-row", "row")
SHORTER = Message("all.shorter", "write it shorter")


def there_is(names: Iterable[str]) -> Message:
    """The names to choose from; never for names of persons."""
    return Message("all.there-is", "there is {names}", names=any_of(names))


def did_you_mean(name: Field) -> Message:
    """The word that was most likely meant."""
    return Message("all.did-you-mean", "did you mean {name}?", name=name)


def too_long(most: int) -> Message:
    """A text has more characters than it may have."""
    return Message("text.too-long", "is longer than {most} characters", most=most)


def unknown_header(letter: Name) -> Message:
    """A column of a list is not understood."""
    return Message(
        "list.unknown-header", "column {letter} has a header that is unknown", letter=letter
    )


def no_header(row: int) -> Message:
    """A list does not say what its columns are."""
    return Message("list.no-header", "row {row} has no known header", row=row)


def give_column(header: Name) -> Message:
    """How a list gets a column that it needs."""
    return Message("list.give-column", "give it a column with the header {header}", header=header)


def same_leaflet(row: int) -> Message:
    """A row asks for what an earlier row asks for."""
    return Message("list.same-leaflet", "is the same leaflet as row {row}", row=row)


def row_of(row: int) -> Message:
    """A row of a list, as a whole."""
    return Message("where.row", "row {row}", row=row)


def in_row(row: int, where: Field) -> Message:
    """A field of a row of a list."""
    return Message("where.in-row", "row {row}: {where}", row=row, where=where)
