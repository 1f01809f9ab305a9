"""What running text says of a medicine's limits, held against the formulary.

Only a sentence (or an item of a list) that names exactly one medicine, or one of its brands, is
judged, and only by figures with a unit that stand in one clause with the name. Kind by kind:

* A figure that is called the maximum (``hoogstens``, ``niet meer dan``) has to be the limit that
  the formulary states: for the day, for one intake, or either where the text does not say which.
* Days after which something changes (``langer dan 8 dagen``), beside the name, have to be the days
  of the course.
* Hours that are called the least have to be the interval; any others between two intakes may not
  be fewer.
* Any other figure may not be above the limit: ``800 mg`` above one intake, ``4 keer per dag`` above
  the number of intakes, ``10 dagen`` beside the name above the course. Below it, nothing is
  contradicted: nobody said that it is the maximum.
* What is forbidden (``nooit 1200 mg``) is not advised, so it may be above a limit. Where the
  formulary states nothing, nothing can be contradicted.

A sentence that names painkillers and no medicine is held against the longest course of all.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from leaflet.errors import Problem
from leaflet.manuscript.amount import Amount
from leaflet.manuscript.claim import Claim, any_of, read_claims
from leaflet.manuscript.figure import Kind, stated_by
from leaflet.manuscript.formulary import Formulary, Medicine
from leaflet.manuscript.limit_words import LimitWords
from leaflet.manuscript.prose import Passage
from leaflet.manuscript.words import Grammar

_REMEDY = "make the leaflet and formulary.yaml agree"


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
                what = (
                    f"the leaflet says `{claim.figure.written}`, the formulary has another "
                    f"{contrary}"
                )
                yield Problem(sentence.place, what, _REMEDY)


def _find_contrary(claim: Claim, medicine: Medicine | None, longest_course: int) -> str | None:
    """What the formulary has that is otherwise than the claim; ``None`` where they agree."""
    if medicine is None:
        is_false = claim.figure.kind is Kind.DAYS and _is_false_course(claim, longest_course)
        return "longest course of painkillers" if is_false else None
    is_false = _is_false(claim, medicine, longest_course)
    return f"{claim.figure.kind.value} for {medicine.key}" if is_false else None


def _is_false(claim: Claim, medicine: Medicine, longest_course: int) -> bool:
    limits, value = medicine.limits, claim.figure.value
    match claim.figure.kind:
        case Kind.AMOUNT:
            return _is_false_amount(claim, medicine)
        case Kind.INTAKES if limits.intakes is not None and claim.is_a_day:
            if claim.is_most:
                return value != limits.intakes
            return not (claim.is_beyond or claim.is_forbidden) and value > limits.intakes
        case Kind.DAYS:
            return _is_false_course(claim, limits.days or longest_course)
        case Kind.INTERVAL if limits.interval is not None:
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
    held = not claim.is_a_day and claim.figure.value in stated_by(medicine)[Kind.AMOUNT]
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
