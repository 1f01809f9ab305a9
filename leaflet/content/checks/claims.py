"""Claims about limits in running text, compared with the formulary.

A claim is a figure with the words around it: a maximum, a minimum, a course, an interval; and the
medicine that it belongs to. Begin with ``find_false_claims``.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from leaflet.content.checks.limits import (
    Figure,
    FigureKind,
    find_figures,
    say_contrary,
    say_other,
    stated_by,
)
from leaflet.content.checks.prose import Passage
from leaflet.content.model.medicines import Amount, Formulary, Medicine
from leaflet.content.model.words import Grammar, LimitWords
from leaflet.errors import Problem
from leaflet.messages.message import Message
from leaflet.records import frozen


@frozen
class Claim:
    """A figure, and what the words around it make of it.

    Attributes:
        is_most: It is called the maximum: ``hoogstens 3 keer``.
        is_least: It is called the least: ``minstens 4 uur``.
        is_beyond: Something holds for more than it: ``langer dan 8 dagen``.
        is_forbidden: It is advised against: ``nooit 1200 mg``.
        is_course: Its days are taken up by something: ``gedurende 8 dagen``.
        is_between: Its hours lie between two intakes.
        is_a_day: It is for one day.
        is_an_intake: It is for one intake.
        is_beside: It stands beside the name; nothing but other figures is between them.
    """

    figure: Figure
    is_most: bool
    is_least: bool
    is_beyond: bool
    is_forbidden: bool
    is_course: bool
    is_between: bool
    is_a_day: bool
    is_an_intake: bool
    is_beside: bool


def read_claims(
    text: str, names: Collection[str], grammar: Grammar, said: LimitWords
) -> Iterator[Claim]:
    """What a sentence claims of something that it calls by one of these names.

    A figure that another clause is about (``neem ibuprofen en rust 10 dagen``) is left out.
    """
    figures = sorted(find_figures(text, grammar), key=lambda figure: figure.start)
    known = list(any_of(names).finditer(text))
    for number, figure in enumerate(figures):
        start = figures[number - 1].end if number else 0
        before, after = text[start : figure.start], text[figure.end :]
        lead = _lead(before, said)
        apart = [_between(text, name, figure.start - len(lead), figure.end, said) for name in known]
        if not any(_is_one_clause(each, said) for each in apart):
            continue
        never = bool(any_of(said.never).search(before))
        beyond = _ends(said.beyond, said.a_day, before)
        yield Claim(
            figure,
            is_most=_ends(said.most, said.a_day, before) or (beyond and never),
            is_least=_ends(said.least, (), before),
            is_beyond=beyond,
            is_forbidden=never,
            is_course=_ends(grammar.during, (), before),
            is_between=_starts(said.between, (), after) or _ends(grammar.every, (), before),
            is_a_day=_starts(said.a_day, names, after),
            is_an_intake=_starts(said.an_intake, names, after),
            is_beside=any(_is_empty(each, figures, said) for each in apart),
        )


def any_of(phrases: Collection[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words; where there is none, nothing is found."""
    return re.compile(rf"(?<!\w){_either(phrases)}(?!\w)" if phrases else "(?!)", re.IGNORECASE)


@frozen
class _Gap:
    """What stands between a name and a figure, and where; ``is_before``: the name comes first."""

    text: str
    start: int
    is_before: bool


def _between(text: str, name: re.Match[str], start: int, end: int, said: LimitWords) -> _Gap:
    """The gap between a name and a figure with the phrase that leads to it.

    A word that begins a clause is no part of it where that phrase follows at once: ``ibuprofen,
    en hoogstens 8 dagen`` is still said of ibuprofen.
    """
    if name.start() >= end:
        return _Gap(text[end : name.start()], end, is_before=False)
    gap = text[name.end() : start]
    if not text[start].isdigit():
        gap = re.sub(rf"(?<!\w){_either(said.clauses)}\W*$", "", gap, flags=re.IGNORECASE)
    return _Gap(gap, name.end(), is_before=True)


def _is_one_clause(gap: _Gap, said: LimitWords) -> bool:
    if any_of(said.clauses).search(gap.text) or ";" in gap.text:
        return False
    # "De pijn duurt 10 dagen, neem ibuprofen": a comma before the name begins something else.
    return gap.is_before or "," not in gap.text


def _is_empty(gap: _Gap, figures: Sequence[Figure], said: LimitWords) -> bool:
    """Whether there is nothing in it but other figures, and that they are for a day."""
    end = gap.start + len(gap.text)
    text = list(gap.text)
    for figure in figures:
        if gap.start <= figure.start < end:
            at = slice(figure.start - gap.start, figure.end - gap.start)
            text[at] = " " * len(text[at])
    return not re.search(r"\w", any_of(said.a_day).sub(" ", "".join(text)))


def _lead(before: str, said: LimitWords) -> str:
    """The phrase that leads to a figure, up to the figure; empty where there is none."""
    phrases = (*said.most, *said.least, *said.beyond)
    pattern = rf"(?<!\w){_either(phrases)}\W*(?:{_either(said.a_day)}\W*)?$"
    found = re.search(pattern, before, re.IGNORECASE)
    return found[0] if found else ""


def _ends(phrases: Collection[str], between: Collection[str], before: str) -> bool:
    """Whether one of the phrases is the last thing before a figure, save what may stand between."""
    middle = rf"(?:{_either(between)}\W*)?" if between else ""
    pattern = rf"(?<!\w){_either(phrases)}\W*{middle}$"
    return bool(phrases) and re.search(pattern, before, re.IGNORECASE) is not None


def _starts(phrases: Collection[str], between: Collection[str], after: str) -> bool:
    middle = rf"(?:{_either(between)}\W+)?" if between else ""
    pattern = rf"\W*{middle}{_either(phrases)}(?!\w)"
    return bool(phrases) and re.match(pattern, after, re.IGNORECASE) is not None


def _either(phrases: Collection[str]) -> str:
    longest = sorted(phrases, key=len, reverse=True)
    spaced = (r"\s+".join(map(re.escape, each.split())) for each in longest)
    return f"(?:{'|'.join(spaced)})" if longest else "(?!)"


def find_false_claims(
    passages: Sequence[Passage], formulary: Formulary, grammar: Grammar, said: LimitWords
) -> Iterator[Problem]:
    """Figures of running text that contradict a limit of the formulary, each at its sentence."""
    names = [(each, (each.key, *each.brands)) for each in formulary.medicines]
    for sentence in (sentence for passage in passages for sentence in passage.sentences):
        named = [each for each in names if any_of(each[1]).search(sentence.text)]
        if len(named) > 1:
            continue
        medicine, called = named[0] if named else (None, said.painkillers)
        for claim in read_claims(sentence.text, called, grammar, said):
            if contrary := _find_contrary(claim, medicine, formulary.longest_course):
                yield say_contrary(sentence.place, claim.figure, contrary)


def _find_contrary(claim: Claim, medicine: Medicine | None, longest_course: int) -> Message | None:
    """What the formulary has that is otherwise than the claim; ``None`` where they agree."""
    if medicine is None:
        is_false = claim.figure.kind is FigureKind.DAYS and _is_false_course(claim, longest_course)
        if not is_false:
            return None
        return Message(
            "limit.other-course", "the formulary has another longest course of painkillers"
        )
    is_false = _is_false(claim, medicine, longest_course)
    return say_other(claim.figure.kind, medicine.key) if is_false else None


def _is_false(claim: Claim, medicine: Medicine, longest_course: int) -> bool:
    limits, value = medicine.limits, claim.figure.value
    match claim.figure.kind:
        case FigureKind.AMOUNT:
            return _is_false_amount(claim, medicine)
        case FigureKind.INTAKES if limits.intakes is not None and claim.is_a_day:
            if claim.is_most:
                return value != limits.intakes
            return not (claim.is_beyond or claim.is_forbidden) and value > limits.intakes
        case FigureKind.DAYS:
            return _is_false_course(claim, limits.days or longest_course)
        case FigureKind.INTERVAL if limits.interval is not None:
            if claim.is_least:
                return value != limits.interval
            return claim.is_between and not claim.is_forbidden and value < limits.interval
    return False


def _is_false_amount(claim: Claim, medicine: Medicine) -> bool:
    single, day = _mass(medicine.limits.single), _mass(medicine.limits.per_day)
    meant = [day] if claim.is_a_day else [single] if claim.is_an_intake else [single, day]
    stated = [mass for mass in meant if mass is not None]
    if not stated:
        return False
    if claim.is_most:
        return claim.figure.value not in stated
    # A tablet may hold more than one intake.
    held = not claim.is_a_day and claim.figure.value in stated_by(medicine)[FigureKind.AMOUNT]
    # The first one is the limit of one intake where there is one, and it is the lower one.
    is_above = claim.figure.value > stated[0]
    return is_above and not (claim.is_beyond or claim.is_forbidden or held)


def _is_false_course(claim: Claim, days: int) -> bool:
    if claim.is_most or (claim.is_beyond and claim.is_beside):
        return claim.figure.value != days
    if claim.is_beyond or claim.is_forbidden or not (claim.is_beside or claim.is_course):
        return False
    return claim.figure.value > days


def _mass(amount: Amount | None) -> Decimal | None:
    return amount.milligrams() if amount is not None else None
