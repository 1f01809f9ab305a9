"""A patient's name, printed as registered: capitals and particles are never changed.

Source: ``docs/rules.md`` 5.3 and 6.1.
"""

import unicodedata
from collections.abc import Collection

from leaflet.discharge.clean_text import clean, read_free_text
from leaflet.errors import DischargeError, Problem, Warned
from leaflet.messages.message import Key, Message
from leaflet.messages.phrases import too_long

_LONG = 60
_LONGEST = 120
_UNMISTAKABLE = 6
_NO_VALUE = "#n/a"
"""What a spreadsheet writes, and reads back, for a cell without a value."""


def read_name(text: str, field: Key, placeholders: Collection[str]) -> Warned[str | None]:
    """The name, or ``None`` where the text names nobody: empty, ``-``, a placeholder (T11).

    Args:
        text: As typed.
        field: What messages call the place where it was typed.
        placeholders: Words that stand where a name should be (``Words.placeholders``).

    Raises:
        DischargeError: If it is longer than 120 characters, or refused as free text.
        GlyphError: If all that is wrong is that it cannot be set right.
    """
    cleaned = clean(text, field)
    if cleaned.value.casefold() in ("", _NO_VALUE):
        return Warned(None, cleaned.warnings + _nobody(cleaned.value, field))
    name = read_free_text(cleaned.value, field).value
    if _is_nobody(name.casefold(), {word.casefold() for word in placeholders}):
        return Warned(None, cleaned.warnings + _nobody(name, field))
    if len(name) > _LONGEST:
        remedy = Message("name.alone", "give the name alone")
        raise DischargeError(Problem(field, too_long(_LONGEST), remedy))
    return Warned(name, (*cleaned.warnings, *_oddities(name, field)))


def _is_nobody(name: str, placeholders: set[str]) -> bool:
    """Whether it stands for a person without naming one: ``xxx``, ``unknown man 3``.

    A short placeholder counts only when nothing else stands beside it, since it may be a part
    of somebody's name.
    """
    words = name.split()
    if not any(sign.isalpha() for sign in name):
        return True
    if all(word in placeholders or word.isdecimal() for word in words):
        return True
    if len(set(name)) == 1:
        return bool(placeholders & {name[0], 2 * name[0]})
    return len(words[0]) >= _UNMISTAKABLE and words[0] in placeholders


def _nobody(name: str, field: Key) -> tuple[Problem, ...]:
    if not name:
        return ()
    what = Message("name.nobody", "names nobody, so the leaflet gets a field for the pen")
    remedy = Message("name.give-or-leave-out", "give the name, or leave it out")
    return (Problem(field, what, remedy),)


def _oddities(name: str, field: Key) -> list[Problem]:
    oddities = []
    if len(name) > _LONG:
        remedy = Message("name.without-titles", "give the name alone, without titles")
        oddities.append(Problem(field, too_long(_LONG), remedy))
    if any(sign.isdigit() for sign in name):
        what = Message("name.digit", "holds a digit")
        oddities.append(Problem(field, what, Message("name.check", "check the name")))
    scripts = {unicodedata.name(sign, "?").split()[0] for sign in name if sign.isalpha()}
    if len(scripts & {"LATIN", "GREEK", "CYRILLIC"}) > 1:
        what = Message(
            "name.two-alphabets", "mixes two alphabets, of which some letters look the same"
        )
        remedy = Message("name.one-alphabet", "type the name in one alphabet")
        oddities.append(Problem(field, what, remedy))
    return oddities
