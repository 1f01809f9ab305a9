"""One leaflet as a PDF: the plate of the brochure and the patient's part, on the sheet's two pages.

Panels stand in reading order on each page, so that its text comes out panel by panel.
"""

from dataclasses import dataclass
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from leaflet.paper.sheet import Side
from leaflet.press.draw import draw
from leaflet.press.plate import Plate, open_canvas, prime
from leaflet.typesetting.composition import Case, SetBrochure
from leaflet.typesetting.imprint import SetImprint

# Streams stay binary: a fifth smaller, and quicker than writing them as printable characters.
rl_config.useA85 = 0

_PREFERENCES = (
    ("PrintScaling", "None"),
    ("Duplex", "DuplexFlipShortEdge"),
    ("DisplayDocTitle", "true"),
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself: never a patient, a user, a host or a path."""

    title: str
    author: str
    language: str


def print_leaflet(
    brochure: SetBrochure, plate: Plate, imprint: SetImprint, metadata: Metadata, case: Case
) -> bytes:
    """Print two pages, outside and inside; the same input gives the same bytes."""
    target = BytesIO()
    canvas = open_canvas(target, metadata.language)
    _declare(canvas, metadata)
    prime(canvas, plate.characters, case.typeface)
    for side in Side:
        if side is Side.OUTSIDE:
            canvas._code.append(plate.marks)
        for panel in (made.panel for made in brochure.panels if made.panel.side is side):
            canvas._code.append(plate.panels[panel.folio])
            draw(canvas, imprint.items.get(panel.folio, ()), case)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _declare(canvas: Canvas, metadata: Metadata) -> None:
    canvas.setTitle(metadata.title)
    canvas.setAuthor(metadata.author)
    canvas.setSubject("")
    canvas.setCreator("leaflet")
    canvas.setProducer("leaflet")
    for name, value in _PREFERENCES:
        canvas.setViewerPreference(name, value)
