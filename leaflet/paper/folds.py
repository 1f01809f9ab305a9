"""The folds that can be asked for, as data: C-fold, zigzag, half, booklet, and no fold at all.

Widths and reading order are those of ``domain.md`` 4.2, the imposition of a booklet that of 4.6.
"""

from collections.abc import Mapping
from types import MappingProxyType

from leaflet.manuscript.panel_role import PanelRole
from leaflet.paper.fold import INSIDE, OUTSIDE, Fold, Panel
from leaflet.paper.sheet import A4_LANDSCAPE, A4_PORTRAIT, MM

_MOST_SHEETS = 6
"""What can still be stapled through its fold, and held in one hand."""


def letter_fold(tuck: float) -> Fold:
    """Fold the sheet twice, the flap inwards: a C-fold.

    The flap (folio 2, backed by folio 5) is ``tuck`` points narrower than the other two leaves,
    so that it lies flat once folded in.
    """
    flap = (A4_LANDSCAPE.width - 2 * tuck) / 3
    leaf = flap + tuck
    return Fold(
        "c",
        (
            Panel(1, PanelRole.COVER, OUTSIDE, flap + leaf, leaf),
            Panel(2, PanelRole.FLAP, OUTSIDE, 0, flap),
            Panel(3, PanelRole.INSIDE, INSIDE, 0, leaf),
            Panel(4, PanelRole.INSIDE, INSIDE, leaf, leaf),
            Panel(5, PanelRole.INSIDE, INSIDE, 2 * leaf, flap),
            Panel(6, PanelRole.BACK, OUTSIDE, flap, leaf),
        ),
    )


def zigzag_fold() -> Fold:
    """Fold the sheet twice, once to either side: a Z-fold of three equal leaves.

    Folio 4 is seen without opening, on the other side of the cover. What a C-fold has on its flap,
    which is met first, stands there; two inner panels and the one after them are for the rest.
    """
    leaf = A4_LANDSCAPE.width / 3
    return Fold(
        "z",
        (
            Panel(1, PanelRole.COVER, OUTSIDE, 2 * leaf, leaf),
            Panel(2, PanelRole.INSIDE, INSIDE, 0, leaf),
            Panel(3, PanelRole.INSIDE, INSIDE, leaf, leaf),
            Panel(4, PanelRole.FLAP, INSIDE, 2 * leaf, leaf),
            Panel(5, PanelRole.INSIDE, OUTSIDE, 0, leaf),
            Panel(6, PanelRole.BACK, OUTSIDE, leaf, leaf),
        ),
    )


def saddle_fold(name: str, sheets: int) -> Fold:
    """Fold sheets once, together: an A5 booklet of four pages a sheet, or a leaflet of one.

    On each page of the file the two folios add up to one more than there are (``domain.md`` 4.6).

    Args:
        name: What it is asked for by.
        sheets: How many, from 1 on.
    """
    leaf = A4_LANDSCAPE.width / 2
    last = 4 * sheets
    places: dict[int, tuple[int, float]] = {}
    for n in range(sheets):
        front, back = 2 * n + 1, 2 * n + 2
        places |= {last - 2 * n: (front, 0.0), 1 + 2 * n: (front, leaf)}
        places |= {2 + 2 * n: (back, 0.0), last - 1 - 2 * n: (back, leaf)}
    return Fold(
        name,
        tuple(
            Panel(folio, _role(folio, last), *places[folio], leaf) for folio in range(1, last + 1)
        ),
    )


def unfolded(sheets: int) -> Fold:
    """Sheets in portrait that are not folded; each page of the file is one panel."""
    last = 2 * sheets
    return Fold(
        "flat",
        tuple(
            Panel(folio, _role(folio, last), folio, 0, A4_PORTRAIT.width)
            for folio in range(1, last + 1)
        ),
        A4_PORTRAIT,
    )


def _role(folio: int, last: int) -> PanelRole:
    if folio == 1:
        return PanelRole.COVER
    return PanelRole.BACK if folio == last else PanelRole.INSIDE


FOLDS: Mapping[str, tuple[Fold, ...]] = MappingProxyType(
    {
        "c": (letter_fold(3 * MM),),
        "z": (zigzag_fold(),),
        "half": (saddle_fold("half", 1),),
        "booklet": tuple(saddle_fold("booklet", n) for n in range(2, _MOST_SHEETS + 1)),
        "flat": tuple(unfolded(n) for n in range(1, _MOST_SHEETS + 1)),
    }
)
"""Each fold by its name; of one that takes more sheets for longer texts, the fewest first.

``c`` is 97 · 100 · 100 mm on the outside, ``z`` three times 99.
"""

DEFAULT_FOLD = "c"
