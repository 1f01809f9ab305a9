"""Fonts cut down to a few characters: the same outlines and widths, and nothing beside them."""

from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from struct import pack, pack_into, unpack, unpack_from

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from leaflet.errors import GlyphError
from leaflet.press.pdf.subset import cut
from leaflet.typesetting.font_file import FontFile, open_font

FONTS = Path(__file__).resolve().parents[2] / "fonts"
WEIGHTS = ("SourceSans3-Regular", "SourceSans3-SemiBold", "SourceSans3-Bold")
FILES = {weight: open_font(FONTS / f"{weight}.ttf") for weight in WEIGHTS}
REGULAR = FILES["SourceSans3-Regular"]
KNOWN = sorted(REGULAR.glyphs)
SETTINGS = settings(max_examples=60)
DEEP = "ǖṣẶ"
"""Characters whose glyphs are put together, of parts that are put together too."""


@st.composite
def encodings(draw, most=255):
    """Any characters of the typeface at any codes."""
    characters = draw(st.lists(st.sampled_from(KNOWN), min_size=1, max_size=most))
    codes = draw(st.permutations(range(1, 256)))
    return dict(zip(codes, characters, strict=False))


@dataclass(frozen=True)
class Program:
    """A TrueType program as someone else would read it."""

    data: bytes

    @property
    def tables(self):
        return {
            tag: self.data[offset : offset + length] for tag, _, offset, length in self.directory
        }

    @property
    def directory(self):
        return [unpack_from(">4s3I", self.data, 12 + 16 * n) for n in range(self.count)]

    @property
    def count(self):
        return unpack_from(">H", self.data, 4)[0]

    def glyph(self, code):
        """The glyph of a code in the only subtable, of format 0."""
        return self.tables[b"cmap"][12 + 6 + code]

    def metric(self, glyph):
        given = unpack_from(">H", self.tables[b"hhea"], 34)[0]
        return metric(self.tables[b"hmtx"], given, glyph)

    def outline(self, glyph):
        loca, is_long = self.tables[b"loca"], self.tables[b"head"][51]
        offsets = unpack(f">{len(loca) // (4 if is_long else 2)}{'I' if is_long else 'H'}", loca)
        start, end = (offset if is_long else 2 * offset for offset in offsets[glyph : glyph + 2])
        return self.tables[b"glyf"][start:end]


def metric(hmtx, given, glyph):
    if glyph < given:
        return unpack_from(">Hh", hmtx, 4 * glyph)
    return (
        unpack_from(">H", hmtx, 4 * (given - 1))[0],
        unpack_from(">h", hmtx, 2 * given + 2 * glyph)[0],
    )


def drawn(outline_of, glyph):
    """What is drawn: ends and points of contours; or each component, where it stands, and so on.

    Instructions, numbers of glyphs and what fills a glyph up to its length are left out.
    """
    outline = bytes(outline_of(glyph))
    if not outline:
        return None
    contours, *box = unpack_from(">5h", outline)
    if contours >= 0:
        ends = unpack_from(f">{contours}H", outline, 10)
        start = 10 + 2 * contours
        start += 2 + unpack_from(">H", outline, start)[0]
        return box, ends, outline[start:].rstrip(b"\0")
    parts, at, flags = [], 10, 0x20
    while flags & 0x20:
        flags, part = unpack_from(">2H", outline, at)
        length = 4 if flags & 1 else 2
        length += 2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0
        placed = outline[at + 4 : at + 4 + length]
        parts.append((flags & ~0x320, placed, drawn(outline_of, part)))
        at += 4 + length
    return box, parts


def assert_same(font: FontFile, codes):
    """Hold a program against the font that it was cut from."""
    program = Program(cut(font, codes))
    given = unpack_from(">H", font.tables["hhea"], 34)[0]
    for code in range(256):
        character = codes.get(code)
        glyph = font.glyphs[character] if character else 0
        new = program.glyph(code)
        assert drawn(program.outline, new) == drawn(font.outline, glyph)
        assert program.metric(new) == metric(font.tables["hmtx"], given, glyph)
    return program


@SETTINGS
@given(st.sampled_from(WEIGHTS), encodings())
def test_any_characters_keep_their_outlines_and_widths(weight, codes):
    assert_same(FILES[weight], codes)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_character_of_the_typeface_can_be_cut(weight):
    for start in range(0, len(KNOWN), 255):
        assert_same(FILES[weight], dict(enumerate(KNOWN[start : start + 255], 1)))


@pytest.mark.parametrize("characters", [KNOWN[:200], KNOWN[-200:], [*DEEP]])
def test_freetype_takes_the_width_of_every_glyph_from_the_table(characters):
    codes = dict(enumerate(characters, 33))
    file, basic = BytesIO(cut(REGULAR, codes)), ImageFont.Layout.BASIC
    # At a thousand pixels an em, FreeType's unit is a thousandth of the size.
    font = ImageFont.truetype(file, size=1000, layout_engine=basic, encoding="armn")

    for code, character in codes.items():
        assert font.getlength(chr(code)) == REGULAR.advances[character]


def test_the_same_characters_give_the_same_bytes_in_whatever_order_they_come():
    codes = dict(enumerate("Ångström é-\u00ad", 40))

    assert cut(REGULAR, codes) == cut(REGULAR, dict(reversed(codes.items())))


@SETTINGS
@given(encodings(most=40))
def test_the_program_is_sound(codes):
    program = Program(cut(REGULAR, codes))
    assert unpack_from(">I4H", program.data) == (0x00010000, 8, 128, 3, 0)
    tags = [tag for tag, *_ in program.directory]
    assert tags == sorted(tags)
    end = 12 + 16 * len(tags)
    for tag, checksum, offset, length in program.directory:
        assert offset == end
        end = offset + length + -length % 4
        table = program.data[offset:end]
        assert not any(table[length:])
        if tag == b"head":
            table = table[:8] + bytes(4) + table[12:]
        assert checksum == sum(unpack(f">{len(table) // 4}I", table)) % 2**32
    assert end == len(program.data)
    assert sum(unpack(f">{end // 4}I", program.data)) % 2**32 == 0xB1B0AFBA


def test_there_is_one_encoding_and_nothing_is_hinted():
    tables = Program(cut(REGULAR, {65: "A", 200: "É"})).tables

    assert b" ".join(tables) == b"cmap glyf head hhea hmtx loca maxp prep"
    assert unpack_from(">4HI3H", tables[b"cmap"]) == (0, 1, 1, 0, 12, 0, 262, 0)
    assert len(tables[b"cmap"]) == 12 + 262
    assert unpack_from(">7H", tables[b"maxp"], 14) == (1, 0, 0, 0, 0, 1, 0)
    # Push 511, SCANCTRL, push 4, SCANTYPE: what the typeface itself has.
    assert tables[b"prep"].hex() == "b801ff85b0048d"
    assert tables[b"prep"] == REGULAR.tables["prep"]


def test_a_glyph_is_there_once_and_also_the_parts_that_it_is_made_of():
    program = Program(cut(REGULAR, {45: "-", 173: "\u00ad", 180: "\u2011", 233: "é", 101: "e"}))

    assert program.glyph(45) == program.glyph(173) == program.glyph(180) == 1
    assert (program.glyph(101), program.glyph(233)) == (2, 3)
    # Glyph 0, hyphen, e, é and its accent.
    assert unpack_from(">H", program.tables[b"maxp"], 4) == (5,)
    assert len(program.tables[b"hmtx"]) == 4 * 5


def test_a_code_without_a_character_shows_the_glyph_of_missing_ones():
    program = assert_same(REGULAR, {65: "A"})

    assert program.glyph(66) == 0
    assert len(program.outline(0)) > 0


def changed(outlines) -> FontFile:
    """The font with other outlines for the glyphs of some characters."""
    numbers = {REGULAR.glyphs[character]: outline for character, outline in outlines.items()}
    offsets, glyf = [0], b""
    kept = [bytes(REGULAR.outline(n)) for n in range(len(REGULAR.offsets) - 1)]
    for number, outline in enumerate(kept):
        glyf += numbers.get(number, outline)
        offsets.append(len(glyf))
    return replace(
        REGULAR, tables={**REGULAR.tables, "glyf": memoryview(glyf)}, offsets=tuple(offsets)
    )


def outline_of(character):
    return bytearray(REGULAR.outline(REGULAR.glyphs[character]))


def hinted(character):
    """Its outline with four bytes of instructions."""
    outline = outline_of(character)
    contours = unpack_from(">h", outline)[0]
    if contours >= 0:
        start = 10 + 2 * contours
        assert outline[start : start + 2] == b"\0\0"
        outline[start : start + 2] = b"\0\4ABCD"
        return bytes(outline)
    # Two components of eight bytes at most; each says that instructions follow the last.
    place, flags = 10, 0x20
    while flags & 0x20:
        flags = unpack_from(">H", outline, place)[0]
        pack_into(">H", outline, place, flags | 0x100)
        place += 8 if flags & 1 else 6
    return bytes(outline[:place]) + b"\0\4ABCD"


def test_instructions_are_dropped_and_the_flags_that_announce_them():
    codes = dict(enumerate("AgéÉ&", 40))
    font = changed({character: hinted(character) for character in "AgéÉ&"})

    assert cut(font, codes) == cut(REGULAR, codes)


def test_many_large_glyphs_take_offsets_of_four_bytes():
    codes = dict(enumerate(filter(outline_of, KNOWN[20:220]), 1))
    font = changed({each: bytes(outline_of(each)) + bytes(3001) for each in codes.values()})
    program = Program(cut(font, codes))

    assert len(program.tables[b"glyf"]) > 0x20000
    assert len(program.tables[b"loca"]) == 4 * (
        1 + unpack_from(">H", program.tables[b"maxp"], 4)[0]
    )
    assert_same(font, codes)


def test_a_font_with_one_width_for_all_its_glyphs_keeps_their_bearings():
    bearings = [unpack_from(">h", REGULAR.tables["hmtx"], 4 * n + 2)[0] for n in range(2000)]
    hhea = bytearray(REGULAR.tables["hhea"])
    pack_into(">H", hhea, 34, 1)
    hmtx = pack(">H2000h", 600, *bearings)
    tables = {**REGULAR.tables, "hhea": memoryview(hhea), "hmtx": memoryview(hmtx)}
    characters = [each for each in KNOWN if REGULAR.glyphs[each] < 1000][:200]
    program = assert_same(replace(REGULAR, tables=tables), dict(enumerate(characters, 1)))

    assert {program.metric(program.glyph(code))[0] for code in range(256)} == {600}


@pytest.mark.parametrize(
    "codes", [{0: "A"}, {256: "A"}, {-1: "A"}, {65: "山"}, {65: "A", 66: "\0"}]
)
def test_a_code_or_a_character_that_cannot_be_is_a_mistake_of_the_program(codes):
    with pytest.raises(ValueError, match=r"code|glyph"):
        cut(REGULAR, codes)


def too_long(outline):
    """Its instructions would end after the glyph."""
    pack_into(">H", outline, 10 + 2 * unpack_from(">h", outline)[0], 0xFFFF)


def foreign(outline):
    """A part of it is no glyph of the font."""
    pack_into(">H", outline, 12, 0xFFF0)


def endless(outline):
    """After each of its parts comes another."""
    outline[10:] = pack(">3H", 0x0020, 1, 0) * 4


def short(outline):
    """The place of its only part, two words, ends after the first."""
    outline[:] = pack(">5h3H", -1, 0, 0, 0, 0, 0x0001, 1, 0)


def double(outline):
    """Two kinds of scale at once."""
    pack_into(">H", outline, 10, 0x00C8)


@pytest.mark.parametrize(
    ("character", "damage"),
    [("A", too_long), ("É", foreign), ("É", endless), ("É", short), ("É", double)],
)
def test_a_damaged_glyph_is_an_error_that_names_the_font(character, damage):
    outline = outline_of(character)
    damage(outline)
    with pytest.raises(GlyphError, match=r"^fonts/SourceSans3-Regular\.ttf: .* — install leaflet"):
        cut(changed({character: bytes(outline)}), {65: character})


@pytest.mark.parametrize("character", "AÉ")
def test_a_glyph_that_ends_anywhere_is_drawn_or_refused(character):
    outline = bytes(outline_of(character))
    for length in range(1, 30):
        font = changed({character: outline[:length]})
        with suppress(GlyphError):
            assert Program(cut(font, {65: character})).glyph(65) == 1


@settings(max_examples=100)
@given(st.binary(max_size=60), st.integers(-3, 3))
def test_a_glyph_of_any_bytes_is_drawn_or_refused(data, contours):
    with suppress(GlyphError):
        cut(changed({"A": pack(">h", contours) + data}), {65: "A", 66: "Á"})
