"""What a printer is measured by: scales and frames at the edge, a bar, crosses seen in the light.

All of it is at its true size on the paper, or the printer is not set right (``domain.md`` 4.3 and
4.4). Places are in points from the top left corner of the page.
"""

from collections.abc import Iterator, Sequence

from leaflet.paper.sheet import DEAD_EDGE, MM, TEXT_TO_EDGE, Sheet
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.face import Weight
from leaflet.typesetting.matter import Box, Element, Item, Rule, Tag
from leaflet.typesetting.measures import Style
from leaflet.typesetting.palette import INK, LABEL, Colour
from leaflet.typesetting.stick import Stick

UNPRINTABLE = 4.2 * MM
"""What most office printers leave white at each edge: the only ink that may be missing."""

BAR = 100 * MM

_HAIRLINE = 0.5
_DIGITS = Style(Weight.REGULAR, 8, LABEL)
_RISE = 0.33
"""Half the height of a digit, in parts of its size."""

_TICKS = {10: 3.0, 5: 2.2, 1: 1.4}
"""How long a mark of the scale is that stands at a multiple of so many millimetres."""

_FIRST, _FIRST_DIGITS = 6, 20
_FROM_CREASE = 1.5 * MM
_TEXT_FROM_CREASE = 5 * MM
_TO_DIGITS = 0.7 * MM
_BAR_DEPTH = 3 * MM
_ARM = 6 * MM
_LEADER, _FAN = 7 * MM, 3.6 * MM
_LEADERS = ((3, -1), (2, 0), (1, 1))
"""For each square, from where on its right side a line leads to its number: head, middle, foot."""


def draw_frames(sheet: Sheet) -> tuple[Box, ...]:
    """Two lines around the page: at the edge of what most printers can ink, and of the leaflet."""
    half = _HAIRLINE / 2
    return tuple(
        Box(
            inset + half,
            inset + half,
            sheet.width - 2 * (inset + half),
            sheet.height - 2 * (inset + half),
            stroke=INK,
            thickness=_HAIRLINE,
        )
        for inset in (UNPRINTABLE, DEAD_EDGE)
    )


def draw_scale_of_width(
    stick: Stick, sheet: Sheet, creases: Sequence[float], alt: str
) -> Iterator[Item]:
    """Millimetres from the left edge of the paper, along the head of the page; none at a crease."""
    for millimetre in range(_FIRST, int((sheet.width - DEAD_EDGE) / MM)):
        x = millimetre * MM
        if all(abs(x - crease) > _FROM_CREASE for crease in creases):
            yield Rule(x, DEAD_EDGE, x, DEAD_EDGE + _tick(millimetre), _HAIRLINE, INK)
    figure = Element(Tag.FIGURE, alt=alt)
    top = DEAD_EDGE + _TICKS[10] * MM + _TO_DIGITS
    for millimetre in range(_FIRST_DIGITS, int((sheet.width - TEXT_TO_EDGE) / MM), 10):
        x, span = millimetre * MM, Span(f"{millimetre}", _DIGITS, added=True)
        width = stick.width(span)
        if all(abs(x - crease) > _TEXT_FROM_CREASE + width / 2 for crease in creases):
            y = top + 2 * _RISE * _DIGITS.size
            yield stick.line((span,), y, figure, x - width / 2 - stick.indent)


def draw_scale_of_height(stick: Stick, sheet: Sheet, alt: str) -> Iterator[Item]:
    """Millimetres from the upper edge of the paper, down the left side of the page."""
    for millimetre in range(_FIRST, int((sheet.height - DEAD_EDGE) / MM)):
        y = millimetre * MM
        yield Rule(DEAD_EDGE, y, DEAD_EDGE + _tick(millimetre), y, _HAIRLINE, INK)
    figure = Element(Tag.FIGURE, alt=alt)
    left = DEAD_EDGE + _TICKS[10] * MM + _TO_DIGITS
    for millimetre in range(_FIRST_DIGITS, int((sheet.height - TEXT_TO_EDGE) / MM), 10):
        span = Span(f"{millimetre}", _DIGITS, added=True)
        y = millimetre * MM + _RISE * _DIGITS.size
        yield stick.line((span,), y, figure, left - stick.indent)


def draw_bar(stick: Stick, left: float, y: float, colour: Colour, alt: str) -> Iterator[Item]:
    """A bar of 100 mm, a mark at every 10, with its ends named; ``y`` is its upper edge."""
    yield Box(left, y, BAR, _BAR_DEPTH, fill=colour)
    foot = y + _BAR_DEPTH
    for n in range(11):
        x = left + n * BAR / 10
        yield Rule(x, foot, x, foot + (1.6 if n % 5 else 2.4) * MM, _HAIRLINE, INK)
    figure = Element(Tag.FIGURE, alt=alt)
    for millimetre in (0, 50, 100):
        span = Span(f"{millimetre}", _DIGITS, added=True)
        x = left + millimetre * MM - stick.width(span) / 2
        baseline = foot + 3 * MM + 2 * _RISE * _DIGITS.size
        yield stick.line((span,), baseline, figure, x - stick.indent)


def draw_target(stick: Stick, x: float, y: float, alt: str) -> Iterator[Item]:
    """Squares 1, 2 and 3 mm from ``x``, ``y`` on the front, which the cross of the back hits."""
    figure = Element(Tag.FIGURE, alt=alt)
    for n in (1, 2, 3):
        half = n * MM
        yield Box(x - half, y - half, 2 * half, 2 * half, stroke=INK, thickness=_HAIRLINE)
    for n, corner in _LEADERS:
        yield Rule(x + n * MM, y + corner * n * MM, x + _LEADER, y + corner * _FAN, _HAIRLINE, INK)
    for n, corner in _LEADERS:
        span = Span(f"{n}", _DIGITS, added=True)
        baseline = y + corner * _FAN + _RISE * _DIGITS.size
        yield stick.line((span,), baseline, figure, x + _LEADER + _TO_DIGITS - stick.indent)


def draw_cross(x: float, y: float) -> tuple[Rule, ...]:
    """The cross of the back, in the middle of whose front the squares are."""
    return (
        Rule(x - _ARM, y, x + _ARM, y, 1.0, INK),
        Rule(x, y - _ARM, x, y + _ARM, 1.0, INK),
    )


def _tick(millimetre: int) -> float:
    return next(length for step, length in _TICKS.items() if millimetre % step == 0) * MM
