"""The call behind ``leaflet diff``: the words of now beside those that were approved."""

from collections.abc import Iterator
from itertools import takewhile

from leaflet.commands.site_records import find_approval
from leaflet.commands.voice import count
from leaflet.errors import Problem, UsageError
from leaflet.manuscript.change import Change, find_changes
from leaflet.manuscript.content_folder import APPROVALS
from leaflet.manuscript.library import Library
from leaflet.manuscript.reading import read_manuscript
from leaflet.manuscript.transcript_file import read_approved

_KEPT = 6
"""Words that are shown on each side of a change."""


def compare_with_approved(library: Library, topic: str, language: str) -> Iterator[str]:
    """The lines of the comparison.

    Raises:
        UsageError: If there is no site, no such leaflet, or it was never approved.
        ContentError: With everything that is wrong with it, or with what was kept of it.
    """
    folder = library.own_path(APPROVALS).parent
    transcript = read_manuscript(library, topic, language).value.transcript
    approval = find_approval(library, topic, language)
    if approval is None:
        what, remedy = "was never approved", "record it with `leaflet approve`"
        raise UsageError(Problem("TOPIC", what, remedy))
    told = f"{topic} {language}, approved by {approval.by} on {approval.on.isoformat()}"
    approved = read_approved(folder, approval)
    if approval.words == transcript.fingerprint:
        yield f"{told}: the same words"
        return
    changes = find_changes(approved, transcript)
    yield f"{told}: {count(len(changes), 'change')} since"
    chapter = None
    for change in changes:
        if change.chapter != chapter:
            chapter = change.chapter
            yield ""
            yield chapter
        yield from _tell(change)


def _tell(change: Change) -> Iterator[str]:
    yield f"  {change.place or 'taken out'}"
    was, now = change.was, change.now
    if len(was) == len(now) == 1:
        was, now = _around(was[0], now[0])
    yield from (f"    was  {line}" for line in was)
    yield from (f"    now  {line}" for line in now)


def _around(was: str, now: str) -> tuple[tuple[str], tuple[str]]:
    """Two long lines, with the words that both begin and end with left out but for a few."""
    old, new = was.split(" "), now.split(" ")
    same = list(takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    # The first word says what the line is, and always stays.
    start = max(len(same) - _KEPT, 1)
    rest = zip(reversed(old[len(same) :]), reversed(new[len(same) :]), strict=False)
    end = max(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest)) - _KEPT, 0)
    return (_cut(old, start, end),), (_cut(new, start, end),)


def _cut(words: list[str], start: int, end: int) -> str:
    middle = words[start : len(words) - end]
    before = ["…"] if start > 1 else []
    return " ".join([words[0], *before, *middle, *(["…"] if end else [])])
