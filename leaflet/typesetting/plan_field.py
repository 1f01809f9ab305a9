"""The place of the medication plan: the same frame, filled, empty or in words."""

from leaflet.paper.fold import Panel
from leaflet.paper.sheet import MM
from leaflet.typesetting.field import Field
from leaflet.typesetting.measures import Measures

PLAN_FIELD_DEPTH = 84.9 * MM
"""From the top of the frame to the foot of the type area, in points."""


PLAN_INSET = 2.3 * MM
"""Distance of text from the frame at the left and at the right, in points."""

PLAN_TITLE_BASELINE = 5.3 * MM
"""Baseline of the title, from the top of the frame, in points."""


def plan_field(panel: Panel, look: Measures, top: float) -> Field:
    """The frame in ``panel`` that begins at ``top`` and ends at the common foot, in points."""
    return Field(panel.side, panel.folio, panel.column, top, panel.measure, look.foot - top)
