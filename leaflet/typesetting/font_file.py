"""Read a TrueType font: characters, glyphs, advance widths, measures and tables.

Only what setting and printing need is read. Table layouts, and the field names in comments, are
those of the OpenType specification 1.9 (ISO/IEC 14496-22). Begin with ``open_font``.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from operator import add, sub
from pathlib import Path
from struct import error, unpack, unpack_from
from sys import maxunicode

from leaflet.errors import GlyphError, Problem
from leaflet.messages.message import File, Message
from leaflet.messages.phrases import INSTALL_AGAIN
from leaflet.records import frozen, frozen_unique

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


_TRUETYPE = (0x00010000, 0x74727565)  # the second is "true", as Apple wrote it


@frozen
class FontMeasures:
    """What a font descriptor says of a font (ISO 32000-1, 9.8), in thousandths of the size.

    Attributes:
        ascent: Height above the baseline that lines are to keep free.
        descent: The same below it, negative.
        cap_height: Height of a capital.
        bounds: Left, bottom, right and top of a box that holds every glyph.
        italic_angle: In degrees, negative where letters lean to the right.
        stem: Thickness of an upright stem, estimated from the weight class.
    """

    ascent: int
    descent: int
    cap_height: int
    bounds: tuple[int, int, int, int]
    italic_angle: float
    stem: int


@frozen_unique
class FontFile:
    """A font that was read.

    Attributes:
        name: The name of its file, for messages.
        advances: The advance width of every character, in thousandths of the size.
        glyphs: The number of each character's glyph; several characters may share one.
        measures: Heights, bounds and stems.
        offsets: Where each glyph begins in table ``glyf``, and where the last one ends.
        tables: The bytes of each table, by its tag.
    """

    name: str
    advances: Mapping[str, int]
    glyphs: Mapping[str, int]
    measures: FontMeasures
    offsets: Sequence[int]
    tables: Mapping[str, memoryview]

    def outline(self, glyph: int) -> memoryview:
        """What table ``glyf`` has for a glyph; empty where nothing is drawn.

        Raises:
            IndexError: If there is no such glyph.
        """
        return self.tables["glyf"][self.offsets[glyph] : self.offsets[glyph + 1]]


def open_font(path: Path) -> FontFile:
    """Read a font with TrueType outlines that do not vary.

    Raises:
        GlyphError: If the file is missing, damaged, or another kind of font.
    """
    with reading(path.name):
        tables = _tables(memoryview(path.read_bytes()))
        (count,) = unpack_from(">H", tables["maxp"], 4)
        glyphs = read_characters(tables["cmap"], count)
        (units,) = unpack_from(">H", tables["head"], 18)
        if not 16 <= units <= 16384:
            raise ValueError("units outside what the specification allows")
        widths = _widths(tables, count, units)
        advances = dict(zip(glyphs, map(widths.__getitem__, glyphs.values()), strict=True))
        offsets = _offsets(tables, count)
        return FontFile(path.name, advances, glyphs, _measures(tables, units), offsets, tables)


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Say that the font of this file name cannot be read, whatever trips over its bytes.

    Raises:
        GlyphError: Where the body raises what a missing or damaged file leads to.
    """
    try:
        yield
    except (OSError, ValueError, LookupError, error) as trouble:
        what = Message("font.unreadable", "this font cannot be read")
        raise GlyphError(Problem(File(f"fonts/{name}"), what, INSTALL_AGAIN)) from trouble


def _tables(data: memoryview) -> dict[str, memoryview]:
    kind, count = unpack_from(">IH", data)
    if kind not in _TRUETYPE:
        raise ValueError("not a TrueType font")
    tables = {}
    for place in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = unpack_from(">4s3I", data, place)
        if offset + length > len(data):
            raise ValueError("the file ends too early")
        tables[tag.decode("latin-1")] = data[offset : offset + length]
    return tables


def _widths(tables: Mapping[str, memoryview], count: int, units: int) -> list[int]:
    """The advance width of each glyph, in thousandths of the size."""
    given: int = unpack_from(">H", tables["hhea"], 34)[0]
    if not 0 < given <= count or len(tables["hmtx"]) < 2 * (count + given):
        raise ValueError("widths that are not there")
    widths: list[int] = list(unpack_from(f">{2 * given}H", tables["hmtx"])[::2])
    if units != 1000:
        widths = [round(width * 1000 / units) for width in widths]
    return widths + widths[-1:] * (count - given)


def _offsets(tables: Mapping[str, memoryview], count: int) -> Sequence[int]:
    (is_long,) = unpack_from(">h", tables["head"], 50)
    offsets: Sequence[int] = unpack_from(f">{count + 1}{'I' if is_long else 'H'}", tables["loca"])
    if not is_long:
        offsets = [2 * half for half in offsets]
    if list(offsets) != sorted(offsets) or offsets[-1] > len(tables["glyf"]):
        raise ValueError("glyphs outside their table")
    return offsets


def _measures(tables: Mapping[str, memoryview], units: int) -> FontMeasures:
    def scaled(value: int) -> int:
        return round(value * 1000 / units)

    left, bottom, right, top = map(scaled, unpack_from(">4h", tables["head"], 36))
    ascent, descent = unpack_from(">2h", tables["hhea"], 4)
    version, weight = unpack_from(">H2xH", tables["OS/2"])
    (capital,) = unpack_from(">h", tables["OS/2"], 88) if version > 1 else (ascent,)
    (angle,) = unpack_from(">i", tables["post"], 4)
    return FontMeasures(
        ascent=scaled(ascent),
        descent=scaled(descent),
        cap_height=scaled(capital),
        bounds=(left, bottom, right, top),
        italic_angle=angle / 65536,
        stem=round(50 + (weight / 65) ** 2),  # dvipdfmx's estimate: no table states it
    )
