"""The sheet id, which ties together the sides of a sheet, and reprints of the same facts."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from leaflet.content.model.medicines import Amount
from leaflet.discharge.patient import Discharge, Patient
from leaflet.discharge.plan.model import (
    AsNeeded,
    Dose,
    Intake,
    MedicationPlan,
    Override,
    Pieces,
    PlanLine,
    Scheduled,
)
from leaflet.errors import Problem, UsageError
from leaflet.messages.message import Message, Option

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O and U: nothing in it is misread (Crockford's choice)."""
_LENGTH = 6
_MISREAD = str.maketrans("OIL", "011")
_VERSION = b"leaflet sheet 1"

RECORDS: Mapping[type, tuple[str, tuple[str, ...], Mapping[str, object]]] = MappingProxyType(
    {
        Patient: ("Patient", ("name", "born"), {}),
        MedicationPlan: ("MedicationPlan", ("lines", "override"), {}),
        Override: ("Override", ("prescriber",), {}),
        PlanLine: (
            "PlanLine",
            (
                *("medicine", "brand", "checked", "dose", "regimen", "with_food"),
                *("on_prescription", "reason", "given", "next_earliest"),
            ),
            {"given_on": None, "next_on": None, "listed": True},
        ),
        Dose: ("Dose", ("amount", "handled"), {}),
        Pieces: ("Handled", ("count", "form", "strength"), {}),
        Amount: ("Amount", ("value", "unit"), {}),
        Scheduled: ("Scheduled", ("intakes", "first", "last"), {}),
        Intake: ("Intake", ("moment", "meal"), {}),
        AsNeeded: ("AsNeeded", ("intakes", "per_day", "interval", "first", "last"), {}),
    }
)
"""How each record is written into an id: under which name, and which of its fields, in order.

Ids stand on paper, so the names are constants and no class is asked for its own. A field that came
later is left out where it has the value that all sheets of before had.
"""


def sheet_id(content_id: str, discharge: Discharge, is_for_pen: bool = False) -> str:
    """Six characters that are the same for the same content and facts, and only then.

    Thirty bits of SHA-256: two given sheets share an id by accident once in a billion. Too few
    to find a patient in: each id fits many names, dates and plans. Yet who already holds
    all the facts of a sheet can confirm them by it, and names and birth dates are few enough to
    try. So it stands on the sheet, beside the facts themselves, and on the screen of whoever
    made the sheet; where a list of ids is kept, it is to be kept as carefully as a list of names.

    Args:
        content_id: What the hospital's words are known by (``LeafletContent.content_id``).
        discharge: Every fact in it counts, also one that is not printed.
        is_for_pen: Whether a grid for the pen is printed where the discharge has no plan, and not
            the words that nothing was prescribed.
    """
    digest = hashlib.sha256(_VERSION + _row((content_id,)))
    digest.update(_row(("Discharge",)))
    for fact in (discharge.patient, discharge.visited, discharge.campus):
        digest.update(_row(_facts(fact)))
    digest.update(_row_of_plan(discharge.plan))
    if discharge.replaces is not None:  # came later: the ids of before are as they were
        digest.update(_row(_facts(discharge.replaces)))
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
        what = Message("sheet.no-id", "is not the id of a sheet")
        remedy = Message(
            "sheet.give-id", "give the six letters and digits that stand on it before 1/2 or 2/2"
        )
        raise UsageError(Problem(Option(option), what, remedy))
    return sheet


@lru_cache(maxsize=1000)
def _row_of_plan(plan: MedicationPlan | None) -> bytes:
    """The same for a plan, kept: in a list of patients most plans recur."""
    return _row(_facts(plan))


def _row(parts: Iterable[str]) -> bytes:
    """Texts one after the other, each after its length, so that no two rows run together."""
    written = (part.encode("utf-8", "surrogatepass") for part in parts)
    return b"".join(b"%d:%b" % (len(each), each) for each in written)


def _facts(fact: object) -> Iterator[str]:
    """The fact as a row of texts, the same for equal facts and different for different ones."""
    if type(fact) in RECORDS:
        name, fields, later = RECORDS[type(fact)]
        yield name
        for field in fields:
            yield from _facts(getattr(fact, field))
        for field, of_before in later.items():
            if (value := getattr(fact, field)) is not of_before:
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
