"""The grammar of a plan line: patterns for its parts, compiled from the words of one language.

A part is recognised by its beginning, so parts stand in any order. Near misses are recognised too,
for better messages: a figure with any word after it is taken for a dose and then judged. Numbers
are exact, or refused before conversion (``read_number``; N1 to N4 of ``docs/rules.md``). Begin with
``compile_phrases``.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from leaflet.content.model.medicines import Moment, Unit
from leaflet.content.model.words import Calendar, Grammar, ReasonWords, Words
from leaflet.discharge.echo import quote, repeat_number
from leaflet.discharge.plan.model import Meal
from leaflet.discharge.plan.spelling import casefold_plain, plain_forms
from leaflet.errors import DischargeError, Problem
from leaflet.messages.message import Command, Key, Message, Typed
from leaflet.records import frozen


@frozen
class Examples:
    """The form of each part that a message may propose: none that says how often or how much."""

    dose: Command
    pieces: Command
    days: Command
    until: Command
    unlisted: Command


def write_examples(grammar: Grammar) -> Examples:
    """Each part with the first form of its words."""
    mg, tablet = grammar.units[Unit.MILLIGRAM][0], grammar.units[Unit.TABLET][0]
    return Examples(
        dose=Command(f"N {mg}"),
        pieces=Command(f"N {tablet} {grammar.of[0]} N {mg}"),
        days=Command(f"N {grammar.days[0]}"),
        until=Command(f"{grammar.until[0]} dd/mm/yyyy"),
        unlisted=Command(grammar.unlisted[0]),
    )


SIGNS = "-+−–<>≤≥~±*"
"""What may stand before a number and is never read (N12)."""

NUMBER = (
    rf"(?:[{SIGNS}]\s*)?"
    r"(?:½|[.,]?[0-9]+(?:(?:[.,'’^*_/]|e[+-]?|\ [0-9]+/)[0-9]+)*(?:\ [0-9]{3}(?![0-9]))*½?)"
)
"""What may have been meant as a number, good or bad, as part of a pattern."""

_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?", re.ASCII)
_HALVES = frozenset({"½", "1/2", "0,5", "0.5"})
_THOUSANDS = re.compile(r"[0-9]{1,3}[.,'’ _][0-9]{3}(?:[.,'’ _][0-9]{3})*", re.ASCII)
_MOST_DIGITS = 4
HALF = Decimal("0.5")


def read_number(raw: str, where: Key) -> Decimal:
    """The number, above zero, with at most four digits before its sign and two after it.

    Args:
        raw: As typed, with nothing around it.
        where: The field, for messages; the number itself is a dose and may be repeated.

    Raises:
        DischargeError: If it is not written so, or could be read in two ways (N1, N2, N4, N12).
    """
    objection = _objection(raw)
    if objection is not None:
        raise DischargeError(Problem(where, *objection))
    value = Decimal(raw.replace(",", "."))
    if not value:
        what = Message("plan.zero", "an amount of zero")
        remedy = Message("plan.write-how-much", "write how much is taken")
        raise DischargeError(Problem(where, what, remedy))
    return value


def read_count(raw: str, where: Key) -> Decimal:
    """How many pieces: a whole number, or half a piece written as ``½``, ``1/2`` or ``0,5`` (N10).

    Raises:
        DischargeError: If it is anything else.
    """
    if raw in _HALVES:
        return HALF
    if "½" in raw or re.fullmatch(r"[0-9 ]+/[0-9]+", raw):
        raise _not_whole(raw, where)
    value = read_number(raw, where)
    if value != value.to_integral_value():
        raise _not_whole(raw, where)
    return value


def _not_whole(raw: str, where: Key) -> DischargeError:
    what = Message(
        "plan.not-whole",
        "{number} is neither a whole number of pieces nor half a piece [N10]",
        number=quote(raw),
    )
    remedy = Message("plan.amount-alone", "give the amount alone, in mg, g or ml")
    return DischargeError(Problem(where, what, remedy))


def _objection(raw: str) -> tuple[Message, Message] | None:
    """What is wrong with the writing, and what to write instead; ``None`` if nothing is."""
    number = quote(raw)
    if raw[0] in ".,":
        what = Message(
            "number.bare-decimals",
            "{number} has no digit before its decimal sign [N2]",
            number=number,
        )
        return what, _if_meant(f"0,{raw[1:]}")
    if raw[0] != "0" and _THOUSANDS.fullmatch(raw):
        what = Message(
            "number.thousands",
            "{number} has three digits after a separator,"
            " and may mean a thousand times less or more [N4]",
            number=number,
        )
        remedy = Message(
            "number.without-separator",
            "write {number} if that is meant, without a separator",
            number=repeat_number(re.sub(r"[^0-9]", "", raw)),
        )
        return what, remedy
    if not _PLAIN.fullmatch(raw):
        what = Message("number.not-plain", "{number} is not a plain number [N12]", number=number)
        return what, Message("number.in-digits", "write it in digits, such as 600 or 2,5")
    whole, _, decimals = raw.replace(",", ".").partition(".")
    if len(whole) > _MOST_DIGITS:
        what = Message(
            "number.long",
            "{number} has more than {most} digits",
            number=number,
            most=_MOST_DIGITS,
        )
        return what, Message("number.larger-unit", "write it in a larger unit")
    if len(whole) > 1 and whole[0] == "0":
        return begins_with_zero(number), _if_meant(whole.lstrip("0") or "0")
    if len(decimals) > 2:
        what = Message("number.decimals", "{number} has more than two decimals [N3]", number=number)
        return what, Message("number.smaller-unit", "write it in a smaller unit")
    if decimals.endswith("0"):
        kept = decimals.rstrip("0")
        what = Message(
            "number.last-zero",
            "{number} ends in a zero after its decimal sign [N1]",
            number=number,
        )
        return what, _if_meant(f"{whole},{kept}" if kept else whole)
    return None


def _if_meant(written: str) -> Message:
    return Message(
        "number.if-meant", "write {number} if that is meant", number=repeat_number(written)
    )


def begins_with_zero(number: Typed) -> Message:
    """What is wrong with ``05``, given as it is shown."""
    return Message("number.first-zero", "{number} begins with a zero [N2]", number=number)


_ACCENTED = str.maketrans(
    {"a": "[aàáâä]", "e": "[eèéêë]", "i": "[iìíîï]", "o": "[oòóôö]", "u": "[uùúûü]"}
)
"""Each vowel of a pattern with its accents: ``vóór`` stresses a word, and does not change it."""

T = TypeVar("T")


class Part(Enum):
    """What can be said after the name of a medicine, in the order in which it is tried."""

    REASON = "reason"
    GIVEN = "time of the dose that was given"
    AS_NEEDED = "as needed"
    PRESCRIBED = "on prescription"
    UNPRESCRIBED = "without prescription"
    MOST_TIMES = "maximum number of intakes"
    MOST_AMOUNT = "maximum amount"
    INTERVAL = "interval"
    FREQUENCY = "frequency"
    DAYS = "number of days"
    UNTIL = "last day"
    FOOD = "relation to food"
    MOMENT = "moment"
    DOSE = "dose"


@frozen
class RhythmPatterns:
    """The folded words that tell another rhythm than every day (``RhythmWords``), and their kin.

    Attributes:
        until: The words directly before a last day, which may be a weekday.
    """

    spread: frozenset[str]
    days: frozenset[str]
    hours: frozenset[str]
    weeks: frozenset[str]
    months: frozenset[str]
    weekdays: tuple[str, ...]
    weekdays_short: frozenset[str]
    until: frozenset[str]
    words: tuple[str, ...]


@frozen
class Reasons:
    """What a reason is made of (``ReasonWords``), in lower case and with its accents."""

    words: frozenset[str]
    links: frozenset[str]
    stems: frozenset[str]
    endings: tuple[str, ...]

    def hold(self, word: str) -> bool:
        """Whether it may stand in a reason."""
        if word in self.words or word in self.links:
            return True
        ends = (end for end in self.endings if word.endswith(end))
        return any(word.removesuffix(end) in self.stems | self.words for end in ends)


@frozen
class Phrases:
    """The patterns of the parts, and what each written form in them means.

    Attributes:
        parts: A pattern for each part, to be matched where the part begins.
        unfinished: Words that open a part and mean nothing alone.
        counts: Numbers in words.
        halves: Half a piece, in words.
        units: Every understood form of a unit; ``informal`` ones with a notice (N6).
        unclear: Forms of a unit that are refused because they are misread (N8).
        shorthand: Latin and prescribers' shorthand (N11).
        fasting: Words for waking that may be said of another moment.
        vocabulary: Every word that is understood.
        most: What begins a maximum, as plain words.
        loose: Those words of the vocabulary, and others, that mean nothing by themselves.
        refused: Every other form of the grammar, which no name holds either.
        rhythm: What is not taken every day.
        unlisted: What stands after a name that is meant and that no list has.
        barred: Words that refuse a line, as plain words.
        allergies: What is not borne, as plain words.
        orders: By what a name is an order of its own, as plain words.
        nameless: What is no name of a medicine, nor of anybody, as plain words.
        reasons: What a reason is made of.
        prescriber: Titles and particles of a name.
        examples: Parts as they should be written.
        shown_units: The form of each unit that messages show.
    """

    parts: tuple[tuple[Part, re.Pattern[str]], ...]
    unfinished: tuple[re.Pattern[str], ...]
    counts: Mapping[str, int]
    halves: frozenset[str]
    units: Mapping[str, Unit]
    informal: Mapping[str, Unit]
    unclear: frozenset[str]
    shorthand: frozenset[str]
    moments: Mapping[str, Moment]
    fasting: frozenset[str]
    meals: Mapping[str, Meal]
    vocabulary: tuple[str, ...]
    most: frozenset[str]
    loose: frozenset[str]
    refused: tuple[str, ...]
    rhythm: RhythmPatterns
    unlisted: re.Pattern[str]
    barred: tuple[str, ...]
    allergies: tuple[str, ...]
    orders: tuple[str, ...]
    nameless: frozenset[str]
    reasons: Reasons
    prescriber: frozenset[str]
    examples: Examples
    shown_units: tuple[str, ...]


def compile_phrases(words: Words) -> Phrases:
    """The patterns for these words."""
    grammar, calendar = words.grammar, words.calendar
    counts = {form: n for n, forms in enumerate(grammar.numbers.counts, 1) for form in forms}
    units = {form: unit for unit, forms in grammar.units.items() for form in forms}
    informal = {form: unit for unit, forms in grammar.informal_units.items() for form in forms}
    moments = {form: moment for moment, forms in grammar.moments.items() for form in forms}
    meals = {form: Meal(key) for key, forms in grammar.meals.items() for form in forms}
    return Phrases(
        parts=_parts(grammar, calendar, counts, moments, meals),
        unfinished=_unfinished(grammar, counts),
        counts=_normal(counts),
        halves=frozenset(normalise(form) for form in grammar.numbers.half),
        units=_normal(units),
        informal=_normal(informal),
        unclear=frozenset(normalise(form) for form in grammar.unclear_units.split()),
        shorthand=frozenset(normalise(form) for form in grammar.shorthand.split()),
        moments=_normal(moments),
        fasting=frozenset(map(normalise, grammar.fasting)),
        meals=_normal(meals),
        vocabulary=_vocabulary(grammar),
        most=frozenset(plain_forms(grammar.most)),
        loose=_loose(grammar),
        refused=_refused(grammar),
        rhythm=_rhythm(grammar, calendar),
        unlisted=re.compile(rf"\(?\b{_word(grammar.unlisted)}\)?", re.IGNORECASE),
        barred=plain_forms(grammar.barred),
        allergies=plain_forms(grammar.allergies),
        orders=plain_forms(grammar.orders),
        nameless=frozenset(plain_forms((*grammar.nameless, *words.placeholders))),
        reasons=_reasons(grammar.reasons),
        prescriber=frozenset(map(normalise, grammar.prescriber)),
        examples=write_examples(grammar),
        shown_units=tuple(forms[0] for forms in grammar.units.values()),
    )


def normalise(written: str) -> str:
    """One written form for what differs only in case, accents, spaces and kind of apostrophe."""
    return " ".join(casefold_plain(written.casefold()).split())


def _reasons(said: ReasonWords) -> Reasons:
    words, links, stems, endings = (
        tuple(map(str.casefold, forms))
        for forms in (said.words, said.links, said.stems, said.endings)
    )
    return Reasons(frozenset(words), frozenset(links), frozenset(stems), endings)


def _parts(
    grammar: Grammar,
    calendar: Calendar,
    counts: Iterable[str],
    moments: Iterable[str],
    meals: Iterable[str],
) -> tuple[tuple[Part, re.Pattern[str]], ...]:
    count = rf"(?P<count>[0-9]{{1,4}}(?![0-9])|{_any(counts)})\s*"
    most = rf"{_any(grammar.most)}\.?\s*"
    times = _any(grammar.times)
    a_day = rf"\s*(?:{_any(grammar.per)}\s*{_word(grammar.day)}|{_word(grammar.daily)})"
    hours, unit = _any(grammar.hours), r"(?P<unit>[^\W\d_]+)"
    meal = rf"{_word(meals)}\s*(?:{_word(grammar.article)}\s*)?"
    weekdays = _word((*calendar.weekdays, *calendar.weekdays_short))
    # A language may have no word for it; then nothing is found.
    day_before = _word(grammar.day_before) if grammar.day_before else "(?!)"
    number, half = NUMBER, _word(grammar.numbers.half)
    strength = rf"\s*{_word(grammar.of)}\s*(?P<strength>{number})\s*(?P<measure>[^\W\d_]+)"
    patterns = {
        Part.REASON: rf"{_word(grammar.reason)}\s*(?P<words>\S.*)",
        Part.GIVEN: rf"{_word(grammar.given)}\s*(?:(?P<before>{day_before})\s*)?"
        rf"(?:{_word(grammar.at)}\s*)?"
        rf"(?P<hour>[0-9]{{1,2}})(?:(?:[.:]|\s*{hours}\s*)(?P<minute>[0-9]{{2}})(?![0-9])"
        rf"(?:\s*{_word(grammar.hours)})?|\s*{_word(grammar.hours)})"
        rf"(?:\s*(?P<after>{day_before}))?",
        Part.AS_NEEDED: _word(grammar.as_needed),
        Part.PRESCRIBED: _word(grammar.prescribed),
        Part.UNPRESCRIBED: _word(grammar.unprescribed),
        Part.MOST_TIMES: rf"{most}{count}{times}{a_day}",
        Part.MOST_AMOUNT: rf"{most}(?P<number>{number})\s*{unit}\.?{a_day}",
        Part.INTERVAL: rf"{_word(grammar.every)}\s*{count}{_word(grammar.hours)}",
        Part.FREQUENCY: rf"{count}{times}{a_day}",
        Part.DAYS: rf"(?:{_word(grammar.during)}\s*)?{count}"
        rf"(?:(?P<weeks>{_word(grammar.weeks)})|{_word(grammar.days)})",
        Part.UNTIL: rf"{_word(grammar.until)}\s*(?:(?P<weekday>{weekdays})\s*)?"
        r"(?P<day>[0-9]{1,2}\s+[^\W\d_]+\s+[0-9]+|[0-9][0-9/.-]*[0-9])",
        Part.FOOD: rf"(?P<meal>{meal}){_word(grammar.food)}",
        Part.MOMENT: rf"(?P<join>{_any(grammar.join)}\s*)?"
        rf"(?:(?P<moment>{_word(moments)})|(?P<meal>{meal})(?P<eaten>{_word(moments)}))",
        Part.DOSE: rf"(?P<number>{number}|{half}|{_word(counts)})\s*{unit}(?:{strength})?",
    }
    return tuple((part, re.compile(patterns[part], re.IGNORECASE)) for part in Part)


def _unfinished(grammar: Grammar, counts: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    openings = (
        *map(_word, (grammar.most, grammar.every, grammar.until, grammar.given, grammar.reason)),
        *map(_first, (grammar.until, grammar.given, grammar.as_needed, grammar.every)),
        rf"(?:[0-9]+|{_any(counts)})\s*{_word(grammar.times)}(?!\s*{_any(grammar.per)})",
        rf"{_any(grammar.per)}\s*{_word(grammar.day)}",
        _word(form for forms in grammar.meals.values() for form in forms),
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in openings)


def _vocabulary(grammar: Grammar) -> tuple[str, ...]:
    lists = (
        *grammar.units.values(),
        *grammar.moments.values(),
        *grammar.meals.values(),
        grammar.numbers.half,
        *grammar.numbers.counts,
        *(grammar.of, grammar.times, grammar.day, grammar.daily, grammar.during, grammar.days),
        *(
            grammar.weeks,
            grammar.hours,
            grammar.every,
            grammar.until,
            grammar.as_needed,
            grammar.most,
        ),
        *(grammar.reason, grammar.given, grammar.prescribed, grammar.unprescribed, grammar.food),
        grammar.day_before,
    )
    return tuple(dict.fromkeys(normalise(form) for forms in lists for form in forms))


def _loose(grammar: Grammar) -> frozenset[str]:
    """Words that join others; the first number is an article in more than one language."""
    lists = (grammar.of, grammar.at, grammar.join, grammar.article, grammar.reason)
    meals = (form for forms in grammar.meals.values() for form in forms)
    forms = (*(form for each in lists for form in each), *meals, *grammar.numbers.counts[0])
    return frozenset(plain_forms(forms))


def _refused(grammar: Grammar) -> tuple[str, ...]:
    rhythm = grammar.rhythm
    lists = (
        *grammar.informal_units.values(),
        *(grammar.per, grammar.months, grammar.unlisted, grammar.barred, grammar.orders),
        *(rhythm.spread, rhythm.days, rhythm.hours, rhythm.words),
    )
    forms = (form for each in lists for form in each)
    written = (grammar.unclear_units.split(), grammar.shorthand.split())
    return (*forms, *(form for each in written for form in each))


def _rhythm(grammar: Grammar, calendar: Calendar) -> RhythmPatterns:
    said = grammar.rhythm
    return RhythmPatterns(
        spread=frozenset(map(casefold_plain, said.spread)),
        days=frozenset(map(casefold_plain, said.days)),
        hours=frozenset(map(casefold_plain, said.hours)),
        weeks=frozenset(map(casefold_plain, grammar.weeks)),
        months=frozenset(map(casefold_plain, grammar.months)),
        weekdays=tuple(map(casefold_plain, calendar.weekdays)),
        weekdays_short=frozenset(map(casefold_plain, calendar.weekdays_short)),
        until=frozenset(
            word
            for form in plain_forms(grammar.until)
            for word in (form.split()[0], form.split()[-1])
        ),
        words=tuple(map(casefold_plain, said.words)),
    )


def _any(forms: Iterable[str]) -> str:
    """A pattern for any of the forms, the longest first, with or without accents."""
    ordered = sorted(dict.fromkeys(map(normalise, forms)), key=len, reverse=True)
    written = (r"\s+".join(map(re.escape, form.split())) for form in ordered)
    return "(?:" + "|".join(written).replace("'", "['’]").translate(_ACCENTED) + ")"


def _word(forms: Iterable[str]) -> str:
    """A pattern for any of the forms, not followed by another letter."""
    return _any(forms) + r"(?![^\W\d_])"


def _first(forms: Iterable[str]) -> str:
    """A pattern for the first word of the forms that have more than one."""
    return _word(form.split()[0] for form in forms if " " in form)


def _normal(meanings: Mapping[str, T]) -> dict[str, T]:
    return {normalise(form): meaning for form, meaning in meanings.items()}
