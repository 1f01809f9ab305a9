"""The known word that was most likely meant."""

from collections.abc import Iterable

from leaflet.messages.message import Excerpt, Message, Name

_LONGEST = 60


def suggest(typed: str, known: Iterable[str], otherwise: Message) -> Message:
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


def cite(written: str) -> Excerpt:
    """What was written between signs of citation, cut where it is longer than a line."""
    return Excerpt(f"`{written}`" if len(written) <= _LONGEST else f"`{written[:_LONGEST]}…`")
