"""What may not be worded away: no word that is printed is blank, and a concept is called one."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from leaflet.errors import Problem
from leaflet.manuscript.source import Source
from leaflet.manuscript.value import Value

_MARK = ("draft", "draft_note")
_PRINTED = {
    (group,)
    for group in (
        *("calendar", "moments", "meals", "units", "fractions", "fields", "plan", "imprint"),
        "contacts",
    )
}
"""Groups of ``words/`` of which every word is printed somewhere."""


def find_blanks(words: Source) -> Iterator[Problem]:
    """Words that are printed and cannot be seen: a dose without its unit is one of them."""
    for path, text in words.texts():
        if path[:1] in _PRINTED and not any(map(_is_seen, text)):
            what = "nothing that can be seen is written here, and it is printed"
            yield Problem(words.place(path), what, "write the word, or take the line out")


def keep_mark(words: Source) -> Source:
    """A site's words without those that call a leaflet a concept.

    In a language that the program knows it says so itself, so that nobody can take it away.
    """
    said = words.find(("imprint",))
    if not isinstance(words.value, dict) or not isinstance(said, dict):
        return words
    imprint: Value = {key: text for key, text in said.items() if key not in _MARK}
    return replace(words, value={**words.value, "imprint": imprint})


def _is_seen(sign: str) -> bool:
    # White space, and what has no width: a soft hyphen, a joiner, a mark of direction.
    return not sign.isspace() and unicodedata.category(sign) not in ("Cc", "Cf", "Zs", "Mn")
