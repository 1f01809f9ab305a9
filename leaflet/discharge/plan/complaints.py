"""Explain why a piece of a plan line is not understood; no other word is proposed.

Source: ``docs/rules.md`` 2.3. Rhythms other than every day (weekly, every other day) are recognised
only to refuse them well, as no plan can print them.
"""

import re
from collections.abc import Sequence

from leaflet.discharge.echo import quote, quote_initial
from leaflet.discharge.plan.grammar import Part, Phrases, RhythmPatterns, normalise
from leaflet.discharge.plan.spelling import casefold_plain
from leaflet.errors import Problem
from leaflet.messages.message import Excerpt, Joint, Key, Listing, Message, Name, Typed

_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_RANGE = re.compile(r"[0-9.,]+[-–/][0-9.,]+", re.ASCII)
_FIGURE = re.compile(r"[-+−.,]?[0-9][0-9.,]*", re.ASCII)
_LETTERS_FOR_DIGITS = re.compile(r"(?=.*[0-9])[0-9oil.,]+", re.ASCII | re.IGNORECASE)
_ROMAN = re.compile(r"[ivx]+", re.IGNORECASE)
_SIGNS = frozenset("<>@&+°=≥≤")
_ALIKE = 0.7
_SHORTEST = 3
IN_WORDS = Message("plan.in-words", "write it in the words of docs/physician.md")
"""What to do about words that are not understood: a likely word may be another dose."""
_SAFE_LENGTH = 4
_LETTERS = re.compile(r"[^\W\d_]+")


def explain_stray(words: str, where: Key, phrases: Phrases) -> Problem:
    """The problem with a run of words that is no part of a plan.

    Args:
        words: As typed; repeated only as far as it is like a part of a plan, and holds not so many
            digits that it may be a date of birth or a number of the patient.
        where: The field.
        phrases: What is understood.
    """
    first, quoted = words.split()[0], show(words, phrases)
    if any(opening.match(words) for opening in phrases.unfinished):
        return Problem(where, _incomplete(quoted), IN_WORDS)
    if is_shorthand(first, phrases):
        return Problem(where, _shorthand(quoted), IN_WORDS)
    if _FIGURE.fullmatch(first):
        what = Message(
            "plan.figure-alone",
            "{words} has no unit and no meaning of its own [N5]",
            words=quoted,
        )
        return Problem(where, what, _write_unit(phrases))
    if _RANGE.fullmatch(first):
        what = Message("plan.range", "{words} is not one number", words=quoted)
        remedy = Message("plan.one-amount", "write one amount, not a range")
        return Problem(where, what, remedy)
    if _LETTERS_FOR_DIGITS.fullmatch(first):
        return Problem(where, _mixed(quoted), _DIGITS_PLEASE)
    if _ROMAN.fullmatch(first):
        what = Message("plan.roman", "{words} is a Roman numeral [N14]", words=quoted)
        return Problem(where, what, Message("plan.in-digits", "write it in digits"))
    if _SIGNS & set(first):
        what = Message(
            "plan.misread-sign", "{words} holds a sign that is misread [N12]", words=quoted
        )
        return Problem(where, what, IN_WORDS)
    return _not_understood(words, where, phrases)


_DIGITS_PLEASE = Message(
    "plan.digits-not-letters", "write the digits 0 and 1, not the letters O, l or I"
)


def _incomplete(words: Typed) -> Message:
    return Message("plan.incomplete", "{words} is not complete", words=words)


def _shorthand(words: Typed) -> Message:
    return Message("plan.shorthand", "{words} is shorthand [N11]", words=words)


def _mixed(words: Typed) -> Message:
    return Message("plan.mixed-digits", "{words} mixes letters and digits [N14]", words=words)


def _not_understood(words: str, where: Key, phrases: Phrases) -> Problem:
    """The problem with ordinary words: only one that resembles a word of a plan is repeated.

    The others may be a name or free text, of which no message says more than the first letter;
    nor of short words and capitalised ones, which are like a name as often as like a slip.
    """
    for word in words.split():
        if _is_like_a_plan(word, phrases):
            what = Message("plan.unknown-word", "{word} is not understood", word=quote(word))
            return Problem(where, what, IN_WORDS)
    count, letter = len(words.split()), quote_initial(words)
    if count == 1:
        what = Message(
            "plan.hidden-word",
            "a word that begins with {letter} is not understood",
            letter=letter,
        )
    else:
        what = Message(
            "plan.hidden-words",
            "{count} words, the first of which begins with {letter}, are not understood",
            count=count,
            letter=letter,
        )
    return Problem(where, what, IN_WORDS)


def _is_like_a_plan(word: str, phrases: Phrases) -> bool:
    return len(word) >= _SAFE_LENGTH and not word.istitle() and _looks_like(word, phrases)


def show(words: str, phrases: Phrases) -> Typed:
    """What was typed, with no more than the first letter of what may be a name or free text."""
    known = {word for form in phrases.vocabulary for word in _LETTERS.findall(form)}

    def shorten(match: re.Match[str]) -> str:
        word = match[0]
        is_short = len(word) < _SAFE_LENGTH and not word.istitle()
        if is_short or normalise(word) in known or _is_like_a_plan(word, phrases):
            return word
        return f"{word[0]}…"

    return quote(_LETTERS.sub(shorten, words))


def explain_unit(typed: str, unit: str, where: Key, phrases: Phrases) -> Problem:
    """The problem with ``typed``, a figure that is followed by a word that is no unit."""
    written, quoted = normalise(unit), show(typed, phrases)
    if written in phrases.unclear:
        what = Message("plan.misread-unit", "{words} has a unit that is misread [N8]", words=quoted)
        remedy = Message("plan.one-of-units", "write one of: {units}", units=_units(phrases))
        return Problem(where, what, remedy)
    if written in phrases.shorthand or is_shorthand(typed.replace(" ", ""), phrases):
        return Problem(where, _shorthand(quoted), IN_WORDS)
    if any(opening.fullmatch(typed) for opening in phrases.unfinished):
        return Problem(where, _incomplete(quoted), IN_WORDS)
    if set(written) <= set("oil"):
        return Problem(where, _mixed(quoted), _DIGITS_PLEASE)
    what = Message("plan.unknown-unit", "{words} has no known unit [N5]", words=quoted)
    return Problem(where, what, _write_unit(phrases))


def say_barred(form: str) -> tuple[Message, Message]:
    """What is wrong with a word that refuses a line (``Grammar.barred``), and what to do."""
    what = Message(
        "plan.barred",
        '"{form}" is no word of a plan, which only says what is taken and how',
        form=Excerpt(form),
    )
    remedy = Message(
        "plan.tell-otherwise", "tell the patient in another way what is not taken or not sure"
    )
    return what, remedy


def _looks_like(word: str, phrases: Phrases) -> bool:
    """Whether it may be a slip for a word of a plan, and so is no name."""
    from difflib import get_close_matches  # only where something is not understood

    known = [form for form in phrases.vocabulary if len(form) >= _SHORTEST]
    return bool(get_close_matches(normalise(word), known, 1, _ALIKE))


def is_shorthand(word: str, phrases: Phrases) -> bool:
    """Whether it is one of the forms that only prescribers read (N11), with or without a stop."""
    written = _DIGITS.sub("#", normalise(word))
    return written in phrases.shorthand or written.rstrip(".") in phrases.shorthand


def _write_unit(phrases: Phrases) -> Message:
    return Message("plan.write-unit", "write the unit: {units}", units=_units(phrases))


def _units(phrases: Phrases) -> Listing:
    return Listing(tuple(map(Name, dict.fromkeys(phrases.shown_units))), Joint.COMMA)


_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|/")
_WITHIN = 5
"""Letters of a form that is also found within a longer word."""
_HOURS = 24
BY_HAND = Message(
    "plan.by-hand", "leave the plan to the pen (--pen), and write there by hand when it is taken"
)
"""What to do about a rhythm that no plan holds; it proposes none."""


def find_rhythm(text: str, where: Key, phrases: Phrases) -> Problem | None:
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
                what = Message(
                    "plan.months",
                    "{words} is no fixed number of days [A6]",
                    words=quote(f"{count} {word}"),
                )
                remedy = Message(
                    "plan.write-last-day",
                    "write the last day: {example}",
                    example=phrases.examples.until,
                )
                return Problem(where, what, remedy)
    told = _alone(tokens, phrases)
    return None if told is None else _another(told, where)


def _another(told: str, where: Key) -> Problem:
    what = Message(
        "plan.other-rhythm",
        "{words} tells of another rhythm than every day, which a plan cannot print yet",
        words=quote(told),
    )
    return Problem(where, what, BY_HAND)


def _tokens(text: str, phrases: Phrases) -> list[str]:
    """Words and numbers, without the last day, which may name a weekday."""
    until = next(pattern for part, pattern in phrases.parts if part is Part.UNTIL)
    return _TOKEN.findall(casefold_plain(until.sub(" ", text)))


def _count(token: str, phrases: Phrases) -> int | None:
    return int(token) if token.isdecimal() else phrases.counts.get(token)


def _is_spread(before: Sequence[str], rhythm: RhythmPatterns) -> bool:
    """Whether a number behind these words says how far intakes lie apart."""
    return bool(before) and (before[-1] in rhythm.spread or " ".join(before[-2:]) in rhythm.spread)


def _is_long(count: int, word: str, rhythm: RhythmPatterns) -> bool:
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


def _is_told(token: str, rhythm: RhythmPatterns) -> bool:
    return any(token == form or (len(form) >= _WITHIN and form in token) for form in rhythm.words)
