"""A number that is entered has two judges, and what they disagree on is decided here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.content.phones import dialling
from leaflet.content.phones.dialling import find_oddities, find_zone, judge_number
from leaflet.content.phones.numbers import read_number
from leaflet.errors import ContentError

LANDLINE = st.from_regex(r"\A0(?:[23][2-8]|9[2-4]|4[23])[0-9]{6}\Z")
MOBILE = st.from_regex(r"\A04[5-9][0-9]{7}\Z")


def refusal(typed):
    with pytest.raises(ContentError) as refused:
        judge_number(typed, "NUMBER")
    return str(refused.value)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("O3 890 59 23", "letter O"),
        ("03 890 59 2", "8 digits are too few"),
        ("3 890 59 23", "leading zero"),
        ("05 123 45 67", "05 is no zone"),
        ("03 890 59 23/24", "too many digits"),
        ("٠٣ ٨٩٠ ٥٩ ٢٣", "not those of 0 to 9"),
    ],
)
def test_t83_what_the_first_judge_refuses_the_second_is_not_asked(typed, reason, monkeypatch):
    monkeypatch.setattr(dialling, "_dial", lambda *_: pytest.fail("it was asked"))
    assert reason in refusal(typed)


@pytest.mark.parametrize(
    "typed", ["112", "1733", "100", "101", "105", "106", "107", "1712", "1813", "116117"]
)
def test_t84_short_numbers_are_looked_up_in_a_table_of_their_own(typed):
    judged = judge_number(typed, "NUMBER")
    assert (judged.value, judged.warnings) == (typed, ())


def test_t84_a_short_number_that_the_table_does_not_have_is_said():
    (told,) = judge_number("116 999", "NUMBER").warnings
    assert "short number is not known" in str(told)


@pytest.mark.parametrize(
    "typed", ["+32 3 890 59 23", "0032 3 890 59 23", "+32 (0)3 890 59 23", "03/890.59.23"]
)
def test_t85_it_is_printed_nationally(typed):
    judged = judge_number(typed, "NUMBER")
    assert (judged.value, judged.warnings) == ("03 890 59 23", ())


@pytest.mark.parametrize(
    ("typed", "printed", "reasons"),
    [
        ("0900 12 345", "0900 12 345", ["costs the caller extra"]),
        ("0902 12 345", "0902 12 345", ["costs the caller extra"]),
        ("+31 20 123 45 67", "+31 20 123 45 67", ["not Belgian"]),
        ("fax 03 890 59 24", "03 890 59 24", ["fax"]),
        ("019 12 34 56", "019 12 34 56", []),
    ],
)
def test_t86_what_is_unusual_is_said_once(typed, printed, reasons):
    judged = judge_number(typed, "NUMBER")
    assert judged.value == printed
    assert len(judged.warnings) == len(reasons)
    assert all(each in str(told) for each, told in zip(reasons, judged.warnings, strict=True))


def test_a_070_number_stays_as_typed_and_is_not_called_dear():
    judged = judge_number("070 245 245", "NUMBER")
    assert (judged.value, judged.warnings) == ("070 245 245", ())


def test_a_foreign_number_that_nobody_could_dial_is_refused():
    assert "no number of this kind has so many digits" in refusal("+31 20 12345678901")


def test_a_range_that_only_the_second_judge_does_not_know_is_said_and_kept(monkeypatch):
    monkeypatch.setattr(dialling.phonenumbers, "is_valid_number", lambda _: False)
    judged = judge_number("03 890 59 23", "NUMBER")
    assert judged.value == "03 890 59 23"
    assert "no number is known to begin like this" in str(*judged.warnings)
    assert "call it" in str(*judged.warnings)


def test_digits_that_a_telephone_would_dial_otherwise_are_refused(monkeypatch):
    def misread(*_):
        return dialling.phonenumbers.PhoneNumber(country_code=32, national_number=512345)

    monkeypatch.setattr(dialling.phonenumbers, "parse", misread)
    assert "would dial other digits" in refusal("03 890 59 23")


@given(LANDLINE | MOBILE)
def test_both_judges_agree_on_every_landline_and_mobile_number(digits):
    judged = judge_number(digits, "NUMBER")
    assert judged.value == read_number(digits, "NUMBER").value
    assert judge_number(judged.value, "NUMBER") == judged


@given(LANDLINE | MOBILE)
def test_both_judges_write_it_in_the_same_groups(digits):
    parsed = dialling.phonenumbers.parse(digits, "BE")
    national = dialling.phonenumbers.PhoneNumberFormat.NATIONAL
    if dialling.phonenumbers.is_valid_number(parsed):
        written = dialling.phonenumbers.format_number(parsed, national)
        assert judge_number(digits, "NUMBER").value == written


@pytest.mark.parametrize(
    ("printed", "zone"),
    [
        ("03 890 59 23", "03"),
        ("014 22 44 55", "014"),
        ("0470 12 34 56", None),
        ("0800 12 345", None),
        ("070 245 245", None),
        ("112", None),
        ("+31 20 123 45 67", None),
    ],
)
def test_a_landline_has_a_zone(printed, zone):
    assert find_zone(printed) == zone


OTHERS = {"bornem.spoed": "03 890 59 25", "gent.spoed": "09 233 44 55", "bornem.x": None}


class TestOddities:
    """A number beside the others of the phone book (docs/rules.md 5.1)."""

    def odd(self, number, campus="bornem"):
        return [str(each) for each in find_oddities(number, campus, OTHERS, "NUMBER")]

    def test_another_zone_than_the_campus_has_is_said(self):
        (told,) = self.odd("014 22 44 55")
        assert "the zone is 014, and the other numbers of bornem have 03" in told

    @pytest.mark.parametrize("number", ["03 890 59 23", "0470 12 34 56", "112"])
    def test_the_same_zone_or_none_is_not(self, number):
        assert self.odd(number) == []

    def test_a_campus_without_other_landlines_has_no_zone_to_differ_from(self):
        assert self.odd("014 22 44 55", "rumst") == []

    @pytest.mark.parametrize(
        ("number", "before", "told"),
        [
            ("02 555 55 55", "03 890 59 23", 1),
            ("0470 12 34 56", "03 890 59 23", 1),
            ("03 890 59 24", "03 890 59 23", 0),
            ("02 555 55 55", "112", 0),
        ],
    )
    def test_another_zone_than_before_is_said(self, number, before, told):
        odd = find_oddities(number, "rumst", OTHERS, "NUMBER", before)
        assert len(list(odd)) == told

    def test_a_number_that_stands_there_twice_is_said(self):
        (told,) = self.odd("03 890 59 25")
        assert "the number of `bornem.spoed` too" in told
