"""Set matter: characters, rules, boxes and pictures in their places.

Layout decides, drawing obeys: nobody measures text after this. Slugs never split; strips are slugs
with the white around them, before they have a panel. Coordinates are in points from the left edge
of the text column and the top of the slug (once placed: from the top left corner of the sheet's
side), y downwards.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum, StrEnum

from leaflet.errors import Place
from leaflet.records import frozen, frozen_unique
from leaflet.typesetting.look import Colour, Style


class Tag(StrEnum):
    """Standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4)."""

    TITLE = "H1"
    SECTION = "H2"
    GROUP = "H3"
    ENTRY = "H4"
    PARAGRAPH = "P"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    BODY = "LBody"
    TABLE = "Table"
    ROW = "TR"
    HEADER = "TH"
    CELL = "TD"
    FIGURE = "Figure"
    LINK = "Link"


class Scope(StrEnum):
    """What a header of a table is the header of (ISO 32000-1, table 349)."""

    ROW = "Row"
    COLUMN = "Column"


class Numbering(StrEnum):
    """How the labels of a list count (ISO 32000-1, table 347)."""

    DECIMAL = "Decimal"
    DISC = "Disc"
    NONE = "None"


@frozen_unique
class Element:
    """A node of the logical structure; two elements are the same only if they are one object.

    Order is the order of the matter that names it. Every row of a table covers as many columns as
    the others; a cell where nothing stands is named by a :class:`Hollow`.

    Attributes:
        alt: The text that stands for a figure or a drawn label.
        scope: Of a header cell, and of no other.
        columns: Over how many columns a cell goes.
        numbering: Of a list, and of nothing else.
    """

    tag: Tag
    parent: "Element | None" = None
    alt: str | None = None
    scope: Scope | None = None
    columns: int = 1
    numbering: Numbering | None = None


@frozen
class PlacedText:
    """Characters of one style that stand beside each other, ``x`` at their left.

    ``added`` marks what typesetting put there: bullets, numbers, hyphens, labels. All other
    characters are the hospital's or the patient's and are counted by proofreading. ``link`` is
    where the characters lead to, such as ``tel:+3238905923``. A space at the end of a line belongs
    to ``text`` and not to ``width``.
    """

    x: float
    text: str
    style: Style
    width: float
    added: bool = False
    link: str | None = None


@frozen
class SetLine:
    """One line of text on its baseline ``y``.

    Where its element goes on with a further line and no word is divided, it ends with a space, so
    that the lines of an element one after another are its text.
    """

    y: float
    pieces: tuple[PlacedText, ...]
    element: Element

    def moved(self, dx: float, dy: float) -> "SetLine":
        """The same line elsewhere."""
        pieces = tuple(
            PlacedText(p.x + dx, p.text, p.style, p.width, p.added, p.link) for p in self.pieces
        )
        return SetLine(self.y + dy, pieces, self.element)

    @property
    def left(self) -> float:
        """Where its first character begins."""
        return self.pieces[0].x

    @property
    def right(self) -> float:
        """Where its last character ends."""
        return self.pieces[-1].x + self.pieces[-1].width

    @property
    def text(self) -> str:
        """Every character, also the added ones."""
        return "".join(piece.text for piece in self.pieces)


@frozen
class Rule:
    """A straight line; ``dotted`` for the pen. Always an artifact."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float
    colour: Colour
    dotted: bool = False

    def moved(self, dx: float, dy: float) -> "Rule":
        """The same rule elsewhere."""
        x0, y0, x1, y1 = self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy
        return Rule(x0, y0, x1, y1, self.thickness, self.colour, self.dotted)


@frozen
class Box:
    """A rectangle, filled or framed; ``x`` and ``y`` are its top left corner. An artifact."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour | None = None
    stroke: Colour | None = None
    thickness: float = 0.0

    def moved(self, dx: float, dy: float) -> "Box":
        """The same box elsewhere."""
        x, y, thickness = self.x + dx, self.y + dy, self.thickness
        return Box(x, y, self.width, self.height, self.fill, self.stroke, thickness)


@frozen
class Picture:
    """A drawing of ``assets/``, its top left corner at ``x``, ``y``.

    ``name`` is its path inside ``assets`` without the ending. ``element`` is a figure with its
    alternative text, or ``None`` for an ornament.
    """

    x: float
    y: float
    width: float
    height: float
    name: str
    element: Element | None

    def moved(self, dx: float, dy: float) -> "Picture":
        """The same picture elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)


@frozen
class Hollow:
    """An element without content, such as an empty cell, at its place in the order of reading."""

    element: Element

    def moved(self, dx: float, dy: float) -> "Hollow":
        """The same: what draws nothing stands nowhere."""
        return self


@frozen
class Running:
    """Text that belongs to the page and not to the brochure, such as its number. An artifact."""

    y: float
    pieces: tuple[PlacedText, ...]

    def moved(self, dx: float, dy: float) -> "Running":
        """The same text elsewhere."""
        pieces = tuple(replace(piece, x=piece.x + dx) for piece in self.pieces)
        return Running(self.y + dy, pieces)


Item = SetLine | Rule | Box | Picture | Hollow | Running


Extent = tuple[float, float, float, float]
"""Where a text stands: its baseline, its left and right end, its size; all in points."""


def extents_of(lines: Iterable[SetLine]) -> Iterator[Extent]:
    """Where each piece of the lines stands."""
    for line in lines:
        for piece in line.pieces:
            yield line.y, piece.x, piece.x + piece.width, piece.style.size


def lines_of(items: tuple[Item, ...]) -> Iterator[SetLine]:
    """The lines of text among items, in order."""
    return (item for item in items if isinstance(item, SetLine))


@frozen
class Slug:
    """Matter that never splits: a line of text, or a block as a whole.

    ``depth`` is in half steps; ``splits`` says that a panel may begin with it although it is not
    the first slug of its strip.
    """

    depth: int
    items: tuple[Item, ...]
    splits: bool = False

    def words(self) -> int:
        """How many words of text it holds, to say how much too long a text is."""
        return sum(len(item.text.split()) for item in self.items if isinstance(item, SetLine))


class White(StrEnum):
    """Kinds of white between matter, in the order in which they give way."""

    SECTION = "section"
    PARAGRAPH = "paragraph"
    EXERCISE = "exercise"
    NONE = "none"


@frozen
class Gap:
    """White before a strip, in half steps: as much as one likes, and the least."""

    kind: White
    liked: int
    least: int


class Foot(Enum):
    """The column at whose foot matter stands: the one that it comes to, or the last of all."""

    COLUMN = "column"
    LAST = "last"


NO_GAP = Gap(White.NONE, 0, 0)


@frozen
class Strip:
    """What one block, or one item of a list, makes in a column: slugs that follow each other.

    Attributes:
        place: The block in its file, for the error that says what is too long.
        gap: White before it; none at the head of a panel.
        breaks: What it costs to begin a panel with it; ``None`` where that is forbidden.
        foot: Whether it stands at the foot of its column and ends it, and of which one.
    """

    place: Place
    gap: Gap
    breaks: int | None
    slugs: tuple[Slug, ...]
    foot: Foot | None = None

    @property
    def depth(self) -> int:
        """Depth of all slugs without the gap, in half steps."""
        return sum(slug.depth for slug in self.slugs)
