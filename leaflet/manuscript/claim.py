"""What running text says of a medicine's limits, held against the formulary.

Only a sentence (or an item of a list) that names exactly one medicine, or one of its brands, is
judged, and only by figures with a unit. The rule, kind by kind:

* A figure that is called the maximum (``hoogstens``, ``niet meer dan``) has to be the limit that
  the formulary states for the day, for one intake, or either where the text does not say which.
* Days after which something changes (``langer dan 8 dagen``) have to be the days of the course.
* Hours that are called the least, or that stand between two intakes, may not be fewer than the
  interval; where they are called the least, they have to be the interval.
* Any other figure may not be above the limit: ``600 mg`` above one intake, ``4 keer per dag`` above
  the number of intakes, ``10 dagen`` above the course. Below it, nothing is contradicted.
* What is forbidden (``nooit 1200 mg``) is not advised, so it may be above a limit. A number of
  days that stands after ``na`` or ``binnen`` is no course. Where the formulary states nothing,
  nothing can be contradicted.

A sentence that names painkillers and no medicine is held against the longest course of all.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from leaflet.errors import Problem
from leaflet.frozen import frozen
from leaflet.manuscript.amount import Amount
from leaflet.manuscript.figure import Figure, Kind, find_figures, stated_by
from leaflet.manuscript.formulary import Formulary, Medicine
from leaflet.manuscript.limit_words import LimitWords
from leaflet.manuscript.prose import Passage, Sentence
from leaflet.manuscript.words import Grammar

_REMEDY = "make the leaflet and formulary.yaml agree"


def find_false_claims(
    passages: Sequence[Passage], formulary: Formulary, grammar: Grammar, said: LimitWords
) -> Iterator[Problem]:
    """Figures of running text that contradict a limit of the formulary, each at its sentence."""
    for passage in passages:
        for sentence in passage.sentences:
            named = [each for each in formulary.medicines if _names(sentence.text, each)]
            if len(named) == 1:
                yield from _check(sentence, named[0], formulary, grammar, said)
            elif not named and _any(said.painkillers).search(sentence.text):
                yield from _check_course(sentence, formulary, grammar, said)


@frozen
class _Claim:
    """A figure and how it is meant: what stands before it and after it in its sentence."""

    figure: Figure
    is_most: bool
    is_least: bool
    is_beyond: bool
    is_forbidden: bool
    is_elsewhere: bool
    is_between: bool
    is_a_day: bool
    is_an_intake: bool


def _check(
    sentence: Sentence,
    medicine: Medicine,
    formulary: Formulary,
    grammar: Grammar,
    said: LimitWords,
) -> Iterator[Problem]:
    for claim in _claims(sentence.text, (medicine.key, *medicine.brands), grammar, said):
        if _contradicts(claim, medicine, formulary.longest_course):
            kind, written = claim.figure.kind.value, claim.figure.written
            what = (
                f"the leaflet says `{written}`, the formulary has another {kind} for {medicine.key}"
            )
            yield Problem(sentence.place, what, _REMEDY)


def _check_course(
    sentence: Sentence, formulary: Formulary, grammar: Grammar, said: LimitWords
) -> Iterator[Problem]:
    for claim in _claims(sentence.text, said.painkillers, grammar, said):
        course = Decimal(formulary.longest_course)
        if claim.figure.kind is Kind.DAYS and _contradicts_days(claim, course):
            what = (
                f"the leaflet says `{claim.figure.written}`, the formulary has another "
                f"longest course of painkillers"
            )
            yield Problem(sentence.place, what, _REMEDY)


def _contradicts(claim: _Claim, medicine: Medicine, longest_course: int) -> bool:
    limits, value = medicine.limits, claim.figure.value
    match claim.figure.kind:
        case Kind.AMOUNT:
            return _contradicts_amount(claim, medicine)
        case Kind.INTAKES if limits.intakes is not None and claim.is_a_day:
            if claim.is_most:
                return value != limits.intakes
            return not (claim.is_beyond or claim.is_forbidden) and value > limits.intakes
        case Kind.DAYS:
            return _contradicts_days(claim, Decimal(limits.days or longest_course))
        case Kind.INTERVAL if limits.interval is not None:
            if claim.is_least:
                return value != limits.interval
            return claim.is_between and not claim.is_forbidden and value < limits.interval
    return False


def _contradicts_amount(claim: _Claim, medicine: Medicine) -> bool:
    single, day = _mass(medicine.limits.single), _mass(medicine.limits.per_day)
    meant = [day] if claim.is_a_day else [single] if claim.is_an_intake else [single, day]
    stated = [mass for mass in meant if mass is not None]
    if not stated:
        return False
    if claim.is_most:
        return claim.figure.value not in stated
    # A tablet may hold more than one intake.
    held = not claim.is_a_day and claim.figure.value in stated_by(medicine)[Kind.AMOUNT]
    return (
        not (claim.is_beyond or claim.is_forbidden or held)
        # The first one is the limit of one intake where there is one, and it is the lower one.
        and claim.figure.value > stated[0]
    )


def _contradicts_days(claim: _Claim, course: Decimal) -> bool:
    if claim.is_most or claim.is_beyond:
        return claim.figure.value != course
    return not (claim.is_forbidden or claim.is_elsewhere) and claim.figure.value > course


def _claims(
    text: str, names: Collection[str], grammar: Grammar, said: LimitWords
) -> Iterator[_Claim]:
    figures = sorted(find_figures(text, grammar), key=lambda figure: figure.start)
    for number, figure in enumerate(figures):
        before = text[figures[number - 1].end if number else 0 : figure.start]
        after = text[figure.end :]
        a_day = _starts(said.a_day, names, after)
        never = bool(_any(said.never).search(before))
        beyond = _ends(said.beyond, said.a_day, before)
        yield _Claim(
            figure,
            is_most=_ends(said.most, said.a_day, before) or (beyond and never),
            is_least=_ends(said.least, (), before),
            is_beyond=beyond,
            is_forbidden=never,
            is_elsewhere=_ends(said.elsewhere, (), before),
            is_between=_starts(said.between, (), after) or _ends(grammar.every, (), before),
            is_a_day=a_day,
            is_an_intake=_starts(said.an_intake, names, after),
        )


def _names(text: str, medicine: Medicine) -> bool:
    return bool(_any((medicine.key, *medicine.brands)).search(text))


def _ends(phrases: Collection[str], between: Collection[str], before: str) -> bool:
    """Whether one of the phrases is the last thing before a figure, save what may stand between."""
    middle = rf"(?:{_either(between)}\W*)?" if between else ""
    return bool(
        phrases and re.search(rf"(?<!\w){_either(phrases)}\W*{middle}$", before, re.IGNORECASE)
    )


def _starts(phrases: Collection[str], between: Collection[str], after: str) -> bool:
    middle = rf"(?:{_either(between)}\W+)?" if between else ""
    return bool(phrases and re.match(rf"\W*{middle}{_either(phrases)}(?!\w)", after, re.IGNORECASE))


def _any(phrases: Collection[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words; where there is none, nothing is found."""
    return re.compile(rf"(?<!\w){_either(phrases)}(?!\w)" if phrases else "(?!)", re.IGNORECASE)


def _either(phrases: Collection[str]) -> str:
    longest = sorted(phrases, key=len, reverse=True)
    spaced = (r"\s+".join(map(re.escape, each.split())) for each in longest)
    return f"(?:{'|'.join(spaced)})"


def _mass(amount: Amount | None) -> Decimal | None:
    return amount.milligrams() if amount is not None else None
