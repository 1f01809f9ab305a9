"""Pixels for previews: PDFium renders pages, Pillow puts them together.

Only this module loads these two libraries, and only ``render.py`` beside it loads this module.
"""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageOps

from leaflet.errors import GlyphError, Problem
from leaflet.messages.message import File, Message
from leaflet.messages.phrases import INSTALL_AGAIN
from leaflet.press.preview.layout import PageStrip, lay_out
from leaflet.typesetting.layout import Layout

_GROUND = (234, 235, 236)
_EDGE = (198, 200, 203)
_FOLD = (0, 132, 214)
_WORDS = (88, 92, 96)
_STRONG = (28, 30, 33)
_BEHIND = (222, 96, 62)
"""What black of the page behind becomes, so that it can be told from the page in front."""

_HEADING_SIZE = 15.0
_CAPTION_SIZE = 12.0
_BELOW = 6.0
_GENTLE = 3
"""Higher levels of compression take a third longer, for a tenth fewer bytes."""

Words = Callable[[tuple[float, float], str, float, str], float]


def paint(pdf: bytes, layout: Layout, fonts: Path, resolution: float) -> Image.Image:
    """The picture.

    Args:
        pdf: The leaflet.
        layout: How it was set.
        fonts: The folder of the typeface, for captions.
        resolution: Pixels for a point.

    Raises:
        GlyphError: If a font cannot be read.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        board = lay_out(layout, len(document))
        size = round(board.width * resolution), round(board.height * resolution)
        picture = Image.new("RGB", size, _GROUND)
        draw = ImageDraw.Draw(picture)
        write = _writer(draw, fonts, resolution)
        for heading in board.headings:
            write((heading.x, heading.y), str(heading.text), _HEADING_SIZE, "SemiBold")
        pages = _Pages(document)
        for piece in board.pieces:
            shown = _show(piece, pages, piece.scale * resolution)
            left, top = round(piece.x * resolution), round(piece.y * resolution)
            picture.paste(shown, (left, top))
            frame = (left - 1, top - 1, left + shown.width, top + shown.height)
            draw.rectangle(frame, outline=_EDGE)
            x, y = piece.x, piece.y + piece.height * piece.scale + _BELOW
            if piece.number is not None:
                x += write((x, y), str(piece.number), _CAPTION_SIZE, "SemiBold") + _CAPTION_SIZE / 2
            write((x, y), str(piece.caption), _CAPTION_SIZE, "Regular")
    return picture


def encode(picture: Image.Image) -> bytes:
    """The picture as PNG; nothing but pixels is in it."""
    target = io.BytesIO()
    picture.save(target, "PNG", compress_level=_GENTLE)
    return target.getvalue()


class _Pages:
    """The pages of a document as pictures, upright as they are read; each is made once."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document
        self._made: dict[tuple[int, float], Image.Image] = {}

    def see(self, page: int, resolution: float) -> Image.Image:
        """A page, counted from 1, at so many pixels for a point."""
        key = page, resolution
        if key not in self._made:
            opened = self._document[page - 1]
            upright = -opened.get_rotation() % 360
            bitmap = opened.render(
                resolution, upright, draw_annots=False, may_draw_forms=False, rev_byteorder=True
            )
            self._made[key] = bitmap.to_pil().convert("RGB")
        return self._made[key]


def _show(piece: PageStrip, pages: _Pages, resolution: float) -> Image.Image:
    """The pixels of a piece, at so many for a point of the paper."""
    left = round(piece.left * resolution)
    right = round((piece.left + piece.width) * resolution)
    strip = left, 0, right, round(piece.height * resolution)
    shown = pages.see(piece.page, resolution).crop(strip)
    if piece.behind is not None:
        back = ImageOps.mirror(pages.see(piece.behind, resolution)).crop(strip)
        tinted = ImageOps.colorize(back.convert("L"), _BEHIND, (255, 255, 255))
        shown = ImageChops.multiply(shown, tinted)
    if piece.rotation:
        shown = shown.rotate(piece.rotation)
    lines = ImageDraw.Draw(shown)
    for crease in piece.creases:
        x = int(crease * resolution)
        lines.line((x, 0, x, shown.height), fill=_FOLD)
    return shown


def _writer(draw: ImageDraw.ImageDraw, fonts: Path, resolution: float) -> Words:
    """What writes words at a place, in a size and a weight, and says how wide they are (points)."""
    opened: dict[tuple[str, float], ImageFont.FreeTypeFont] = {}

    def write(at: tuple[float, float], text: str, size: float, weight: str) -> float:
        font = opened.get((weight, size)) or _open(fonts, weight, size * resolution)
        opened[weight, size] = font
        place = at[0] * resolution, at[1] * resolution
        fill = _WORDS if weight == "Regular" else _STRONG
        draw.text(place, text, fill=fill, font=font)
        return font.getlength(text) / resolution

    return write


def _open(fonts: Path, weight: str, size: float) -> ImageFont.FreeTypeFont:
    name = f"SourceSans3-{weight}.ttf"
    try:
        content = (fonts / name).read_bytes()
        return ImageFont.truetype(io.BytesIO(content), size, layout_engine=ImageFont.Layout.BASIC)
    except OSError:
        what = Message("font.unreadable", "this font cannot be read")
        raise GlyphError(Problem(File(f"fonts/{name}"), what, INSTALL_AGAIN)) from None
