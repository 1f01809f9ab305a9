"""A number as a prescriber writes it: exact, or refused before it is converted.

The rules are those of ``domain.md`` 2.3: a number that could be read as ten or a thousand times
as much is never read at all. The raw text is judged first; no float is ever made of it.
"""

import re
from decimal import Decimal

from leaflet.discharge.english import quote
from leaflet.errors import DischargeError, Problem

SIGNS = "-+−–<>≤≥~±*"
"""What may stand before a number and is never read (N12)."""

NUMBER = (
    rf"(?:[{SIGNS}]\s*)?"
    r"(?:½|[.,]?[0-9]+(?:(?:[.,'’^*_/]|e[+-]?|\ [0-9]+/)[0-9]+)*(?:\ [0-9]{3}(?![0-9]))*½?)"
)
"""What may have been meant as a number, good or bad, as part of a pattern."""

_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?", re.ASCII)
_HALVES = frozenset({"½", "1/2", "0,5", "0.5"})
_THOUSANDS = re.compile(r"[0-9]{1,3}[.,'’ _][0-9]{3}(?:[.,'’ _][0-9]{3})*", re.ASCII)
_MOST_DIGITS = 4
HALF = Decimal("0.5")


def read_number(raw: str, where: str) -> Decimal:
    """The number, above zero, with at most four digits before its sign and two after it.

    Args:
        raw: As typed, with nothing around it.
        where: The field, for messages; the number itself is a dose and may be repeated.

    Raises:
        DischargeError: If it is not written so, or could be read in two ways (N1, N2, N4, N12).
    """
    objection = _objection(raw)
    if objection is not None:
        what, remedy = objection
        raise DischargeError(Problem(where, f"{quote(raw)} {what}", remedy))
    value = Decimal(raw.replace(",", "."))
    if not value:
        raise DischargeError(Problem(where, "an amount of zero", "write how much is taken"))
    return value


def read_count(raw: str, where: str) -> Decimal:
    """How many pieces: a whole number, or half a piece written as ``½``, ``1/2`` or ``0,5`` (N10).

    Raises:
        DischargeError: If it is anything else.
    """
    if raw in _HALVES:
        return HALF
    if "½" in raw or re.fullmatch(r"[0-9 ]+/[0-9]+", raw):
        raise _not_whole(raw, where)
    value = read_number(raw, where)
    if value != value.to_integral_value():
        raise _not_whole(raw, where)
    return value


def _not_whole(raw: str, where: str) -> DischargeError:
    what = f"{quote(raw)} is neither a whole number of pieces nor half a piece [N10]"
    return DischargeError(Problem(where, what, "give the amount alone, such as 750 mg"))


def _objection(raw: str) -> tuple[str, str] | None:
    """What is wrong with the writing, and what to write instead; ``None`` if nothing is."""
    if raw[0] in ".,":
        return "has no digit before its decimal sign [N2]", f"write 0,{raw[1:]} if that is meant"
    if raw[0] != "0" and _THOUSANDS.fullmatch(raw):
        digits = re.sub(r"[^0-9]", "", raw)
        what = "has three digits after a separator, and may mean a thousand times less or more [N4]"
        return what, f"write {digits} if that is meant, without a separator"
    if not _PLAIN.fullmatch(raw):
        return "is not a plain number [N12]", "write it in digits, such as 600 or 2,5"
    whole, _, decimals = raw.replace(",", ".").partition(".")
    if len(whole) > _MOST_DIGITS:
        return f"has more than {_MOST_DIGITS} digits", "write it in a larger unit"
    if len(whole) > 1 and whole[0] == "0":
        return "begins with a zero [N2]", f"write {whole.lstrip('0') or '0'} if that is meant"
    if len(decimals) > 2:
        return "has more than two decimals [N3]", "write it in a smaller unit"
    if decimals.endswith("0"):
        kept = decimals.rstrip("0")
        written = f"{whole},{kept}" if kept else whole
        return "ends in a zero after its decimal sign [N1]", f"write {written} if that is meant"
    return None
