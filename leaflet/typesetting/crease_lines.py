"""Creases as they are drawn on a sheet that is nobody's: where it folds, and to which side.

A line that is solid is a valley, a dashed one a mountain, as seen on that page (``domain.md`` 4.3);
at head and foot stand the fold marks of a leaflet. Lengths are in points.
"""

from collections.abc import Iterator

from leaflet.paper.crease import Bend, Crease, creases_on
from leaflet.paper.fold import Fold
from leaflet.paper.sheet import MM
from leaflet.typesetting.matter import Rule
from leaflet.typesetting.palette import FOLD_MARK, LINE

_THICKNESS = 0.75
_MARK = 0.25
_DASH, _GAP = 3 * MM, 2 * MM
_FROM_MARK = 2 * MM


def draw_creases(fold: Fold, page: int) -> tuple[Rule, ...]:
    """Marks and lines of every crease of a page."""
    return tuple(
        rule
        for crease in creases_on(fold, page)
        for rule in (*_marks(crease, fold), *_line(crease, fold))
    )


def _marks(crease: Crease, fold: Fold) -> Iterator[Rule]:
    """The marks of a leaflet, which stand on its first page only, at this crease."""
    for top, bottom in _ends(fold):
        yield Rule(crease.x, top, crease.x, bottom, _MARK, FOLD_MARK)


def _ends(fold: Fold) -> list[tuple[float, float]]:
    """From where to where the marks reach, at the head and at the foot."""
    return sorted({(mark.top, mark.bottom) for mark in fold.marks()})


def _line(crease: Crease, fold: Fold) -> Iterator[Rule]:
    head, foot = _ends(fold)
    top, bottom = head[1] + _FROM_MARK, foot[0] - _FROM_MARK
    if crease.bend is Bend.VALLEY:
        yield Rule(crease.x, top, crease.x, bottom, _THICKNESS, LINE)
        return
    count = int((bottom - top + _GAP) / (_DASH + _GAP))
    first = top + (bottom - top - count * (_DASH + _GAP) + _GAP) / 2
    for n in range(count):
        y = first + n * (_DASH + _GAP)
        yield Rule(crease.x, y, crease.x, y + _DASH, _THICKNESS, LINE)
