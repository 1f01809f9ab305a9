"""Every text that a value of the manuscript is made of, for who needs all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from leaflet.errors import Place
from leaflet.manuscript.text import Text


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


def running_texts(value: object) -> Iterator[Text]:
    """The running texts in a value, in order; what they are made of is not looked into."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from running_texts(part)
    elif is_dataclass(value) and not isinstance(value, Place | type):
        for field in fields(value):
            yield from running_texts(getattr(value, field.name))
