"""What was typed is composed and cleaned, or refused by code point before it is set."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.discharge.clean_text import clean
from leaflet.errors import DischargeError, GlyphError, LeafletError


@pytest.mark.parametrize(
    "text",
    [
        "Jan Van den Broeck",
        "Anne-Sophie D'Hondt",
        "Zoë IJsewijn",
        "Ngọc Nguyễn",
        "Łukasz Şahin",
        "Dvořák",
        "VAN DEN BROECK",
        "de Merode",
        "Mc Donald",
        "O’Brien",
        "Oʼzbek",
        "Jean-Pierre J.-M.",
        "Γιώργος Παπαδόπουλος",
        "Иван Петров",
        "Bjørn Strauß",
        "ß Œ Æ ĳ ŉ",
    ],
)
def test_t01_letters_of_the_three_alphabets_pass_untouched(text):
    assert clean(text, "name").value == text
    assert clean(text, "name").warnings == ()


@pytest.mark.parametrize(
    ("composed", "decomposed"),
    [("Zoë", "Zoe\u0308"), ("Nguyễn", "Nguye\u0302\u0303n"), ("Åse", "\u212bse")],
)
def test_t02_composed_and_decomposed_are_the_same_text(composed, decomposed):
    assert composed != decomposed
    assert clean(decomposed, "name").value == clean(composed, "name").value == composed


@pytest.mark.parametrize(
    "text",
    [
        "محمد",
        "Jan محمد",
        "אברהם",
        "राम",
        "สมชาย",
        "王小明",
        "たろう",
        "김철수",
        "አበበ",
        "გიორგი",
        "Արամ",
        "Jan ٣",
        "\uff2aan",
        "\U0001d409an",
    ],
)
def test_t03_a_script_that_cannot_be_set_right_is_refused_by_code_point(text):
    with pytest.raises(GlyphError) as caught:
        clean(text, "name")
    (problem,) = caught.value.problems
    assert problem.where == "name"
    assert "script that cannot be set right (U+" in str(problem.what)
    assert str(caught.value).replace("—", "-").isascii()


def test_t03_a_loose_accent_is_refused_and_its_composed_twin_is_not():
    assert clean("s\u030c", "name").value == "š"
    with pytest.raises(GlyphError, match=r"\(U\+030C\)"):
        clean("b\u030c", "name")


@pytest.mark.parametrize(
    "text", ["Jan 😀", "👨\u200d👩\u200d👧", "Jan ☺", "Jan \ue000", "👍🏽", "🇧🇪"]
)
def test_t04_a_picture_is_refused_by_code_point(text):
    with pytest.raises(GlyphError, match=r"symbol that the typeface does not have \(U\+"):
        clean(text, "name")


@pytest.mark.parametrize(
    "text",
    [
        "Jan <b>",
        "</para>",
        '<img src="/etc/passwd"/>',
        '<img src="http://example.org/a.png"/>',
        "<a href=x>",
        "<font size=90>",
        "Jan & Piet",
        "A < B",
        "&amp;",
        "&#x202e;",
        "<font color=\"[[].append(1) for x in 'a']\">",
        "**Jan** {phone:bornem.spoed} {0} %s",
        '=HYPERLINK("x")',
        "+cmd",
        "@SUM",
    ],
)
def test_t05_t06_t07_t16_markup_and_formulas_stay_the_characters_that_they_are(text):
    assert clean(text, "name").value == text
    assert clean(text, "name").warnings == ()


@pytest.mark.parametrize(
    "sign",
    ["\u202e", "\u2066", "\u200b", "\u200d", "\u00ad", "\ufeff", "\u200f", "\u2060", "\ufe0f"],
)
@pytest.mark.parametrize("at", [0, 3, 10])
def test_t08_what_cannot_be_seen_is_left_out_with_a_warning(sign, at):
    text = "An Peeters"
    cleaned = clean(text[:at] + sign + text[at:], "name")
    assert cleaned.value == text
    (warning,) = cleaned.warnings
    assert f"(U+{ord(sign):04X})" in str(warning.what)


def test_t08_an_accent_behind_something_unseen_is_still_composed():
    assert clean("Zoe\u200b\u0308", "name").value == "Zoë"


@pytest.mark.parametrize("sign", ["\0", "\a", "\x1b", "\b", "\x7f", "\x9b", "\x1c"])
def test_t09_control_characters_are_refused_and_never_repeated(sign):
    with pytest.raises(DischargeError) as caught:
        clean(f"An{sign}[31m Peeters", "name")
    assert f"U+{ord(sign):04X}" in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("sign", ["\n", "\t", "\r\n", "\u2028", "\x0b", "\x85"])
def test_t09_a_break_within_becomes_a_space_with_a_warning(sign):
    cleaned = clean(f"An{sign}Peeters", "name")
    assert cleaned.value == "An Peeters"
    (warning,) = cleaned.warnings
    assert "line break or tab" in str(warning.what)
    assert str(warning).isprintable()


def test_t09_the_line_end_of_a_pasted_line_is_not_worth_a_word():
    assert clean("An Peeters\r\n", "name").warnings == ()
    assert clean(" \u00a0An \u00a0 Peeters\u2009", "name").value == "An Peeters"


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(DischargeError, match="bytes that are no text"):
        clean(b"Zo\xeb".decode(errors="surrogateescape"), "name")


def test_t10_a_flood_is_refused_before_it_is_read():
    assert clean("é" * 5000, "reason").value == "é" * 5000
    with pytest.raises(DischargeError, match="longer than 5000"):
        clean("\x1b" * 5001, "reason")


def test_all_that_is_wrong_is_told_at_once_and_many_code_points_are_counted():
    with pytest.raises(DischargeError) as caught:
        clean("\x1b" + "محمد" + "😀" + "".join(map(chr, range(0x5D0, 0x5DA))), "name")
    control, script, symbol = caught.value.problems
    assert "U+001B" in str(control.what)
    assert "U+0645, U+062D, U+062F, U+05D0, U+05D1 and 8 more" in str(script.what)
    assert "U+1F600" in str(symbol.what)


@given(st.text(max_size=30))
def test_cleaned_text_is_settable_composed_and_stays_as_it_is(text):
    try:
        cleaned = clean(text, "name").value
    except LeafletError:
        return
    assert clean(cleaned, "name").value == cleaned
    assert clean(cleaned, "name").warnings == ()
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == " ".join(cleaned.split())
    for sign in cleaned:
        assert sign.isprintable()
        assert unicodedata.bidirectional(sign) not in ("R", "AL", "AN")


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x17F), max_size=40))
def test_nothing_that_can_be_seen_is_lost(text):
    try:
        cleaned = clean(text, "name").value
    except LeafletError:
        return
    seen = [sign for sign in unicodedata.normalize("NFC", text) if sign not in "\xad\xa0\x85 "]
    assert [sign for sign in cleaned if sign != " "] == seen
