"""A sheet that is nobody's: what it is set with, and what it is when it is set."""

from collections.abc import Iterable

from leaflet.frozen import frozen
from leaflet.manuscript.phonebook import PhoneBook
from leaflet.manuscript.sheet_words import SheetWords
from leaflet.manuscript.words import Words
from leaflet.paper.fold import Fold, Panel
from leaflet.paper.sheet import Flip
from leaflet.typesetting.face import Typeface
from leaflet.typesetting.hyphenation import never
from leaflet.typesetting.matter import Item
from leaflet.typesetting.measures import Measures
from leaflet.typesetting.palette import OWN
from leaflet.typesetting.stick import Stick


@frozen
class Bench:
    """What a sheet is set with.

    Attributes:
        words: What is printed, in one language.
        language: The other words of that language.
        typeface: Measures characters.
    """

    words: SheetWords
    language: Words
    typeface: Typeface

    def stick(self, size: float, left: float, right: float) -> Stick:
        """What sets text of a body size between two places of a page, in points."""
        bound = frozenset(self.language.bound)
        look = Measures.at(size, OWN)
        return Stick(right - left, look, self.typeface, never, PhoneBook(()), bound, indent=left)

    def edge(self, flip: Flip) -> str:
        """What the edge is called about which paper is turned."""
        return self.words.short_edge if flip is Flip.SHORT else self.words.long_edge

    def side(self, page: int) -> str:
        """What the side of the sheet is called that a page of the file is."""
        return self.words.front if page % 2 else self.words.back


@frozen
class LooseSheet:
    """What was set.

    Attributes:
        title: What it is called.
        fold: How its paper is folded.
        flip: The edge about which the printer turns it.
        matter: Every panel with its matter in page coordinates, in reading order.
    """

    title: str
    fold: Fold
    flip: Flip
    matter: tuple[tuple[Panel, tuple[Item, ...]], ...]


def page_panels(fold: Fold, pages: Iterable[int]) -> tuple[Panel, ...]:
    """Pages that are read as a whole, as panels: front and back in turn."""
    panels = {page: fold.on(page)[0] for page in pages}
    return tuple(
        Panel(n, panel.role, page, 0.0, fold.sheet.width)
        for n, (page, panel) in enumerate(panels.items(), 1)
    )
