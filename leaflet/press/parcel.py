"""Values of the program as bytes and back: plain data of known classes, and nothing that runs.

A value becomes JSON, in which every class is named and stands for one of those listed by whoever
opens it; bytes follow after it. What does not fit exactly is refused, never guessed.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any

_SIZE = 8
_TROUBLES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a class raises that is given what it is not made for."""


class Damaged(ValueError):
    """The bytes are not a parcel, or not one of these classes."""


def wrap(value: object) -> bytes:
    """The value as bytes; the same value gives the same bytes.

    Raises:
        TypeError: If it holds something that is no plain data.
    """
    blobs: list[bytes] = []
    text = json.dumps(_plain(value, blobs), ensure_ascii=False, separators=(",", ":"))
    parts = [text.encode("utf-8", "surrogatepass"), *blobs]
    head = b"".join(size.to_bytes(_SIZE, "big") for size in (len(parts), *map(len, parts)))
    return b"".join((head, *parts))


def unwrap(content: bytes, classes: Iterable[type]) -> Any:
    """The value again.

    Args:
        content: What ``wrap`` gave.
        classes: Every class whose instances may be in it.

    Raises:
        Damaged: If it is anything else.
    """
    try:
        parts = _parts(memoryview(content))
        opener = _Opener(parts[1:], classes)
        return opener.open(json.loads(bytes(parts[0])))
    except _TROUBLES as trouble:
        raise Damaged(type(trouble).__name__) from None


def _plain(value: object, blobs: list[bytes]) -> Any:
    """The value in terms of JSON; a list stands for a tuple, an object for anything else."""
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, Enum):
        return {type(value).__name__: value.name}
    if type(value) is tuple:
        return [_plain(each, blobs) for each in value]
    if type(value) is bytes:
        blobs.append(value)
        return {"bytes": len(blobs) - 1}
    if type(value) is Decimal:
        return {"Decimal": str(value)}
    if type(value) is date:
        return {"date": value.isoformat()}
    if isinstance(value, Mapping):
        if all(type(key) is str for key in value):
            return {"names": {key: _plain(each, blobs) for key, each in value.items()}}
        return {"map": [[_plain(key, blobs), _plain(each, blobs)] for key, each in value.items()]}
    if is_dataclass(value) and not isinstance(value, type):
        kept = [_plain(getattr(value, f.name), blobs) for f in fields(value) if f.init]
        return {type(value).__name__: kept}
    raise TypeError(f"{type(value).__name__} is no plain data")


def _parts(content: memoryview) -> list[memoryview]:
    def number(place: int) -> int:
        return int.from_bytes(content[place * _SIZE : (place + 1) * _SIZE], "big")

    count = number(0)
    start = (count + 1) * _SIZE
    if not count or len(content) < start:
        raise ValueError("no parcel")
    parts = []
    for size in map(number, range(1, count + 1)):
        parts.append(content[start : start + size])
        start += size
    if start != len(content):
        raise ValueError("cut off")
    return parts


class _Opener:
    """Makes values of what JSON says, from the classes that are allowed."""

    def __init__(self, blobs: list[memoryview], classes: Iterable[type]) -> None:
        # Each is taken once: a few bytes that name one again and again could fill the memory.
        self._blobs = dict(enumerate(blobs))
        self._classes = {each.__name__: each for each in classes}

    def open(self, plain: Any) -> Any:
        if isinstance(plain, list):
            return tuple([self.open(each) for each in plain])
        if not isinstance(plain, dict):
            return plain
        ((kind, inside),) = plain.items()
        match kind:
            case "bytes":
                return bytes(self._blobs.pop(inside))
            case "Decimal":
                return Decimal(inside)
            case "date":
                return date.fromisoformat(inside)
            case "names":
                return MappingProxyType({key: self.open(each) for key, each in inside.items()})
            case "map":
                pairs = {self.open(key): self.open(each) for key, each in inside}
                return MappingProxyType(pairs)
        made: Any = self._classes[kind]
        if issubclass(made, Enum):
            return made[inside]
        if not isinstance(inside, list) or len(inside) != len(made.__match_args__):
            raise ValueError("other fields")
        return made(*map(self.open, inside))
