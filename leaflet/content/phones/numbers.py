"""A Belgian phone number: checked, and brought into its one printed form.

Classes and grouping: ``docs/rules.md`` 5.1. The numbering plan is closed: the leading zero is
always dialled. A number that cannot be dialled is refused, an unusual one is reported.
"""

import re

from leaflet.errors import ContentError, Problem, Warned, Where
from leaflet.messages.message import Excerpt, Message

_SHORT = frozenset({"112", "1733", "100", "101", "105", "106", "107", "1712", "1813"})
_EUROPEAN_SHORT = re.compile(r"116\d{3}", re.ASCII)

_GROUPS: tuple[tuple[re.Pattern[str], tuple[int, ...]], ...] = tuple(
    (re.compile(pattern, re.ASCII), groups)
    for pattern, groups in (
        (r"0(?:[23][2-8]|9[2-4]|4[23])\d{6}", (2, 3, 2, 2)),
        (r"0(?:1[0-69]|5\d|6[013-57-9]|71|8[1-79])\d{6}", (3, 2, 2, 2)),
        (r"080[2-8]\d{5}", (3, 2, 2, 2)),
        (r"04[5-9]\d{7}", (4, 2, 2, 2)),
        (r"0800[1-9]\d{4}", (4, 2, 3)),
    )
)
"""Landline with a zone of one digit, of two (twice), mobile, free: digits, and their grouping."""

_LONGEST = 80
"""Characters; the longest number has fifteen digits."""

_SHARED = re.compile(r"0(?:70|78)\d{6}", re.ASCII)
_PREMIUM = re.compile(r"090\d{6}", re.ASCII)
_SEPARATORS = re.compile(r"[ \u00a0\u202f./()-]+")
_MOBILE = re.compile(r"04[5-9]")
_FAX = re.compile(r"(?i)^\s*(?:tele)?fax\s*[:.]?\s*|[\s,]*\(?\s*(?:tele)?fax\s*\)?\s*$")
_LOST_ZERO = re.compile(r"(?:[239]\d{7}|[15678]\d{7}|4[5-9]\d{7})", re.ASCII)

_WRITE_DIGITS = Message("phone.write-digits", "write digits, such as 03 890 59 23")
_WRITE_WHOLE = Message("phone.write-whole", "write the whole number with its leading zero")
_KEY_EACH = Message("phone.key-each", "give each number a key of its own")
COMPARE = Message("phone.compare-dialled", "compare it with the number you dial")
MAKE_SURE = Message("all.make-sure", "make sure that it is meant")


def read_number(typed: str, where: Where) -> Warned[str]:
    """The number as it is printed, with ordinary spaces: ``03 890 59 23``.

    Args:
        typed: With spaces, dots, slashes, hyphens, ``+32``, ``0032`` or ``(0)`` as it comes.
        where: What messages point at.

    Raises:
        ContentError: If it cannot be dialled from Belgium.
    """
    if len(typed) > _LONGEST:
        what = Message("phone.too-long", "this is too long for a phone number")
        raise ContentError(Problem(where, what, _WRITE_DIGITS))
    warnings = []
    unlabelled = _FAX.sub("", typed)
    if unlabelled != typed:
        what = Message("phone.fax", "this is marked as a fax number")
        remedy = Message("phone.name-called", "name what is called, not what is faxed")
        warnings.append(Problem(where, what, remedy))
    bare = unlabelled.strip().replace("\u2011", "-").replace("\u2013", "-")
    if refused := _refuse_signs(bare):
        raise ContentError(Problem(where, *refused))
    digits = _SEPARATORS.sub("", bare)
    national = re.sub(r"^(?:\+|00)32(?:0(?=\d{8}))?", "0", digits)
    if national == digits and digits.startswith(("+", "00")):
        return Warned(_write_foreign(bare, where), (*warnings, _foreign(where)))
    if "+" in national:
        what = Message("phone.plus-within", "a + stands within the number")
        raise ContentError(Problem(where, what, Message("phone.write-one", "write one number")))
    printed, unusual = _write_national(national, bare, where)
    return Warned(printed, (*warnings, *unusual))


def _refuse_signs(bare: str) -> tuple[Message, Message] | None:
    if any(sign.isdigit() and not sign.isascii() for sign in bare):
        return (
            Message("phone.other-digits", "the digits are not those of 0 to 9"),
            Message("phone.write-these-digits", "write them as 0 1 2 3 4 5 6 7 8 9"),
        )
    if re.search(r"[Oo]", bare) and re.fullmatch(r"[Oo0-9+ ./()\u00a0-]+", bare):
        return (
            Message("phone.letter-o", "a letter O stands in place of a zero"),
            Message("phone.write-0", "write the digit 0"),
        )
    if re.search(r"[Il]", bare) and re.fullmatch(r"[Il0-9+ ./()\u00a0-]+", bare):
        return (
            Message("phone.letter-for-one", "a letter stands in place of a one"),
            Message("phone.write-1", "write the digit 1"),
        )
    if re.search(r"[,;&]", bare) or len(re.findall(r"[0-9]{2,}[^0-9a-z]*[a-z]+ *[0-9]", bare)) > 0:
        return Message("phone.several", "there is more than one number here"), _KEY_EACH
    if not re.fullmatch(r"\+?[0-9 ./()\u00a0\u202f-]+", bare) or not re.search("[0-9]", bare):
        return Message("phone.none", "this is not a phone number"), _WRITE_DIGITS
    return None


def _write_national(digits: str, bare: str, where: Where) -> tuple[str, list[Problem]]:
    """The printed form of a Belgian number, and what is unusual about it."""
    if digits in _SHORT or _EUROPEAN_SHORT.fullmatch(digits):
        return digits, []
    for pattern, groups in _GROUPS:
        if pattern.fullmatch(digits):
            printed = _group(digits, groups)
            _check_zone(bare, printed, where)
            return printed, []
    if _SHARED.fullmatch(digits):
        return _as_typed(bare, digits), []
    if _PREMIUM.fullmatch(digits):
        what = Message("phone.premium-090", "a 090 number costs the caller extra")
        return _as_typed(bare, digits), [Problem(where, what, MAKE_SURE)]
    raise ContentError(Problem(where, *_explain(digits, bare)))


def _check_zone(bare: str, printed: str, where: Where) -> None:
    """Refuse ``05 123 45 67``: the zone that was written is not the zone that is dialled."""
    written = re.match(r"\(?(0[0-9]{1,2})\b", bare)
    zone = printed.partition(" ")[0]
    if written and len(zone) < 4 and written[1] != zone:
        what = Message(
            "phone.no-such-zone",
            "{zone} is no zone; these digits would be read as {number}",
            zone=Excerpt(written[1]),
            number=Excerpt(printed),
        )
        raise ContentError(Problem(where, what, COMPARE))


def _explain(digits: str, bare: str) -> tuple[Message, Message]:
    """Why these digits are no Belgian number, as far as can be told."""
    if len(digits) > 10 or re.search(r"\d{2}/\d{1,2}$", bare):
        return (
            Message("phone.too-many-digits", "there are too many digits for one number"),
            _KEY_EACH,
        )
    if _LOST_ZERO.fullmatch(digits):
        return (
            Message(
                "phone.lost-zero",
                "the leading zero is missing, as when a spreadsheet takes it for a number",
            ),
            Message(
                "phone.write-zero",
                "write {number} if that is the number",
                number=Excerpt(f"0{digits}"),
            ),
        )
    if not digits.startswith("0"):
        return Message("phone.short-unknown", "this short number is not known"), _WRITE_WHOLE
    if len(digits) < 9 or (len(digits) == 9 and _MOBILE.match(digits)):
        what = Message("phone.too-few-digits", "{number} digits are too few", number=len(digits))
        return what, _WRITE_WHOLE
    what = Message("phone.no-belgian", "no Belgian number begins or continues like this")
    return what, COMPARE


def _group(digits: str, groups: tuple[int, ...]) -> str:
    parts, start = [], 0
    for length in groups:
        parts.append(digits[start : start + length])
        start += length
    return " ".join(parts)


def _as_typed(bare: str, digits: str) -> str:
    """The groups of the writer where they begin with the zone; else three and three and three."""
    groups = re.findall(r"[0-9]+", bare)
    return " ".join(groups) if "".join(groups) == digits else _group(digits, (3, 3, 3))


def _write_foreign(bare: str, where: Where) -> str:
    groups = re.findall(r"[0-9]+", re.sub(r"^00", "+", re.sub(r"\(0\)", "", bare)))
    count = sum(map(len, groups))
    if not 7 <= count <= 15:
        what = Message(
            "phone.no-international", "{number} digits are no international number", number=count
        )
        remedy = Message("phone.write-international", "write it as +31 20 123 45 67")
        raise ContentError(Problem(where, what, remedy))
    return "+" + " ".join(groups)


def _foreign(where: Where) -> Problem:
    return Problem(where, Message("phone.foreign", "this number is not Belgian"), MAKE_SURE)
