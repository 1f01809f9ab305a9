"""Single values of a content file: typed as text, read as what the field says they are.

Each is an annotated type; a value that does not fit is refused with its reason and its remedy.
Nothing is rounded or guessed: ``8.0`` is no whole number, ``1,0 g`` no amount (N1, N2, N4).
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from leaflet.manuscript import scalar_schema
from leaflet.manuscript.amount import Amount, Unit
from leaflet.manuscript.text import Text

T = TypeVar("T")

REFUSED = "refused"
"""Type of the errors made here; ``what`` and ``remedy`` stand in their context."""

_WHOLE = re.compile(r"[1-9][0-9]{0,3}")
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,4})(?:[.,][0-9]{0,2}[1-9])?")
_AMOUNT = re.compile(r"([0-9][0-9.,]*)[ \u00a0]?([a-z]+)")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_WEIGHTS = frozenset({Unit.MILLIGRAM, Unit.GRAM, Unit.MICROGRAM, Unit.MILLILITRE, Unit.DROP})


def refuse(what: str, remedy: str) -> PydanticCustomError:
    """The error with which a field refuses its value."""
    return PydanticCustomError(REFUSED, "{what}", {"what": what, "remedy": remedy})


def read_text(value: object) -> str:
    """What is typed, without white around it; never empty.

    Raises:
        PydanticCustomError: If it is no text, or nothing.
    """
    if isinstance(value, dict):
        what = "a `key: value` stands where text should"
        raise refuse(what, "put the whole text between double quotes")
    if isinstance(value, list):
        raise refuse("a list stands where one text should", "write one text")
    if not isinstance(value, str) or not value.strip():
        raise refuse("nothing is written here", "fill it in")
    return unicodedata.normalize("NFC", value.strip())


def _line(value: object) -> str:
    text = read_text(value)
    if "\n" in text or "\t" in text:
        raise refuse("a line break or tab stands in this text", "write it on one line")
    return re.sub(" {2,}", " ", text)


def _broken(value: object) -> Text:
    text = read_text(value)
    if "\t" in text:
        raise refuse("a tab stands in this text", "use a space")
    try:
        return Text.parse(re.sub(" *\n *", "\n", re.sub(" {2,}", " ", text)))
    except ValueError as error:
        raise refuse(str(error), "put ** on both sides of the bold words") from None


def _running(value: object) -> Text:
    if "\n" in read_text(value):
        what = "a line break stands within running text"
        raise refuse(what, "begin a new paragraph or item, or write the text after `>-`")
    return _broken(value)


def _nothing_or_broken(value: object) -> Text:
    return Text(()) if value is None else _broken(value)


def _whole(value: object) -> int:
    text = read_text(value)
    if not _WHOLE.fullmatch(text):
        raise refuse("a whole number above zero should stand here", "write for example 8")
    return int(text)


def _number(value: object) -> Decimal:
    text = read_text(value)
    if not _NUMBER.fullmatch(text):
        raise refuse("a number should stand here", "write for example 16 or 2,5")
    return Decimal(text.replace(",", "."))


def _amount(value: object) -> Amount:
    written = _AMOUNT.fullmatch(read_text(value))
    if not written or not _NUMBER.fullmatch(written[1]):
        raise refuse("an amount should stand here", "write for example 600 mg, 1 g or 2,5 mg")
    if written[2] not in _WEIGHTS:
        units = ", ".join(unit for unit in Unit if unit in _WEIGHTS)
        raise refuse("the unit of this amount is not known", f"use one of {units}")
    number = Decimal(written[1].replace(",", "."))
    if number <= 0:
        raise refuse("this amount is nothing", "write an amount above zero, or leave it empty")
    return Amount(number, Unit(written[2]))


def _answer(value: object) -> bool:
    text = read_text(value)
    if text not in ("yes", "no"):
        raise refuse("yes or no should stand here", "write yes or no")
    return text == "yes"


def _day(value: object) -> date:
    text = read_text(value)
    if iso := _ISO_DAY.fullmatch(text):
        year, month, day = iso.groups()
    elif local := _DAY_FIRST.fullmatch(text):
        day, month, year = local.groups()
    else:
        raise refuse("a day should stand here", "write it as 2027-11-22 or 22/11/2027")
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise refuse("this day does not exist", "day first, then month: 22/11/2027") from None
    if not 2000 <= found.year <= 2100:
        raise refuse("the year is not of this century", "write the year in four digits")
    return found


Line = Annotated[str, PlainValidator(_line), WithJsonSchema(scalar_schema.LINE)]
"""Text on one line, never empty."""

Running = Annotated[Text, PlainValidator(_running), WithJsonSchema(scalar_schema.RUNNING)]
"""Running text with markup; no break within it."""

Broken = Annotated[Text, PlainValidator(_broken), WithJsonSchema(scalar_schema.BROKEN)]
"""A heading or cell with markup; its newlines are breaks by sense."""

PerhapsBroken = Annotated[
    Text, PlainValidator(_nothing_or_broken), WithJsonSchema(scalar_schema.PERHAPS_BROKEN)
]
"""The same, or a text of no parts where nothing is written."""

Whole = Annotated[int, PlainValidator(_whole), WithJsonSchema(scalar_schema.WHOLE)]
"""A count from 1 to 9999."""

Number = Annotated[Decimal, PlainValidator(_number), WithJsonSchema(scalar_schema.NUMBER)]
"""A number with a point or comma, without trailing zeros."""

Quantity = Annotated[Amount, PlainValidator(_amount), WithJsonSchema(scalar_schema.QUANTITY)]
"""An amount of substance, such as ``600 mg``."""

Answer = Annotated[bool, PlainValidator(_answer), WithJsonSchema(scalar_schema.ANSWER)]
"""``yes`` or ``no``."""

Day = Annotated[date, PlainValidator(_day), WithJsonSchema(scalar_schema.DAY)]
"""A day of this century, ISO or day first."""


def perhaps_line(value: object) -> str | None:
    """The text, or ``None`` where it is refused as a :data:`Line`: its shape has told why."""
    return _perhaps(_line, value)


def perhaps_broken(value: object) -> Text | None:
    """The same of :data:`Broken`."""
    return _perhaps(_broken, value)


def perhaps_whole(value: object) -> int | None:
    """The same of :data:`Whole`."""
    return _perhaps(_whole, value)


def perhaps_amount(value: object) -> Amount | None:
    """The same of :data:`Quantity`."""
    return _perhaps(_amount, value)


def _perhaps(read: Callable[[object], T], value: object) -> T | None:
    try:
        return read(value)
    except PydanticCustomError:
        return None
