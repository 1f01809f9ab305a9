"""Where a sentence of Dutch running text ends.

Not every full stop ends one: ``14.10 uur``, ``1.000``, ``bv.``, ``a.u.b.`` and ``dr.`` go on. A
colon and a semicolon do not end one either.
"""

import re
from collections.abc import Iterator

from leaflet.manuscript.abbreviation import MAY_END, SPOKEN

_CLOSING = "\"'’”»›)]*"
_OPENING = "\"'‘’“„«‹([*"
_ENDING = re.compile(rf"[.!?…]+[{re.escape(_CLOSING)}]*$")
_ELIDED = re.compile(r"['’‘][a-z]$")
_INITIAL = re.compile(r"[A-Z]\.(?:[A-Z]\.)*")
_WORD = re.compile(r"[^\W_]|[%°]")


def split_sentences(text: str) -> Iterator[str]:
    """The sentences of one paragraph or item, its words parted by single spaces.

    What stands behind the last full stop, or has none, is a sentence too.
    """
    words = text.split()
    start = 0
    for number in range(len(words)):
        last = number == len(words) - 1
        if last or _ends(words, number, number == start):
            yield " ".join(words[start : number + 1])
            start = number + 1


def split_words(sentence: str) -> tuple[str, ...]:
    """The words that are heard; an elided one (``’s nachts``) is counted with the next.

    ``en/of`` is two words, ``op- en neerbewegen`` three.
    """
    parts = (
        part
        for word in sentence.split()
        for part in ([word] if word.lower() in SPOKEN else word.split("/"))
    )
    return tuple(part for part in parts if _WORD.search(part) and not _ELIDED.fullmatch(part))


def _ends(words: list[str], number: int, is_first: bool) -> bool:
    word, following = words[number], words[number + 1]
    if not _ENDING.search(word) or not _begins(words, number + 1):
        return False
    bare = word.strip(_OPENING + _CLOSING)
    if bare.lower() in SPOKEN:
        return bare.lower() in MAY_END and following.strip(_OPENING)[:1].isupper()
    # "1. Neem ..." numbers what follows.
    return not (_INITIAL.fullmatch(bare) or (is_first and bare[:-1].isdigit()))


def _begins(words: list[str], number: int) -> bool:
    """Whether a sentence may begin here: no word in small letters, save after an elided one."""
    if _ELIDED.fullmatch(words[number]) and number + 1 < len(words):
        return words[number + 1][:1].isupper()
    return not words[number].lstrip(_OPENING)[:1].islower()
