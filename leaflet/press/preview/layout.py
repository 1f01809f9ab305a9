"""The layout of the picture of a leaflet; nothing is drawn here.

Three groups: panels in reading order; each page with its folds; each sheet held against the light.
Lengths are in points of the picture, from its top left corner, x to the right and y downwards;
those of a page are true points of the paper.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from leaflet.messages.message import Key, Message
from leaflet.paper.fold import MM, Flip, Fold, Panel
from leaflet.paper.folds import openings
from leaflet.records import frozen
from leaflet.typesetting.layout import Layout, Pages

_GAP = 8 * MM
_ROW = 2 * 297 * MM + 5 * _GAP
"""Wide enough for the six panels of a C-fold at their true size."""
_MARGIN = 10 * MM
_CAPTION = 8 * MM
_HEADING = 10 * MM
_BETWEEN_ROWS = 5 * MM
_BETWEEN_GROUPS = 9 * MM
_TOLERANCE = 0.01 * MM

WIDEST = _ROW + 2 * _MARGIN
"""The width that no picture exceeds, in points."""


@frozen
class PageStrip:
    """A strip of a page as it is shown.

    Attributes:
        page: The page of the file, counted from 1.
        left: Where the strip begins on that page as it is read, in points of the paper.
        width: Its width, in points of the paper.
        height: Its height, in points of the paper.
        number: What stands first in its caption, with emphasis; mostly ``None``.
        caption: What stands below it.
        behind: The page that shines through it, mirrored; ``None`` for none.
        creases: Where its fold lines are drawn, in points of the paper from its left edge.
        rotation: How it is turned before it is shown, in degrees: 0 or 180.
        x: Where its left edge lies on the picture.
        y: Where its upper edge lies.
        scale: Points of the picture for a point of the paper.
    """

    page: int
    left: float
    width: float
    height: float
    number: Message | None
    caption: Message
    behind: int | None = None
    creases: tuple[float, ...] = ()
    rotation: int = 0
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0


@frozen
class Heading:
    """The words above a group, and where they begin."""

    text: Message
    x: float
    y: float


@frozen
class Pasteboard:
    """A picture: its size, and what lies where."""

    width: float
    height: float
    pieces: tuple[PageStrip, ...]
    headings: tuple[Heading, ...]


def lay_out(layout: Layout, pages: int) -> Pasteboard:
    """Lay out a leaflet.

    Args:
        layout: How it was set.
        pages: How many pages its file has; they tell which of the layout's folds holds it.
    """
    single = layout.pages is Pages.PANELS
    fold = next(
        each for each in layout.folds if len(each.panels if single else each.pages) == pages
    )
    units = [[_strip(p, fold, single) for p in opening] for opening in openings(fold)]
    rows = list(_rows(units, fold))
    groups = [(Message("preview.in-order", "In the order of reading"), rows)]
    if not single:
        sheets = [_sheet(front, fold, layout) for front in fold.pages[::2]]
        scale = _column_scale(fold)
        on_paper = [_row([[each] for each in sheet], scale) for sheet in sheets]
        groups.append((Message("preview.on-paper", "On paper"), on_paper))
    pieces: list[PageStrip] = []
    headings: list[Heading] = []
    y = _MARGIN
    for text, laid in groups:
        headings.append(Heading(text, _MARGIN, y))
        y += _HEADING
        for row in laid:
            pieces += [replace(piece, y=y) for piece in row]
            y += row[0].height * row[0].scale + _CAPTION + _BETWEEN_ROWS
        y += _BETWEEN_GROUPS - _BETWEEN_ROWS
    width = max(piece.x + piece.width * piece.scale for piece in pieces) + _MARGIN
    height = y - _BETWEEN_GROUPS + _MARGIN - _CAPTION / 2
    return Pasteboard(width, height, tuple(pieces), tuple(headings))


def _strip(panel: Panel, fold: Fold, single: bool) -> PageStrip:
    page, left = (panel.folio, 0.0) if single else (panel.page, panel.left)
    number = Message("preview.panel", "{folio}", folio=panel.folio)
    role = Message("preview.role", "{role}", role=Key(panel.role))
    return PageStrip(page, left, panel.width, fold.sheet.height, number, role)


_TURNED = {
    Flip.SHORT: Message("preview.turned-short", "back, turned to flip on the short edge"),
    Flip.LONG: Message("preview.turned-long", "back, turned to flip on the long edge"),
}


def _sheet(front: int, fold: Fold, layout: Layout) -> tuple[PageStrip, PageStrip, PageStrip]:
    """The front of a sheet, its back, and both against the light."""
    width, height = fold.sheet.width, fold.sheet.height
    sheet = None
    if fold.sheets > 1:
        sheet = Message("preview.sheet", "sheet {number}", number=(front + 1) // 2)
    ahead, behind = fold.creases(front), fold.creases(front + 1)
    turned = layout.turns is not fold.flip
    shown = tuple(width - x for x in behind) if turned else behind
    front_side = Message("preview.front", "front")
    back = _TURNED[layout.turns] if turned else Message("preview.back", "back")
    both = Message("preview.both", "against the light, the back in red")
    return (
        PageStrip(front, 0, width, height, sheet, front_side, creases=ahead),
        PageStrip(front + 1, 0, width, height, sheet, back, None, shown, 180 if turned else 0),
        PageStrip(front, 0, width, height, sheet, both, front + 1, ahead),
    )


def _columns(fold: Fold) -> int:
    """How many sheets, or openings of many, lie beside each other."""
    return 3 if fold.sheet.width > fold.sheet.height else 4


def _column_scale(fold: Fold) -> float:
    columns = _columns(fold)
    return (_ROW - (columns - 1) * _GAP) / (columns * fold.sheet.width)


def _rows(units: list[list[PageStrip]], fold: Fold) -> Iterator[list[PageStrip]]:
    """The openings in one row at true size; those that are too many, in columns."""
    whole = _row(units, 1.0)
    if whole[-1].x + whole[-1].width <= _MARGIN + _ROW + _TOLERANCE:
        yield whole
        return
    columns = _columns(fold)
    for n in range(0, len(units), columns):
        yield _row(units[n : n + columns], _column_scale(fold))


def _row(units: Iterable[list[PageStrip]], scale: float) -> list[PageStrip]:
    """Units one beside the other; the pieces of one unit touch."""
    row: list[PageStrip] = []
    x = _MARGIN
    for unit in units:
        for piece in unit:
            row.append(replace(piece, x=x, scale=scale))
            x += piece.width * scale
        x += _GAP
    return row
