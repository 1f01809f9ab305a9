"""The shape of the table of limits in ``content/TOPIC/LANG.yaml``, and the block that it makes."""

from typing import Annotated

from pydantic import Field

from leaflet.frozen import frozen
from leaflet.manuscript.brochure import LimitRow, LimitTable
from leaflet.manuscript.scalar import Broken, Line, PerhapsBroken
from leaflet.manuscript.source import Source
from leaflet.manuscript.text import Text
from leaflet.manuscript.value import Path

_NOTHING = Text(())


@frozen
class _RowShape:
    """What the text says of one medicine.

    Attributes:
        medicine: A key of formulary.yaml; the limits there may not contradict this row.
        maximum: The most that may be taken, found at a glance.
        note: What stands under the name; may stay empty.
        detail: What stands under the maximum; may stay empty.
    """

    medicine: Line
    maximum: Broken
    note: PerhapsBroken = _NOTHING
    detail: PerhapsBroken = _NOTHING


@frozen
class MedicinesShape:
    """``medicines: [{medicine, note, maximum, detail}, ...]``.

    Attributes:
        medicines: A row for each medicine, with its maximum.
    """

    medicines: Annotated[tuple[_RowShape, ...], Field(min_length=1)]

    def make(self, source: Source, path: Path) -> LimitTable:
        """The block at this path of the file."""
        rows = tuple(
            LimitRow(
                source.place((*path, "medicines", n, "medicine")),
                row.medicine,
                row.note,
                row.maximum,
                row.detail,
            )
            for n, row in enumerate(self.medicines)
        )
        return LimitTable(source.place(path), rows)
