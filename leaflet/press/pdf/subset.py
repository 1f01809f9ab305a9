"""A font reduced to the characters that a document shows, for embedding.

The remaining tables are those that ISO 32000-1, 9.9 requires of a TrueType program. Hinting is
dropped: it matters on coarse screens only, and that of one glyph may rely on shared tables. A fixed
program of seven bytes takes its place in every font.
"""

from collections.abc import Mapping
from struct import pack, pack_into, unpack, unpack_from

from leaflet.typesetting.font_file import FontFile, reading

_LAST_CODE = 255
_WORDS, _MORE = 0x0001, 0x0020
_HINTED, _BORROWED = 0x0100, 0x0200
"""Flags that are cleared: instructions follow, and the whole glyph is as wide as this component.
Some glyphs say so and have another width in ``hmtx``, which is what a PDF is held against."""

_SCALES = {0x0000: 0, 0x0008: 2, 0x0040: 4, 0x0080: 8}
"""Flags of a component, and how many bytes of scale follow it."""

_PREP = bytes.fromhex("b801ff85b0048d")
"""Where a stroke is thinner than a pixel, join it rather than let it vanish: ``SCANCTRL[511]`` and
``SCANTYPE[4]``. Ghostscript obeys it where it prints in plain black, also at 300 dots an inch."""

_MAGIC = 0xB1B0AFBA
_ADJUSTMENT = 8
"""Where ``head`` holds what makes the sum of the whole program the magic number."""

_SHORTEST_LONG = 0x20000
"""Size of table ``glyf`` from which its offsets, halved, no longer fit two bytes."""


def cut(font: FontFile, codes: Mapping[int, str]) -> bytes:
    """A TrueType program with the glyphs of these characters, and the parts they are made of.

    Its glyphs stand in the order of their codes, after glyph 0, which is drawn where there is
    none. The same characters give the same bytes.

    Args:
        font: Where the glyphs come from.
        codes: The character that each code (1 to 255) stands for. The program finds them by its
            one encoding, (1, 0), as a symbolic font does (ISO 19005-2, 6.2.11.6).

    Raises:
        GlyphError: If the font's glyphs are damaged.
        ValueError: If a code is out of range, or the font lacks a character.
    """
    if not all(1 <= code <= _LAST_CODE for code in codes):
        raise ValueError("a code that one byte cannot hold, or 0")
    if missing := set(codes.values()) - font.glyphs.keys():
        raise ValueError(f"no glyph for U+{ord(min(missing)):04X}")
    numbers = {0: 0}
    encoding = bytearray(_LAST_CODE + 1)
    for code, character in sorted(codes.items()):
        encoding[code] = numbers.setdefault(font.glyphs[character], len(numbers))
    with reading(font.name):
        outlines = _outlines(font, numbers)
        return _assembled(_tables(font, list(numbers), outlines, encoding))


def _outlines(font: FontFile, numbers: dict[int, int]) -> list[bytes]:
    """The outlines of all glyphs; a part that has no number yet gets the next one."""
    outlines: list[bytes] = []
    while len(outlines) < len(numbers):
        for glyph in list(numbers)[len(outlines) :]:
            outline = font.outline(glyph).tobytes()
            contours = unpack_from(">h", outline)[0] if outline else 0
            if contours > 0:
                outline = _simple(outline, 10 + 2 * contours)
            elif contours < 0:
                outline = _composite(outline, numbers)
            else:
                outline = b""
            outlines.append(outline + b"\x00" if len(outline) % 2 else outline)
    return outlines


def _simple(outline: bytes, place: int) -> bytes:
    """A glyph without its instructions, whose length stands at ``place``."""
    (length,) = unpack_from(">H", outline, place)
    if place + 2 + length > len(outline):
        raise ValueError("a glyph that ends too early")
    return outline[:place] + b"\x00\x00" + outline[place + 2 + length :]


def _composite(outline: bytes, numbers: dict[int, int]) -> bytes:
    """A glyph that is put together from others, which get their new numbers."""
    made = bytearray(outline)
    place, flags = 10, _MORE
    while flags & _MORE:
        flags, part = unpack_from(">2H", outline, place)
        new = numbers.setdefault(part, len(numbers))
        pack_into(">2H", made, place, flags & ~(_HINTED | _BORROWED), new)
        place += (8 if flags & _WORDS else 6) + _SCALES[flags & 0x00C8]
    if place > len(made):
        raise ValueError("a glyph that ends too early")
    return bytes(made[:place])


def _tables(
    font: FontFile, glyphs: list[int], outlines: list[bytes], encoding: bytearray
) -> dict[bytes, bytearray | bytes]:
    """The tables of the program, in the order of their tags."""
    count = len(glyphs)
    offsets = [0]
    for outline in outlines:
        offsets.append(offsets[-1] + len(outline))
    if offsets[-1] < _SHORTEST_LONG:
        loca = pack(f">{count + 1}H", *[offset // 2 for offset in offsets])
    else:
        loca = pack(f">{count + 1}I", *offsets)
    head = bytearray(font.tables["head"])
    pack_into(">I", head, _ADJUSTMENT, 0)
    pack_into(">h", head, 50, int(offsets[-1] >= _SHORTEST_LONG))
    hhea = bytearray(font.tables["hhea"])
    pack_into(">H", hhea, 34, count)
    # Its largest numbers of points and parts still hold. Of what hinting needs, the short program
    # takes one zone (the first number) and one place on the stack (the last but one).
    maxp = bytearray(font.tables["maxp"])
    pack_into(">H", maxp, 4, count)
    pack_into(">7H", maxp, 14, 1, 0, 0, 0, 0, 1, 0)
    return {
        # one subtable, platform 1, encoding 0, from byte 12 on: format 0, of 262 bytes
        b"cmap": pack(">4HI3H", 0, 1, 1, 0, 12, 0, 262, 0) + encoding,
        b"glyf": b"".join(outlines),
        b"head": head,
        b"hhea": hhea,
        b"hmtx": _hmtx(font, glyphs),
        b"loca": loca,
        b"maxp": maxp,
        b"prep": _PREP,
    }


def _hmtx(font: FontFile, glyphs: list[int]) -> bytes:
    """Advance width and left side bearing of each glyph, in units of the font."""
    hmtx = font.tables["hmtx"]
    (given,) = unpack_from(">H", font.tables["hhea"], 34)
    last = bytes(hmtx[4 * given - 4 : 4 * given - 2])
    rows = []
    for glyph in glyphs:
        # After the last width that is given, each further glyph has a bearing only.
        if glyph < given:
            rows.append(bytes(hmtx[4 * glyph : 4 * glyph + 4]))
        else:
            rows.append(last + bytes(hmtx[2 * (given + glyph) : 2 * (given + glyph) + 2]))
    return b"".join(rows)


def _assembled(tables: Mapping[bytes, bytes | bytearray]) -> bytes:
    """The tables behind their directory, each on a multiple of four bytes, with their sums."""
    count = len(tables)
    power = count.bit_length() - 1
    directory = [pack(">I4H", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))]
    bodies, offset, total, head = [], 12 + 16 * count, 0, 0
    for tag, table in tables.items():
        body = bytes(table) + bytes(-len(table) % 4)
        checksum = _sum(body)
        directory.append(pack(">4s3I", tag, checksum, offset, len(table)))
        bodies.append(body)
        head = offset if tag == b"head" else head
        offset += len(body)
        total += checksum
    top = b"".join(directory)
    program = bytearray(top + b"".join(bodies))
    adjustment = (_MAGIC - total - _sum(top)) & 0xFFFFFFFF
    pack_into(">I", program, head + _ADJUSTMENT, adjustment)
    return bytes(program)


def _sum(table: bytes) -> int:
    words: tuple[int, ...] = unpack(f">{len(table) // 4}I", table)
    return sum(words) & 0xFFFFFFFF
