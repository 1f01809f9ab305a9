"""Repeat words of a plan line to whoever typed it, and no more of them than a message may (law 5).

With the sentence of ``plan/summary.py``, this is all that a message may repeat of a patient.
"""

import re

from leaflet.messages.message import Typed

_LONGEST_QUOTE = 40
_MOST_DIGITS = 5
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"(?!e)[^\W\d_]", re.IGNORECASE)
"""A letter that is no part of a number: ``1e3``, good or bad, is one."""


def quote(words: str) -> Typed:
    """What was typed, shortened; digits that may be a birth date are not repeated (law 5)."""
    if sum(sign.isdigit() for sign in words) > _MOST_DIGITS:
        words = _DIGITS.sub("…", words)
    shown = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
    return Typed(f'"{shown}"')


def quote_initial(words: str) -> Typed:
    """The first letter of what may be a name or free text."""
    return Typed(repr(words[0]))


def repeat_number(written: str) -> Typed:
    """A number of a dose, as it was typed or as it would be written.

    Raises:
        ValueError: If it is no number.
    """
    if _WORD.search(written):
        raise ValueError("only a number is repeated")
    return Typed(written)
