"""The known word that was most likely meant."""

from collections.abc import Iterable
from typing import TypeVar

from leaflet.messages.message import Excerpt, Message, Name

T = TypeVar("T", bound=Message | str)

_LONGEST = 60


def suggest(typed: str, known: Iterable[str], otherwise: T) -> T | Message:
    """``did you mean ...?`` for a word close to one that is known; else ``otherwise``.

    Case does not count; order and closeness are those of ``difflib``.
    """
    from difflib import get_close_matches  # only where something is wrong

    spellings = {word.lower(): word for word in known}
    close = get_close_matches(typed.lower(), spellings, n=1, cutoff=0.6)
    if not close:
        return otherwise
    return Message("all.did-you-mean", "did you mean {name}?", name=Name(spellings[close[0]]))


def nearly(typed: str, known: Iterable[str]) -> str | None:
    """The known word that differs by a letter or two, if there is one."""
    from difflib import get_close_matches

    close = get_close_matches(typed.casefold(), known, n=1, cutoff=0.85)
    return close[0] if close else None


def enumerate_words(words: Iterable[str]) -> str:
    """``a, b or c``."""
    *most, last = list(words) or ["nothing"]
    return f"{', '.join(most)} or {last}" if most else last


def cite(written: str) -> Excerpt:
    """What was written between signs of citation, cut where it is longer than a line."""
    return Excerpt(f"`{written}`" if len(written) <= _LONGEST else f"`{written[:_LONGEST]}…`")
