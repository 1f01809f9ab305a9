"""One patient's part as finished page code, and the file of one leaflet that it makes."""

from collections.abc import Mapping
from dataclasses import dataclass

from leaflet.paper.sheet import Side
from leaflet.press.page_code import Drawn, Ink, draw
from leaflet.press.plate import Plate
from leaflet.typesetting.face import Weight
from leaflet.typesetting.imprint import SetImprint


@dataclass(frozen=True, slots=True)
class Imprint:
    """What one patient adds to the plate.

    Attributes:
        sheet: The sheet's id.
        drawn: What stands in the fields of each folio, in the order of folios.
        code: The page code of each side.
        blocks: The font blocks that it needs besides the base blocks.
    """

    sheet: str
    drawn: Mapping[int, Drawn]
    code: Mapping[Side, bytes]
    blocks: tuple[tuple[Weight, int], ...]


def draw_imprint(made: SetImprint, plate: Plate, ink: Ink) -> Imprint:
    """Draw what was set for one patient; its marks are numbered on from the plate's."""
    marks = dict(plate.marks)
    sides = {field.folio: field.side for field in plate.form.fields.all()}
    drawn: dict[int, Drawn] = {}
    code = dict.fromkeys(Side, b"")
    for folio in sorted(made.items):
        side = sides[folio]
        drawn[folio] = draw(made.items[folio], ink, marks[side])
        marks[side] = drawn[folio].end
        code[side] += drawn[folio].code
    blocks = {named for each in drawn.values() for named in each.blocks if named[1]}
    order = sorted(blocks, key=lambda named: (named[1], named[0].name))
    return Imprint(made.sheet, drawn, code, tuple(order))
