"""A Belgian phone number: checked, and brought into its one printed form.

Classes and grouping: ``docs/rules.md`` 5.1. The numbering plan is closed: the leading zero is
always dialled. A number that cannot be dialled is refused, an unusual one is reported.
"""

import re

from leaflet.errors import ContentError, Place, Problem, Warned

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


def read_number(typed: str, where: Place | str) -> Warned[str]:
    """The number as it is printed, with ordinary spaces: ``03 890 59 23``.

    Args:
        typed: With spaces, dots, slashes, hyphens, ``+32``, ``0032`` or ``(0)`` as it comes.
        where: What messages point at.

    Raises:
        ContentError: If it cannot be dialled from Belgium.
    """
    if len(typed) > _LONGEST:
        what, remedy = "this is too long for a phone number", "write digits, such as 03 890 59 23"
        raise ContentError(Problem(where, what, remedy))
    warnings = []
    unlabelled = _FAX.sub("", typed)
    if unlabelled != typed:
        remedy = "name what is called, not what is faxed"
        warnings.append(Problem(where, "this is marked as a fax number", remedy))
    bare = unlabelled.strip().replace("\u2011", "-").replace("\u2013", "-")
    if refused := _refuse_signs(bare):
        raise ContentError(Problem(where, *refused))
    digits = _SEPARATORS.sub("", bare)
    national = re.sub(r"^(?:\+|00)32(?:0(?=\d{8}))?", "0", digits)
    if national == digits and digits.startswith(("+", "00")):
        return Warned(_write_foreign(bare, where), (*warnings, _foreign(where)))
    if "+" in national:
        raise ContentError(Problem(where, "a + stands within the number", "write one number"))
    printed, unusual = _write_national(national, bare, where)
    return Warned(printed, (*warnings, *unusual))


def _refuse_signs(bare: str) -> tuple[str, str] | None:
    if any(sign.isdigit() and not sign.isascii() for sign in bare):
        return "the digits are not those of 0 to 9", "write them as 0 1 2 3 4 5 6 7 8 9"
    if re.search(r"[Oo]", bare) and re.fullmatch(r"[Oo0-9+ ./()\u00a0-]+", bare):
        return "a letter O stands in place of a zero", "write the digit 0"
    if re.search(r"[Il]", bare) and re.fullmatch(r"[Il0-9+ ./()\u00a0-]+", bare):
        return "a letter stands in place of a one", "write the digit 1"
    if re.search(r"[,;&]", bare) or len(re.findall(r"[0-9]{2,}[^0-9a-z]*[a-z]+ *[0-9]", bare)) > 0:
        return "there is more than one number here", "give each number a key of its own"
    if not re.fullmatch(r"\+?[0-9 ./()\u00a0\u202f-]+", bare) or not re.search("[0-9]", bare):
        return "this is not a phone number", "write digits, such as 03 890 59 23"
    return None


def _write_national(digits: str, bare: str, where: Place | str) -> tuple[str, list[Problem]]:
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
        what, remedy = "a 090 number costs the caller extra", "make sure that it is meant"
        return _as_typed(bare, digits), [Problem(where, what, remedy)]
    raise ContentError(Problem(where, *_explain(digits, bare)))


def _check_zone(bare: str, printed: str, where: Place | str) -> None:
    """Refuse ``05 123 45 67``: the zone that was written is not the zone that is dialled."""
    written = re.match(r"\(?(0[0-9]{1,2})\b", bare)
    zone = printed.partition(" ")[0]
    if written and len(zone) < 4 and written[1] != zone:
        what = f"{written[1]} is no zone; these digits would be read as {printed}"
        raise ContentError(Problem(where, what, "compare it with the number you dial"))


def _explain(digits: str, bare: str) -> tuple[str, str]:
    """Why these digits are no Belgian number, as far as can be told."""
    if len(digits) > 10 or re.search(r"\d{2}/\d{1,2}$", bare):
        return "there are too many digits for one number", "give each number a key of its own"
    if _LOST_ZERO.fullmatch(digits):
        what = "the leading zero is missing, as when a spreadsheet takes it for a number"
        return what, f"write 0{digits} if that is the number"
    if not digits.startswith("0"):
        return "this short number is not known", "write the whole number with its leading zero"
    if len(digits) < 9 or (len(digits) == 9 and _MOBILE.match(digits)):
        return f"{len(digits)} digits are too few", "write the whole number with its leading zero"
    return "no Belgian number begins or continues like this", "compare it with the number you dial"


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


def _write_foreign(bare: str, where: Place | str) -> str:
    groups = re.findall(r"[0-9]+", re.sub(r"^00", "+", re.sub(r"\(0\)", "", bare)))
    count = sum(map(len, groups))
    if not 7 <= count <= 15:
        what = f"{count} digits are no international number"
        raise ContentError(Problem(where, what, "write it as +31 20 123 45 67"))
    return "+" + " ".join(groups)


def _foreign(where: Place | str) -> Problem:
    return Problem(where, "this number is not Belgian", "make sure that it is meant")
