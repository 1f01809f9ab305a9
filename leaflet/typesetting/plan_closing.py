"""The last row of every plan: that it goes before what stands elsewhere in the leaflet (law 9)."""

from leaflet.discharge.plan import Override
from leaflet.frozen import frozen
from leaflet.manuscript.words import Words
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.matter import Element, Tag
from leaflet.typesetting.measures import Style
from leaflet.typesetting.plan_frame import Frame

_LEAST_AIR = 0.1
_LABEL_LEADING = 1.2
_NEAR = 4.0
"""White above the row that is less deep, in millimetres at 11 pt, would look like an empty row."""


@frozen
class Closing:
    """The row at one size of type.

    Attributes:
        lines: Its text, line by line.
        leading: From one line to the next, in points.
        least: The least depth of the row, in points.
    """

    lines: tuple[tuple[Span, ...], ...]
    leading: float
    least: float


def write_closing(override: Override | None, words: Words) -> str:
    """What it says; where a limit is exceeded, first who prescribes that.

    The two have a line each where that takes no more lines than if they ran on.
    """
    if override is None:
        return words.plan.follow
    return f"{words.plan.priority.format(prescriber=override.prescriber)}\n{words.plan.follow}"


def as_text(frame: Frame, text: str) -> Closing:
    """The row at body size."""
    look = frame.stick.look
    return _closing(frame, text, look.strong, look.step)


def as_label(frame: Frame, text: str) -> Closing:
    """The row at the size of the other labels of the plan."""
    return _closing(frame, text, frame.label, _LABEL_LEADING * frame.label.size)


def _closing(frame: Frame, text: str, style: Style, leading: float) -> Closing:
    column = frame.column(0, 0)
    forms = (column.lines((Span(form, style),), "plan") for form in (text, text.replace("\n", " ")))
    lines = min(forms, key=len)
    return Closing(lines, leading, len(lines) * leading + 2 * frame.mm(_LEAST_AIR))


def set_closing(frame: Frame, closing: Closing) -> None:
    """Add it at the foot of the frame, below what is there."""
    text = len(closing.lines) * closing.leading
    room = frame.bottom - frame.top
    depth = max(closing.least, min(room, text + 2 * frame.air))
    if room - depth < frame.mm(_NEAR):
        depth = max(depth, room)
    else:
        frame.top = frame.bottom - depth
        frame.hairline()
    column, element = frame.column(0, 0), Element(Tag.PARAGRAPH)
    first = frame.top + (depth - text) / 2 + column.look.baseline * closing.leading
    frame.items += [
        column.line(spans, first + n * closing.leading, element)
        for n, spans in enumerate(closing.lines)
    ]
    frame.top += depth
