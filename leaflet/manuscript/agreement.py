"""The maxima that a brochure prints, held against the formulary's.

A plan is checked against the formulary and printed beside the brochure, so the two must say the
same. Figures are found by the words of the plan grammar: ``600 mg``, ``3 keer``, ``8 dagen``,
``4 uur``.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from enum import Enum

from leaflet.errors import Problem
from leaflet.frozen import frozen
from leaflet.manuscript.amount import Amount, Unit
from leaflet.manuscript.brochure import Brochure, LimitRow, LimitTable
from leaflet.manuscript.formulary import Formulary, Medicine
from leaflet.manuscript.words import Grammar, Words

_NUMBER = r"(?<![\d.,])(\d+(?:[.,]\d+)?)[ \u00a0\n]*"


class _Kind(Enum):
    """What a figure limits, as messages call it."""

    AMOUNT = "amount"
    INTAKES = "number of intakes"
    DAYS = "number of days"
    INTERVAL = "interval"


@frozen
class _Figure:
    """A number of a table row: ``600 mg`` is 600 of ``Unit.MILLIGRAM``; counts have no unit."""

    row: LimitRow
    kind: _Kind
    written: str
    value: Decimal


def find_contradictions(
    brochure: Brochure, formulary: Formulary, words: Words
) -> Iterator[Problem]:
    """Figures of the brochure's medicine table that differ from what the formulary states."""
    for figure, medicine in _figures(brochure, formulary, words):
        stated = _stated(medicine)[figure.kind]
        if stated and figure.value not in stated:
            what = (
                f"the leaflet says `{figure.written}`, the formulary has another "
                f"{figure.kind.value} for {medicine.key}"
            )
            yield Problem(figure.row.place, what, "make the leaflet and formulary.yaml agree")


def find_unstated(brochure: Brochure, formulary: Formulary, words: Words) -> Iterator[Problem]:
    """Figures of the brochure's medicine table for which the formulary states nothing.

    Plans are not held against them.
    """
    for figure, medicine in _figures(brochure, formulary, words):
        if not _stated(medicine)[figure.kind]:
            what = (
                f"the leaflet says `{figure.written}`, the formulary states no "
                f"{figure.kind.value} for {medicine.key}"
            )
            yield Problem(figure.row.place, what, "add it to formulary.yaml if it is a limit")


def _figures(
    brochure: Brochure, formulary: Formulary, words: Words
) -> Iterator[tuple[_Figure, Medicine]]:
    medicines = {medicine.key: medicine for medicine in formulary.medicines}
    for block in brochure.blocks():
        if isinstance(block, LimitTable):
            for row in block.rows:
                if medicine := medicines.get(row.medicine):
                    for figure in _read_row(row, words.grammar):
                        yield figure, medicine


def _read_row(row: LimitRow, grammar: Grammar) -> Iterator[_Figure]:
    text = "\n".join(part.plain() for part in (row.note, row.maximum, row.detail))
    counts = {
        _Kind.INTAKES: grammar.times,
        _Kind.DAYS: grammar.days,
        _Kind.INTERVAL: grammar.hours,
    }
    # A day may be called 24 hours; that is no interval.
    for day in grammar.day:
        if day[:1].isdigit():
            text = re.sub(rf"{re.escape(day)}\b", " ", text, flags=re.I)
    for kind, spellings in counts.items():
        for number, written in _numbers(text, spellings):
            yield _Figure(row, kind, written, number)
    for unit, spellings in grammar.units.items():
        for number, written in _numbers(text, spellings):
            mass = Amount(number, Unit(unit)).milligrams() if number else None
            if mass is not None:
                yield _Figure(row, _Kind.AMOUNT, written, mass)


def _numbers(text: str, spellings: Collection[str]) -> Iterator[tuple[Decimal, str]]:
    if not spellings:
        return
    longest = sorted(map(re.escape, spellings), key=len, reverse=True)
    for found in re.finditer(rf"{_NUMBER}(?:{'|'.join(longest)})(?!\w)", text, re.I):
        yield Decimal(found[1].replace(",", ".")), " ".join(found[0].split())


def _stated(medicine: Medicine) -> Mapping[_Kind, Collection[Decimal]]:
    limits = medicine.limits
    amounts = [medicine.usual, limits.single, limits.per_day]
    amounts += [presentation.strength for presentation in medicine.presentations]
    masses = {amount.milligrams() for amount in amounts if amount is not None}
    return {
        _Kind.AMOUNT: {mass for mass in masses if mass is not None},
        _Kind.INTAKES: _set_of(limits.intakes),
        _Kind.DAYS: _set_of(limits.days),
        _Kind.INTERVAL: _set_of(limits.interval),
    }


def _set_of(count: int | None) -> Collection[Decimal]:
    return set() if count is None else {Decimal(count)}
