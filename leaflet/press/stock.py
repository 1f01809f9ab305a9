"""Leaflets for the shelf: any number of copies with fields for the pen, and no name.

Stock and patients never share a file. Printing stock takes no patient: only an edition, a campus
and a number of copies. Printing a list of patients (``batch.py``) refuses a row without a name.
There is no other way into a print file.
"""

from collections.abc import Iterator, Sequence

from leaflet.discharge.patient import Discharge
from leaflet.press.imprint import Imprint
from leaflet.press.plate import Plate
from leaflet.press.press import Edition, PrintedLeaflet
from leaflet.press.print_file import PrintFile
from leaflet.records import frozen
from leaflet.typesetting.fields.model import NoPlan


@frozen
class Stack:
    """Copies of one stock leaflet, all with the same sheet id.

    Attributes:
        edition: Prints it.
        campus: Key of the campus whose shelf it is for, or ``None``.
        copies: How many, from 1 on.
    """

    edition: Edition
    campus: str | None
    copies: int

    def __post_init__(self) -> None:
        if self.copies < 1:
            raise ValueError(f"a stack of {self.copies} copies")

    @property
    def plate(self) -> Plate:
        """What its copies are printed from."""
        return self.edition.press.plate

    @property
    def sheet(self) -> str:
        """The id of its sheets."""
        return self.edition.press.sheet_of(self._nobody, NoPlan.PEN_GRID)

    @property
    def pages(self) -> int:
        """How many pages it takes: whole sheets, so that the next stack begins on a new one."""
        return len(self.plate.paging.pages) * self.copies

    def print_one(self) -> PrintedLeaflet:
        """Print one copy: a file of its own, tagged.

        Raises:
            FitError: If the name of the campus does not fit its field.
            GlyphError: If a character cannot be drawn.
        """
        return self.edition.press.print(self._nobody, NoPlan.PEN_GRID)

    def imprint(self) -> Imprint:
        """Draw the fields for the pen.

        Raises:
            FitError: If the name of the campus does not fit its field.
            GlyphError: If a character cannot be drawn.
        """
        return self.edition.press.imprint(self._nobody, NoPlan.PEN_GRID)

    @property
    def _nobody(self) -> Discharge:
        return Discharge(patient=None, visited=None, campus=self.campus, plan=None)


def print_stacks(stacks: Sequence[Stack]) -> Iterator[bytes]:
    """One print file of at least one stack, in the order given; the parts follow each other.

    Raises:
        FitError: If the name of a campus does not fit its field.
        GlyphError: If a character cannot be drawn.
    """
    # All are drawn before the first part is given away.
    return _bind([(stack, stack.imprint()) for stack in stacks])


def _bind(drawn: Sequence[tuple[Stack, Imprint]]) -> Iterator[bytes]:
    first = drawn[0][0].edition.press
    file = PrintFile(first.plate, first.fonts)
    yield file.begin()
    for n, (stack, imprint) in enumerate(drawn):
        if n > 0:
            yield file.turn_to(stack.edition.press.plate, stack.edition.press.fonts)
        yield file.add(imprint.code, imprint.blocks)
        for _ in range(stack.copies - 1):
            yield file.repeat()
    yield file.end()
