"""Colours that can be read in grey too, and letters that the typeface really has."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.errors import ContentError, GlyphError
from leaflet.typesetting.look import INK, LABEL, LADDER, TINT, WHITE, Colour, Measures, Palette
from leaflet.typesetting.typeface import FontWeight, load_typeface, require_glyphs

SETTINGS = settings(max_examples=80)
CODES = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@pytest.fixture(scope="module")
def palette(content):
    return Palette.of(content.hospital)


def test_t113_text_colours_keep_seven_to_one_on_white_also_in_grey(palette):
    for colour in (INK, LABEL, palette.accent, palette.alarm):
        assert colour.contrast(WHITE) >= 7
        assert colour.grey().contrast(WHITE.grey()) >= 7


def test_t113_what_stands_on_the_tint_keeps_seven_to_one(palette):
    for colour in (INK, palette.accent):
        assert colour.contrast(TINT) >= 7
        assert colour.grey().contrast(TINT.grey()) >= 7


def test_t113_white_text_keeps_seven_to_one_on_both_solid_bands(palette):
    for band in (palette.accent, palette.alarm):
        assert WHITE.contrast(band) >= 7
        assert WHITE.contrast(band.grey()) >= 7


def test_t113_every_style_of_the_look_is_dark_enough(palette):
    look = Measures.at(11, palette)
    names = "body strong name section group title numeral bullet phone value label small"
    for name in [*names.split(), "small_strong"]:
        assert getattr(look, name).colour.contrast(WHITE) >= 7, name


@SETTINGS
@given(CODES, CODES)
def test_contrast_is_the_same_both_ways_and_lies_between_1_and_21(one, other):
    a, b = Colour.parse(one), Colour.parse(other)
    assert a.contrast(b) == b.contrast(a)
    assert 1 <= a.contrast(b) <= 21.0001
    assert a.contrast(a) == 1


def test_contrast_is_that_of_wcag():
    assert Colour.parse("#000000").contrast(WHITE) == pytest.approx(21)
    assert Colour.parse("#767676").contrast(WHITE) == pytest.approx(4.54, abs=0.01)
    assert Colour.parse("#595959").contrast(WHITE) == pytest.approx(7.0, abs=0.01)


@SETTINGS
@given(CODES)
def test_grey_has_three_equal_parts(code):
    grey = Colour.parse(code).grey()
    assert grey.red == grey.green == grey.blue
    assert 0 <= grey.red <= 1.0001


def test_the_hospital_may_choose_its_colours(content):
    chosen = replace(content.hospital, accent="#123456", alarm="#660000")
    assert Palette.of(chosen) == Palette(Colour.parse("#123456"), Colour.parse("#660000"))


def test_the_ladder_goes_down_to_ten_points_and_leads_between_125_and_135_percent(palette):
    assert list(LADDER) == sorted(LADDER, reverse=True)
    assert LADDER[-1] == 10
    assert 11 in LADDER
    for size in LADDER:
        look = Measures.at(size, palette)
        assert 1.25 <= look.step / size <= 1.35
        assert look.body.size == look.strong.size == look.numeral.size == size
        assert look.half_steps * look.half <= look.type_depth + 0.5


@pytest.fixture(scope="module")
def face(library):
    return load_typeface(library.fonts)[FontWeight.REGULAR]


def test_t01_the_letters_of_belgian_and_other_european_names_are_there(face):
    assert (
        face.missing("Łukasz Şahin Dvořák Ngọc Nguyễn Zoë IJsewijn Œuvre ß Þór Ðóra ΓΔΩ ЖЮщ") == ()
    )
    assert face.missing("’‘“”–—…×·•½µ°€ \u00a0\u00ad") == ()


def test_law_3_all_three_weights_have_the_same_letters(library):
    typeface = load_typeface(library.fonts)
    sample = "".join(map(chr, range(0x20, 0x500)))
    missing = {typeface[weight].missing(sample) for weight in FontWeight}
    assert len(missing) == 1


@pytest.mark.parametrize(
    ("text", "point"),
    [("Jan 😀", "U+1F600"), ("محمد", "U+0645"), ("שלום", "U+05E9"), ("山田", "U+5C71")],
)
def test_law_3_t03_t04_a_missing_glyph_names_field_and_code_point_and_no_text(face, text, point):
    with pytest.raises(GlyphError) as error:
        require_glyphs(face, [("name", text)])
    assert error.value.exit_code == 6
    assert str(error.value.problems[0].where) == "name"
    assert point in str(error.value.problems[0].what)
    assert "Jan" not in str(error.value)


def test_law_3_every_missing_glyph_of_every_field_is_told_at_once(face):
    with pytest.raises(GlyphError) as error:
        require_glyphs(face, [("name", "😀"), ("med 1", "山"), ("prescriber", "dr. 田")])
    assert [problem.where for problem in error.value.problems] == ["name", "med 1", "prescriber"]


def test_t02_a_loose_accent_is_looked_up_composed(face):
    assert face.missing("Zoe\u0308") == ()


def test_law_3_what_can_be_drawn_is_not_refused(face):
    require_glyphs(face, [("name", "Anne-Sophie D’Hondt <&> 100 %")])


def test_law_3_a_glyph_that_the_brochure_needs_and_no_font_has_is_an_error(
    reword, fold, make_ready
):

    content, own = reword(("lage-rugpijn/nl.yaml", "- Draag platte schoenen.", "- Draag 鞋."))
    with pytest.raises(GlyphError) as error:
        make_ready(content, own, fold, (11.0,))
    assert "U+978B" in str(error.value)


@SETTINGS
@given(
    st.text(alphabet="abcdefg ABC 0123456789éë", max_size=40), st.sampled_from([9, 10.5, 11, 22])
)
def test_widths_grow_with_the_size_and_with_the_text(text, size):
    from leaflet.content.site import open_library

    face = load_typeface(open_library(None).fonts)[FontWeight.REGULAR]
    assert face.width(text, size) == pytest.approx(size * face.width(text, 1))
    assert face.width(text + "m", size) > face.width(text, size)


def test_t97_a_missing_font_is_an_error_that_names_it(tmp_path):
    with pytest.raises(GlyphError, match=r"fonts/SourceSans3-Regular\.ttf"):
        load_typeface(tmp_path)


def test_t97_a_broken_font_is_an_error_that_names_it(tmp_path, library):
    import shutil

    for file in library.fonts.iterdir():
        if file.is_file():
            shutil.copyfile(file, tmp_path / file.name)
    (tmp_path / "SourceSans3-Bold.ttf").write_bytes(b"no font at all")
    with pytest.raises(GlyphError, match=r"fonts/SourceSans3-Bold\.ttf"):
        load_typeface(tmp_path)


@pytest.mark.parametrize(("name", "code"), [("accent", "#ffee00"), ("alarm", "#ff9999")])
def test_t113_a_colour_of_the_hospital_that_is_too_pale_is_refused(content, name, code):
    hospital = replace(content.hospital, **{name: code})
    with pytest.raises(ContentError, match=f"`{name}` has a contrast of"):
        Palette.of(hospital)


def test_t113_a_dark_colour_of_the_hospital_is_taken(content):
    hospital = replace(content.hospital, accent="#1b3a1b")
    assert Palette.of(hospital).accent == Colour.parse("#1b3a1b")
