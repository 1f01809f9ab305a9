"""Where the sheet's id stands on both sides, so that two halves of a print are never mixed up."""

from leaflet.manuscript.brochure import PanelRole
from leaflet.paper.fold import Fold, Panel
from leaflet.paper.sheet import MM
from leaflet.typesetting.field import Field
from leaflet.typesetting.measures import Measures

_WIDTH = 44 * MM
_BELOW_FOOT = 3.9 * MM
_HEIGHT = 4.6 * MM

BASELINE = _HEIGHT - 0.8 * MM
"""Baseline of the id, from the top of its field."""


def sheet_fields(fold: Fold, look: Measures) -> tuple[Field, Field]:
    """A strip below the foot of the back, and of the last inside panel, at its right."""
    outside = fold.with_role(PanelRole.BACK)[-1]
    inside = fold.with_role(PanelRole.INSIDE)[-1]
    return _field(outside, look), _field(inside, look)


def _field(panel: Panel, look: Measures) -> Field:
    baseline = look.foot - 0.1 * MM + _BELOW_FOOT
    right = panel.column + panel.measure
    return Field(panel.side, panel.folio, right - _WIDTH, baseline - BASELINE, _WIDTH, _HEIGHT)
