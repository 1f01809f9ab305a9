"""Which glyph a font has for which character: table ``cmap`` of a TrueType font.

Of its many formats two are read, which every font of today has (OpenType specification 1.9).
"""

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from operator import add, sub
from struct import unpack, unpack_from
from sys import maxunicode

_UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}  # platformID and encodingID
_NO_CHARACTERS = ("\x00", "\ufeff", "\ufffe", "\uffff")
"""What stands for nothing in a text, and may not in a PDF (ISO 14289-1, 7.21.7)."""


@lru_cache(maxsize=1)  # the weights of a typeface have one map
def read_characters(cmap: memoryview, count: int) -> Mapping[str, int]:
    """The glyph of each character, from the subtable that knows most characters.

    Args:
        cmap: The bytes of the table.
        count: How many glyphs the font has.

    Raises:
        ValueError, LookupError, struct.error: If it is damaged, or knows no Unicode.
    """
    (subtables,) = unpack_from(">H", cmap, 2)
    found = {}
    for place in range(4, 4 + 8 * subtables, 8):
        platform, encoding, offset = unpack_from(">HHI", cmap, place)
        if (platform, encoding) in _UNICODE:
            found[unpack_from(">H", cmap, offset)[0]] = cmap[offset:]
    codes, numbers = _in_groups(found[12]) if 12 in found else _in_segments(found[4])
    glyphs = dict(zip(map(chr, codes), numbers, strict=True))
    if 0 in numbers:
        glyphs = {character: glyph for character, glyph in glyphs.items() if glyph}
    for character in _NO_CHARACTERS:
        glyphs.pop(character, None)
    if max(glyphs.values()) >= count:
        raise ValueError("a glyph that is not there")
    return glyphs


def _in_groups(table: memoryview) -> tuple[list[int], list[int]]:
    """Characters and their glyphs, as format 12 lists them."""
    (count,) = unpack_from(">I", table, 12)
    words = unpack(f">{3 * count}I", table[16 : 16 + 12 * count])
    firsts, lasts, glyphs = words[::3], words[1::3], words[2::3]
    _check_order(firsts, lasts)
    ends = [last + 1 for last in lasts]
    codes = list(chain.from_iterable(map(range, firsts, ends)))
    lengths = map(sub, ends, firsts)
    numbers = list(chain.from_iterable(map(range, glyphs, map(add, glyphs, lengths))))
    return codes, numbers


def _in_segments(table: memoryview) -> tuple[list[int], list[int]]:
    """The same as format 4 lists them, which ends at U+FFFF."""
    length, _, double = unpack_from(">3H", table, 2)
    count = double // 2
    words = unpack(f">{length // 2}H", table[: length // 2 * 2])
    # endCode, reservedPad, startCode, idDelta and idRangeOffset, from word 7 on
    firsts, lasts = words[8 + count : 8 + 2 * count], words[7 : 7 + count]
    _check_order(firsts, lasts)
    codes: list[int] = []
    numbers: list[int] = []
    for place, first, last in zip(range(8 + 2 * count, len(words)), firsts, lasts, strict=False):
        delta, offset = words[place], words[place + count]
        characters = range(first, last + 1)
        # an offset is counted in bytes, from its own place on
        start = place + count + offset // 2
        if offset:
            listed = [words[start + n] for n in range(len(characters))]
            numbers += [(glyph + delta) % 0x10000 if glyph else 0 for glyph in listed]
        else:
            numbers += [(code + delta) % 0x10000 for code in characters]
        codes += characters
    return codes, numbers


def _check_order(firsts: tuple[int, ...], lasts: tuple[int, ...]) -> None:
    """Refuse ranges that fold back, which would unroll to more than there are characters."""
    bounds = [*chain.from_iterable(zip(firsts, lasts, strict=True))]
    if bounds != sorted(bounds) or bounds[-1] > maxunicode:
        raise ValueError("characters out of order")
