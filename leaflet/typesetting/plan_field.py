"""The place of the medication plan: the same frame, filled, empty or in words."""

from leaflet.paper.sheet import MM
from leaflet.typesetting.field import Field, Turn
from leaflet.typesetting.makeup import Column
from leaflet.typesetting.measures import Measures

PLAN_INSET = 2.3
"""Distance of text from the frame at the left and at the right, in millimetres at 11 pt."""

PLAN_TITLE_BASELINE = 5.3
"""Baseline of the title, from the top of the frame, in millimetres at 11 pt."""


_MEASURED_WIDTH = 86 * MM
_ABOVE_TEXT = 1.5 * MM


def plan_scale(width: float, look: Measures) -> float:
    """How much larger a frame of a width is drawn than at 11 pt: as its type, if it has the room.

    Args:
        width: Of the frame, in points.
        look: The body size.
    """
    return max(1.0, min(look.scale, width / _MEASURED_WIDTH))


def plan_field(column: Column, look: Measures, top: float, bottom: float) -> Field:
    """The frame in ``column`` from ``top`` down; all points from the top of the page.

    It ends a little above ``bottom``, where other matter may begin: at the foot of a column on the
    common foot.
    """
    panel = column.panel
    at_foot = bottom > look.head + (column.top + column.depth - 1) * look.half
    end = look.foot if at_foot else bottom - _ABOVE_TEXT
    left, measure = column.left, column.measure
    return Field(panel.page, panel.folio, Turn.PLAN, left, top, measure, end - top)
