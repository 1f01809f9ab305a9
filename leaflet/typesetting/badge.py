"""A badge: a white number on a small square, which is found again elsewhere on the sheet."""

from collections.abc import Iterator

from leaflet.typesetting.breaking import Span
from leaflet.typesetting.face import Weight
from leaflet.typesetting.matter import Box, Element, Item
from leaflet.typesetting.measures import Style
from leaflet.typesetting.palette import WHITE
from leaflet.typesetting.stick import Stick

_TYPE = 0.76
"""Size of the number in parts of the square."""

_RISE = 0.33
"""Half the height of a digit, in parts of its size."""


def draw_badge(
    stick: Stick, number: int, left: float, top: float, size: float, element: Element
) -> Iterator[Item]:
    """A badge at a place of the page; ``size`` is the length of its sides, all in points."""
    yield Box(left, top, size, size, fill=stick.look.palette.accent)
    span = Span(f"{number}", Style(Weight.BOLD, round(_TYPE * size, 1), WHITE), added=True)
    base = top + size / 2 + _RISE * span.style.size
    x = left + (size - stick.width(span)) / 2
    yield stick.line((span,), base, element, x - stick.indent)
