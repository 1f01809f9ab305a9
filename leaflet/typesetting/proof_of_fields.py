"""Proofread what is set into the fields of a leaflet, anew for every patient.

Each text must be inside a field kept for it, with every glyph, and overlap no other text.
"""

from collections.abc import Iterable, Sequence

from leaflet.errors import FitError, GlyphError, Problem, Where
from leaflet.messages.message import Message
from leaflet.typesetting.fields.model import Field
from leaflet.typesetting.matter import Extent, SetLine, extents_of
from leaflet.typesetting.typeface import Typeface, tell_no_glyph

_ROUNDING = 0.05
_TOUCHING = 0.6
"""Lines nearer than this part of their size, one below the other, run into each other."""

SHORTEN = Message(
    "proof.shorten-labels", "shorten the labels in words/, or the names and hours of the hospital"
)
_FIELDS = Message("where.fields", "fields")


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
            what = Message("proof.out-of-field", "a text runs out of the field that is kept for it")
            raise FitError(Problem(_FIELDS, what, SHORTEN))
        for piece in line.pieces:
            for char in typeface[piece.style.weight].missing(piece.text):
                raise GlyphError(tell_no_glyph(char, Message("where.words", "words")))
    check_apart(lines, _FIELDS, beside)


def check_apart(lines: Iterable[SetLine], where: Where, beside: Sequence[Extent] = ()) -> None:
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
                what = Message("proof.overlap", "two texts run into each other")
                raise FitError(Problem(where, what, SHORTEN))
        before.append((y, left, right, size))
