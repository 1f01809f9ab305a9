"""Which leaflets there were: what each id stood for, so that a sheet in hand can be explained."""

from collections.abc import Mapping
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
        event: Why it was: ``approve``, ``phones set bornem.pijnkliniek``.
        version: As the hospital counts; ``None`` if not stated.
        approved: By whom and when these words were approved; ``None`` if they were not.
        numbers: What it printed of the phone book, by key.
    """

    content_id: str
    topic: str
    language: str
    on: date
    event: str
    version: str | None
    approved: str | None
    numbers: Mapping[str, str]


@frozen
class Ledger:
    """All entries, the oldest first."""

    entries: tuple[LedgerEntry, ...] = ()

    def last(self, topic: str, language: str) -> LedgerEntry | None:
        """What was written down last of a leaflet."""
        asked = (topic, language)
        found = [each for each in self.entries if (each.topic, each.language) == asked]
        return found[-1] if found else None
