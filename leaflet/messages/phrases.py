"""Clauses that many messages share."""

from collections.abc import Iterable

from leaflet.messages.message import Field, Message, any_of

LEAVE_ONE_OUT = Message("all.leave-one-out", "leave one of the two out")
INSTALL_AGAIN = Message("all.install-again", "install leaflet again")
MISSING = Message("all.missing", "is missing")
NAME_FOLDER = Message("all.name-folder", "name a folder, or . for this one")
SHORTER = Message("all.shorter", "write it shorter")


def there_is(names: Iterable[str]) -> Message:
    """What there is to choose from; only for names that are nobody's."""
    return Message("all.there-is", "there is {names}", names=any_of(names))


def in_row(row: int, where: Field) -> Message:
    """A field of a row of a list."""
    return Message("where.in-row", "row {row}: {where}", row=row, where=where)
