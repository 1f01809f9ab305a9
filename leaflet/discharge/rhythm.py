"""What a plan line says of another rhythm than every day, which no plan holds.

A weekly medicine that is taken daily kills. So a line that has a word of another rhythm is refused
as that, and whatever else is said of it proposes no rhythm of the day.
"""

import re
from collections.abc import Sequence

from leaflet.discharge.examples import Examples
from leaflet.discharge.grammar import Part, Phrases, Rhythm
from leaflet.discharge.spelling import fold, is_slip
from leaflet.errors import Problem

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|/")
_WITHIN = 5
"""Letters of a form that is also found within a longer word."""
_SLIP = 4
"""Letters of a word that is looked at for a slip."""
_HOURS = 24
_NEUTRAL = "write in full how it is taken"
BY_HAND = "leave the plan to the pen (--pen), and write there by hand when it is taken"
"""What to do about a rhythm that no plan holds; it proposes none."""


def find_rhythm(text: str, where: str, phrases: Phrases) -> Problem | None:
    """The problem with a line that is not taken every day, or is stated in months.

    Args:
        text: The line, as typed.
        where: The field.
        phrases: What is understood.
    """
    tokens = _tokens(text, phrases)
    rhythm = phrases.rhythm
    for n, token in enumerate(tokens):
        if (count := _count(token, phrases)) is not None and n + 1 < len(tokens):
            word = tokens[n + 1]
            if _is_spread(tokens[:n], rhythm) and _is_long(count, word, rhythm):
                return _another(f"{count} {word}", where)
            if word in rhythm.months:
                what = f'"{count} {word}" is no fixed number of days [A6]'
                return Problem(where, what, f"write the last day: {phrases.examples.until}")
    told = _alone(tokens, phrases)
    return None if told is None else _another(told, where)


def keep_silent(problems: Sequence[Problem], text: str, phrases: Phrases) -> list[Problem]:
    """The problems, none of which proposes a rhythm of the day if the line may tell another."""
    if problems and _hints(text, phrases):
        return without_rhythm(problems, phrases.examples)
    return [*problems]


def without_rhythm(problems: Sequence[Problem], examples: Examples) -> list[Problem]:
    """The problems, none of which proposes a rhythm of the day."""
    proposed = (examples.frequency, examples.moments)
    return [
        Problem(each.where, each.what, _NEUTRAL)
        if any(form in each.remedy for form in proposed)
        else each
        for each in problems
    ]


def _another(told: str, where: str) -> Problem:
    what = f'"{told}" tells of another rhythm than every day, which a plan cannot print yet'
    return Problem(where, what, BY_HAND)


def _tokens(text: str, phrases: Phrases) -> list[str]:
    """Words and numbers, without the last day, which may name a weekday."""
    until = next(pattern for part, pattern in phrases.parts if part is Part.UNTIL)
    return _TOKEN.findall(fold(until.sub(" ", text)))


def _count(token: str, phrases: Phrases) -> int | None:
    return int(token) if token.isdecimal() else phrases.counts.get(token)


def _is_spread(before: Sequence[str], rhythm: Rhythm) -> bool:
    """Whether a number behind these words says how far intakes lie apart."""
    return bool(before) and (before[-1] in rhythm.spread or " ".join(before[-2:]) in rhythm.spread)


def _is_long(count: int, word: str, rhythm: Rhythm) -> bool:
    if word in rhythm.hours:
        return count > _HOURS
    return (word in rhythm.days and count > 1) or word in rhythm.weeks or word in rhythm.months


def _alone(tokens: Sequence[str], phrases: Phrases) -> str | None:
    """The word that tells another rhythm without a number."""
    rhythm = phrases.rhythm
    written = f" {' '.join(tokens)} "
    for form in rhythm.words:
        if " " in form and f" {form} " in written:
            return form
    for n, token in enumerate(tokens):
        if token in rhythm.weeks and n and _count(tokens[n - 1], phrases) is not None:
            continue  # a number of weeks is a length
        if token.startswith(rhythm.weekdays):
            if not (n and tokens[n - 1] in rhythm.until):
                return token
        elif token in rhythm.weekdays_short:
            if _is_spread(tokens[:n], rhythm):
                return token
        elif _is_told(token, rhythm):
            return token
    return None


def _is_told(token: str, rhythm: Rhythm) -> bool:
    return any(token == form or (len(form) >= _WITHIN and form in token) for form in rhythm.words)


def _hints(text: str, phrases: Phrases) -> bool:
    """Whether any word of the line is nearly one of a week, a month or another rhythm."""
    rhythm = phrases.rhythm
    forms = [*rhythm.weeks, *rhythm.months, *rhythm.weekdays, *rhythm.words]
    for token in _TOKEN.findall(fold(text)):
        if token in forms or _is_told(token, rhythm):
            return True
        if len(token) >= _SLIP and any(
            is_slip(token, form) for form in forms if len(form) >= _SLIP
        ):
            return True
    return False
