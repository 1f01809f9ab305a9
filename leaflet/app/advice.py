"""Advice on a finished leaflet: how to print it, and how to bind its sheets.

Begin with ``advise``.
"""

from collections.abc import Callable, Mapping

from leaflet.messages.message import Count, Message, both
from leaflet.paper.fold import Flip
from leaflet.press.plate import Plate
from leaflet.typesetting.layout import Layout, Pages

_BINDING: Mapping[str, Callable[[Count], Message]] = {
    "booklet": lambda sheets: Message(
        "advice.booklet", "{sheets} each, staple through the fold", sheets=sheets
    ),
    "flat": lambda sheets: Message(
        "advice.flat", "{sheets} each, staple at the corner", sheets=sheets
    ),
}
"""How to bind several sheets, by fold."""


def advise(layout: Layout, plate: Plate) -> Message:
    """How to print and bind a leaflet; short enough for the line that names it."""
    if layout.pages is Pages.PANELS:
        return Message("advice.screen", "for the screen, one panel a page; do not print it")
    said, binding = advise_printing(layout.turns), advise_binding(layout, plate)
    return both(said, binding) if binding else said


def advise_printing(turns: Flip) -> Message:
    """How to print a file whose backs are turned about this edge."""
    if turns is Flip.LONG:
        return Message("advice.long-edge", "print on both sides, flip on the long edge, 100 %")
    return Message("advice.short-edge", "print on both sides, flip on the short edge, 100 %")


def advise_binding(layout: Layout, plate: Plate) -> Message | None:
    """How to bind the sheets of one leaflet; ``None`` where it takes only one."""
    sheets = Count(plate.paging.sheets, "sheet")
    if sheets.number < 2:
        return None
    return _BINDING[layout.fold_name](sheets)
