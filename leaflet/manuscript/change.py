"""What differs between the words that were approved and those of now, statement by statement."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from leaflet.errors import Place
from leaflet.frozen import frozen
from leaflet.manuscript.transcript import Transcript

_CHAPTERS = ("leaflet", "section", "medicine", "medicines", "words", "label")
"""Kinds of statements with which a new chapter begins; the word is the first of the kind."""


@frozen
class Change:
    """Statements that came in the place of others.

    Attributes:
        chapter: The heading, the medicine or the group of words that they stand under.
        place: Where the new ones begin; ``None`` if there are none.
        was: The approved statements; none where something was added.
        now: The statements of now; none where something was taken out.
    """

    chapter: str
    place: Place | None
    was: tuple[str, ...]
    now: tuple[str, ...]


def find_changes(approved: Sequence[str], transcript: Transcript) -> tuple[Change, ...]:
    """Every difference, in reading order.

    Args:
        approved: The statements that were approved, as they were written.
        transcript: What is printed now.
    """
    return tuple(_changes(approved, transcript))


def _changes(approved: Sequence[str], transcript: Transcript) -> Iterator[Change]:
    statements = transcript.statements
    current = [str(each) for each in statements]
    matcher = SequenceMatcher(None, approved, current, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        place = statements[begin].place if begin < end else None
        if last - first == end - begin:
            # As many as before: each took the place of one.
            for was, now in zip(range(first, last), range(begin, end), strict=True):
                chapter = _chapter(current, now)
                yield Change(chapter, statements[now].place, (approved[was],), (current[now],))
        else:
            chapter = _chapter(current, begin) if begin < end else _chapter(approved, first)
            yield Change(chapter, place, (*approved[first:last],), (*current[begin:end],))


def _chapter(lines: Sequence[str], position: int) -> str:
    """What the statement stands under, without the kind."""
    for line in reversed(lines[: position + 1]):
        kind, _, said = line.partition(": ")
        if kind.partition(" ")[0] in _CHAPTERS:
            is_text = kind == "leaflet" or kind.startswith("section")
            return said if is_text else f"{kind}: {said}"
    return ""
