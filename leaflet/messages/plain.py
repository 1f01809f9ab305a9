"""Turn messages into plain data, to keep in a file or send to another process, and back."""

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from leaflet.messages import message
from leaflet.messages.message import (
    Count,
    Field,
    Joint,
    Listing,
    Message,
    Name,
    Place,
    Quantity,
    Typed,
)

_TEXTS: Mapping[str, Callable[[str], Field]] = {
    each.__name__: each
    for each in vars(message).values()
    if isinstance(each, type) and issubclass(each, Name | Typed)
}


def to_plain(field: Field) -> Any:
    """Turn a field or a message into JSON: a number, or a list that begins with its kind."""
    match field:
        case int() | float():
            return field
        case Decimal():
            return ["Decimal", str(field)]
        case date():
            return ["date", field.isoformat()]
        case time():
            return ["time", field.isoformat()]
        case Place(file, line, column):
            return ["Place", file, line, column]
        case Count(number, noun):
            return ["Count", number, noun]
        case Quantity(amount, unit):
            return ["Quantity", to_plain(amount), unit]
        case Listing(items, joint):
            return ["Listing", joint.value, [to_plain(each) for each in items]]
        case Message():
            fields = {name: to_plain(each) for name, each in field.fields.items()}
            return ["Message", field.code, field.template, fields]
        case str():
            return [type(field).__name__, str(field)]


def from_plain(plain: Any) -> Any:
    """Turn it back into a field or a message.

    Raises:
        KeyError, TypeError, ValueError: If it does not come from :func:`to_plain`.
    """
    if isinstance(plain, int | float):
        return plain
    kind, *rest = plain
    match kind:
        case "Decimal":
            return Decimal(*rest)
        case "date":
            return date.fromisoformat(*rest)
        case "time":
            return time.fromisoformat(*rest)
        case "Place":
            return Place(*rest)
        case "Count":
            return Count(*rest)
        case "Quantity":
            return Quantity(from_plain(rest[0]), rest[1])
        case "Listing":
            return Listing(tuple(map(from_plain, rest[1])), Joint(rest[0]))
        case "Message":
            code, template, fields = rest
            return Message(code, template, **{name: from_plain(f) for name, f in fields.items()})
    return _TEXTS[kind](*rest)
