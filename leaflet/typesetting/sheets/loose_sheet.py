"""A sheet without a patient: what it is set with, and the set sheet.

``Galley`` sets text and rules one below the other, down a column of a page.
"""

from collections.abc import Iterable

from leaflet.content.model.hospital import PhoneBook
from leaflet.content.model.sheet_words import SheetWords
from leaflet.content.model.words import Words
from leaflet.errors import FitError, Problem
from leaflet.messages.message import Message
from leaflet.messages.phrases import SHORTER
from leaflet.paper.fold import MM, Flip, Fold, Panel
from leaflet.records import frozen
from leaflet.typesetting.blocks.lists import BULLET, INDENT, draw_badge
from leaflet.typesetting.breaking import StyledText, never
from leaflet.typesetting.line_setter import LineSetter
from leaflet.typesetting.look import OWN, Measures, Style
from leaflet.typesetting.matter import Element, Item, Numbering, Picture, Rule, Tag
from leaflet.typesetting.typeface import Typeface


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

    def stick(self, size: float, left: float, right: float) -> LineSetter:
        """What sets text of a body size between two places of a page, in points."""
        bound = frozenset(self.language.bound)
        look = Measures.at(size, OWN)
        return LineSetter(
            right - left, look, self.typeface, never, PhoneBook(()), bound, indent=left
        )

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


PLACE = Message("where.sheets", "words, `sheets`")
"""What a message calls the words of a sheet."""

_RULE = 0.75
_ABOVE_HEADING = 5.7 * MM
"""A rule stands so far above the baseline of its heading."""

_BELOW_HEADING = 1 * MM
_BADGED = 7.5 * MM
_CAPITAL = 0.66
"""Height of a capital, in parts of its size."""

BADGE = 4.8 * MM
"""Size of a badge beside running text."""


class Galley:
    """Matter that grows downwards from ``top``.

    Attributes:
        items: What was set, in the order of reading.
        y: Where the next matter begins.
    """

    def __init__(self, stick: LineSetter, top: float) -> None:
        self.stick = stick
        self.items: list[Item] = []
        self.y = top

    @property
    def left(self) -> float:
        """The left end of the column."""
        return self.stick.indent

    @property
    def right(self) -> float:
        """The right end of the column."""
        return self.stick.indent + self.stick.measure

    def skip(self, depth: float) -> None:
        """Leave white."""
        self.y += depth

    def add_text(self, text: str, style: Style, element: Element, indent: float = 0.0) -> None:
        """Set a text in lines; the leading is that of the look, for larger type as much more."""
        look = self.stick.look
        leading = self._leading(style)
        column = self.stick.narrowed(indent)
        for line in column.lines((StyledText(text, style),), PLACE):
            self.items.append(column.line(line, self.y + look.baseline * leading, element))
            self.y += leading

    def add_heading(self, text: str, style: Style, tag: Tag = Tag.SECTION) -> None:
        """Set a heading below a rule over the whole measure."""
        accent = self.stick.look.palette.accent
        self.items.append(Rule(self.left, self.y, self.right, self.y, _RULE, accent))
        baseline = self.y + _ABOVE_HEADING
        self.y = baseline - self.stick.look.baseline * self._leading(style)
        self.add_text(text, style, Element(tag))
        self.skip(_BELOW_HEADING)

    def add_list(self, texts: tuple[str, ...]) -> None:
        """Set a list with bullets."""
        look = self.stick.look
        whole = Element(Tag.LIST, numbering=Numbering.DISC)
        for text in texts:
            entry = Element(Tag.ITEM, whole)
            bullet = (StyledText(BULLET, look.bullet, added=True),)
            baseline = self.y + look.baseline * look.step
            self.items.append(self.stick.line(bullet, baseline, Element(Tag.LABEL, entry)))
            self.add_text(text, look.body, Element(Tag.BODY, entry), look.mm(INDENT))

    def add_steps(self, texts: tuple[str, ...]) -> None:
        """Set a numbered list of which each number is a badge."""
        look = self.stick.look
        whole = Element(Tag.LIST, numbering=Numbering.DECIMAL)
        for n, text in enumerate(texts, 1):
            entry = Element(Tag.ITEM, whole)
            self.skip(look.half if n > 1 else 0)
            top = self.y + look.baseline * look.step - _CAPITAL * look.size / 2 - BADGE / 2
            label = Element(Tag.LABEL, entry)
            self.items += draw_badge(self.stick, n, self.left, top, BADGE, label)
            self.add_text(text, look.body, Element(Tag.BODY, entry), _BADGED)

    def add_picture(self, name: str, width: float, height: float, alt: str) -> None:
        """Set a drawing at the left of the column."""
        figure = Element(Tag.FIGURE, alt=alt)
        self.items.append(Picture(self.left, self.y, width, height, name, figure))
        self.y += height

    def finish(self, foot: float) -> tuple[Item, ...]:
        """What was set, if it ends above ``foot``.

        Raises:
            FitError: If it does not; nothing is cut, and nothing shrinks (law 1).
        """
        if self.y > foot + 0.01:
            what = Message(
                "fit.sheet-long",
                "the text of a sheet is {over:.0f} mm too long",
                over=(self.y - foot) / MM,
            )
            raise FitError(Problem(PLACE, what, SHORTER))
        return tuple(self.items)

    def _leading(self, style: Style) -> float:
        return self.stick.look.step * max(1.0, style.size / self.stick.look.size)
