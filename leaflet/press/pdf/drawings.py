"""Drawings as page code: ReportLab draws what svglib has read."""

from collections.abc import Mapping
from io import BytesIO

from reportlab.graphics import renderPDF
from reportlab.pdfgen.canvas import Canvas

from leaflet.press.pdf.page_code import DrawnPicture
from leaflet.typesetting.blocks.colophon import Artwork

_FONT = "BT "
"""ReportLab begins a drawing by setting a font, also where it has no text; that line is left out,
since the font is not in the file. Drawings with text are refused before they are read."""


def draw_pictures(artwork: Mapping[str, Artwork]) -> tuple[Mapping[str, DrawnPicture], str]:
    """Every drawing by its name, and the graphics states that they name, as a resource.

    The resource is empty where nothing is translucent.
    """
    canvas = Canvas(BytesIO(), pageCompression=0, invariant=1)
    drawn = {}
    for name, art in artwork.items():
        start = len(canvas._code)
        renderPDF.draw(art.shapes, canvas, 0, 0)
        code = [line for line in canvas._code[start:] if not line.startswith(_FONT)]
        drawn[name] = DrawnPicture("\n".join(code).encode("ascii"), art.width, art.height)
    states = canvas._extgstate.getState()
    if states is None:
        return drawn, ""
    written = (f"/{name}<<{_entries(state.dict)}>>" for name, state in states.dict.items())
    return drawn, f"/ExtGState<<{''.join(written)}>>"


def _entries(state: Mapping[str, object]) -> str:
    return "".join(f"/{key} {value}" for key, value in state.items())
