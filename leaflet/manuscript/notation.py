"""Single values of a content file that others have given a notation: ATC codes and colours.

As in :mod:`.scalar`, a value that does not fit is refused with its reason and its remedy.
"""

import re
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from leaflet.manuscript import scalar_schema
from leaflet.manuscript.scalar import read_text, refuse

_ATC = re.compile(r"[A-Z](?:[0-9]{2}(?:[A-Z](?:[A-Z](?:[0-9]{2})?)?)?)?")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_WHOLE_ATC = len("M01AE01")
_UNDIVIDED = ("A07CA", "A12AX")
"""Fourth levels of the WHO index that have no fifth: salts for rehydration, calcium with others."""


def _atc(value: object) -> str:
    text = read_text(value)
    if not _ATC.fullmatch(text) or (len(text) != _WHOLE_ATC and text not in _UNDIVIDED):
        raise refuse("an ATC code should stand here", "write it in full, such as M01AE01")
    return text


def _atc_prefix(value: object) -> str:
    text = read_text(value)
    if not _ATC.fullmatch(text):
        what = "an ATC code or its beginning should stand here"
        raise refuse(what, "write for example M01A or M01AE01")
    return text


def _colour(value: object) -> str:
    text = read_text(value)
    if not _COLOUR.fullmatch(text):
        raise refuse("a colour should stand here", 'write it as "#1F4E79", between quotes')
    return text.upper()


Atc = Annotated[str, PlainValidator(_atc), WithJsonSchema(scalar_schema.ATC)]
"""A whole ATC code: ``M01AE01``."""

AtcPrefix = Annotated[str, PlainValidator(_atc_prefix), WithJsonSchema(scalar_schema.ATC_PREFIX)]
"""An ATC code or one of its higher levels: ``M01A``."""

Colour = Annotated[str, PlainValidator(_colour), WithJsonSchema(scalar_schema.COLOUR)]
"""``#RRGGBB``."""


def perhaps_atc(value: object) -> str | None:
    """The code, or ``None`` where it is refused as an :data:`Atc`: its shape has told why."""
    try:
        return _atc(value)
    except PydanticCustomError:
        return None
