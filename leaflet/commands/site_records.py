"""What the program writes down in a site: approvals, and the ledger of what was printed."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

from leaflet.commands.modeline import add_modeline
from leaflet.commands.site_file import replace_file
from leaflet.errors import ContentError, LeafletError, OutputError, Place, Problem
from leaflet.frozen import frozen
from leaflet.manuscript import approvals_file, ledger_file
from leaflet.manuscript.approval import Approval, Approvals, ApprovalState
from leaflet.manuscript.content_folder import APPROVALS, LEDGER
from leaflet.manuscript.entry import add_entry
from leaflet.manuscript.identity import numbers_of
from leaflet.manuscript.ledger import Ledger, LedgerEntry
from leaflet.manuscript.library import Library
from leaflet.manuscript.manuscript import Manuscript
from leaflet.manuscript.reading import read_manuscript
from leaflet.manuscript.source import Source, read_source

T = TypeVar("T")

_REMEDY = "bring it into the form in which leaflet writes it: `git diff` shows what was changed"


@frozen
class _Record:
    """A record of the site: its names in the site and on disk, and its bytes, if it is there."""

    name: str
    inside: str
    path: Path
    content: bytes | None

    def read(self, read: Callable[[Source], T], empty: T) -> T:
        """What it says; nothing while it is not there."""
        return empty if self.content is None else read(read_source(self.content, self.name))

    def add(self, head: str, entry: str, is_right: Callable[[bytes], bool]) -> None:
        """Add an entry at its end, if what comes of that says what it should."""
        led = add_modeline(self.inside, head.encode()).decode()
        after = add_entry(self.content, led, entry)
        try:
            right = is_right(after)
        except ContentError:
            right = False
        if not right:
            what = "nothing can be added at its end"
            raise OutputError(Problem(self.name, what, _REMEDY))
        replace_file(self.path, self.name, self.content, after)


def read_site_ledger(library: Library) -> Ledger:
    """The ledger of the site; an empty one where there is none.

    Raises:
        ContentError: If it cannot be read.
    """
    if library.site is None:
        return Ledger()
    return _open(library, LEDGER).read(ledger_file.read_ledger, Ledger())


def add_approval(library: Library, approval: Approval) -> None:
    """Write an approval down.

    Raises:
        UsageError: If there is no site.
        ContentError: If the record cannot be read.
        OutputError: If it cannot be written.
    """
    record = _open(library, APPROVALS)
    known = record.read(approvals_file.read_approvals, Approvals()).given

    def is_right(after: bytes) -> bool:
        given = approvals_file.read_approvals(read_source(after, APPROVALS)).given
        return [_bare(each) for each in given] == [_bare(each) for each in (*known, approval)]

    record.add(approvals_file.HEAD, approvals_file.write_approval(approval), is_right)


def record_leaflets(
    library: Library, manuscripts: Iterable[Manuscript], event: str, today: date
) -> None:
    """Write down what these leaflets are, those that the ledger does not end with already.

    Raises:
        UsageError: If there is no site.
        ContentError: If the ledger cannot be read.
        OutputError: If it cannot be written.
    """
    for manuscript in manuscripts:
        record = _open(library, LEDGER)
        ledger = record.read(ledger_file.read_ledger, Ledger())
        entry = describe(manuscript, event, today)
        last = ledger.last(entry.topic, entry.language)
        if last is not None and last.content_id == entry.content_id:
            continue
        wanted = (*ledger.entries, entry)

        def is_right(after: bytes, wanted: tuple[LedgerEntry, ...] = wanted) -> bool:
            return ledger_file.read_ledger(read_source(after, LEDGER)).entries == wanted

        record.add(ledger_file.HEAD, ledger_file.write_ledger_entry(entry), is_right)


def describe(manuscript: Manuscript, event: str, today: date) -> LedgerEntry:
    """What the ledger says of a leaflet."""
    brochure, review = manuscript.brochure, manuscript.review
    return LedgerEntry(
        manuscript.content_id,
        brochure.topic,
        brochure.language,
        today,
        event,
        brochure.version,
        review.approved if review.state is ApprovalState.APPROVED else None,
        numbers_of(brochure, manuscript.phonebook),
    )


def read_all(library: Library) -> tuple[Manuscript, ...]:
    """Every leaflet of the library that can be read."""
    found = []
    for topic in library.topics():
        for language in library.languages(topic):
            try:
                found.append(read_manuscript(library, topic, language).value)
            except LeafletError:
                continue  # `leaflet check` tells what is wrong with it
    return tuple(found)


def _open(library: Library, name: str) -> _Record:
    path = library.own_path(name)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        content = None
    except OSError:
        remedy = "look at its permissions"
        raise ContentError(Problem(Place(name), "the file cannot be read", remedy)) from None
    inside = path.relative_to(library.site or path.parent).as_posix()
    return _Record(name, inside, path, content)


def _bare(approval: Approval) -> tuple[object, ...]:
    return (
        *(approval.topic, approval.language, approval.words),
        *(approval.by, approval.on, approval.review_by),
    )
