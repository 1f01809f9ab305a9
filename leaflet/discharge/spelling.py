"""How far one word is from another, to tell a slip from another word."""

import unicodedata
from collections.abc import Iterable


def fold(text: str) -> str:
    """The text without accents and in lower case, character for character."""
    return text.lower() if text.isascii() else "".join(map(_base, text))


def _base(sign: str) -> str:
    plain = unicodedata.normalize("NFD", sign)[0].lower()
    return plain if len(plain) == 1 else sign


def distance(one: str, other: str) -> int:
    """The least number of letters to add, drop or change that makes one word the other."""
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, start=1):
        previous, row[0] = row[0], n
        for k, sign in enumerate(other, start=1):
            changed = previous + (letter != sign)
            previous, row[k] = row[k], min(changed, row[k] + 1, row[k - 1] + 1)
    return row[-1]


def nearest(word: str, known: Iterable[str], within: int) -> str | None:
    """The known word that is nearest, if it is no further than ``within``; the first of equals."""
    found, best = None, within + 1
    for candidate in known:
        if abs(len(candidate) - len(word)) >= best:
            continue
        measured = distance(word, candidate)
        if measured < best:
            found, best = candidate, measured
    return found
