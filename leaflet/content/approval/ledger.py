"""``ledger.jsonl``: every leaflet of the past, one JSON line each, oldest first.

It explains a sheet in hand: which words and numbers its id stands for.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from leaflet.content.files import LEDGER
from leaflet.errors import ContentError, Place, Problem
from leaflet.messages.message import Message
from leaflet.records import frozen


@frozen
class LedgerEntry:
    """One leaflet in one language, as it was printed from a day on.

    Attributes:
        content_id: What stands on its sheets.
        topic: The leaflet.
        language: Its language.
        on: The day on which this was written down.
        event: Why it was: ``approve``, ``phones set bornem.pijnkliniek``, ``stock``.
        words: The fingerprint of its transcript.
        version: As the hospital counts; ``None`` if not stated.
        approved: By whom and when these words were approved; ``None`` if they were not.
        numbers: What it printed of the phone book, by key.
    """

    content_id: str
    topic: str
    language: str
    on: date
    event: str
    words: str
    version: str | None
    approved: str | None
    numbers: Mapping[str, str]


@frozen
class Ledger:
    """All entries, the oldest first."""

    entries: tuple[LedgerEntry, ...] = ()

    def continue_with(self, entries: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
        """Those of the entries that say something else than what stands last of their leaflet."""
        last = {(each.topic, each.language): each.content_id for each in self.entries}
        new = []
        for entry in entries:
            leaflet = (entry.topic, entry.language)
            if last.get(leaflet) != entry.content_id:
                last[leaflet] = entry.content_id
                new.append(entry)
        return tuple(new)


LARGEST_LEDGER = 64_000_000
"""Bytes that are read; some two hundred thousand lines."""

_REMEDY = Message(
    "ledger.restore", "take it out of an earlier version of the site folder, or remove the line"
)


def read_ledger(content: bytes) -> Ledger:
    """The ledger of one file; keys of a newer program are passed over.

    Raises:
        ContentError: With every line that is no entry, and if the file is too large.
    """
    if len(content) > LARGEST_LEDGER:
        what = Message("ledger.too-large", "the file is too large")
        remedy = Message("ledger.move", "move it elsewhere: a new one is begun")
        raise ContentError(Problem(Place(LEDGER), what, remedy))
    entries, problems = [], []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            try:
                entries.append(_read(json.loads(line)))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                what = Message("ledger.no-entry", "this line is no entry")
                problems.append(Problem(Place(LEDGER, number, 1), what, _REMEDY))
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
