"""A message: a stable code, its English template, and named fields of known types.

A message is a value until somebody reads it; ``str()`` gives English. A template is a whole
sentence or clause, so that another language can put its fields in another order. A field stands in
it as ``{name}``; as ``{name:long}``, a day with its weekday; as ``{name:.1f}``, a number with so
many decimals; or as ``{name:,}``, a number with commas between thousands.

A field is never a plain ``str``: each kind of text has its class, and a type checker refuses any
other. Only :class:`Typed` may repeat what was said about a patient (law 5 of
``docs/architecture.md``).
"""

import re
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Final, TypeAlias

from leaflet.records import frozen


class Name(str):
    """A text that is the same in every language, and says nothing of a patient."""

    __slots__ = ()


class MedicineName(Name):
    """A medicine or a substance, as a register, the formulary or a plan line calls it."""

    __slots__ = ()


class Option(Name):
    """An option, an argument or a variable of the command line: ``--pen``, ``TOPIC``."""

    __slots__ = ()


class Key(Name):
    """The key or the name of a field, a column or an entry: ``born``, ``med 1``, ``plan.title``."""

    __slots__ = ()


class File(Name):
    """The name or the path of a file or a folder."""

    __slots__ = ()


class Command(Name):
    """Something to type as it stands: ``leaflet check``, ``schema: 1``."""

    __slots__ = ()


class Excerpt(Name):
    """Words of the hospital's own files, quoted to whoever writes them."""

    __slots__ = ()


class Foreign(Name):
    """Words of another program: the system, a printer, a library."""

    __slots__ = ()


class Typed(str):
    """Words typed for a patient, repeated to whoever typed them: part of a plan line."""

    __slots__ = ()


@frozen
class Place:
    """A spot in a file: its short name, and the line and column counted from 1.

    ``line`` and ``column`` are ``None`` where the whole file is meant.
    """

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        numbers = [str(n) for n in (self.line, self.column) if n is not None]
        return ":".join([self.file, *numbers])


@frozen
class Count:
    """A number of things: ``1 row``, ``2,000 rows``.

    Attributes:
        noun: In the singular.
    """

    number: int
    noun: str


@frozen
class Quantity:
    """A number with its unit: ``600 mg``, ``2 tablets``, ``half a tablet``, ``8 days``.

    Attributes:
        number: Exact; a float only for a length or a size on paper.
        unit: A symbol or a noun in the singular: ``mg``, ``tablet``, ``day``.
    """

    number: int | float | Decimal
    unit: str


class Joint(Enum):
    """The word or sign that joins the items of a listing."""

    OR = "or"
    AND = "and"
    COMMA = "comma"
    SEMICOLON = "semicolon"
    SPACE = "space"


@frozen
class Listing:
    """Several fields as one: ``a, b or c``."""

    items: tuple["Field", ...]
    joint: Joint = Joint.OR


class Message:
    """A text for a person.

    Attributes:
        code: Stable, and of this template alone: ``plan.no-last-day``.
        template: In English.
        fields: By the names in the template.
    """

    __slots__ = ("_hash", "code", "fields", "template")

    def __init__(self, code: str, template: str, /, **fields: "Field") -> None:
        self._hash: int
        self.code: Final = code
        self.template: Final = template
        self.fields: Final = fields

    def __str__(self) -> str:
        return render(self)

    def __repr__(self) -> str:
        return f"Message({self.code!r}, {str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Message)
            and hash(self) == hash(other)
            and (self.code, self.template) == (other.code, other.template)
            and self.fields == other.fields
        )

    def __hash__(self) -> int:
        # Kept, since a long list of patients asks for it again and again.
        try:
            return self._hash
        except AttributeError:
            self._hash = hash((self.code, *self.fields.values()))
            return self._hash


Field: TypeAlias = (
    int
    | float
    | Decimal
    | date
    | time
    | Name
    | Typed
    | Place
    | Count
    | Quantity
    | Listing
    | Message
)
"""What may stand in a message."""


NO_REASON = Message("all.no-reason", "no reason is given")
"""Stands in for the reason where the system gives none."""


def any_of(names: Iterable[str]) -> Listing:
    """``a, b or c``; ``nothing`` where there is none. Never for names of persons."""
    return Listing(tuple(map(Name, names)) or (Message("all.nothing", "nothing"),))


def both(first: Message, second: Message) -> Message:
    """Two clauses, the second after the first."""
    return Message("all.both", "{first}; {second}", first=first, second=second)


_FIELD = re.compile(r"\{([a-z_]+)(?::(long|,|\.[0-9]f))?\}")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_SYMBOLS = frozenset({"mg", "g", "microgram", "ml", "mm", "pt", "s"})
"""Units without a plural."""
_BETWEEN = {Joint.SEMICOLON: "; ", Joint.SPACE: " "}
_LAST = {Joint.OR: " or ", Joint.AND: " and ", Joint.COMMA: ", ", **_BETWEEN}
_HALF = Decimal("0.5")


def render(message: Message) -> str:
    """Write the message in English, each field in its place.

    Raises:
        KeyError: If the template names a field that the message does not have.
    """
    return _FIELD.sub(lambda found: write(message.fields[found[1]], found[2]), message.template)


def write(field: Field, form: str | None = None) -> str:
    """Write one field of a message in English.

    Args:
        field: Of a message.
        form: ``long`` for a day with its weekday, otherwise written ``2026-11-29``; ``.1f`` or
            ``,`` for a number.
    """
    if isinstance(field, date):
        return _write_day(field) if form else field.isoformat()
    if isinstance(field, time):
        return f"{field.hour}.{field.minute:02}"
    if isinstance(field, Count):
        return f"{field.number:,} {_inflect(field.noun, field.number)}"
    if isinstance(field, Quantity):
        return _write_quantity(field)
    if isinstance(field, Listing):
        return _write_listing(field)
    if isinstance(field, int | float | Decimal):
        return format(field, form) if form else _write_number(field)
    return str(field)


def _write_number(number: int | float | Decimal) -> str:
    """``600``, ``2.5``: exact, with no trailing zero."""
    if isinstance(number, Decimal):
        return f"{number.normalize():f}"
    return f"{number:g}" if isinstance(number, float) else str(number)


def _write_quantity(quantity: Quantity) -> str:
    number, unit = quantity.number, quantity.unit
    if unit in _SYMBOLS:
        return f"{_write_number(number)} {unit}"
    if number == _HALF:
        return f"half a {unit}"
    return f"{_write_number(number)} {_inflect(unit, number)}"


def _inflect(noun: str, number: int | float | Decimal) -> str:
    return noun if number == 1 else f"{noun}s"


def _write_day(day: date) -> str:
    """``Sunday 29 November 2026``, whatever the locale."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def _write_listing(listing: Listing) -> str:
    *most, last = map(write, listing.items)
    between = _BETWEEN.get(listing.joint, ", ")
    return f"{between.join(most)}{_LAST[listing.joint]}{last}" if most else last
