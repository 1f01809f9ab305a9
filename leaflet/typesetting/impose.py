"""Imposition: which panels stand on which page of the file, and which way up.

Panels are set where they stand on the sheet. For the printer they stay there; for one that turns
the paper about its other edge, backs are rotated by half a turn. For the screen each panel becomes
a page, in reading order; not a letter moves within it.
"""

from collections.abc import Iterable
from dataclasses import replace

from leaflet.paper.fold import Flip, Fold, FoldMark, Panel
from leaflet.records import frozen
from leaflet.typesetting.columns import PanelColumn
from leaflet.typesetting.compose import SetBrochure, SetColumn, SetPanel
from leaflet.typesetting.fields.model import NO_FIELDS, Field, Fields
from leaflet.typesetting.layout import Layout, Pages
from leaflet.typesetting.matter import Item


@frozen
class PageFormat:
    """A page of the file: its size in points, and how it is turned before it is shown, in degrees.

    ``rotation`` is 0, or 180 for a back whose printer turns the paper about the other edge.
    """

    width: float
    height: float
    rotation: int


@frozen
class Imposed:
    """A brochure on the pages of a file.

    Attributes:
        formats: One for each page, in order.
        panels: In reading order; ``panel.page`` counts the pages from 1.
        fields: On these pages.
        marks: Fold marks of the first page.
        flip: The edge about which the paper is turned; ``None`` for what is not printed.
        setting: The fold and the size that the brochure is set in.
    """

    formats: tuple[PageFormat, ...]
    panels: tuple[SetPanel, ...]
    fields: Fields
    marks: tuple[FoldMark, ...]
    flip: Flip | None
    setting: str

    @property
    def pages(self) -> range:
        """The numbers of the pages."""
        return range(1, len(self.formats) + 1)


def impose(brochure: SetBrochure, layout: Layout) -> Imposed:
    """Lay the panels of a brochure on the pages that a layout asks for."""
    if layout.pages is Pages.PANELS:
        return _lay_single(brochure)
    fold, turns = brochure.fold, layout.turns
    formats, setting = _sheets(fold, fold.pages, turns), _setting(brochure)
    return Imposed(formats, brochure.panels, brochure.fields, fold.marks(), turns, setting)


def impose_matter(
    fold: Fold, flip: Flip, matter: Iterable[tuple[Panel, tuple[Item, ...]]]
) -> Imposed:
    """Lay a sheet that is nobody's on its pages, as a leaflet of that fold is.

    Args:
        fold: How the paper is folded.
        flip: The edge about which the printer turns it.
        matter: What stands on each panel, in reading order; pages are fronts and backs in turn.
    """
    panels = tuple(
        SetPanel(
            panel, (SetColumn(PanelColumn(panel, panel.left, panel.width, 0, 0), None, items, 0),)
        )
        for panel, items in matter
    )
    pages = range(1, max(made.panel.page for made in panels) + 1)
    return Imposed(_sheets(fold, pages, flip), panels, NO_FIELDS, (), flip, "")


def _sheets(fold: Fold, pages: range, flip: Flip) -> tuple[PageFormat, ...]:
    """Sheets for the printer; the backs are turned where it turns about the other edge."""
    behind, sheet = 0 if flip is fold.flip else 180, fold.sheet
    return tuple(PageFormat(sheet.width, sheet.height, 0 if page % 2 else behind) for page in pages)


def _setting(brochure: SetBrochure) -> str:
    return f"{brochure.fold.name} {brochure.look.size:g}"


def _lay_single(brochure: SetBrochure) -> Imposed:
    """Every panel on a page of its own."""
    height = brochure.fold.sheet.height
    formats = tuple(PageFormat(made.panel.width, height, 0) for made in brochure.panels)
    panels = tuple(map(_alone, brochure.panels))
    left = {made.panel.folio: made.panel.left for made in brochure.panels}

    def moved(field: Field) -> Field:
        return replace(field, page=field.folio, left=field.left - left[field.folio])

    fields = brochure.fields
    own = Fields(
        moved(fields.cover) if fields.cover else None,
        moved(fields.plan) if fields.plan else None,
        tuple(map(moved, fields.sheet)),
        tuple(map(moved, fields.replaced)),
    )
    return Imposed(formats, panels, own, (), None, _setting(brochure))


def _alone(made: SetPanel) -> SetPanel:
    panel = replace(made.panel, page=made.panel.folio, left=0.0)
    by = made.panel.left
    columns = tuple(
        replace(
            column,
            column=replace(column.column, panel=panel, left=column.column.left - by),
            items=tuple(item.moved(-by, 0) for item in column.items),
        )
        for column in made.columns
    )
    return SetPanel(panel, columns, tuple(each.moved(-by, 0) for each in made.running))
