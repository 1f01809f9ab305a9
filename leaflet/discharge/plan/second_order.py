"""What stands in words beside a plan and would be an order of its own, checked by nothing there.

The reason and the name of a prescriber are printed as typed. So neither holds a figure, a form, a
medicine or a word of the plan.
"""

import unicodedata

from leaflet.discharge.plan.grammar import Phrases
from leaflet.discharge.plan.parse import find_part
from leaflet.discharge.plan.rulebook import Rulebook
from leaflet.discharge.plan.spelling import find_form, plain_forms, plain_words
from leaflet.errors import DischargeError, Problem

_SYMBOL = 2
"""Letters of the longest unit that may also be an initial or a part of a name."""


def check_reason(reason: str | None, where: str, pharmacy: Rulebook) -> None:
    """Refuse a reason that says more than what a medicine is for.

    Raises:
        DischargeError: If it does; no more of it is told than words that the program knows.
    """
    phrases, words = pharmacy.phrases, reason or ""
    loose = phrases.loose
    # A letter alone, the x of "3x", says nothing without its figure.
    own = [form for form in plain_forms(phrases.vocabulary) if len(form) > 1 and form not in loose]
    forms = (*own, *phrases.barred, *phrases.orders)
    told = _figure(words) or _quoted(find_form(words, forms)) or _allergy(words, phrases)
    if told is None and pharmacy.names.resembled(words):
        told = "the name of a medicine, which is checked against nothing there"
    told = told or _mixture(words)
    if told is not None:
        remedy = "write only what this medicine is for, and each medicine in a line of its own"
        raise DischargeError(Problem(where, f"the reason holds {told}", remedy))


def check_prescriber(prescriber: str, pharmacy: Rulebook) -> None:
    """Refuse a name of a prescriber that holds anything of a plan; it is printed with it.

    Raises:
        DischargeError: If it does.
    """
    phrases = pharmacy.phrases
    units = [form for form in (*phrases.units, *phrases.informal) if len(form) > _SYMBOL]
    forms = (*phrases.barred, *phrases.allergies, *phrases.orders, *plain_forms(units))
    told = _figure(prescriber) or _quoted(find_form(prescriber, forms))
    told = told or _part(prescriber, phrases)
    if told is None and pharmacy.names.within(prescriber):
        told = "the name of a medicine"
    told = told or _mixture(prescriber)
    if told is not None:
        what = f"holds {told}, and is printed with the plan"
        raise DischargeError(Problem("prescriber", what, "give the name of the prescriber alone"))


def _figure(words: str) -> str | None:
    return "a figure" if any(map(str.isnumeric, words)) else None


def _quoted(form: str | None) -> str | None:
    return None if form is None else f'"{form}"'


def _part(words: str, phrases: Phrases) -> str | None:
    part = find_part(words, phrases)
    return None if part is None else f"a part of a plan: {part.value}"


def _allergy(words: str, phrases: Phrases) -> str | None:
    """What is not borne, unless it is what the medicine is for: ``een allergische reactie``."""
    plain = plain_words(words)
    for n, word in enumerate(plain):
        if word not in phrases.allergies:
            continue
        before, after = plain[:n], plain[n + 1 : n + 2]
        begins = not before or before[-1] in phrases.loose
        if not begins or set(after) & (phrases.loose - phrases.joins) or set(words) & set(",;:(/-"):
            return f'"{word}"'
    return None


def _mixture(words: str) -> str | None:
    """Letters of two alphabets in one word, of which some look the same."""
    for word in words.split():
        if not word.isascii():
            letters = filter(str.isalpha, word)
            if len({unicodedata.name(sign, "?").split()[0] for sign in letters}) > 1:
                return "a word that mixes two alphabets"
    return None
