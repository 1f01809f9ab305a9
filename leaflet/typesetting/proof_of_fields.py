"""Proofread what is set into the fields of a leaflet, anew for every patient.

Each text must be inside a field kept for it, with every glyph, and overlap no other text.
"""

from collections.abc import Iterable, Sequence

from leaflet.errors import FitError, GlyphError, Problem
from leaflet.typesetting.fields.model import Field
from leaflet.typesetting.matter import Extent, SetLine, extents_of
from leaflet.typesetting.typeface import Typeface

_ROUNDING = 0.05
_TOUCHING = 0.6
"""Lines nearer than this part of their size, one below the other, run into each other."""

_SHORTEN = "shorten the labels in words/, or the names and hours of the hospital"


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
    check_apart(lines, "fields", beside)


def check_apart(lines: Iterable[SetLine], where: str, beside: Sequence[Extent] = ()) -> None:
    """Check that no two texts run into each other.

    Args:
        lines: The lines to check.
        where: What messages call the place.
        beside: Where other texts stand.

    Raises:
        FitError: If two do.
    """
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
