"""What an editor knows of a single value: the JSON Schema beside each validator of ``scalar.py``.

An editor reads YAML 1.2, where an unquoted ``8`` is a number and ``true`` a truth value; the
program reads both as the text that was typed. So text may be either here, and a count is a number
or the same number as text. Patterns are written so that Python and ECMAScript read them alike.
"""

from typing import Any

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
    "description": "Text on one line.",
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
