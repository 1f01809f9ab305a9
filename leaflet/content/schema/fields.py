"""Types for single values in content files: text in, a checked value out.

Each is an annotated type with its JSON Schema for editors beside it; a refusal gives the reason and
the remedy. Nothing is rounded or guessed: ``8.0`` is no whole number, ``1,0 g`` no amount (N1, N2,
N4). Values with a foreign notation (ATC codes, colours) are checked against that notation.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from leaflet.content.model.brochure import RichText
from leaflet.content.model.medicines import Amount, Unit
from leaflet.messages.message import Message

JsonSchema = dict[str, Any]


def _text(pattern: str, message: str, **more: Any) -> JsonSchema:
    """A text as a whole, with white around it as it comes."""
    said = {"pattern": rf"^\s*(?:{pattern})\s*$", "patternErrorMessage": message}
    return {"type": "string", **said, **more}


def _words(sign: str, description: str) -> JsonSchema:
    """Text of these signs, not empty, whose ``**`` open and close something."""
    plain = rf"(?:(?!\*\*){sign})"
    pattern = rf"^(?=\s*\S)\s*{plain}*(?:\*\*{plain}+\*\*{plain}*)*\s*$"
    message = "Write text without tabs, with ** on both sides of the bold words."
    return {
        "type": list(_TYPED),
        "pattern": pattern,
        "patternErrorMessage": message,
        "description": description,
    }


_TYPED = ("string", "number", "boolean")
_NOTHING: JsonSchema = {"type": "null"}
_MARKUP = "`**` stands around bold words, `{phone:campus.purpose}` for a number of the phone book."
_DECIMALS = "[.,][0-9]{0,2}[1-9]"
_ABOVE_ZERO = f"[1-9][0-9]{{0,4}}(?:{_DECIMALS})?|0{_DECIMALS}"
_MONTH_SINGLE, _MONTH = "0?[1-9]|1[0-2]", "0[1-9]|1[0-2]"
_DAY_SINGLE, _DAY = "0?[1-9]|[12][0-9]|3[01]", "0[1-9]|[12][0-9]|3[01]"
_YEAR = "20[0-9]{2}|2100"

WRITTEN: JsonSchema = {"type": list(_TYPED)}
"""Any text, even an empty one between quotes."""

LINE: JsonSchema = {
    "type": list(_TYPED),
    "pattern": r"^\s*\S(?:[^\n\t]*\S)?\s*$",
    "patternErrorMessage": "Write one line of text.",
    "description": "RichText on one line.",
}

RUNNING = _words(r"[^\n\t]", f"Running text. {_MARKUP}")

BROKEN = _words(r"[^\t]", f"Text in which a new line is a break by sense. {_MARKUP}")

PERHAPS_BROKEN: JsonSchema = {
    "anyOf": [{key: value for key, value in BROKEN.items() if key != "description"}, _NOTHING],
    "description": f"{BROKEN['description']} May stay empty.",
}

WHOLE: JsonSchema = {
    "anyOf": [
        {"type": "integer", "minimum": 1, "maximum": 9999},
        _text("[1-9][0-9]{0,3}", "Write a whole number, such as 8."),
    ],
    "description": "A whole number above zero.",
}

NUMBER: JsonSchema = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": 99999.999},
        _text(f"{_ABOVE_ZERO}|0", "Write a number, such as 16 or 2,5."),
    ],
    "description": "A number, such as 16 or 2,5.",
}

QUANTITY = _text(
    f"(?:{_ABOVE_ZERO})[ \u00a0]?(?:mg|g|microgram|ml|drop)",
    "Write an amount, such as 600 mg, 1 g or 2,5 mg.",
    description="An amount with its unit: mg, g, microgram, ml or drop. For example 600 mg.",
)

ANSWER: JsonSchema = {
    "anyOf": [{"enum": ["yes", "no"]}, _text("yes|no", "Write yes or no.")],
    "description": "yes or no.",
}

DAY = _text(
    f"(?:{_YEAR})-(?:{_MONTH})-(?:{_DAY})"
    f"|(?:{_DAY_SINGLE})[/.-](?:{_MONTH_SINGLE})[/.-](?:{_YEAR})",
    "Write a day as 2027-11-22 or 22/11/2027.",
    description="A day, as 2027-11-22 or 22/11/2027.",
)

ATC = _text(
    "[A-Z][0-9]{2}[A-Z]{2}[0-9]{2}|A07CA|A12AX",
    "Write the ATC code in full, such as M01AE01.",
    description="A whole ATC code, such as M01AE01.",
)

ATC_PREFIX = _text(
    "[A-Z](?:[0-9]{2}(?:[A-Z](?:[A-Z](?:[0-9]{2})?)?)?)?",
    "Write an ATC code or its beginning, such as M01A.",
    description="An ATC code or its beginning, such as M01A.",
)

COLOUR = _text(
    "#[0-9A-Fa-f]{6}",
    'Write a colour as "#1F4E79", between quotes.',
    description='A colour, such as "#1F4E79", between quotes.',
)

FINGERPRINT: JsonSchema = {
    "type": "string",
    "pattern": r"^[0-9a-f]{64}(?![\s\S])",
    "description": "The fingerprint of the words that were approved; `leaflet approve` writes it.",
}
"""Of an approval; ``approvals_file.py`` refuses any other."""

PHONE_KEY = _text(
    r"[a-z0-9_-]+\.[a-z0-9_-]+",
    "Write the key as campus.purpose, in small letters, such as bornem.pijnkliniek.",
)
"""A key of the phone book; ``phonebook_file.py`` refuses any other."""


T = TypeVar("T")

REFUSED = "refused"
"""Type of the errors made here; ``what`` and ``remedy`` stand in their context."""

_WHOLE = re.compile(r"[1-9][0-9]{0,3}")
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,4})(?:[.,][0-9]{0,2}[1-9])?")
_AMOUNT = re.compile(r"([0-9][0-9.,]*)[ \u00a0]?([a-z]+)")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_WEIGHTS = frozenset({Unit.MILLIGRAM, Unit.GRAM, Unit.MICROGRAM, Unit.MILLILITRE, Unit.DROP})


def refuse(what: Message | str, remedy: Message | str) -> PydanticCustomError:
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


def _broken(value: object) -> RichText:
    text = read_text(value)
    if "\t" in text:
        raise refuse("a tab stands in this text", "use a space")
    try:
        return RichText.parse(re.sub(" *\n *", "\n", re.sub(" {2,}", " ", text)))
    except ValueError as error:
        raise refuse(str(error), "put ** on both sides of the bold words") from None


def _running(value: object) -> RichText:
    if "\n" in read_text(value):
        what = "a line break stands within running text"
        raise refuse(what, "begin a new paragraph or item, or write the text after `>-`")
    return _broken(value)


def _nothing_or_broken(value: object) -> RichText:
    return RichText(()) if value is None else _broken(value)


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


Line = Annotated[str, PlainValidator(_line), WithJsonSchema(LINE)]
"""Text on one line, never empty."""

Running = Annotated[RichText, PlainValidator(_running), WithJsonSchema(RUNNING)]
"""Running text with markup; no break within it."""

Broken = Annotated[RichText, PlainValidator(_broken), WithJsonSchema(BROKEN)]
"""A heading or cell with markup; its newlines are breaks by sense."""

PerhapsBroken = Annotated[
    RichText, PlainValidator(_nothing_or_broken), WithJsonSchema(PERHAPS_BROKEN)
]
"""The same, or a text of no parts where nothing is written."""

Whole = Annotated[int, PlainValidator(_whole), WithJsonSchema(WHOLE)]
"""A count from 1 to 9999."""

Number = Annotated[Decimal, PlainValidator(_number), WithJsonSchema(NUMBER)]
"""A number with a point or comma, without trailing zeros."""

Quantity = Annotated[Amount, PlainValidator(_amount), WithJsonSchema(QUANTITY)]
"""An amount of substance, such as ``600 mg``."""

Answer = Annotated[bool, PlainValidator(_answer), WithJsonSchema(ANSWER)]
"""``yes`` or ``no``."""

Day = Annotated[date, PlainValidator(_day), WithJsonSchema(DAY)]
"""A day of this century, ISO or day first."""


def perhaps_line(value: object) -> str | None:
    """The text, or ``None`` where it is refused as a :data:`Line`: its shape has told why."""
    return _perhaps(_line, value)


def perhaps_broken(value: object) -> RichText | None:
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


Atc = Annotated[str, PlainValidator(_atc), WithJsonSchema(ATC)]
"""A whole ATC code: ``M01AE01``."""

AtcPrefix = Annotated[str, PlainValidator(_atc_prefix), WithJsonSchema(ATC_PREFIX)]
"""An ATC code or one of its higher levels: ``M01A``."""

Colour = Annotated[str, PlainValidator(_colour), WithJsonSchema(COLOUR)]
"""``#RRGGBB``."""


def perhaps_atc(value: object) -> str | None:
    """The code, or ``None`` where it is refused as an :data:`Atc`: its shape has told why."""
    try:
        return _atc(value)
    except PydanticCustomError:
        return None
