"""The press: set matter onto the two pages of a sheet, as one PDF, through ReportLab's canvas.

Drawing obeys: nothing here measures, breaks or decides. Panels are drawn in reading order, so
that the text of a page comes out panel by panel.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO

from reportlab.graphics import renderPDF
from reportlab.pdfgen.canvas import Canvas

from leaflet.paper.sheet import SHEET_HEIGHT, SHEET_WIDTH, Side
from leaflet.typesetting.artwork import Artwork
from leaflet.typesetting.composition import Case, SetBrochure
from leaflet.typesetting.face import Weight
from leaflet.typesetting.imprint import SetImprint
from leaflet.typesetting.matter import Box, Item, Picture, Rule, SetLine
from leaflet.typesetting.palette import FOLD_MARK, Colour

_MARK = 0.25


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself: never a patient, a user, a host or a path."""

    title: str
    author: str
    language: str


def print_leaflet(
    brochure: SetBrochure, imprint: SetImprint, metadata: Metadata, case: Case
) -> bytes:
    """One leaflet as a PDF of two pages; the same input gives the same bytes."""
    target = BytesIO()
    canvas = Canvas(
        target,
        pagesize=(SHEET_WIDTH, SHEET_HEIGHT),
        pageCompression=1,
        invariant=1,
        lang=metadata.language,
        pdfVersion=(1, 7),
        initialFontName=Weight.REGULAR.value,
    )
    _declare(canvas, metadata)
    for side in Side:
        _draw_side(canvas, side, brochure, imprint, case.artwork)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _declare(canvas: Canvas, metadata: Metadata) -> None:
    canvas.setTitle(metadata.title)
    canvas.setAuthor(metadata.author)
    canvas.setSubject("")
    canvas.setCreator("leaflet")
    canvas.setProducer("leaflet")
    for name, value in (
        ("PrintScaling", "None"),
        ("Duplex", "DuplexFlipShortEdge"),
        ("DisplayDocTitle", "true"),
    ):
        canvas.setViewerPreference(name, value)


def _draw_side(
    canvas: Canvas,
    side: Side,
    brochure: SetBrochure,
    imprint: SetImprint,
    artwork: Mapping[str, Artwork],
) -> None:
    if side is Side.OUTSIDE:
        marks = brochure.fold.marks()
        _draw(
            canvas,
            (Rule(mark.x, mark.top, mark.x, mark.bottom, _MARK, FOLD_MARK) for mark in marks),
            artwork,
        )
    for set_panel in brochure.panels:
        if set_panel.panel.side is side:
            _draw(canvas, set_panel.items, artwork)
            _draw(canvas, imprint.items.get(set_panel.panel.folio, ()), artwork)


def _draw(canvas: Canvas, items: Iterable[Item], artwork: Mapping[str, Artwork]) -> None:
    for item in items:
        match item:
            case SetLine():
                _draw_line(canvas, item)
            case Rule():
                _draw_rule(canvas, item)
            case Box():
                _draw_box(canvas, item)
            case Picture():
                _draw_picture(canvas, item, artwork[item.name])


def _draw_line(canvas: Canvas, line: SetLine) -> None:
    text = canvas.beginText()
    for piece in line.pieces:
        style = piece.style
        text.setTextOrigin(piece.x, SHEET_HEIGHT - line.y)
        text.setFont(style.weight.value, style.size)
        text.setFillColorRGB(*_rgb(style.colour))
        text.setCharSpace(style.tracking)
        text.textOut(piece.text)
    canvas.drawText(text)


def _draw_rule(canvas: Canvas, rule: Rule) -> None:
    canvas.setStrokeColorRGB(*_rgb(rule.colour))
    canvas.setLineWidth(rule.thickness)
    if rule.dotted:
        canvas.setLineCap(1)
        canvas.setDash((0, 1.8))
    canvas.line(rule.x0, SHEET_HEIGHT - rule.y0, rule.x1, SHEET_HEIGHT - rule.y1)
    if rule.dotted:
        canvas.setLineCap(0)
        canvas.setDash()


def _draw_box(canvas: Canvas, box: Box) -> None:
    if box.fill is not None:
        canvas.setFillColorRGB(*_rgb(box.fill))
    if box.stroke is not None:
        canvas.setStrokeColorRGB(*_rgb(box.stroke))
        canvas.setLineWidth(box.thickness)
    bottom = SHEET_HEIGHT - box.y - box.height
    canvas.rect(
        box.x,
        bottom,
        box.width,
        box.height,
        stroke=int(box.stroke is not None),
        fill=int(box.fill is not None),
    )


def _draw_picture(canvas: Canvas, picture: Picture, artwork: Artwork) -> None:
    canvas.saveState()
    canvas.translate(picture.x, SHEET_HEIGHT - picture.y - picture.height)
    canvas.scale(picture.width / artwork.width, picture.height / artwork.height)
    renderPDF.draw(artwork.shapes, canvas, 0, 0)
    canvas.restoreState()


def _rgb(colour: Colour) -> tuple[float, float, float]:
    return colour.red, colour.green, colour.blue
