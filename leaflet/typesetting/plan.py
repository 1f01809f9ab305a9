"""The medication plan in its field, after the Belgian medication scheme.

One row a medicine, only the moments in use, the dose in each cell, first and last day with their
weekday, and as its last row that it goes before what stands elsewhere. Where rows are many, white
closes, dates are written narrow, and at last a course that is one for all is said once; no type but
that of the last row gets smaller, as small as a label. What does not fit then is an error.
"""

from leaflet.discharge.plan import AsNeeded, MedicationPlan, Scheduled
from leaflet.errors import FitError, Problem
from leaflet.manuscript.words import Words
from leaflet.paper.sheet import MM
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.field import Field
from leaflet.typesetting.plan_as_needed import set_as_needed
from leaflet.typesetting.plan_closing import as_label, as_text, set_closing, write_closing
from leaflet.typesetting.plan_frame import Density, Frame, frame_of
from leaflet.typesetting.plan_schedule import set_schedule
from leaflet.typesetting.standing import Shape, Standing
from leaflet.typesetting.stick import Stick

_WHERE = "plan"
_ROUNDING = 0.01
_CLOSER = {
    Density.TWO_LINES: 1,
    Density.TWO_TIGHT_LINES: 2,
    Density.ONE_LINE: 1,
    Density.TIGHT: 2,
    Density.SHARED: 2,
    Density.CLOSEST: 4,
}
"""By how much the white above and below the lines of a row is divided."""


def set_plan(
    stick: Stick, field: Field, plan: MedicationPlan | None, shape: Shape, words: Words
) -> Standing:
    """Set a plan, or the words that say there is none.

    Raises:
        FitError: If there are more rows than the field holds; it says how much is too much.
    """
    airy = stick.look.half / 2
    if plan is None:
        frame = frame_of(stick, field, shape, words, airy)
        _set_none(frame, words)
        return frame.finished()
    excess = 0.0
    for density in Density:
        air = airy / _CLOSER[density]
        frame = frame_of(stick, field, shape, words, air)
        _set_lines(frame, plan, density, words)
        excess = frame.top - frame.bottom
        if excess <= _ROUNDING:
            return frame.finished()
    raise FitError(
        Problem(
            _WHERE,
            f"{len(plan.lines)} medicines need {excess / MM:.1f} mm more than the plan's field has",
            "choose another fold or size (`leaflet folds` lists them), or make the leaflet with "
            "--pen and hand the plan over on a sheet of its own",
        )
    )


def _set_none(frame: Frame, words: Words) -> None:
    frame.top += frame.stick.look.half / 2
    frame.paragraph((Span(words.plan.none, frame.stick.look.body),))


def _set_lines(frame: Frame, plan: MedicationPlan, density: Density, words: Words) -> None:
    scheduled = [line for line in plan.lines if isinstance(line.regimen, Scheduled)]
    as_needed = [line for line in plan.lines if isinstance(line.regimen, AsNeeded)]
    if scheduled:
        set_schedule(frame, scheduled, density, words)
    if as_needed:
        set_as_needed(frame, as_needed, density, words)
    text = write_closing(plan.override, words)
    closing = as_text(frame, text)
    if frame.top + closing.least > frame.bottom:
        closing = as_label(frame, text)
    set_closing(frame, closing)
