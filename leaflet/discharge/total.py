"""A row that counts the others instead of naming a patient.

The words are those that spreadsheets and their users write, in the languages of Belgium. Words that
may be somebody's name (``Som``) are not among them: such a row is refused, and not skipped.
"""

import re
from collections.abc import Collection

_PATIENTS = r"pati[eë]nt(?:en|s)?"
_WHOSE = r"(?:sub|eind|sub-|sous-|sous |grand |algemeen )?"
_TOTAL = re.compile(
    rf"(?:{_WHOSE}tota(?:al|l|len|ux)(?: g[eé]n[eé]ra(?:l|al))?|aantal|nombre|gesamt)"
    rf"(?: (?:de )?{_PATIENTS})?(?: ?[:=])?(?: ?[0-9]{{1,6}}(?: {_PATIENTS})?)?",
    re.IGNORECASE,
)
_COUNT = re.compile(rf"[0-9]{{1,6}}(?: {_PATIENTS})?", re.IGNORECASE)


def is_total_word(text: str) -> bool:
    """Whether the text is ``Totaal``, ``Aantal patiënten: 12`` or the like, and nothing else."""
    return _TOTAL.fullmatch(" ".join(text.split())) is not None


def is_count(text: str) -> bool:
    """Whether the text is ``12`` or ``12 patiënten``."""
    return _COUNT.fullmatch(" ".join(text.split())) is not None


def is_total(texts: Collection[str]) -> bool:
    """Whether the texts, all that a row holds, are a word for a total and at most its counts."""
    return all(is_count(text) or is_total_word(text) for text in texts) and any(
        map(is_total_word, texts)
    )
