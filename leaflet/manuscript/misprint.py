"""Things that no leaflet may carry to paper, found in a text as it was written.

Placeholders (``domain.md`` T57), markup that is none, doses that can be misread (N1, N2), and
phone numbers that are written out instead of named by their key (5.1).
"""

import re
from collections.abc import Iterator

from leaflet.manuscript.text import PHONE_REFERENCE

_PLACEHOLDER = re.compile(r"\{\{|\}\}|\b(?:TODO|FIXME|TBD|[Xx]{2,}|[Ll]orem ipsum)\b|\?\?\?")
_UNITS = r"[ \u00a0]?(?:mg|g|gram|ml|milligram|microgram)\b"
_TRAILING_ZERO = re.compile(r"\b\d+[.,]\d*0" + _UNITS)
_NAKED_DECIMAL = re.compile(r"(?<![\d.,])[.,]\d+" + _UNITS)
_WRITTEN_NUMBER = re.compile(r"(?<![\d,.])(?:\+32|0032|0)(?:[ \u00a0./()-]*\d){8,9}(?!\d)")


_MISPRINTS = (
    (
        _TRAILING_ZERO,
        "a dose ends in a zero after the comma, and may be read ten times as large",
        "write 1 g, not 1,0 g",
    ),
    (
        _NAKED_DECIMAL,
        "a dose begins with a comma, and may be read ten times as large",
        "write 0,5 g, not ,5 g",
    ),
    (
        _WRITTEN_NUMBER,
        "a phone number is written out",
        "give it a key in phonebook.yaml and write {phone:campus.purpose}",
    ),
)


def find_misprints(text: str) -> Iterator[tuple[str, str]]:
    """Each misprint of a text with markup: what it is, and what to do."""
    words = PHONE_REFERENCE.sub(" ", text)
    if found := _PLACEHOLDER.search(words):
        yield f"the placeholder `{found[0]}` is left in the text", "write what belongs here"
    elif "{" in words or "}" in words:
        yield "a { or } stands in the text", "only {phone:campus.purpose} stands between them"
    for pattern, what, remedy in _MISPRINTS:
        if pattern.search(words):
            yield what, remedy


def find_markup(text: str) -> Iterator[tuple[str, str]]:
    """Markup in a text that is printed or read aloud as it stands."""
    if "**" in text or "{" in text or "}" in text:
        yield "** or { stands where no markup is read", "write the words alone"
