"""Where a long word may be divided: patterns of the language, with the house's own restraint.

A word cut in two costs a poor reader more than a ragged edge costs anybody: only words of nine
letters or more are divided, with at least three letters on either side.
"""

from collections.abc import Callable
from functools import lru_cache

_SHORTEST_WORD = 9
_LEAST_PART = 3

Hyphenator = Callable[[str], tuple[int, ...]]
"""Positions at which a word may be divided; empty where it may not."""


@lru_cache(maxsize=4)
def hyphenator(language: str, kept_whole: frozenset[str] = frozenset()) -> Hyphenator:
    """Divide words of ``language`` (a name of pyphen's, such as ``nl_NL``).

    Args:
        language: Whose patterns are used.
        kept_whole: Words in lower case that are never divided: names of medicines.
    """
    patterns = _patterns(language)

    @lru_cache(maxsize=4096)
    def positions(word: str) -> tuple[int, ...]:
        if len(word) < _SHORTEST_WORD or not word.isalpha() or word.lower() in kept_whole:
            return ()
        return patterns(word)

    return positions


def never(word: str) -> tuple[int, ...]:
    """Divide nothing: for red flags, headings and plans."""
    return ()


@lru_cache(maxsize=4)
def _patterns(language: str) -> Hyphenator:
    from pyphen import Pyphen  # 100 ms of patterns: only when a paragraph is really set

    patterns = Pyphen(lang=language, left=_LEAST_PART, right=_LEAST_PART)
    return lambda word: tuple(int(position) for position in patterns.positions(word))
