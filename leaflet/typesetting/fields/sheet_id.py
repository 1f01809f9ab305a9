"""The place of the sheet id on every page, so that halves of two prints are never mixed up."""

from collections.abc import Mapping
from dataclasses import replace

from leaflet.paper.fold import MM
from leaflet.typesetting.columns import PanelColumn
from leaflet.typesetting.fields.model import Field, Turn
from leaflet.typesetting.fields.plan_frame import PLAN_INSET, PLAN_TITLE_BASELINE, plan_scale
from leaflet.typesetting.look import Measures

_WIDTH = 30 * MM
_REPLACED_WIDTH = 40 * MM
_HEIGHT = 4.6 * MM
_BELOW_FOOT = 3.3 * MM
_LEADING = 3.3 * MM
_SIZE = 9.0
"""The size of type at which these were measured, in points."""

_DEPTH = 1.2 * MM
_RAISED = 2.1 * MM
_ABOVE_FOOT = 0.1 * MM
_BELOW_FRAME = 0.35 * MM
_DIGITS = 0.66
"""Height of digits, in parts of their size."""

_DEEPEST = 4.5 * MM
"""From the foot of the type area to where text has to end."""

_DESCENDERS = 0.22
"""How far letters reach below their baseline, in parts of their size."""

_LARGEST_FOLIO = 17.5
"""A larger one would stand in the frame above it, or nearer than 7 mm to the edge, in points."""


def folio_baseline(look: Measures) -> float:
    """Baseline of the number of a panel, in points: that of an id, or as low as its height needs.

    Digits do not reach below their baseline, as the stroke in an id does.
    """
    digits = _DIGITS * folio_size(look) + _BELOW_FRAME
    return look.foot + max(_BELOW_FOOT - _ABOVE_FOOT, digits)


def folio_size(look: Measures) -> float:
    """The size of the number of a panel, in points: that of a label, as far as there is paper."""
    return min(look.label.size, _LARGEST_FOLIO)


def sheet_id_width(look: Measures) -> float:
    """Room for an id, in points."""
    return _WIDTH * _scale(look)


def sheet_id_depth(look: Measures) -> float:
    """Bottom of an id's field, from the baseline of the id, in points."""
    return _DEPTH * _scale(look)


def sheet_id_raise(look: Measures) -> float:
    """How much higher the id stands in the plan's header where another stands below it."""
    return _RAISED * _scale(look)


def sheet_fields(
    last: Mapping[int, PanelColumn],
    end: PanelColumn,
    look: Measures,
    plan: Field | None,
    room: float,
) -> tuple[Field, ...]:
    """On each page: beside the end of the colophon, in the header of the plan, or at the foot.

    Args:
        last: For each page, the column at its right.
        end: The column at whose foot the colophon stands.
        look: Sizes and distances.
        plan: The plan's field, or ``None``.
        room: What is kept for the number of the panel at the foot, in points.
    """
    foot = look.foot - _ABOVE_FOOT
    fields = []
    for page in sorted(last):
        if page == end.panel.page:
            place = (page, end.panel.folio, Turn.FOOT)
            fields.append(_field(place, end.right, look.last_baseline, look))
        elif plan is not None and page == plan.page:
            scale = plan_scale(plan.width, look) * MM
            right = plan.right - PLAN_INSET * scale
            baseline = plan.top + PLAN_TITLE_BASELINE * scale
            fields.append(_field((page, plan.folio, Turn.PLAN), right, baseline, look))
        else:
            column = last[page]
            place = (page, column.panel.folio, Turn.FOOT)
            field = _field(place, column.right - room, foot + _BELOW_FOOT, look)
            fields.append(replace(field, top=look.foot, height=field.bottom - look.foot))
    return tuple(fields)


def replaced_fields(
    last: Mapping[int, PanelColumn],
    end: PanelColumn,
    look: Measures,
    plan: Field | None,
    room: float,
) -> tuple[Field, ...]:
    """Below the id of the sheet itself; at its left where the paper ends below it."""
    fields = []
    for field in sheet_fields(last, end, look, plan, room):
        if field.page == end.panel.page:
            fields.append(_beside(field, 0, _leading_below(look), look))
        elif plan is not None and field.page == plan.page:
            fields.append(_beside(field, 0, (_LEADING - _RAISED) * _scale(look), look))
        else:
            fields.append(_beside(field, sheet_id_width(look), 0, look))
    return tuple(fields)


def _leading_below(look: Measures) -> float:
    """From an id at the foot to the one below it, whose letters keep 7 mm from the edge."""
    most = _DEEPEST + _ABOVE_FOOT - _DESCENDERS * look.small.size
    return min(_LEADING * _scale(look), most)


def _field(where: tuple[int, int, Turn], right: float, baseline: float, look: Measures) -> Field:
    height, width = _HEIGHT * _scale(look), sheet_id_width(look)
    top = baseline + sheet_id_depth(look) - height
    return Field(*where, right - width, top, width, height)


def _beside(field: Field, left: float, down: float, look: Measures) -> Field:
    """A field of one line for the id of another sheet, which takes more words."""
    width, height = _REPLACED_WIDTH * _scale(look), _LEADING * _scale(look)
    top = field.bottom + down - height
    where = field.page, field.folio, field.turn
    return Field(*where, field.right - left - width, top, width, height)


def _scale(look: Measures) -> float:
    return look.small.size / _SIZE
