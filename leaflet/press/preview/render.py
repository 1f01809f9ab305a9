"""The picture of a leaflet: panels, sheets, and both sides against the light."""

from pathlib import Path

from leaflet.errors import OutputError, Problem
from leaflet.messages.message import Command, Message
from leaflet.records import frozen
from leaflet.typesetting.layout import Layout

_INCH = 72


@frozen
class Preview:
    """A picture as PNG, with its width and height in pixels."""

    png: bytes
    width: int
    height: int


def preview(pdf: bytes, layout: Layout, fonts: Path, dpi: int) -> Preview:
    """Draw a leaflet that was made; the same leaflet is the same picture, byte for byte.

    Args:
        pdf: Its file. A patient's facts are on the picture as they are on paper, and nowhere else.
        layout: How it was set.
        fonts: The folder of the typeface, for captions.
        dpi: Pixels for an inch of what is shown at true size.

    Raises:
        OutputError: If a library that draws is not there.
        GlyphError: If a font cannot be read.
    """
    try:
        from leaflet.press.preview.raster import encode, paint
    except (ImportError, OSError):
        what = Message(
            "preview.no-libraries",
            "the libraries that draw it, pypdfium2 and Pillow, cannot be loaded",
        )
        remedy = Message(
            "preview.do-without", "install leaflet again, or do without: `make` needs neither"
        )
        raise OutputError(Problem(Command("preview"), what, remedy)) from None
    painted = paint(pdf, layout, fonts, dpi / _INCH)
    return Preview(encode(painted), *painted.size)
