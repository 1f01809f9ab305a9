"""The cover: title, a picture at its right, the greeting, and room for the patient's fields.

It has a panel to itself, or takes the head of one and leaves the rest to other matter.
"""

from collections.abc import Mapping

from leaflet.errors import FitError, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.manuscript import Manuscript
from leaflet.paper.sheet import MM
from leaflet.typesetting.cover_head import fill_head
from leaflet.typesetting.cover_matter import CoverMatter
from leaflet.typesetting.cover_panel import fill_panel
from leaflet.typesetting.field import Field, Turn
from leaflet.typesetting.makeup import Column
from leaflet.typesetting.matter import Item
from leaflet.typesetting.profile import CoverKind
from leaflet.typesetting.stick import Stick


@frozen
class SetCover:
    """The cover's own matter, the patient's field, and the depth of both in half steps.

    Matter and field are placed on the page.
    """

    items: tuple[Item, ...]
    field: Field
    depth: int


def set_cover(
    stick: Stick,
    column: Column,
    kind: CoverKind,
    manuscript: Manuscript,
    ratios: Mapping[str, float],
) -> SetCover:
    """Set everything of the cover that is not the patient's, and keep the patient's field free.

    Args:
        stick: For the measure of the column.
        column: All of the cover's panel between its margins.
        kind: How much of it is the cover's.
        manuscript: Its words; logo or name of the hospital, white where it has stated none.
        ratios: Height over width of the illustration and the logo, by name.

    Raises:
        FitError: If title and question, or the greeting, need more room than there is.
    """
    matter = CoverMatter(stick, manuscript, ratios)
    if kind is CoverKind.PANEL:
        items, top, bottom = fill_panel(matter, column)
    else:
        items, top, bottom = fill_head(matter)
    panel = column.panel
    field = Field(
        panel.page, panel.folio, Turn.COVER, column.left, top, column.measure, bottom - top
    )
    depth = -int(-(bottom - stick.look.head) // stick.look.half) + 2
    depth = column.depth if kind is CoverKind.PANEL else depth + depth % 2
    if depth > column.depth:
        over = (depth - column.depth) * stick.look.half / MM
        what = f"the cover is {over:.1f} mm deeper than its panel"
        remedy = "write a shorter title or greeting"
        raise FitError(Problem(manuscript.brochure.cover.place, what, remedy))
    return SetCover(tuple(item.moved(column.left, 0) for item in items), field, depth)
