"""The folds on offer, as data: C-fold, zigzag, half, booklet, and unfolded.

Widths and reading order: ``docs/rules.md`` 4.2; imposition of a booklet: 4.6. For each fold also
its creases, in the order of folding, and its openings: the panels that a reader sees at one time.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from leaflet.content.model.brochure import PanelRole
from leaflet.paper.fold import A4_LANDSCAPE, A4_PORTRAIT, INSIDE, MM, OUTSIDE, Fold, Panel
from leaflet.records import frozen

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

    On each page of the file the two folios add up to one more than there are (4.6 of
    ``docs/rules.md``).

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


class Bend(StrEnum):
    """Towards whoever looks at the page, or away."""

    VALLEY = "valley"
    MOUNTAIN = "mountain"

    @property
    def behind(self) -> "Bend":
        """The same as it is seen from the other side."""
        return Bend.MOUNTAIN if self is Bend.VALLEY else Bend.VALLEY


@frozen
class Crease:
    """One line at which a sheet is folded, as one page shows it.

    Attributes:
        x: Distance from the left trim edge of that page, in points.
        bend: To which side it bends, as seen on that page.
        step: When it is folded, counted from 1.
    """

    x: float
    bend: Bend
    step: int


_INWARDS = (Bend.MOUNTAIN, 1)
_FRONTS: Mapping[str, tuple[tuple[Bend, int], ...]] = MappingProxyType(
    {
        "c": (_INWARDS, (Bend.MOUNTAIN, 2)),
        "z": ((Bend.VALLEY, 1), (Bend.MOUNTAIN, 2)),
        "half": (_INWARDS,),
        "booklet": (_INWARDS,),
        "flat": (),
    }
)
"""For each fold its creases on a front, from left to right: the bend, and when it is made."""


def creases_on(fold: Fold, page: int) -> tuple[Crease, ...]:
    """The creases of a page, from left to right; a back has those of its front, mirrored.

    Raises:
        ValueError: If nobody has said how this fold is made.
    """
    made = _FRONTS.get(fold.name, ())
    places = fold.creases(page)
    if len(made) != len(places):
        raise ValueError(f"fold {fold.name}: nobody has said how it is folded")
    if page % 2 == 0:
        made = tuple((bend.behind, step) for bend, step in reversed(made))
    return tuple(Crease(x, *each) for x, each in zip(places, made, strict=True))


Opening = tuple[Panel, ...]
"""Panels that are read together, from left to right."""


def openings(fold: Fold) -> tuple[Opening, ...]:
    """The panels of a fold in reading order, as the reader meets them.

    Sheets that are folded once open like a book: a cover, spreads, a back. What is folded twice,
    or not at all, is read panel by panel.
    """
    if len(fold.creases(OUTSIDE)) != 1:
        return tuple((panel,) for panel in fold.panels)
    cover, *inner, back = fold.panels
    return ((cover,), *zip(inner[::2], inner[1::2], strict=True), (back,))
