"""Where the sheet's id stands on every page, so that two halves of a print are never mixed up."""

from collections.abc import Mapping

from leaflet.paper.sheet import MM
from leaflet.typesetting.field import Field, Turn
from leaflet.typesetting.makeup import Column
from leaflet.typesetting.measures import Measures
from leaflet.typesetting.plan_field import PLAN_INSET, PLAN_TITLE_BASELINE, plan_scale

_WIDTH = 30 * MM
_REPLACED_WIDTH = 40 * MM
_HEIGHT = 4.6 * MM
_BELOW_FOOT = 3.3 * MM
_LEADING = 3.3 * MM
_SIZE = 9.0
"""The size of type at which these were measured, in points."""

DEPTH = 1.2 * MM
"""Bottom of an id's field, from the baseline of the id."""

RAISED = 2.1 * MM
"""How much higher the id stands in the header of the plan where another line stands below it."""


def sheet_id_width(look: Measures) -> float:
    """Room for an id, in points."""
    return _WIDTH * look.small.size / _SIZE


def sheet_fields(
    last: Mapping[int, Column], end: Column, look: Measures, plan: Field | None
) -> tuple[Field, ...]:
    """On each page: beside the last line of the imprint, in the header of the plan, or at the foot.

    Args:
        last: For each page, the column at its right.
        end: The column at whose foot the imprint stands.
        look: Sizes and distances.
        plan: The plan's field, or ``None``.
    """
    foot = look.foot - 0.1 * MM
    fields = []
    for page in sorted(last):
        if page == end.panel.page:
            fields.append(_field((page, end.panel.folio, Turn.FOOT), end.right, foot, look))
        elif plan is not None and page == plan.page:
            scale = plan_scale(plan.width, look) * MM
            right, baseline = (
                plan.right - PLAN_INSET * scale,
                plan.top + PLAN_TITLE_BASELINE * scale,
            )
            fields.append(_field((page, plan.folio, Turn.PLAN), right, baseline, look))
        else:
            column, below = last[page], foot + _BELOW_FOOT
            fields.append(_field((page, column.panel.folio, Turn.FOOT), column.right, below, look))
    return tuple(fields)


def replaced_fields(
    last: Mapping[int, Column], end: Column, look: Measures, plan: Field | None
) -> tuple[Field, ...]:
    """Below the id of the sheet itself; at its left where the paper ends below it."""
    fields = []
    for field in sheet_fields(last, end, look, plan):
        if field.page == end.panel.page:
            fields.append(_beside(field, 0, _LEADING, look))
        elif plan is not None and field.page == plan.page:
            fields.append(_beside(field, 0, _LEADING - RAISED, look))
        else:
            fields.append(_beside(field, sheet_id_width(look), 0, look))
    return tuple(fields)


def _field(where: tuple[int, int, Turn], right: float, baseline: float, look: Measures) -> Field:
    top, width = baseline + DEPTH - _HEIGHT, sheet_id_width(look)
    return Field(*where, right - width, top, width, _HEIGHT)


def _beside(field: Field, left: float, down: float, look: Measures) -> Field:
    """A field of one line for the id of another sheet, which takes more words."""
    width = _REPLACED_WIDTH * look.small.size / _SIZE
    top = field.bottom + down - _LEADING
    where = field.page, field.folio, field.turn
    return Field(*where, field.right - left - width, top, width, _LEADING)
