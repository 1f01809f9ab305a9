"""Proofreading: what stands on the paper is held against what was written (law 1).

It looks only at finished panels, not at how they came about: every letter, sign and drawing has to
stand on them exactly once and in order, inside the text area of its panel, no two words may be
read as one, and no two texts may run into each other.
"""

from collections.abc import Iterable
from itertools import groupby, zip_longest

from leaflet.errors import FitError, Place, Problem
from leaflet.manuscript.brochure import PanelRole
from leaflet.manuscript.manuscript import Manuscript
from leaflet.paper.sheet import DEAD_EDGE, TEXT_TO_EDGE
from leaflet.typesetting.breaking import SOFT_HYPHEN
from leaflet.typesetting.composition import SetBrochure, SetPanel
from leaflet.typesetting.face import Face, require_glyphs
from leaflet.typesetting.field import Fields
from leaflet.typesetting.matter import Picture, Running, SetLine, lines_of
from leaflet.typesetting.proof_of_fields import check_apart
from leaflet.typesetting.written import written_figures, written_text

_ROUNDING = 0.05

_REMEDY = "print nothing from it; this is a fault of the program and not of the text"
_SHORTEN = "shorten the labels in words/, or the names and hours of the hospital"


def check_glyphs(manuscript: Manuscript, face: Face) -> None:
    """Check that every character of the brochure can be drawn (law 3).

    Raises:
        GlyphError: Naming the block's place and the code point.
    """
    written = written_text(manuscript, *PanelRole)
    require_glyphs(face, [(str(place), text) for place, text in written])


def proofread(manuscript: Manuscript, brochure: SetBrochure) -> None:
    """Check that nothing is lost, doubled, out of order or outside its panel.

    Raises:
        FitError: Naming the first block that is not on the paper as it was written.
    """
    for flow in (None, *brochure.profile.flows):
        asked = (PanelRole.COVER,) if flow is None else flow.asked
        columns = [made for made in brochure.columns if made.flow is flow]
        printed = _words(line for made in columns for line in lines_of(made.items))
        _compare(tuple(written_text(manuscript, *asked)), printed)
        drawn = [i.name for made in columns for i in made.items if isinstance(i, Picture)]
        if sorted(drawn) != sorted(written_figures(manuscript, *asked)):
            what = "a drawing is lost or doubled on its panel"
            raise FitError(Problem(" and ".join(asked), what, _REMEDY))
    for panel in brochure.panels:
        _check_area(panel, brochure.fold.sheet.height)
        check_apart(lines_of(panel.items), f"panel {panel.panel.folio}")
        _check_fields(panel, brochure.fields)


def _compare(written: tuple[tuple[Place, str], ...], printed: str) -> None:
    start = 0
    for place, text in written:
        wanted = " ".join(text.split())
        if not wanted:
            continue
        found = printed[start : start + len(wanted)]
        if found != wanted:
            at = next(n for n, (a, b) in enumerate(zip_longest(wanted, found)) if a != b)
            letter = len("".join(wanted[:at].split())) + 1
            what = f"from its letter {letter} on, this block is not on the paper as it is written"
            raise FitError(Problem(place, what, _REMEDY))
        start += len(wanted) + 1
    if printed[max(start - 1, 0) :]:
        where = written[-1][0] if written else "panel"
        raise FitError(Problem(where, "there is more on the paper than is written", _REMEDY))


def _check_area(made: SetPanel, height: float) -> None:
    """Text stands in the column; drawings, which may stand out a little, clear of the dead edge."""
    panel, where = made.panel, f"panel {made.panel.folio}"
    for item in (*made.items, *made.running):
        match item:
            case SetLine() | Running():
                left, right = item.pieces[0].x, item.pieces[-1].x + item.pieces[-1].width
                margin, top, bottom = TEXT_TO_EDGE, item.y, item.y
            case Picture():
                left, right = item.x, item.x + item.width
                margin, top, bottom = DEAD_EDGE, item.y, item.y + item.height
            case _:
                continue
        if left < panel.left + margin - _ROUNDING or right > panel.right - margin + _ROUNDING:
            raise FitError(Problem(where, "something runs out of the panel", _SHORTEN))
        if top < margin or bottom > height - margin:
            raise FitError(Problem(where, "something runs off the paper", _SHORTEN))


def _check_fields(made: SetPanel, fields: Fields) -> None:
    """No text of the brochure, and no number of a panel, stands in a field of a patient."""
    own = [field for field in fields.all() if field.folio == made.panel.folio]
    texts: list[SetLine | Running] = [*lines_of(made.items), *made.running]
    for text in texts:
        left, right = text.pieces[0].x, text.pieces[-1].x + text.pieces[-1].width
        for field in own:
            beside = right <= field.left + _ROUNDING or left >= field.right - _ROUNDING
            if not beside and field.top < text.y < field.bottom:
                what = "a text stands in a field that is kept for the patient"
                raise FitError(Problem(f"panel {made.panel.folio}", what, _REMEDY))


def _words(lines: Iterable[SetLine]) -> str:
    """Every word as it is read, element by element, with one space after each but the last."""
    elements = groupby(lines, key=lambda line: line.element)
    texts = ("".join(line.text for line in run) for _, run in elements)
    return " ".join(" ".join(texts).replace(SOFT_HYPHEN, "").split())
