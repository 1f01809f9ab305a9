"""The maxima that a brochure prints, held against the formulary's.

A plan is checked against the formulary and printed beside the brochure, so the two must say the
same. The table of medicines is held against it here, running text in :mod:`.false_claim`.
"""

from collections.abc import Iterable, Iterator

from leaflet.errors import Place, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.figure import Figure, FigureWords, figures_of, find_figures
from leaflet.manuscript.scalar import perhaps_broken, perhaps_line
from leaflet.manuscript.source import Source
from leaflet.manuscript.stated_figures import StatedFigures
from leaflet.manuscript.value import Path


@frozen
class _Cell:
    """A figure, the place of the row that it stands in, and what is stated of its medicine."""

    place: Place
    figure: Figure
    medicine: StatedFigures


def find_contradictions(
    brochure: Source, statements: Iterable[StatedFigures], grammar: FigureWords
) -> Iterator[Problem]:
    """Figures of the brochure's medicine table that differ from what the formulary states."""
    for cell in _cells(brochure, statements, grammar):
        figure, medicine = cell.figure, cell.medicine
        stated = figures_of(medicine.limits, medicine.amounts or ())[figure.kind]
        if stated and figure.value not in stated:
            what = (
                f"the leaflet says `{figure.written}`, the formulary has another "
                f"{figure.kind.value} for {medicine.key}"
            )
            yield Problem(cell.place, what, "make the leaflet and formulary.yaml agree")


def find_unstated(
    brochure: Source, statements: Iterable[StatedFigures], grammar: FigureWords
) -> Iterator[Problem]:
    """Figures of the brochure's medicine table for which the formulary states nothing.

    Plans are not held against them.
    """
    for cell in _cells(brochure, statements, grammar):
        figure, medicine = cell.figure, cell.medicine
        if not figures_of(medicine.limits, medicine.amounts or ())[figure.kind]:
            what = (
                f"the leaflet says `{figure.written}`, the formulary states no "
                f"{figure.kind.value} for {medicine.key}"
            )
            yield Problem(cell.place, what, "add it to formulary.yaml if it is a limit")


def _cells(
    brochure: Source, statements: Iterable[StatedFigures], grammar: FigureWords
) -> Iterator[_Cell]:
    medicines = {medicine.key: medicine for medicine in statements}
    for row in _rows(brochure):
        medicine = medicines.get(perhaps_line(brochure.find((*row, "medicine"))) or "")
        if medicine is not None:
            place = brochure.place((*row, "medicine"))
            for figure in find_figures(_text_of(brochure, row), grammar):
                yield _Cell(place, figure, medicine)


def _rows(brochure: Source) -> Iterator[Path]:
    """Where each row of a medicine table stands, whether or not it fits its shape."""
    for section in range(len(brochure.items(("sections",)))):
        for block in range(len(brochure.items(("sections", section, "blocks")))):
            table = ("sections", section, "blocks", block, "medicines")
            for row in range(len(brochure.items(table))):
                yield (*table, row)


def _text_of(brochure: Source, row: Path) -> str:
    parts = (perhaps_broken(brochure.find((*row, key))) for key in ("note", "maximum", "detail"))
    return "\n".join(part.plain() for part in parts if part is not None)
