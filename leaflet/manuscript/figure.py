"""Figures that may be a limit, found in a text by the words of the plan grammar.

``600 mg``, ``3 keer``, ``8 dagen``, ``4 uur``: a number, and a word that says what is counted.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from enum import Enum

from leaflet.frozen import frozen
from leaflet.manuscript.amount import Amount, Unit
from leaflet.manuscript.formulary import Limits, Medicine
from leaflet.manuscript.shape import glance
from leaflet.manuscript.source import Source
from leaflet.manuscript.words import Grammar

_NUMBER = r"(?<![\d.,])(\d+(?:[.,]\d+)?)[ \u00a0\n]*"


class Kind(Enum):
    """What a figure limits, as messages call it."""

    AMOUNT = "amount"
    INTAKES = "number of intakes"
    DAYS = "number of days"
    INTERVAL = "interval"


@frozen
class Figure:
    """A number of a text: ``600 mg`` is 600 of ``Kind.AMOUNT``; amounts are in milligrams.

    ``start`` and ``end`` are where it stands in the text that it was found in.
    """

    kind: Kind
    written: str
    value: Decimal
    start: int
    end: int


@frozen
class FigureWords:
    """What of the plan grammar stands beside a figure."""

    units: Mapping[Unit, tuple[str, ...]]
    times: tuple[str, ...]
    day: tuple[str, ...]
    days: tuple[str, ...]
    hours: tuple[str, ...]


def glance_figure_words(words: Source) -> FigureWords | None:
    """The words of one language, whatever is wrong with its others; ``None`` if with these."""
    keys = (field.name for field in fields(FigureWords))
    return glance(FigureWords, {key: words.find(("grammar", key)) for key in keys})


def name_days(text: str, grammar: Grammar | FigureWords) -> str:
    """The text with white where a day is called ``24 uur``: that is no interval."""
    for day in grammar.day:
        if day[:1].isdigit():
            pattern = rf"{re.escape(day)}\b"
            text = re.sub(pattern, lambda found: " " * len(found[0]), text, flags=re.I)
    return text


def find_figures(text: str, grammar: Grammar | FigureWords) -> Iterator[Figure]:
    """Every figure of a text; kind by kind, and of one kind in the order of the text."""
    text = name_days(text, grammar)
    counts = {
        Kind.INTAKES: grammar.times,
        Kind.DAYS: grammar.days,
        Kind.INTERVAL: grammar.hours,
    }
    for kind, spellings in counts.items():
        for found, number in _numbers(text, spellings):
            yield _figure(kind, found, number)
    for unit, spellings in grammar.units.items():
        for found, number in _numbers(text, spellings):
            mass = Amount(number, Unit(unit)).milligrams() if number else None
            if mass is not None:
                yield _figure(Kind.AMOUNT, found, mass)


def stated_by(medicine: Medicine) -> Mapping[Kind, Collection[Decimal]]:
    """Every figure of each kind that the formulary states for a medicine."""
    limits = medicine.limits
    amounts = [medicine.usual, limits.single, limits.per_day]
    amounts += [presentation.strength for presentation in medicine.presentations]
    return figures_of(limits, (amount for amount in amounts if amount is not None))


def figures_of(limits: Limits, amounts: Iterable[Amount]) -> Mapping[Kind, Collection[Decimal]]:
    """Every figure of each kind that stands in these limits, and these amounts."""
    masses = {amount.milligrams() for amount in amounts}
    return {
        Kind.AMOUNT: {mass for mass in masses if mass is not None},
        Kind.INTAKES: _set_of(limits.intakes),
        Kind.DAYS: _set_of(limits.days),
        Kind.INTERVAL: _set_of(limits.interval),
    }


def _figure(kind: Kind, found: re.Match[str], value: Decimal) -> Figure:
    return Figure(kind, " ".join(found[0].split()), value, found.start(), found.end())


def _numbers(text: str, spellings: Collection[str]) -> Iterator[tuple[re.Match[str], Decimal]]:
    if not spellings:
        return
    longest = sorted(map(re.escape, spellings), key=len, reverse=True)
    for found in re.finditer(rf"{_NUMBER}(?:{'|'.join(longest)})(?!\w)", text, re.I):
        yield found, Decimal(found[1].replace(",", "."))


def _set_of(count: int | None) -> Collection[Decimal]:
    return set() if count is None else {Decimal(count)}
