"""Where the sheet's id stands on both sides, so that two halves of a print are never mixed up."""

from leaflet.manuscript.panel_role import PanelRole
from leaflet.paper.fold import Fold, Panel
from leaflet.paper.sheet import MM, Side
from leaflet.typesetting.field import Field
from leaflet.typesetting.measures import Measures
from leaflet.typesetting.plan_field import PLAN_INSET, PLAN_TITLE_BASELINE

SHEET_ID_WIDTH = 30 * MM
_REPLACED_WIDTH = 40 * MM
_HEIGHT = 4.6 * MM
_BELOW_FOOT = 3.3 * MM
_LEADING = 3.3 * MM

DEPTH = 1.2 * MM
"""Bottom of an id's field, from the baseline of the id."""

RAISED = 2.1 * MM
"""How much higher the id stands in the header of the plan where another line stands below it."""


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


def replaced_fields(fold: Fold, look: Measures, plan: Field | None) -> tuple[Field, Field]:
    """Below the id of the sheet itself; at its left where the paper ends below it."""
    outside, inside = sheet_fields(fold, look, plan)
    if plan is not None:
        return _beside(outside, 0, _LEADING), _beside(inside, 0, _LEADING - RAISED)
    return _beside(outside, 0, _LEADING), _beside(inside, SHEET_ID_WIDTH, 0)


def _under(panel: Panel, baseline: float) -> Field:
    return _field(panel.side, panel.folio, panel.column + panel.measure, baseline)


def _field(side: Side, folio: int, right: float, baseline: float) -> Field:
    top = baseline + DEPTH - _HEIGHT
    return Field(side, folio, right - SHEET_ID_WIDTH, top, SHEET_ID_WIDTH, _HEIGHT)


def _beside(field: Field, left: float, down: float) -> Field:
    """A field of one line for the id of another sheet, which takes more words."""
    start = field.right - left - _REPLACED_WIDTH
    top = field.bottom + down - _LEADING
    return Field(field.side, field.folio, start, top, _REPLACED_WIDTH, _LEADING)
