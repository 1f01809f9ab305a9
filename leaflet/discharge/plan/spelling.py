"""Distance between words, to tell a slip from another word; words without case and accents."""

import re
import unicodedata
from collections.abc import Iterable


def casefold_plain(text: str) -> str:
    """The text without accents, in lower case, with one kind of apostrophe, sign for sign."""
    return text.lower() if text.isascii() else "".join(map(_base, text))


def _base(sign: str) -> str:
    if sign == "’":
        return "'"
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


def is_slip(one: str, other: str) -> bool:
    """Whether one letter more, less or other, or two swapped, make one word the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    if distance(one, other) < 2:
        return True
    places = [n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]]
    if len(one) != len(other) or len(places) != 2 or places[1] != places[0] + 1:
        return False
    first, second = places
    return one[first] == other[second] and one[second] == other[first]


def nearest(word: str, known: Iterable[str], within: int) -> str | None:
    """The known word that is nearest, if it is no further than ``within``; the first of equals."""
    found, best = None, within + 1
    # So many changes leave at least one of these pieces as it is; the lists are long.
    size = len(word) // best
    pieces = [word[n * size : (n + 1) * size] for n in range(best)] if size else [""]
    for candidate in known:
        if abs(len(candidate) - len(word)) >= best or not any(p in candidate for p in pieces):
            continue
        measured = distance(word, candidate)
        if measured < best:
            found, best = candidate, measured
    return found


# An abbreviation with stops is one word, "i.p.v."; every other sign stands between two words.
_WORD = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]\.)+[^\W\d_]?(?![^\W\d_])|[^\W\d_]+")


def plain_words(text: str) -> list[str]:
    """``Contra-Indicatie, i.p.v.`` is ``contra``, ``indicatie`` and ``ipv``."""
    return [word.replace(".", "") for word in _WORD.findall(casefold_plain(text))]


def plain_forms(forms: Iterable[str]) -> tuple[str, ...]:
    """Each form as it stands among the plain words of a text."""
    return tuple(dict.fromkeys(filter(None, (" ".join(plain_words(form)) for form in forms))))


def find_form(text: str, forms: Iterable[str]) -> str | None:
    """The first of these plain forms that stands in the text as whole words, or ``None``."""
    written = f" {' '.join(plain_words(text))} "
    places = ((written.find(f" {form} "), -len(form), form) for form in forms)
    return min((place for place in places if place[0] >= 0), default=(0, 0, None))[2]
