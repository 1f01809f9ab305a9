"""A name is printed as registered; a text that names nobody is no name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.discharge.clean_text import read_free_text
from leaflet.discharge.patient_name import read_name
from leaflet.errors import DischargeError, LeafletError

PLACEHOLDERS = (
    "onbekend", "onbekende", "x", "xx", "xxx", "nn", "test", "patient", "patiënt", "null", "none",
    "nan", "-", ".",
)  # fmt: skip


def read(text):
    return read_name(text, "name", PLACEHOLDERS)


@pytest.mark.parametrize(
    "name",
    [
        "An Peeters",
        "Jan Van den Broeck",
        "Anne-Sophie D'Hondt",
        "VAN DEN BROECK Jan",
        "de Merode",
        "Suharto",
        "O",
        "Ng",
        "Oo",
    ],
)
def test_t01_t15_a_name_is_given_back_as_it_was_typed(name):
    assert read(name).value == name
    assert read(name).warnings == ()


@pytest.mark.parametrize("length", [60, 61, 120, 121, 10_000])
def test_t10_a_long_name_is_noticed_and_a_longer_one_refused(length):
    if length > 120:
        with pytest.raises(DischargeError, match="longer than"):
            read("a" * length)
        return
    assert read("a" * length).value == "a" * length
    assert len(read("a" * length).warnings) == (length > 60)


def test_t10_sixty_particles_are_a_long_name():
    with pytest.raises(DischargeError, match="longer than 120"):
        read("de la " * 60)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "-",
        ".",
        "???",
        "null",
        "Null",
        "None",
        "NaN",
        "#N/A",
        "~",
        "ONBEKEND",
        "ONBEKEND MAN 3",
        "Onbekende vrouw",
        "NN",
        "nn 2",
        "XXX",
        "xxxxxx",
        "X X",
        "Test",
        "TEST test 12",
        "Patiënt 4",
        "Patie\u0308nt",
        "\u200bX",
        "123",
    ],
)
def test_t11_a_text_that_names_nobody_is_no_name(text):
    read_text = read(text)
    assert read_text.value is None
    if text.strip():
        assert "names nobody" in str(read_text.warnings[-1].what)
    else:
        assert read_text.warnings == ()


@pytest.mark.parametrize(
    "name",
    ["Xavier", "X Peeters", "Nan Peeters", "Null Karel", "Jan Null", "Georges Patient", "Testa"],
)
def test_t11_a_name_that_only_resembles_those_is_a_name(name):
    assert read(name).value == name


@pytest.mark.parametrize("text", ["No", "On", "Yes", "True", "1e3", "0x1A"])
def test_t12_words_that_a_careless_reader_takes_for_values_are_names(text):
    assert read(text).value == text


def test_t13_letters_of_two_alphabets_that_look_the_same_are_noticed():
    (warning,) = read("\u0408\u0430n").warnings
    assert "mixes two alphabets" in str(warning.what)
    assert read("Jan").warnings == read("Јанко").warnings == ()


def test_a_digit_in_a_name_is_noticed():
    (warning,) = read("Jan 2").warnings
    assert str(warning.what) == "holds a digit"


@pytest.mark.parametrize("reader", [read, lambda text: read_free_text(text, "reason")])
@pytest.mark.parametrize(
    "text", ["#NAAM?", "#N/B", "#REF!", "#DEEL/0!", "1,23E+10", "1.5E-3", "{{naam}}", "Jan {{x"]
)
def test_t18_leftovers_of_spreadsheets_and_templates_are_refused(reader, text):
    with pytest.raises(DischargeError) as caught:
        reader(text)
    assert text not in str(caught.value)


@pytest.mark.parametrize("text", ["tegen pijn #3", "E10", "{een}", "1,23 E", "#1"])
def test_t18_text_that_only_resembles_those_passes(text):
    assert read_free_text(text, "reason").value == text


@pytest.mark.parametrize("reader", [read, lambda text: read_free_text(text, "reason")])
@pytest.mark.parametrize(
    "text", ["An 85.05.17-999.20", "85051799920", "An 8505\u200b1799920", "nr 05 05 17 999 18"]
)
def test_t17_a_national_number_is_refused(reader, text):
    with pytest.raises(DischargeError, match="looks like it holds a national number") as caught:
        reader(text)
    assert not any(sign.isdigit() for sign in str(caught.value))


def test_t17_other_digits_in_free_text_pass():
    assert read_free_text("na 3 dagen, 03 890 59 23", "reason").warnings == ()


def test_free_text_has_an_end():
    assert read_free_text("a" * 500, "reason").value
    with pytest.raises(DischargeError, match="longer than 500"):
        read_free_text("a" * 501, "reason")


@given(st.text(min_size=3, max_size=150))
def test_t118_no_message_holds_the_name(text):
    try:
        told = "\n".join(map(str, read(text).warnings))
    except LeafletError as error:
        told = str(error)
    assert all(line.isprintable() for line in told.split("\n"))
    for word in text.split():
        if len(word) > 2 and not word.isascii():
            assert word not in told


@given(st.text(alphabet="qzQZjJ'- 7", min_size=4, max_size=130).filter(str.strip))
def test_t118_no_message_holds_any_word_of_the_name(text):
    try:
        told = "\n".join(map(str, read(text).warnings))
    except LeafletError as error:
        told = str(error)
    assert not any(word in told for word in text.split() if any(s in "qzjQZJ" for s in word))
