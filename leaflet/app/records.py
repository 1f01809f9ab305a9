"""The records that the program keeps in a site: approvals, printed leaflets, files of its own.

Begin with ``add_approval``, ``record_leaflets`` or ``record_owned``, one for each record.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from leaflet.app.site_files import replace_file
from leaflet.app.site_folder import OWNED_LIST, add_modeline
from leaflet.app.timer import Timer
from leaflet.content.approval import approvals as approvals_file
from leaflet.content.approval.ledger import (
    LARGEST_LEDGER,
    Ledger,
    LedgerEntry,
    add_to_ledger,
    read_ledger,
)
from leaflet.content.files import (
    APPROVALS,
    LEDGER,
    OWNED,
    SHARED,
    is_plain_file,
    read_plain,
    reason_of,
)
from leaflet.content.model.content import LeafletContent
from leaflet.content.model.review import Approval, Approvals, ApprovalState
from leaflet.content.ownership import is_in_site, names_owned, read_owned
from leaflet.content.read import numbers_of, read_content
from leaflet.content.site import Library
from leaflet.content.yaml import LARGEST_FILE
from leaflet.content.yaml.editor import append_entry
from leaflet.content.yaml.reader import read_source
from leaflet.errors import ContentError, LeafletError, OutputError, Place, Problem
from leaflet.messages.message import File, Message

_TRIALS = 5
"""Times that the ledger is read again where another program has added to it meanwhile."""


def add_approval(library: Library, approval: Approval, timer: Timer) -> None:
    """Write an approval down.

    Raises:
        UsageError: If there is no site.
        ContentError: If the record cannot be read.
        OutputError: If it cannot be written, or nothing can be added at its end.
    """
    path = library.own_path(APPROVALS)
    content = _read(path, APPROVALS, LARGEST_FILE)
    known = () if content is None else _approvals(content).given
    inside = path.relative_to(library.site or path.parent).as_posix()
    head = add_modeline(inside, approvals_file.HEAD.encode()).decode()
    after = append_entry(content, head, approvals_file.write_approval(approval))
    try:
        is_right = list(map(_bare, _approvals(after).given)) == list(map(_bare, (*known, approval)))
    except ContentError:
        is_right = False
    if not is_right:
        what = Message("record.nothing-added", "nothing can be added at its end")
        remedy = Message(
            "record.own-form",
            "bring it into the form in which leaflet writes it: `git diff` shows the change",
        )
        raise OutputError(Problem(File(APPROVALS), what, remedy))
    replace_file(path, File(APPROVALS), content, after, timer)


def find_approval(library: Library, topic: str, language: str) -> Approval | None:
    """The last approval of a text; ``None`` if it has none.

    Raises:
        ContentError: If the record cannot be read.
    """
    if library.site is None:
        return None
    content = _read(library.own_path(APPROVALS), APPROVALS, LARGEST_FILE)
    return None if content is None else _approvals(content).find(topic, language)


def read_site_ledger(library: Library) -> Ledger:
    """The ledger of the site; an empty one where there is none.

    Raises:
        ContentError: If it cannot be read.
    """
    if library.site is None:
        return Ledger()
    content = _read(library.own_path(LEDGER), LEDGER, LARGEST_LEDGER)
    return Ledger() if content is None else read_ledger(content)


def record_leaflets(
    library: Library, entries: Iterable[LedgerEntry], timer: Timer
) -> tuple[Problem, ...]:
    """Add leaflets to the ledger, unless they are as it last recorded them.

    The work that is recorded is already done, so problems are returned, not raised.
    """
    entries = tuple(entries)
    problems: tuple[Problem, ...] = ()
    for _ in range(_TRIALS):
        try:
            _record(library, entries, timer)
        except OutputError as error:
            problems = error.problems  # another program may have added to it meanwhile
        except LeafletError as error:
            problems = error.problems
            break
        else:
            return record_owned(library, (), timer)
    return tuple(replace(each, what=_unrecorded(each.what)) for each in problems)


def _unrecorded(what: Message) -> Message:
    return Message(
        "record.not-recorded",
        "{what}: it is not written down what was printed, and `leaflet trace` will not know it",
        what=what,
    )


def _record(library: Library, entries: tuple[LedgerEntry, ...], timer: Timer) -> None:
    path = library.own_path(LEDGER)
    content = _read(path, LEDGER, LARGEST_LEDGER)
    ledger = Ledger() if content is None else read_ledger(content)
    if new := ledger.continue_with(entries):
        replace_file(path, File(LEDGER), content, add_to_ledger(content, new), timer)


def record_owned(library: Library, names: Iterable[str], timer: Timer) -> tuple[Problem, ...]:
    """Add files to the list of those that the site has of its own.

    Files that every leaflet reads are added whenever the site has them. The files themselves are
    already written, so problems are returned, not raised.

    Args:
        library: With the site.
        names: Paths in the site, such as ``content/lage-rugpijn/nl.yaml``.
        timer: Measures the wait for somebody else who is writing.
    """
    try:
        site = library.require_site()
        known = read_owned(site) or ()
        had = names_owned(site, library.built_in)
        has = (name for name in SHARED if is_in_site(site, name))
        wanted = dict.fromkeys((*had, *has, *(name.removeprefix("content/") for name in names)))
        new = [name for name in wanted if name not in known]
        if new:
            content = _read(site / OWNED, OWNED, LARGEST_FILE)
            before = OWNED_LIST.encode() if content is None else content
            gap = b"" if before.endswith(b"\n") or not before else b"\n"
            lines = "".join(f"{name}\n" for name in new).encode()
            replace_file(site / OWNED, File(OWNED), content, before + gap + lines, timer)
    except LeafletError as error:
        return tuple(replace(each, what=_unlisted(each.what)) for each in error.problems)
    return ()


def _unlisted(what: Message) -> Message:
    return Message(
        "record.not-listed",
        "{what}: it is not written down which files the site has of its own",
        what=what,
    )


def describe(content: LeafletContent, event: str, today: date) -> LedgerEntry:
    """The ledger's entry for a leaflet."""
    brochure, review = content.brochure, content.review
    is_approved = review.state is ApprovalState.APPROVED
    return LedgerEntry(
        content_id=content.content_id,
        topic=brochure.topic,
        language=brochure.language,
        on=today,
        event=event,
        words=content.transcript.fingerprint,
        version=brochure.version,
        approved=review.approved if is_approved else None,
        numbers=numbers_of(brochure, content.phonebook),
    )


def read_all(library: Library) -> tuple[LeafletContent, ...]:
    """Every leaflet of the library that can be read."""
    found = []
    for topic in library.topics():
        for language in library.languages(topic):
            try:
                found.append(read_content(library, topic, language).value)
            except LeafletError:
                continue  # `leaflet check` tells what is wrong with it
    return tuple(found)


def _read(path: Path, name: str, most: int) -> bytes | None:
    """The bytes of a record, cut one past ``most``; ``None`` where there is no such file yet."""
    try:
        return read_plain(path, most + 1) if is_plain_file(path, path.parent) else None
    except OSError as error:
        what = Message(
            "all.unreadable", "the file cannot be read ({reason})", reason=reason_of(error)
        )
        remedy = Message("all.permissions", "look at its permissions")
        raise ContentError(Problem(Place(name), what, remedy)) from None


def _approvals(content: bytes) -> Approvals:
    return approvals_file.read_approvals(read_source(content, APPROVALS))


def _bare(approval: Approval) -> Approval:
    """The approval without its line, which it only has once it is written."""
    return replace(approval, place=Place(APPROVALS))
