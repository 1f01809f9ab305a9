"""The plate: the hospital's part of a leaflet as finished page code, made once and used again.

A font of ReportLab numbers characters in the order in which a document first shows them. A plate
therefore knows that order: a document that is primed with it numbers them as the plate did, and
the code fits every leaflet that is printed from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from leaflet.paper.sheet import SHEET_HEIGHT, SHEET_WIDTH
from leaflet.press.draw import draw
from leaflet.typesetting.composition import Case, SetBrochure
from leaflet.typesetting.face import Typeface, Weight
from leaflet.typesetting.matter import Item, Rule, lines_of
from leaflet.typesetting.palette import FOLD_MARK

_MARK = 0.25


@dataclass(frozen=True, slots=True)
class Plate:
    """Page code of the brochure.

    Attributes:
        panels: The code of each panel, by folio.
        marks: The code of the fold marks.
        characters: For each weight, every character of the brochure in the order of first use.
    """

    panels: Mapping[int, str]
    marks: str
    characters: Mapping[Weight, str]


def open_canvas(target: BytesIO, language: str) -> Canvas:
    """A canvas of the sheet's size that dates nothing and shows no font of its own."""
    return Canvas(
        target,
        pagesize=(SHEET_WIDTH, SHEET_HEIGHT),
        pageCompression=1,
        invariant=1,
        lang=language,
        pdfVersion=(1, 7),
        initialFontName=Weight.REGULAR.value,
    )


def make_plate(brochure: SetBrochure, case: Case) -> Plate:
    """Draw the brochure once and keep what was drawn."""
    characters = _characters(brochure)
    canvas = open_canvas(BytesIO(), "")
    prime(canvas, characters, case.typeface)
    panels = {made.panel.folio: _drawn(canvas, made.items, case) for made in brochure.panels}
    marks = tuple(
        Rule(mark.x, mark.top, mark.x, mark.bottom, _MARK, FOLD_MARK)
        for mark in brochure.fold.marks()
    )
    return Plate(panels, _drawn(canvas, marks, case), characters)


def prime(canvas: Canvas, characters: Mapping[Weight, str], typeface: Typeface) -> None:
    """Number the characters of a new document as the plate did."""
    for weight, shown in characters.items():
        font = typeface[weight].font
        for subset, _ in font.splitString(shown, canvas._doc):
            font.getSubsetInternalName(subset, canvas._doc)


def _drawn(canvas: Canvas, items: tuple[Item, ...], case: Case) -> str:
    start = len(canvas._code)
    canvas.saveState()
    draw(canvas, items, case)
    canvas.restoreState()
    code = "\n".join(canvas._code[start:])
    del canvas._code[start:]
    return code


def _characters(brochure: SetBrochure) -> dict[Weight, str]:
    seen: dict[Weight, dict[str, None]] = {weight: {} for weight in Weight}
    for made in brochure.panels:
        for line in lines_of(made.items):
            for piece in line.pieces:
                seen[piece.style.weight].update(dict.fromkeys(piece.text))
    return {weight: "".join(shown) for weight, shown in seen.items()}
