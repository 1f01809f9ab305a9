"""Text into lines: whole words, no line too wide, no more lines than are needed."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.content.model.brochure import RichText
from leaflet.content.site import open_library
from leaflet.typesetting.breaking import (
    NBSP,
    SOFT_HYPHEN,
    StyledText,
    TooWide,
    break_lines,
    hyphenator,
    keep_together,
    never,
)
from leaflet.typesetting.look import INK, Style
from leaflet.typesetting.typeface import FontWeight, load_typeface

BODY = Style(FontWeight.REGULAR, 11, INK)
STRONG = Style(FontWeight.SEMIBOLD, 11, INK)
TYPEFACE = load_typeface(open_library(None).fonts)
DUTCH = hyphenator("nl_NL", frozenset({"paracetamol"}))
SETTINGS = settings(max_examples=80)

WORDS = st.sampled_from(
    re.split(
        " ",
        "de je rug pijn en/of lage rugpijn spoedafdeling huisarts zenuwwortelpijn kan (RX, CT, "
        "MRI) ontstekingsremmer op- en neerbewegen dagelijkse activiteiten ’s nachts tumor. "
        "waarschijnlijk niet-specifieke mechanische vermagering, 8 dagen 600 mg 1,5 g 03 "
        "paracetamol één",
    )
)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
MEASURES = st.integers(min_value=150, max_value=300)


def set_text(text, measure=240.0, hyphenate=DUTCH, style=BODY):
    return break_lines((StyledText(text, style),), measure, TYPEFACE, hyphenate)


def written(lines):
    return ["".join(span.text for span in line) for line in lines]


def width(line):
    return sum(TYPEFACE[span.style.weight].width(span.text, span.style.size) for span in line)


def rejoined(lines):
    """The text again: soft hyphens and the ends of lines undone."""
    text = ""
    for line in written(lines):
        if text.endswith(SOFT_HYPHEN):
            text = text[:-1] + line
        elif text.endswith("-") and not text.endswith("op-"):
            text += line
        else:
            text += " " + line
    return " ".join(text.replace(NBSP, " ").split())


@SETTINGS
@given(TEXTS, MEASURES)
def test_no_line_is_wider_than_the_measure(text, measure):
    for line in set_text(text, measure):
        assert width(line) <= measure + 0.05


@SETTINGS
@given(TEXTS, MEASURES)
def test_law_1_every_character_is_on_a_line_once_and_in_order(text, measure):
    lines = set_text(text, measure)
    letters = "".join("".join(line.split()) for line in written(lines)).replace(SOFT_HYPHEN, "")

    assert letters == "".join(text.split())
    assert rejoined(lines) == text


@SETTINGS
@given(TEXTS, MEASURES)
def test_only_what_was_added_is_marked_as_added(text, measure):
    for line in set_text(text, measure):
        for n, span in enumerate(line):
            assert span.added is (span.text == SOFT_HYPHEN)
            assert not span.added or n == len(line) - 1


def greedy(text, measure):
    """How many lines the plain method needs: as many words as fit, line after line."""
    face = TYPEFACE[FontWeight.REGULAR]
    count, line = 0, ""
    for word in keep_together(text).split(" "):
        longer = f"{line} {word}" if line else word
        if line and face.width(longer, 11) > measure:
            count, line = count + 1, word
        else:
            line = longer
    return count + bool(line)


@SETTINGS
@given(TEXTS.map(lambda text: text.replace("-", "")), MEASURES)
def test_undivided_text_takes_as_few_lines_as_the_greedy_method(text, measure):
    assert len(set_text(text, measure, never)) == greedy(text, measure)


@SETTINGS
@given(TEXTS, MEASURES)
def test_dividing_words_never_takes_more_lines(text, measure):
    assert len(set_text(text, measure)) <= len(set_text(text, measure, never))


@SETTINGS
@given(TEXTS, MEASURES)
def test_words_are_divided_with_restraint(text, measure):
    lines = written(set_text(text, measure))
    for n, line in enumerate(lines[:-1]):
        if line.endswith(SOFT_HYPHEN):
            before = re.search(r"[^\W\d_]+$", line[:-1])[0]
            after = re.match(r"[^\W\d_]+", lines[n + 1])[0]
            assert len(before) >= 3
            assert len(after) >= 3
            assert len(before + after) >= 9
            assert (before + after).lower() != "paracetamol"


@SETTINGS
@given(TEXTS, MEASURES)
def test_the_last_word_of_a_paragraph_is_never_divided(text, measure):
    lines = written(set_text(text, measure))
    if len(lines) > 1:
        assert not (lines[-2].endswith(SOFT_HYPHEN) and " " not in lines[-1])


NUMBERS = st.from_regex(r"[1-9][0-9]{0,3}([.,][0-9]{1,2})?", fullmatch=True)
UNITS = st.sampled_from(["mg", "g", "gram", "uur", "dagen", "weken", "keer", "minuut", "graden"])
WITH_NUMBERS = st.lists(
    st.one_of(WORDS, st.tuples(NUMBERS, UNITS).map(" ".join)), min_size=1, max_size=60
).map(" ".join)


def parted(lines):
    """Lines that end in a figure although a word follows it."""
    return [line for line in lines[:-1] if re.search(r"(?:^|[\s(])\d+(?:[.,]\d+)?$", line)]


@SETTINGS
@given(WITH_NUMBERS, MEASURES)
def test_t110_a_number_is_never_parted_from_its_unit(text, measure):
    assert parted(written(set_text(text, measure, never))) == []
    assert parted(written(set_text(text, measure))) == []


@pytest.mark.parametrize("unit", ["mg", "dagen", "keer per dag"])
@pytest.mark.parametrize("before", ["", "(", "‘", "“"])
@pytest.mark.parametrize("number", ["8", "600", "1,5", "0.5"])
def test_t110_a_number_keeps_its_unit_also_after_a_bracket_or_a_quotation_mark(
    number, before, unit
):
    assert keep_together(f"neem {before}{number} {unit} in").startswith(
        f"neem {before}{number}{NBSP}{unit.split()[0]}"
    )


@SETTINGS
@given(TEXTS, MEASURES, st.sampled_from(["03 890 59 23", "0470 12 34 56", "03 880 90 11"]))
def test_t110_a_phone_number_stands_on_one_line(text, measure, number):
    bound = number.replace(" ", NBSP)
    lines = written(set_text(f"{text} bel {bound} nu", measure))
    assert sum(bound in line for line in lines) == 1


@SETTINGS
@given(TEXTS, MEASURES)
def test_t110_a_short_parenthesis_stays_whole(text, measure):
    lines = written(set_text(f"{text} beelden (RX, CT, MRI) tonen niets", measure))
    assert any(f"(RX,{NBSP}CT,{NBSP}MRI)" in line for line in lines)


def test_t110_a_plain_space_would_have_been_broken():
    """The twin: without what binds them, figure and unit part at some measure."""
    text = "neem hoogstens 600 mg per keer in met water bij het eten of daarna"
    face = TYPEFACE[FontWeight.REGULAR]
    measure = face.width("neem hoogstens 600", 11) + 1
    assert parted(greedy_lines(text, measure))
    assert not parted(written(set_text(text, measure, never)))


def greedy_lines(text, measure):
    face, lines = TYPEFACE[FontWeight.REGULAR], [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if face.width(longer, 11) > measure:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@SETTINGS
@given(MEASURES, st.lists(WORDS, max_size=8).map(" ".join))
def test_t111_the_hyphen_of_op_en_neer_stays_where_it_was_written(measure, before):
    lines = written(set_text(f"{before} je voet op- en neerbewegen".strip(), measure))
    assert re.search(r"op-[ \n]en[ \n]neer\u00ad?\n?bewegen", "\n".join(lines))


def test_a_newline_ends_a_line_whatever_the_room():
    assert written(set_text("Lage\nrugpijn", 500)) == ["Lage", "rugpijn"]
    assert written(set_text("een\n\ntwee", 500)) == ["een", "", "twee"]


def test_text_of_two_styles_is_broken_as_one():
    text = RichText.parse("Je **hoeft dus niet** meteen naar de **spoed**afdeling te komen")
    styles = {"plain": BODY, "bold": STRONG}
    spans = tuple(StyledText(part.text, styles[part.weight.value]) for part in text.parts)
    lines = break_lines(spans, 130, TYPEFACE, never)

    assert " ".join(written(lines)) == text.plain()
    assert [span.text for line in lines for span in line if span.style == STRONG][-1] == "spoed"
    for line in lines:
        assert width(line) <= 130.05


def test_a_number_in_bold_keeps_its_plain_unit():
    spans = (
        StyledText("hoogstens ", BODY),
        StyledText("600", STRONG),
        StyledText(" mg per keer", BODY),
    )
    for measure in range(60, 140):
        lines = written(break_lines(spans, measure, TYPEFACE, never))
        assert any(f"600{NBSP}mg" in line for line in lines)


def test_a_word_wider_than_the_measure_is_refused_and_never_cut():
    with pytest.raises(TooWide):
        set_text("x" * 80, 200)
    with pytest.raises(TooWide) as error:
        set_text("een ontstekingsremmer helpt", 60, never)
    assert error.value.word == "ontstekingsremmer"


def test_nothing_is_one_empty_line():
    assert written(set_text("")) == [""]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("spoedafdeling", ["spoed", "af", "de", "ling"]),
        ("zenuwwortelpijn", None),
        ("rugpijn", []),
        ("paracetamol", []),
        ("Paracetamol", []),
        ("R2D2R2D2R2D2", []),
        ("niet-specifieke", []),
    ],
)
def test_only_long_words_of_letters_are_divided_and_no_medicine(word, parts):
    positions = DUTCH(word)
    if parts == []:
        assert positions == ()
        return
    assert positions
    assert all(3 <= position <= len(word) - 3 for position in positions)
    if parts:
        ends = (0, *positions, len(word))
        divided = [word[a:b] for a, b in pairwise(ends)]
        assert "".join(divided) == word
        assert divided[0] == parts[0]


@SETTINGS
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéëï", max_size=30))
def test_a_division_never_leaves_less_than_three_letters(word):
    for position in DUTCH(word):
        assert 3 <= position <= len(word) - 3
        assert len(word) >= 9


def test_where_nothing_may_be_divided_nothing_is():
    assert never("ontstekingsremmer") == ()
