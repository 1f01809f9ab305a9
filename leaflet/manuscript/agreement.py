"""The maxima that a brochure prints, held against the formulary's.

A plan is checked against the formulary and printed beside the brochure, so the two must say the
same. Figures are found by the words of the plan grammar: ``600 mg``, ``3 keer``, ``8 dagen``,
``4 uur``.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from enum import Enum

from leaflet.errors import Place, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.amount import Amount, Unit
from leaflet.manuscript.scalar import perhaps_broken, perhaps_line
from leaflet.manuscript.shape import glance
from leaflet.manuscript.source import Source
from leaflet.manuscript.statement import Statement
from leaflet.manuscript.value import Path

_NUMBER = r"(?<![\d.,])(\d+(?:[.,]\d+)?)[ \u00a0\n]*"


class _Kind(Enum):
    """What a figure limits, as messages call it."""

    AMOUNT = "amount"
    INTAKES = "number of intakes"
    DAYS = "number of days"
    INTERVAL = "interval"


@frozen
class FigureWords:
    """What of the plan grammar stands beside a figure."""

    units: Mapping[Unit, tuple[str, ...]]
    times: tuple[str, ...]
    day: tuple[str, ...]
    days: tuple[str, ...]
    hours: tuple[str, ...]


@frozen
class _Figure:
    """A number of a table row: ``600 mg`` is 600 of ``Unit.MILLIGRAM``; counts have no unit."""

    place: Place
    kind: _Kind
    written: str
    value: Decimal


def glance_figure_words(words: Source) -> FigureWords | None:
    """The words of one language, whatever is wrong with its others; ``None`` if with these."""
    keys = (field.name for field in fields(FigureWords))
    return glance(FigureWords, {key: words.find(("grammar", key)) for key in keys})


def find_contradictions(
    brochure: Source, statements: Iterable[Statement], grammar: FigureWords
) -> Iterator[Problem]:
    """Figures of the brochure's medicine table that differ from what the formulary states."""
    for figure, medicine in _figures(brochure, statements, grammar):
        stated = _stated(medicine)[figure.kind]
        if stated and figure.value not in stated:
            what = (
                f"the leaflet says `{figure.written}`, the formulary has another "
                f"{figure.kind.value} for {medicine.key}"
            )
            yield Problem(figure.place, what, "make the leaflet and formulary.yaml agree")


def find_unstated(
    brochure: Source, statements: Iterable[Statement], grammar: FigureWords
) -> Iterator[Problem]:
    """Figures of the brochure's medicine table for which the formulary states nothing.

    Plans are not held against them.
    """
    for figure, medicine in _figures(brochure, statements, grammar):
        if not _stated(medicine)[figure.kind]:
            what = (
                f"the leaflet says `{figure.written}`, the formulary states no "
                f"{figure.kind.value} for {medicine.key}"
            )
            yield Problem(figure.place, what, "add it to formulary.yaml if it is a limit")


def _figures(
    brochure: Source, statements: Iterable[Statement], grammar: FigureWords
) -> Iterator[tuple[_Figure, Statement]]:
    medicines = {medicine.key: medicine for medicine in statements}
    for row in _rows(brochure):
        medicine = medicines.get(perhaps_line(brochure.find((*row, "medicine"))) or "")
        if medicine is not None:
            for figure in _read_row(brochure, row, grammar):
                yield figure, medicine


def _rows(brochure: Source) -> Iterator[Path]:
    """Where each row of a medicine table stands, whether or not it fits its shape."""
    for section in range(len(brochure.items(("sections",)))):
        for block in range(len(brochure.items(("sections", section, "blocks")))):
            table = ("sections", section, "blocks", block, "medicines")
            for row in range(len(brochure.items(table))):
                yield (*table, row)


def _read_row(brochure: Source, row: Path, grammar: FigureWords) -> Iterator[_Figure]:
    parts = (perhaps_broken(brochure.find((*row, key))) for key in ("note", "maximum", "detail"))
    text = "\n".join(part.plain() for part in parts if part is not None)
    place = brochure.place((*row, "medicine"))
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
            yield _Figure(place, kind, written, number)
    for unit, spellings in grammar.units.items():
        for number, written in _numbers(text, spellings):
            mass = Amount(number, Unit(unit)).milligrams() if number else None
            if mass is not None:
                yield _Figure(place, _Kind.AMOUNT, written, mass)


def _numbers(text: str, spellings: Collection[str]) -> Iterator[tuple[Decimal, str]]:
    if not spellings:
        return
    longest = sorted(map(re.escape, spellings), key=len, reverse=True)
    for found in re.finditer(rf"{_NUMBER}(?:{'|'.join(longest)})(?!\w)", text, re.I):
        yield Decimal(found[1].replace(",", ".")), " ".join(found[0].split())


def _stated(medicine: Statement) -> Mapping[_Kind, Collection[Decimal]]:
    limits = medicine.limits
    masses = {amount.milligrams() for amount in medicine.amounts or ()}
    return {
        _Kind.AMOUNT: {mass for mass in masses if mass is not None},
        _Kind.INTAKES: _set_of(limits.intakes),
        _Kind.DAYS: _set_of(limits.days),
        _Kind.INTERVAL: _set_of(limits.interval),
    }


def _set_of(count: int | None) -> Collection[Decimal]:
    return set() if count is None else {Decimal(count)}
