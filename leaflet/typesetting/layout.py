"""What is chosen of a leaflet's looks: the fold, the sizes that are tried, how its pages lie."""

import math
from enum import StrEnum

from leaflet.content.suggest import enumerate_words, suggest
from leaflet.errors import Problem, UsageError
from leaflet.paper.fold import Flip, Fold
from leaflet.paper.folds import DEFAULT_FOLD, FOLDS
from leaflet.records import frozen
from leaflet.typesetting.look import LADDER, LARGE_PRINT, SIZES

_LARGE_PRINT_FOLD = "flat"
"""How large print is folded where nobody says: sheets that lie flat on the table."""


class Pages(StrEnum):
    """What a page of the file is: a page of the sheet for the printer, or one panel to be read."""

    SHEETS = "sheets"
    PANELS = "panels"


@frozen
class Layout:
    """How a leaflet is set; all that decides about its plate besides its content.

    Attributes:
        folds: One way of folding, with ever more sheets.
        sizes: Body sizes in points that are tried one after the other.
        pages: What a page of the file is.
        flip: The edge about which the printer turns the paper; ``None`` for that of the fold.
    """

    folds: tuple[Fold, ...] = FOLDS[DEFAULT_FOLD]
    sizes: tuple[float, ...] = LADDER
    pages: Pages = Pages.SHEETS
    flip: Flip | None = None

    @property
    def fold_name(self) -> str:
        """What its way of folding is asked for by."""
        return self.folds[0].name

    @property
    def turns(self) -> Flip:
        """The edge about which the printer has to turn the paper."""
        return self.flip or self.folds[0].flip


@frozen
class LayoutWish:
    """What was given of a layout; ``None`` stands for what was left open.

    Attributes:
        folds: One way of folding, with ever more sheets.
        size: The only body size in points.
        flip: The edge about which the printer turns the paper.
        pages: What a page of the file is.
    """

    folds: tuple[Fold, ...] | None
    size: float | None
    flip: Flip | None
    pages: Pages

    def read(self) -> Layout:
        """The layout, with what is usual for what was left open."""
        folds, size = self.folds, self.size
        if folds is None:
            large = size is not None and size >= LARGE_PRINT
            folds = FOLDS[_LARGE_PRINT_FOLD if large else DEFAULT_FOLD]
        # A fold that may take more sheets has room for type that no other holds.
        ladder = LADDER if len(folds) == 1 else SIZES
        return Layout(folds, ladder if size is None else (size,), self.pages, self.flip)


def read_fold(text: str, where: str) -> tuple[Fold, ...]:
    """A way of folding, by its name, with ever more sheets.

    Args:
        where: What messages call it.

    Raises:
        UsageError: If there is none of this name.
    """
    if text not in FOLDS:
        remedy = suggest(text, FOLDS, f"there is {enumerate_words(FOLDS)}")
        raise UsageError(Problem(where, "there is no such fold", remedy))
    return FOLDS[text]


def read_size(text: str, where: str) -> float:
    """A type size in points, at or above the floor that keeps a leaflet readable, as typed.

    Args:
        where: What messages call it.

    Raises:
        UsageError: If it is no number, or lies outside the sizes that can be set.
    """
    try:
        size = float(text.replace(",", "."))
    except ValueError:
        size = math.nan
    least, most = LADDER[-1], 2 * LADDER[0]
    if not least <= size <= most:
        what = f"is not a number of points from {least:g} to {most:g}"
        remedy = f"choose {enumerate_words(f'{step:g}' for step in reversed(SIZES))}"
        raise UsageError(Problem(where, what, remedy))
    return size
