"""The shape of ``ledger.yaml``, and how an entry is written into it."""

from collections.abc import Mapping
from types import MappingProxyType

from leaflet.frozen import frozen
from leaflet.manuscript.entry import write_entry
from leaflet.manuscript.ledger import Ledger, LedgerEntry
from leaflet.manuscript.scalar import Day, Line
from leaflet.manuscript.shape import fill
from leaflet.manuscript.source import Source

HEAD = """\
# What the ids on printed leaflets stand for: `leaflet trace ID` looks here. `leaflet approve` and
# `leaflet phones` add to it. Nothing of a patient is in it.
schema: 1
leaflets:
"""


@frozen
class _EntryShape:
    id: Line
    topic: Line
    language: Line
    on: Day
    event: Line
    version: Line | None = None
    approved: Line | None = None
    numbers: Mapping[Line, Line] | None = None


@frozen
class _LedgerShape:
    leaflets: tuple[_EntryShape, ...] | None = None


def read_ledger(source: Source) -> Ledger:
    """The ledger of one file.

    Raises:
        ContentError: With every key that is missing, unknown or of another kind.
    """
    shape = fill(_LedgerShape, source)
    return Ledger(
        tuple(
            LedgerEntry(
                each.id,
                each.topic,
                each.language,
                each.on,
                each.event,
                each.version,
                each.approved,
                MappingProxyType(dict(each.numbers or {})),
            )
            for each in shape.leaflets or ()
        )
    )


def write_ledger_entry(entry: LedgerEntry) -> str:
    """The lines of one entry, as they stand in the file."""
    values: dict[str, str | Mapping[str, str]] = {
        "id": entry.content_id,
        "topic": entry.topic,
        "language": entry.language,
        "on": entry.on.isoformat(),
        "event": entry.event,
    }
    if entry.version is not None:
        values["version"] = entry.version
    if entry.approved is not None:
        values["approved"] = entry.approved
    if entry.numbers:
        values["numbers"] = entry.numbers
    return write_entry(values)
