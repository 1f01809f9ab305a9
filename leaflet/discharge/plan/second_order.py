"""What stands in words beside a plan and is printed as typed: a reason, and a prescriber's name.

Nothing of either is checked against a limit. So a reason is made of words that are listed, and the
name of a prescriber of names; everything else could be an order of its own.
"""

import re
import unicodedata

from leaflet.discharge.plan.complaints import is_shorthand, show
from leaflet.discharge.plan.grammar import Phrases, normalise
from leaflet.discharge.plan.rulebook import Rulebook
from leaflet.discharge.plan.spelling import find_form, plain_forms
from leaflet.errors import DischargeError, Problem
from leaflet.messages.message import Key, Message

_MOST_WORDS = 6
_NAME = re.compile(r"(?:[^\W\d_]['’])?(?:[^\W\d_]+)(?:[-'’][^\W\d_]+)*")
_INITIALS = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)*")
_ROMAN = re.compile(r"[IVXLC]+|(?i:[ivx]+)")


def check_reason(reason: str | None, where: Key, pharmacy: Rulebook) -> None:
    """Refuse a reason that is not made of the listed words (``Grammar.reasons``).

    Raises:
        DischargeError: If it is not; the word is shown as any other word of a line is.
    """
    if reason is None:
        return
    what = _objection(reason, pharmacy)
    if what is not None:
        remedy = Message(
            "plan.reason-of-list",
            "write only what this medicine is for, in words of that list, and write it last",
        )
        raise DischargeError(Problem(where, what, remedy))


def _objection(reason: str, pharmacy: Rulebook) -> Message | None:
    listed, words = pharmacy.phrases.reasons, reason.casefold().split()
    for word, typed in zip(words, reason.split(), strict=True):
        if not all(map(listed.hold, word.split("-"))):
            if any(map(str.isnumeric, typed)):  # figures may be a date of birth
                return Message(
                    "plan.reason-figure",
                    "a word of the reason is not in the list of reasons (words/nl.yaml)",
                )
            return Message(
                "plan.reason-word",
                "a word of the reason is not in the list of reasons (words/nl.yaml): {word}",
                word=show(typed, pharmacy.phrases),
            )
    if pharmacy.names.within(reason):
        return Message(
            "plan.reason-medicine",
            "the reason holds the name of a medicine, which is checked against nothing there",
        )
    if len(words) > _MOST_WORDS:
        return Message(
            "plan.reason-long",
            "the reason has more than {most} words of the list of reasons",
            most=_MOST_WORDS,
        )
    if words[0] in listed.links or words[-1] in listed.links:
        return Message(
            "plan.reason-link",
            "the reason begins or ends with a word that links two of the list of reasons",
        )
    return None


def check_prescriber(prescriber: str, pharmacy: Rulebook) -> None:
    """Refuse a name of a prescriber that is not made of names; it is printed with the plan.

    Raises:
        DischargeError: If it is not.
    """
    phrases, words = pharmacy.phrases, prescriber.split()
    what = None
    if not 1 <= len(words) <= _MOST_WORDS:
        what = Message(
            "prescriber.long",
            "holds more than {most} words, and is printed with the plan",
            most=_MOST_WORDS,
        )
    elif not all(_is_name(word, phrases) for word in words):
        what = Message(
            "prescriber.no-name",
            "holds a word that is no name, title or initial, and is printed with the plan",
        )
    elif _order(words, phrases):
        what = Message("prescriber.order", "holds a word of a plan, and is printed with the plan")
    elif pharmacy.names.resembled(prescriber):
        what = Message(
            "prescriber.medicine",
            "holds the name of a medicine, or one that is like it, and is printed with the plan",
        )
    if what is not None:
        remedy = Message("prescriber.alone", "give the name of the prescriber alone")
        raise DischargeError(Problem(Key("prescriber"), what, remedy))


def _is_name(word: str, phrases: Phrases) -> bool:
    if normalise(word) in phrases.prescriber or (_INITIALS.fullmatch(word) and word.isupper()):
        return True
    if not _NAME.fullmatch(word) or any(map(str.isnumeric, word)):
        return False
    if _ROMAN.fullmatch(word) or _mixes(word):
        return False
    last = re.split(r"[-'’]", word)[-1]
    # A script without capitals has none to ask for.
    return not (word[0].islower() and last[0].islower()) and not (
        word.isupper() and is_shorthand(word, phrases)
    )


def _order(words: list[str], phrases: Phrases) -> str | None:
    """A word of a plan among the names; "Max" is both, and says nothing without a number."""
    names = " ".join(word for word in words if normalise(word) not in phrases.prescriber)
    # "van der Meer" is a name: what follows a particle is none of the words that say not.
    free = " ".join(
        word
        for n, word in enumerate(words)
        if normalise(word) not in phrases.prescriber
        and not (n > 1 and normalise(words[n - 1]) in phrases.prescriber)
    )
    units = (*phrases.units, *phrases.informal, *phrases.unclear)
    numbers = (*phrases.counts, *phrases.halves)
    rhythm = (*phrases.rhythm.weekdays, *phrases.rhythm.words, *phrases.rhythm.weeks)
    forms = plain_forms((*units, *numbers, *rhythm, *phrases.vocabulary))
    own = (form for form in forms if len(form) > 1 and form not in phrases.most)
    return find_form(names, (*own, *phrases.orders, *phrases.nameless)) or find_form(
        free, (*phrases.barred, *phrases.allergies)
    )


def _mixes(word: str) -> bool:
    """Whether letters of two alphabets stand in one word, of which some look the same."""
    letters = filter(str.isalpha, word)
    return not word.isascii() and (
        len({unicodedata.name(sign, "?").split()[0] for sign in letters}) > 1
    )
