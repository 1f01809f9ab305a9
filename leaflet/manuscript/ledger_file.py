"""``ledger.jsonl``: a line of JSON for each leaflet that there was, the oldest first.

It grows with every change, so it is no YAML: what makes a small file large cannot be written in it,
and thousands of lines are read in an instant.
"""

import json
from collections.abc import Iterable
from datetime import date
from types import MappingProxyType
from typing import Any

from leaflet.errors import ContentError, Place, Problem
from leaflet.manuscript.content_folder import LEDGER
from leaflet.manuscript.ledger import Ledger, LedgerEntry

LARGEST_LEDGER = 64_000_000
"""Bytes that are read; some two hundred thousand lines."""

_REMEDY = "take it out of an earlier version of the site folder, or remove the line"


def read_ledger(content: bytes) -> Ledger:
    """The ledger of one file; keys of a newer program are passed over.

    Raises:
        ContentError: With every line that is no entry, and if the file is too large.
    """
    if len(content) > LARGEST_LEDGER:
        remedy = "move it elsewhere: a new one is begun"
        raise ContentError(Problem(Place(LEDGER), "the file is too large", remedy))
    entries, problems = [], []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            try:
                entries.append(_read(json.loads(line)))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                place = Place(LEDGER, number, 1)
                problems.append(Problem(place, "this line is no entry", _REMEDY))
    if problems:
        raise ContentError(*problems)
    return Ledger(tuple(entries))


def add_to_ledger(content: bytes | None, entries: Iterable[LedgerEntry]) -> bytes:
    """The file with these entries after what stands in it; ``None`` if there is none yet."""
    before = content or b""
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    return before + gap + b"".join(map(_write, entries))


def _read(values: dict[str, Any]) -> LedgerEntry:
    numbers = {_text(key): _text(number) for key, number in values["numbers"].items()}
    return LedgerEntry(
        content_id=_text(values["id"]),
        topic=_text(values["topic"]),
        language=_text(values["language"]),
        on=date.fromisoformat(values["on"]),
        event=_text(values["event"]),
        words=_text(values["words"]),
        version=_perhaps(values["version"]),
        approved=_perhaps(values["approved"]),
        numbers=MappingProxyType(numbers),
    )


def _write(entry: LedgerEntry) -> bytes:
    values = {
        "on": entry.on.isoformat(),
        "id": entry.content_id,
        "topic": entry.topic,
        "language": entry.language,
        "event": entry.event,
        "version": entry.version,
        "approved": entry.approved,
        "numbers": dict(entry.numbers),
        "words": entry.words,
    }
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _perhaps(value: object) -> str | None:
    return None if value is None else _text(value)
