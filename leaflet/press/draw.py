"""Set matter drawn on a canvas of ReportLab: lines, rules, boxes and pictures, as they are placed.

Drawing obeys: nothing here measures, breaks or decides.
"""

from collections.abc import Iterable

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import STATE_DEFAULTS
from reportlab.pdfgen.canvas import Canvas

from leaflet.paper.sheet import SHEET_HEIGHT
from leaflet.press.show import show
from leaflet.typesetting.artwork import Artwork
from leaflet.typesetting.composition import Case
from leaflet.typesetting.face import Typeface, Weight
from leaflet.typesetting.matter import Box, Item, Picture, Rule, SetLine
from leaflet.typesetting.palette import Colour

_DOTS = (0, 1.8)

# A drawing of ReportLab begins by setting this font, also where it has no text. With the default,
# Times, a font that is not embedded would be named on every page.
STATE_DEFAULTS["fontName"] = Weight.REGULAR.value


def draw(canvas: Canvas, items: Iterable[Item], case: Case) -> None:
    """Draw items in order; their origin is the top left corner of the sheet's side."""
    for item in items:
        match item:
            case SetLine():
                _draw_line(canvas, item, case.typeface)
            case Rule():
                _draw_rule(canvas, item)
            case Box():
                _draw_box(canvas, item)
            case Picture():
                _draw_picture(canvas, item, case.artwork[item.name])


def _draw_line(canvas: Canvas, line: SetLine, typeface: Typeface) -> None:
    text = canvas.beginText()
    for piece in line.pieces:
        style = piece.style
        text.setTextOrigin(piece.x, SHEET_HEIGHT - line.y)
        text.setFont(style.weight.value, style.size)
        text.setFillColorRGB(*_rgb(style.colour))
        text.setCharSpace(style.tracking)
        show(text, piece.text, typeface[style.weight])
    canvas.drawText(text)


def _draw_rule(canvas: Canvas, rule: Rule) -> None:
    canvas.setStrokeColorRGB(*_rgb(rule.colour))
    canvas.setLineWidth(rule.thickness)
    if rule.dotted:
        canvas.setLineCap(1)
        canvas.setDash(_DOTS)
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
    canvas.rect(
        box.x,
        SHEET_HEIGHT - box.y - box.height,
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
