"""What is said of a leaflet that was made: how to print it, and how to bind its sheets."""

from leaflet.app.text import count
from leaflet.paper.fold import Flip
from leaflet.press.plate import Plate
from leaflet.typesetting.layout import Layout, Pages

_FOLDING = {"booklet": "staple through the fold", "flat": "staple at the corner"}
"""What is done with several sheets, by fold."""


def advise(layout: Layout, plate: Plate) -> str:
    """How a leaflet of this plate is printed; short enough to stand on the line that names it."""
    if layout.pages is Pages.PANELS:
        return "for the screen, one panel a page; do not print it"
    said, binding = advise_printing(layout.turns), advise_binding(layout, plate)
    return f"{said}; {binding}" if binding else said


def advise_printing(turns: Flip) -> str:
    """How any print file is printed whose backs are turned about this edge."""
    return f"print on both sides, flip on the {turns} edge, 100 %"


def advise_binding(layout: Layout, plate: Plate) -> str:
    """What is done with several sheets of one leaflet; empty where it takes one."""
    sheets = plate.paging.sheets
    if sheets < 2:
        return ""
    return f"{count(sheets, 'sheet')} each, {_FOLDING[layout.fold_name]}"
