"""Fonts as they are read from their files, held against FreeType, and damaged on purpose."""

from pathlib import Path
from struct import pack_into, unpack_from

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from leaflet.errors import GlyphError
from leaflet.typesetting.font_file import FontFile, open_font

FONTS = Path(__file__).resolve().parents[2] / "fonts"
WEIGHTS = ("SourceSans3-Regular", "SourceSans3-SemiBold", "SourceSans3-Bold")
WHOLE = (FONTS / "SourceSans3-Regular.ttf").read_bytes()
SETTINGS = settings(max_examples=150)


def tables_of(data):
    """Tag, offset and length of each table, from the directory."""
    count = unpack_from(">H", data, 4)[0]
    return [unpack_from(">4s4xII", data, 12 + 16 * n) for n in range(count)]


def place_of(tag, data=WHOLE):
    return next(offset for name, offset, _ in tables_of(data) if name == tag)


def is_composite(outline):
    return len(outline) > 0 and unpack_from(">h", outline)[0] < 0


def patched(offset, layout, *numbers):
    data = bytearray(WHOLE)
    pack_into(layout, data, offset, *numbers)
    return bytes(data)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Open a font of these bytes."""
    file = tmp_path_factory.mktemp("fonts") / "Patient-Secret.ttf"

    def opened(data) -> FontFile:
        file.write_bytes(data)
        return open_font(file)

    return opened


@pytest.fixture(scope="module", params=WEIGHTS)
def font(request):
    return open_font(FONTS / f"{request.param}.ttf")


@pytest.fixture
def refuses(read):
    def refused(data):
        with pytest.raises(GlyphError) as caught:
            read(data)
        assert [str(problem) for problem in caught.value.problems] == [
            "fonts/Patient-Secret.ttf: this font cannot be read — install leaflet again"
        ]

    return refused


def test_every_advance_width_is_that_of_freetype(font):
    # At a thousand pixels an em, FreeType's unit is a thousandth of the size.
    basic = ImageFont.Layout.BASIC
    other = ImageFont.truetype(FONTS / font.name, size=1000, layout_engine=basic)

    # FreeType takes some widths from the letter below an accent (USE_MY_METRICS). A PDF is held
    # against the table of widths instead.
    own = [each for each in font.glyphs if not is_composite(font.outline(font.glyphs[each]))]
    assert len(own) > 700
    assert {each: font.advances[each] for each in own} == {
        each: other.getlength(each) for each in own
    }
    assert len(font.advances) == 1614


def test_every_character_has_a_glyph_and_no_glyph_is_that_of_missing_ones(font):
    assert font.glyphs.keys() == font.advances.keys()
    assert min(font.glyphs.values()) > 0
    assert "山" not in font.glyphs


def test_a_soft_hyphen_looks_like_a_hyphen_and_a_hard_space_like_a_space(font):
    assert font.glyphs["\u00ad"] == font.glyphs["-"]
    assert font.glyphs["\u00a0"] == font.glyphs[" "]
    assert len(font.outline(font.glyphs["-"])) > 0
    assert len(font.outline(font.glyphs[" "])) == 0


@pytest.mark.parametrize("sign", ["\x00", "\ufeff", "\ufffe", "\uffff"])
def test_what_may_not_stand_in_a_pdf_is_no_character(font, sign):
    assert sign not in font.glyphs


def test_the_three_weights_have_the_same_characters():
    first, *others = [open_font(FONTS / f"{weight}.ttf") for weight in WEIGHTS]

    assert all(other.glyphs == first.glyphs for other in others)


def test_measures_are_those_of_the_typeface(font):
    measures = font.measures

    assert (measures.ascent, measures.descent, measures.cap_height) == (1024, -400, 660)
    assert measures.italic_angle == 0
    left, bottom, right, top = measures.bounds
    assert left < 0 < right
    assert bottom < 0 < measures.cap_height < top


def test_a_heavier_weight_has_thicker_stems():
    stems = [open_font(FONTS / f"{weight}.ttf").measures.stem for weight in WEIGHTS]

    assert stems == sorted(set(stems))
    assert stems[0] == 88


def test_measures_and_widths_are_thousandths_also_where_the_font_counts_finer(font, read):
    finer = read(patched(place_of(b"head") + 18, ">H", 2000))
    usual = open_font(FONTS / "SourceSans3-Regular.ttf")

    assert finer.measures.ascent == usual.measures.ascent / 2
    assert finer.measures.cap_height == usual.measures.cap_height / 2
    assert finer.measures.bounds[2] == round(usual.measures.bounds[2] / 2)
    assert finer.advances["m"] == round(usual.advances["m"] / 2)


def test_the_older_list_of_characters_says_the_same_up_to_its_end(read):
    data, cmap = bytearray(WHOLE), place_of(b"cmap")
    for n in range(unpack_from(">H", data, cmap + 2)[0]):
        subtable = unpack_from(">I", data, cmap + 8 + 8 * n)[0]
        if unpack_from(">H", data, cmap + subtable)[0] == 12:
            pack_into(">H", data, cmap + 4 + 8 * n, 9)  # a platform that nobody has
    whole = open_font(FONTS / "SourceSans3-Regular.ttf").glyphs

    assert read(data).glyphs == {each: glyph for each, glyph in whole.items() if each <= "\uffff"}


def test_glyphs_found_by_a_list_are_read_too(read):
    # A subtable of format 4: segments A-C by list, x-y by difference, and the end.
    words = [4, 0, 0, 6, 0, 0, 0, 67, 121, 0xFFFF, 0, 65, 120, 0xFFFF]
    words += [1, 0x10000 - 118, 1, 6, 0, 0, 7, 0, 9]
    words[1] = 2 * len(words)
    data, cmap = bytearray(WHOLE), place_of(b"cmap")
    pack_into(">HHHHI", data, cmap, 0, 1, 3, 1, 12)
    pack_into(f">{len(words)}H", data, cmap + 12, *words)

    # Number 0 of the list is no glyph, whatever is added to the others.
    assert read(data).glyphs == {"A": 8, "C": 10, "x": 2, "y": 3}


def test_a_file_that_is_not_there_is_an_error_that_names_it(tmp_path):
    with pytest.raises(GlyphError, match=r"^fonts/Gone\.ttf: .* — install leaflet again$") as error:
        open_font(tmp_path / "Gone.ttf")
    assert error.value.exit_code == 6
    assert str(tmp_path) not in str(error.value)


def test_a_folder_is_no_font(tmp_path):
    with pytest.raises(GlyphError):
        open_font(tmp_path)


@pytest.mark.parametrize("kind", [b"OTTO", b"ttcf", b"wOFF", b"%PDF", b"\0\0\0\0"])
def test_another_kind_of_font_is_refused(refuses, kind):
    refuses(kind + WHOLE[4:])


def test_a_font_that_ends_at_any_table_is_refused(refuses):
    edges = {edge for _, start, length in tables_of(WHOLE) for edge in (start, start + length)}
    for edge in sorted({each + n for each in edges for n in (-1, 0, 1)}):
        if edge < len(WHOLE) - 3:  # up to three bytes fill the last table up
            refuses(WHOLE[:edge])


@pytest.mark.parametrize("length", [0, 1, 4, 5, 6, 11, 12, 13, 27, 28, 100])
def test_a_font_that_ends_in_its_directory_is_refused(refuses, length):
    refuses(WHOLE[:length])


@pytest.mark.parametrize(
    "tag", [b"head", b"hhea", b"maxp", b"OS/2", b"hmtx", b"cmap", b"loca", b"glyf", b"post"]
)
def test_a_font_without_a_table_or_with_an_empty_one_is_refused(refuses, tag):
    entry = next(n for n, (name, _, _) in enumerate(tables_of(WHOLE)) if name == tag)

    refuses(patched(12 + 16 * entry, ">4s", b"none"))
    refuses(patched(12 + 16 * entry + 12, ">I", 0))


@pytest.mark.parametrize(
    ("tag", "offset", "layout", "number"),
    [
        (b"head", 18, ">H", 0),  # units
        (b"hhea", 34, ">H", 0),  # widths
        (b"hhea", 34, ">H", 0xFFFF),
        (b"maxp", 4, ">H", 0),  # glyphs
        (b"maxp", 4, ">H", 0xFFFF),
        (b"maxp", 4, ">H", 100),
        (b"loca", 40, ">I", 0xFFFFFFFF),
        (b"cmap", 2, ">H", 0),
        (b"cmap", 8, ">I", 0xFFFFFFFF),
    ],
)
def test_numbers_that_contradict_each_other_are_refused(refuses, tag, offset, layout, number):
    refuses(patched(place_of(tag) + offset, layout, number))


def test_a_list_of_characters_that_would_never_end_is_refused(refuses):
    data, cmap = bytearray(WHOLE), place_of(b"cmap")
    pack_into(">HHHHI", data, cmap, 0, 1, 3, 10, 12)
    pack_into(">HHIII3I", data, cmap + 12, 12, 0, 0, 0, 1, 0, 0xFFFFFFFF, 1)
    refuses(data)
    pack_into(">HHIII6I", data, cmap + 12, 12, 0, 0, 0, 2, 100, 200, 1, 100, 200, 1)
    refuses(data)


@SETTINGS
@given(st.binary(max_size=2000))
def test_any_other_bytes_are_refused_and_nothing_else_happens(refuses_any, data):
    refuses_any(data)
    refuses_any(WHOLE[:12] + data)


@SETTINGS
@given(st.data())
def test_a_font_with_damaged_bytes_opens_or_is_refused(read, data):
    tags = [tag for tag, _, _ in tables_of(WHOLE)]
    starts = [0, 12, *(place_of(tag) for tag in tags if tag not in (b"glyf", b"GPOS", b"GSUB"))]
    damaged = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.sampled_from(starts)) + data.draw(st.integers(0, 300))
        damaged[place] = data.draw(st.integers(0, 255))
    try:
        font = read(damaged)
    except GlyphError:
        return
    assert font.advances.keys() == font.glyphs.keys()
    assert all(font.outline(glyph) is not None for glyph in font.glyphs.values())


@pytest.fixture(scope="module")
def refuses_any(read):
    def refused(data):
        with pytest.raises(GlyphError):
            read(data)

    return refused
