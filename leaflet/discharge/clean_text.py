"""Clean typed or pasted text, or refuse it.

The typeface has Latin, Greek and Cyrillic, and characters are drawn as they come: no shaping, no
reordering, no placing of loose accents. Text that needs those is refused here, by code point,
before anything is set (law 3; ``docs/rules.md`` 5.5); whether the font has the other characters is
a check of typesetting. Free text (a name, a reason, a prescriber) may not hold a Belgian national
number, which is known here only to keep it off the paper (5.4).
"""

import re
import unicodedata
from collections.abc import Iterable

from leaflet.errors import DischargeError, GlyphError, Problem, Warned
from leaflet.messages.message import Joint, Key, Listing, Message, Name
from leaflet.messages.phrases import LEAVE_OUT, SHORTER, too_long

_LONGEST_PASTE = 5000
_MOST_NAMED = 5
_BREAKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_LETTERS = ("LATIN ", "GREEK ", "CYRILLIC ", "MODIFIER LETTER ")
_WESTERN = "\u0300"
"""First character after the blocks whose every visible character is drawn as it comes."""


def clean(text: str, field: Key) -> Warned[str]:
    """Compose (NFC), drop what cannot be seen, and make every run of spaces one space.

    Letters keep their case; apostrophes, hyphens and markup-like text stay as they are.

    Args:
        text: As typed; nothing of it is repeated in a message but code points.
        field: What messages call the place where it was typed.

    Raises:
        DischargeError: If it holds control characters, or bytes that are no text.
        GlyphError: If a script, a loose accent or a symbol in it cannot be set right.
    """
    if len(text) > _LONGEST_PASTE:
        what = too_long(_LONGEST_PASTE)
        remedy = Message("text.make-shorter", "make it shorter")
        raise DischargeError(Problem(field, what, remedy))
    if text.isprintable() and max(text, default=" ") < _WESTERN:
        # Nothing below applies to what most people are called.
        return Warned(" ".join(text.split()))
    seen = "".join(" " if sign in _BREAKS else sign for sign in text if not _is_unseen(sign))
    cleaned = unicodedata.normalize("NFC", " ".join(seen.split()))
    refused = _refusals(text, field)
    unset = _unsettable(cleaned, field)
    if refused:
        raise DischargeError(*refused, *unset)
    if unset:
        raise GlyphError(*unset)
    return Warned(cleaned, tuple(_notices(text, field)))


def _is_unseen(sign: str) -> bool:
    """Whether it is a format control, a joiner or a variation selector (T08)."""
    return unicodedata.category(sign) == "Cf" or sign == "\u034f" or "\ufe00" <= sign <= "\ufe0f"


def _notices(text: str, field: Key) -> list[Problem]:
    notices = []
    remedy = Message("text.look-at-it", "look at it on the leaflet")
    if breaks := [sign for sign in text.strip() if sign in _BREAKS]:
        what = Message(
            "text.line-break",
            "holds a line break or tab ({points}), replaced by a space",
            points=_points(breaks),
        )
        notices.append(Problem(field, what, remedy))
    if unseen := [sign for sign in text if _is_unseen(sign)]:
        what = Message(
            "text.unseen",
            "holds characters that cannot be seen ({points}), left out",
            points=_points(unseen),
        )
        notices.append(Problem(field, what, remedy))
    return notices


def _refusals(text: str, field: Key) -> list[Problem]:
    problems = []
    controls = [c for c in text if unicodedata.category(c) == "Cc" and c not in _BREAKS]
    if controls:
        what = Message(
            "text.controls", "holds control characters ({points})", points=_points(controls)
        )
        remedy = Message("text.type-it", "type it instead of pasting it")
        problems.append(Problem(field, what, remedy))
    if broken := [sign for sign in text if unicodedata.category(sign) == "Cs"]:
        what = Message(
            "text.no-text", "holds bytes that are no text ({points})", points=_points(broken)
        )
        problems.append(Problem(field, what, Message("text.give-utf-8", "give it in UTF-8")))
    return problems


def _unsettable(text: str, field: Key) -> list[Problem]:
    scripts, accents, symbols = [], [], []
    for sign in text:
        kind = unicodedata.category(sign)
        if sign < _WESTERN or kind in ("Cc", "Cs"):
            continue
        name = unicodedata.name(sign, "")
        if kind[0] == "M" and name.startswith("COMBINING "):
            accents.append(sign)
        elif kind == "Nd" or (kind[0] in "LM" and not name.startswith(_LETTERS)):
            scripts.append(sign)
        elif kind in ("So", "Co", "Cn") or ord(sign) > 0xFFFF:
            symbols.append(sign)
    problems = []
    if scripts:
        what = Message(
            "text.script",
            "is in a script that cannot be set right ({points})",
            points=_points(scripts),
        )
        remedy = Message("text.latin", "write it in Latin letters, as on the identity card")
        problems.append(Problem(field, what, remedy))
    if accents:
        what = Message(
            "text.accent",
            "has an accent on a letter that does not take it ({points})",
            points=_points(accents),
        )
        remedy = Message("text.as-on-card", "write it as on the identity card")
        problems.append(Problem(field, what, remedy))
    if symbols:
        what = Message(
            "text.symbol",
            "holds a symbol that the typeface does not have ({points})",
            points=_points(symbols),
        )
        problems.append(Problem(field, what, LEAVE_OUT))
    return problems


def _points(signs: Iterable[str]) -> Listing | Message:
    points = [Name(f"U+{ord(sign):04X}") for sign in dict.fromkeys(signs)]
    named = Listing(tuple(points[:_MOST_NAMED]), Joint.COMMA)
    more = len(points) - _MOST_NAMED
    if more <= 0:
        return named
    return Message("text.more-points", "{points} and {more} more", points=named, more=more)


_LENGTH = 11
# Overlapping, so that digits that happen to stand before the number do not hide it.
_CANDIDATE = re.compile(r"(?<!\d)(?=(\d(?:[\s./_\-\u2010-\u2015]{0,3}\d){10})(?!\d))")


def holds_national_number(text: str) -> bool:
    """Whether eleven digits in it, with or without separators, are a national number.

    Numbers of people born before and since 2000 count, and so do BIS numbers (month + 20 or
    + 40) and numbers whose birth date is unknown (month and day 00).
    """
    return any(_is_national_number(match[1]) for match in _CANDIDATE.finditer(text))


def _is_national_number(written: str) -> bool:
    digits = "".join(str(int(sign)) for sign in written if sign.isdecimal())
    month, day, serial = int(digits[2:4]), int(digits[4:6]), int(digits[6:9])
    is_dated = month < 60 and month % 20 <= 12 and day <= 31 and serial > 0
    body, check = int(digits[:9]), int(digits[9:])
    centuries = (body, 2 * 10 ** (_LENGTH - 2) + body)
    return is_dated and any(check == 97 - number % 97 for number in centuries)


CELL_ERROR = Message("text.cell-error", "is an error value of a spreadsheet")
MEND_CELL = Message("text.mend-cell", "mend the cell that it came from")

_LONGEST = 500
_TEMPLATE = re.compile(r"\{\{|\}\}")
_SPREADSHEET = re.compile(
    r"#[^\W\d_]+(?:/[^\W_]+)?[!?]?"  # what a formula leaves where it fails
    r"|#+"  # a column that is too narrow
    r"|\d+(?:[.,]\d+)?E[+-]\d+"  # a number that is too long for its cell
)


def read_free_text(text: str, field: Key) -> Warned[str]:
    """The words, cleaned, once nothing in them is a leftover or a secret; they may be empty.

    Sources: ``docs/rules.md`` 5.4 (tripwire), T08, T09, T17, T18.

    Raises:
        DischargeError: If it holds control characters, a national number, an unfilled template
            or the error value of a spreadsheet, or is longer than 500 characters.
        GlyphError: If all that is wrong is that it cannot be set right.
    """
    cleaned = clean(text, field)
    words = cleaned.value
    problems = []
    if holds_national_number(words):
        what = Message("text.national-number", "looks like it holds a national number")
        remedy = Message("text.never-printed", "leave it out: it is never printed on a leaflet")
        problems.append(Problem(field, what, remedy))
    if _TEMPLATE.search(words):
        what = Message("text.template", "is a template that was not filled in")
        problems.append(Problem(field, what, Message("all.fill-in", "fill it in")))
    if _SPREADSHEET.fullmatch(words):
        problems.append(Problem(field, CELL_ERROR, MEND_CELL))
    if len(words) > _LONGEST:
        problems.append(Problem(field, too_long(_LONGEST), SHORTER))
    if problems:
        raise DischargeError(*problems)
    return cleaned
