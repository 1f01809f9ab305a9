"""The maxima that a brochure prints, held against the formulary's.

A plan is checked against the formulary and printed beside the brochure, so the two must say the
same. The table of medicines is held against it here, running text in :mod:`.false_claim`.
"""

from collections.abc import Iterator

from leaflet.errors import Problem
from leaflet.frozen import frozen
from leaflet.manuscript.brochure import Brochure, LimitRow, LimitTable
from leaflet.manuscript.figure import Figure, find_figures, stated_by
from leaflet.manuscript.formulary import Formulary, Medicine
from leaflet.manuscript.words import Grammar, Words


@frozen
class _Cell:
    """A figure, and the row of the table that it stands in."""

    row: LimitRow
    figure: Figure


def find_contradictions(
    brochure: Brochure, formulary: Formulary, words: Words
) -> Iterator[Problem]:
    """Figures of the brochure's medicine table that differ from what the formulary states."""
    for cell, medicine in _cells(brochure, formulary, words):
        stated = stated_by(medicine)[cell.figure.kind]
        if stated and cell.figure.value not in stated:
            what = (
                f"the leaflet says `{cell.figure.written}`, the formulary has another "
                f"{cell.figure.kind.value} for {medicine.key}"
            )
            yield Problem(cell.row.place, what, "make the leaflet and formulary.yaml agree")


def find_unstated(brochure: Brochure, formulary: Formulary, words: Words) -> Iterator[Problem]:
    """Figures of the brochure's medicine table for which the formulary states nothing.

    Plans are not held against them.
    """
    for cell, medicine in _cells(brochure, formulary, words):
        if not stated_by(medicine)[cell.figure.kind]:
            what = (
                f"the leaflet says `{cell.figure.written}`, the formulary states no "
                f"{cell.figure.kind.value} for {medicine.key}"
            )
            yield Problem(cell.row.place, what, "add it to formulary.yaml if it is a limit")


def _cells(
    brochure: Brochure, formulary: Formulary, words: Words
) -> Iterator[tuple[_Cell, Medicine]]:
    medicines = {medicine.key: medicine for medicine in formulary.medicines}
    for block in brochure.blocks():
        if isinstance(block, LimitTable):
            for row in block.rows:
                if medicine := medicines.get(row.medicine):
                    for figure in _read_row(row, words.grammar):
                        yield _Cell(row, figure), medicine


def _read_row(row: LimitRow, grammar: Grammar) -> Iterator[Figure]:
    text = "\n".join(part.plain() for part in (row.note, row.maximum, row.detail))
    return find_figures(text, grammar)
