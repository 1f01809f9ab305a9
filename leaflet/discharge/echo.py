"""Repeat words of a plan line to whoever typed it, and no more than a message may (law 5).

Besides the sentence of ``plan/summary.py``, no message repeats anything about a patient.
"""

import re

from leaflet.messages.message import Typed

_LONGEST_QUOTE = 40
_MOST_DIGITS = 5
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"(?!e)[^\W\d_]", re.IGNORECASE)
"""Any letter but ``e``: ``1e3`` is repeated as a number, also where it is refused as one."""


def quote(words: str) -> Typed:
    """Quote what was typed, shortened and without digits that may be a birth date (law 5)."""
    if sum(sign.isdigit() for sign in words) > _MOST_DIGITS:
        words = _DIGITS.sub("…", words)
    shown = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
    return Typed(f'"{shown}"')


def quote_initial(words: str) -> Typed:
    """Quote the first letter alone of what may be a name or free text."""
    return Typed(repr(words[0]))


def repeat_number(written: str) -> Typed:
    """Repeat a number of a dose, as it was typed or as it would be written.

    Raises:
        ValueError: If there is a word in it.
    """
    if _LETTER.search(written):
        raise ValueError("only a number is repeated")
    return Typed(written)
