"""What a reader has before the eyes at one time: a panel, or the two of an opened spread."""

from leaflet.paper.fold import OUTSIDE, Fold, Panel

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
