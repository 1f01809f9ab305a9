"""Where the sheet's id stands on both sides, so that two halves of a print are never mixed up."""

from leaflet.manuscript.panel_role import PanelRole
from leaflet.paper.fold import Fold, Panel
from leaflet.paper.sheet import MM, Side
from leaflet.typesetting.field import Field
from leaflet.typesetting.measures import Measures
from leaflet.typesetting.plan_field import PLAN_INSET, PLAN_TITLE_BASELINE

SHEET_ID_WIDTH = 30 * MM
_HEIGHT = 4.6 * MM
_BELOW_FOOT = 3.3 * MM

BASELINE = 3.4 * MM
"""Baseline of the id, from the top of its field."""


def sheet_fields(fold: Fold, look: Measures, plan: Field | None) -> tuple[Field, Field]:
    """Beside the last line of the imprint, and in the header of the plan.

    On a leaflet that keeps no place for a plan, the inside has it below its last panel.
    """
    outside = fold.with_role(PanelRole.BACK)[-1]
    foot = look.foot - 0.1 * MM
    if plan is not None:
        right, baseline = plan.right - PLAN_INSET, plan.top + PLAN_TITLE_BASELINE
        inside = _field(plan.side, plan.folio, right, baseline)
    else:
        inside = _under(fold.with_role(PanelRole.INSIDE)[-1], foot + _BELOW_FOOT)
    return _under(outside, foot), inside


def _under(panel: Panel, baseline: float) -> Field:
    return _field(panel.side, panel.folio, panel.column + panel.measure, baseline)


def _field(side: Side, folio: int, right: float, baseline: float) -> Field:
    return Field(side, folio, right - SHEET_ID_WIDTH, baseline - BASELINE, SHEET_ID_WIDTH, _HEIGHT)
