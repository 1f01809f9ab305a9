"""Which leaflets there were: what each id stood for, so that a sheet in hand can be explained."""

from collections.abc import Iterable, Mapping
from datetime import date

from leaflet.frozen import frozen


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
