"""The words of a text without case, accents, stops and signs, and which of some forms is in it."""

import re
from collections.abc import Iterable

from leaflet.discharge.spelling import fold

# An abbreviation with stops is one word, "i.p.v."; every other sign stands between two words.
_WORD = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]\.)+[^\W\d_]?(?![^\W\d_])|[^\W\d_]+")


def plain_words(text: str) -> list[str]:
    """``Contra-Indicatie, i.p.v.`` is ``contra``, ``indicatie`` and ``ipv``."""
    return [word.replace(".", "") for word in _WORD.findall(fold(text))]


def plain_forms(forms: Iterable[str]) -> tuple[str, ...]:
    """Each form as it stands among the plain words of a text."""
    return tuple(dict.fromkeys(filter(None, (" ".join(plain_words(form)) for form in forms))))


def find_form(text: str, forms: Iterable[str]) -> str | None:
    """The first of these plain forms that stands in the text as whole words, or ``None``."""
    written = f" {' '.join(plain_words(text))} "
    places = ((written.find(f" {form} "), -len(form), form) for form in forms)
    return min((place for place in places if place[0] >= 0), default=(0, 0, None))[2]
