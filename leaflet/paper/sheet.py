"""The sheet of paper: A4, landscape, and what a printer cannot or should not ink.

Every length of this program is in points; millimetres stand only where people write or read them.
The origin is the top left corner of a side, x to the right and y downwards.
"""

from enum import Enum, StrEnum

MM = 72 / 25.4
"""Points in a millimetre."""

SHEET_WIDTH = 297 * MM
SHEET_HEIGHT = 210 * MM

DEAD_EDGE = 5 * MM
"""Nothing but white stands nearer to the trim edge (``domain.md`` 4.3: office lasers 4.2 mm)."""

TEXT_TO_EDGE = 7 * MM
"""Least distance of text from the trim edge."""


class Side(Enum):
    """A side of the flat sheet: page 1 of the PDF is the outside, page 2 the inside."""

    OUTSIDE = 1
    INSIDE = 2


class Flip(StrEnum):
    """The edge of the landscape sheet about which a printer turns it for the back.

    ``SHORT`` is what an imposed sheet is made for (``domain.md`` 4.4). A queue that only knows
    ``LONG`` needs every back turned by half a turn.
    """

    SHORT = "short"
    LONG = "long"
