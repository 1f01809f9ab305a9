"""The sheet of paper: A4, how it is turned, and what a printer cannot or should not ink.

Every length of this program is in points; millimetres stand only where people write or read them.
The origin is the top left corner of a page, x to the right and y downwards.
"""

from enum import StrEnum

from leaflet.frozen import frozen

MM = 72 / 25.4
"""Points in a millimetre."""


class Flip(StrEnum):
    """The edge of the paper about which a printer turns it for the back.

    Words and panels of a back stand upright if it is turned about the edge that its fold was made
    for; a queue that only knows the other one needs every back turned by half a turn
    (``domain.md`` 4.4).
    """

    SHORT = "short"
    LONG = "long"


@frozen
class Sheet:
    """Paper as it lies before its fold, in points."""

    width: float
    height: float

    @property
    def flip(self) -> Flip:
        """The edge about which its pages turn as those of a book do: the one at their side."""
        return Flip.SHORT if self.width > self.height else Flip.LONG


A4_LANDSCAPE = Sheet(297 * MM, 210 * MM)
A4_PORTRAIT = Sheet(210 * MM, 297 * MM)

DEAD_EDGE = 5 * MM
"""Nothing but white stands nearer to the trim edge (``domain.md`` 4.3: office lasers 4.2 mm)."""

TEXT_TO_EDGE = 7 * MM
"""Least distance of text from the trim edge."""
