"""The chosen layout of a leaflet: its fold, the sizes to try, and the arrangement of its pages."""

from enum import StrEnum

from leaflet.paper.fold import Flip, Fold
from leaflet.paper.folds import DEFAULT_FOLD, FOLDS
from leaflet.records import frozen
from leaflet.typesetting.look import LADDER


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
