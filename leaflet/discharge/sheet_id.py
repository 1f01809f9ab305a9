"""The mark that ties the two sides of a sheet, and two prints of the same facts, together."""

import dataclasses
import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from leaflet.discharge.patient import Discharge
from leaflet.discharge.plan import MedicationPlan
from leaflet.errors import Problem, UsageError

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O and U: nothing in it is misread (Crockford's choice)."""
_LENGTH = 6
_MISREAD = str.maketrans("OIL", "011")
_VERSION = b"leaflet sheet 1"


def sheet_id(content_id: str, discharge: Discharge, is_for_pen: bool = False) -> str:
    """Six characters that are the same for the same content and facts, and only then.

    Thirty bits of SHA-256: two given sheets share an id by accident once in a billion. Too few
    to find a patient in: each id fits many names, dates and plans. Yet who already holds
    all the facts of a sheet can confirm them by it, and names and birth dates are few enough to
    try. So it stands on the sheet, beside the facts themselves, and on the screen of whoever
    made the sheet; where a list of ids is kept, it is to be kept as carefully as a list of names.

    Args:
        content_id: What the hospital's words are known by (``Manuscript.content_id``).
        discharge: Every fact in it counts, also one that is not printed.
        is_for_pen: Whether a grid for the pen is printed where the discharge has no plan, and not
            the words that nothing was prescribed.
    """
    digest = hashlib.sha256(_VERSION + _row((content_id,)))
    digest.update(_row((type(discharge).__name__,)))
    for field in dataclasses.fields(discharge):
        fact = getattr(discharge, field.name)
        if fact is None and field.default is None:
            continue  # so that a field that came later leaves the ids of before as they are
        digest.update(_row_of_plan(fact) if field.name == "plan" else _row(_facts(fact)))
    if is_for_pen:
        digest.update(_row(("for the pen",)))
    number = int.from_bytes(digest.digest()[:8], "big")
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_LENGTH))


def read_sheet_id(typed: str, option: str) -> str:
    """The id that was typed from a sheet; O was read for 0, and I and L for 1, in either case.

    Args:
        typed: As typed.
        option: What messages call it.

    Raises:
        UsageError: If it is no id.
    """
    written = typed.strip()
    sheet = written.upper().translate(_MISREAD) if written.isascii() else ""
    if len(sheet) != _LENGTH or not set(sheet) <= set(_ALPHABET):
        what = "is not the id of a sheet"
        remedy = "give the six letters and digits that stand on it before 1/2 or 2/2"
        raise UsageError(Problem(option, what, remedy))
    return sheet


@lru_cache(maxsize=1000)
def _row_of_plan(plan: MedicationPlan | None) -> bytes:
    """The same for a plan, kept: in a list of patients most plans recur."""
    return _row(_facts(plan))


def _row(parts: Iterable[str]) -> bytes:
    """Texts one after the other, each after its length, so that no two rows run together."""
    written = (part.encode("utf-8", "surrogatepass") for part in parts)
    return b"".join(b"%d:%b" % (len(each), each) for each in written)


@cache
def _names_of(kind: Any) -> tuple[tuple[str, object], ...]:
    """The names of the fields of a class, each with what it is where nobody says otherwise."""
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))


def _facts(fact: object) -> Iterator[str]:
    """The fact as a row of texts, the same for equal facts and different for different ones."""
    if dataclasses.is_dataclass(fact):
        yield type(fact).__name__
        for name, default in _names_of(type(fact)):  # type: ignore[arg-type]
            # What came later leaves the ids of before as they are.
            if (value := getattr(fact, name)) is not default:
                yield from _facts(value)
    elif isinstance(fact, tuple):
        yield f"tuple of {len(fact)}"
        for part in fact:
            yield from _facts(part)
    else:
        yield f"{_kind(fact)} {_written(fact)}"


def _kind(fact: object) -> str:
    kinds = (bool, int, str, Decimal, date, time, type(None))
    return next(kind.__name__ for kind in kinds if isinstance(fact, kind))


def _written(fact: object) -> str:
    match fact:
        case Decimal():
            return f"{fact.normalize():f}"
        case date() | time():
            return fact.isoformat()
        case _:
            return str(fact)
