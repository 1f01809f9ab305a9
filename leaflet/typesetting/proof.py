"""Proofreading: what stands on the paper is held against what was written (law 1).

It looks only at finished panels, not at how they came about: every letter, sign and drawing has to
stand on them exactly once and in order, inside the text area of its panel, no two words may be
read as one, and no two texts may run into each other. Texts of the patient have to stand inside
the fields that are kept for them.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby, zip_longest

from leaflet.errors import FitError, GlyphError, Place, Problem
from leaflet.manuscript.brochure import PanelRole
from leaflet.manuscript.manuscript import Manuscript
from leaflet.paper.sheet import DEAD_EDGE, SHEET_HEIGHT, TEXT_TO_EDGE
from leaflet.typesetting.breaking import SOFT_HYPHEN
from leaflet.typesetting.composition import SetBrochure, SetPanel
from leaflet.typesetting.face import Face, Typeface, require_glyphs
from leaflet.typesetting.field import Field
from leaflet.typesetting.matter import Extent, Picture, SetLine, extents_of, lines_of
from leaflet.typesetting.written import written_figures, written_text

_ROUNDING = 0.05
_TOUCHING = 0.6
"""Lines nearer than this part of their size, one below the other, run into each other."""

_REMEDY = "print nothing from it; this is a fault of the program and not of the text"
_SHORTEN = "shorten the labels in words/, or the names and hours of the hospital"


def check_glyphs(manuscript: Manuscript, face: Face) -> None:
    """Check that every character of the brochure can be drawn (law 3).

    Raises:
        GlyphError: Naming the block's place and the code point.
    """
    written = [pair for role in PanelRole for pair in written_text(manuscript, role)]
    require_glyphs(face, [(str(place), text) for place, text in written])


def proofread(manuscript: Manuscript, brochure: SetBrochure) -> None:
    """Check that nothing is lost, doubled, out of order or outside its panel.

    Raises:
        FitError: Naming the first block that is not on the paper as it was written.
    """
    for role in PanelRole:
        panels = [made for made in brochure.panels if made.panel.role is role]
        printed = _words(line for made in panels for line in lines_of(made.items))
        _compare(tuple(written_text(manuscript, role)), printed)
        drawn = [i.name for made in panels for i in made.items if isinstance(i, Picture)]
        if sorted(drawn) != sorted(written_figures(manuscript, role)):
            what = "a drawing is lost or doubled on its panel"
            raise FitError(Problem(str(role), what, _REMEDY))
    for made in brochure.panels:
        _check_area(made)
        _check_apart(lines_of(made.items), f"panel {made.panel.folio}")


def proofread_imprint(
    lines: Sequence[SetLine],
    beside: Sequence[Extent],
    fields: Sequence[Field],
    typeface: Typeface,
) -> None:
    """Check what was set into the fields of one panel, before it is printed.

    Args:
        lines: The lines that were set.
        beside: Where texts stand already that were proofread.
        fields: The fields of the panel.
        typeface: Has the glyphs.

    Raises:
        FitError: If a text runs out of its field, or into another.
        GlyphError: If a character cannot be drawn.
    """
    for line in lines:
        if not any(
            field.left - _ROUNDING <= line.left
            and line.right <= field.right + _ROUNDING
            and field.top <= line.y <= field.bottom
            for field in fields
        ):
            what = "a text runs out of the field that is kept for it"
            raise FitError(Problem("fields", what, _SHORTEN))
        for piece in line.pieces:
            for char in typeface[piece.style.weight].missing(piece.text):
                what = f"no bundled font can draw U+{ord(char):04X}"
                remedy = "write it with letters that the leaflet's typeface has"
                raise GlyphError(Problem("words", what, remedy))
    _check_apart(lines, "fields", beside)


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


def _check_area(made: SetPanel) -> None:
    """Text stands in the column; drawings, which may stand out a little, clear of the dead edge."""
    panel, where = made.panel, f"panel {made.panel.folio}"
    for item in made.items:
        match item:
            case SetLine():
                left, right = item.left, item.right
                margin, top, bottom = TEXT_TO_EDGE, item.y, item.y
            case Picture():
                left, right = item.x, item.x + item.width
                margin, top, bottom = DEAD_EDGE, item.y, item.y + item.height
            case _:
                continue
        if left < panel.left + margin - _ROUNDING or right > panel.right - margin + _ROUNDING:
            raise FitError(Problem(where, "something runs out of the panel", _SHORTEN))
        if top < margin or bottom > SHEET_HEIGHT - margin:
            raise FitError(Problem(where, "something runs off the paper", _SHORTEN))


def _check_apart(lines: Iterable[SetLine], where: str, beside: Sequence[Extent] = ()) -> None:
    before = list(beside)
    for y, left, right, size in extents_of(lines):
        for other_y, other_left, other_right, other_size in before:
            if (
                other_left < right
                and left < other_right
                and abs(y - other_y) < _TOUCHING * min(size, other_size)
                and min(right, other_right) - max(left, other_left) > 1
            ):
                raise FitError(Problem(where, "two texts run into each other", _SHORTEN))
        before.append((y, left, right, size))


def _words(lines: Iterable[SetLine]) -> str:
    """Every word as it is read, element by element, with one space after each but the last."""
    elements = groupby(lines, key=lambda line: line.element)
    texts = ("".join(line.text for line in run) for _, run in elements)
    return " ".join(" ".join(texts).replace(SOFT_HYPHEN, "").split())
