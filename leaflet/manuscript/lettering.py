"""Every text that a value of the manuscript is made of, for who needs all its characters."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass


def texts_of(value: object) -> Iterator[str]:
    """The texts in a value, however deep; keys of mappings too."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from texts_of(pair)
    elif isinstance(value, tuple | frozenset):
        for part in value:
            yield from texts_of(part)
