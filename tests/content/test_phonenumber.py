import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.content.phones.numbers import read_number
from leaflet.errors import ContentError


def refusal(typed):
    with pytest.raises(ContentError) as refused:
        read_number(typed, "phonebook.yaml:12:13")
    return str(refused.value)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("03 890 59 2", "8 digits are too few"),
        ("O3 890 59 23", "letter O"),
        ("03 89O 59 23", "letter O"),
        ("03 890 59 l3", "letter"),
        ("3 890 59 23", "leading zero"),
        ("38905923", "leading zero"),
        ("470123456", "leading zero"),
        ("٠٣ ٨٩٠ ٥٩ ٢٣", "not those of 0 to 9"),
        ("03 890 59 23/24", "too many digits"),
        ("03 890 59 23 / 24", "too many digits"),
        ("03 890 59 23, 03 880 90 11", "more than one number"),
        ("03 890 59 23 of 24", "more than one number"),
        ("03 890 59 23 03 880 90 11", "too many digits"),
        ("0470 12 34 5", "9 digits are too few"),
        ("05 123 45 67", "05 is no zone"),
        ("01 422 44 55", "01 is no zone"),
        ("1234", "short number"),
        ("03 123 45 67", "no Belgian number"),
        ("bel ons", "not a phone number"),
        ("", "not a phone number"),
        ("+", "not a phone number"),
        ("+31 20", "international"),
    ],
)
def test_t83_a_number_that_cannot_be_dialled_is_refused_with_its_reason(typed, reason):
    told = refusal(typed)

    assert told.startswith("phonebook.yaml:12:13: ")
    assert reason in told


@pytest.mark.parametrize(
    "typed", ["112", "1733", "100", "101", "105", "106", "107", "1712", "1813", "116117"]
)
def test_t84_short_numbers_stay_as_they_are(typed):
    read = read_number(typed, "here")

    assert (read.value, read.warnings) == (typed, ())


@pytest.mark.parametrize(
    "typed",
    [
        "03 890 59 23",
        "038905923",
        "03/890.59.23",
        "03-890-59-23",
        "03.890.59.23",
        "(03) 890 59 23",
        "03\u00a0890\u00a059\u00a023",
        "+32 3 890 59 23",
        "+3238905923",
        "0032 3 890 59 23",
        "+32 (0)3 890 59 23",
        "+32(0)3/890.59.23",
        "  03 890 59 23 ",
    ],
)
def test_t85_one_number_has_one_printed_form(typed):
    read = read_number(typed, "here")

    assert (read.value, read.warnings) == ("03 890 59 23", ())


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("014224455", "014 22 44 55"),
        ("0470123456", "0470 12 34 56"),
        ("+32 470 12 34 56", "0470 12 34 56"),
        ("04 223 45 67", "04 223 45 67"),
        ("092334455", "09 233 44 55"),
        ("080012345", "0800 12 345"),
        ("080212345", "080 21 23 45"),
        ("070 245 245", "070 245 245"),
        ("+32 70 245 245", "070 245 245"),
    ],
)
def test_each_class_has_its_grouping(typed, printed):
    read = read_number(typed, "here")

    assert (read.value, read.warnings) == (printed, ())


@pytest.mark.parametrize(
    ("typed", "printed", "reason"),
    [
        ("+31 20 123 45 67", "+31 20 123 45 67", "not Belgian"),
        ("0031 20 123 45 67", "+31 20 123 45 67", "not Belgian"),
        ("0900 12 345", "0900 12 345", "costs"),
        ("fax 03 890 59 24", "03 890 59 24", "fax"),
        ("03 890 59 24 (fax)", "03 890 59 24", "fax"),
    ],
)
def test_t86_an_unusual_number_is_read_with_a_warning(typed, printed, reason):
    read = read_number(typed, "here")

    assert read.value == printed
    assert len(read.warnings) == 1
    assert reason in str(read.warnings[0])


@given(st.from_regex(r"\A0(?:[23][2-8]|9[2-4])[0-9]{6}\Z"), st.sampled_from([" ", ".", "/", "-"]))
def test_a_printed_number_reads_as_itself_however_it_is_spaced(digits, separator):
    printed = read_number(digits, "here").value
    spaced = separator.join([digits[:2], digits[2:5], digits[5:7], digits[7:]])

    assert printed.replace(" ", "") == digits
    assert read_number(printed, "here").value == printed
    assert read_number(spaced, "here").value == printed
    assert read_number(f"+32 {digits[1:]}", "here").value == printed


@given(st.text(max_size=20))
def test_no_text_whatever_is_printed_unless_it_is_digits(typed):
    try:
        printed = read_number(typed, "here").value
    except ContentError:
        return

    assert set(printed) <= set("+ 0123456789")
    assert set(filter(str.isdigit, typed)) <= set("0123456789")
