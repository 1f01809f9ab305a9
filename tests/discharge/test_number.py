from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.discharge.plan.grammar import HALF, read_count, read_number
from leaflet.errors import DischargeError


@given(st.integers(1, 9999), st.integers(0, 99), st.sampled_from(".,"))
def test_a_plain_number_is_read_exactly(whole, hundredths, sign):
    decimals = f"{hundredths:02}".rstrip("0")
    written = f"{whole}{sign}{decimals}" if decimals else f"{whole}"

    assert read_number(written, "med 1") == Decimal(whole) + Decimal(hundredths) / 100


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(".,' _"))
def test_three_digits_after_a_separator_are_never_read(thousands, rest, sign):
    with pytest.raises(DischargeError, match="N4"):
        read_number(f"{thousands}{sign}{rest:03}", "med 1")


@given(st.text(alphabet="0123456789.,", min_size=1, max_size=8))
def test_digits_and_signs_are_read_as_they_stand_or_not_at_all(raw):
    try:
        value = read_number(raw, "med 1")
    except DischargeError:
        return
    assert f"{value:f}" == raw.replace(",", ".")


@pytest.mark.parametrize(
    ("raw", "rule", "remedy"),
    [
        ("1,0", "N1", "write 1 if"),
        ("2,50", "N1", "write 2,5 if"),
        (".5", "N2", "write 0,5 if"),
        ("007", "N2", "write 7 if"),
        ("1.000", "N4", "write 1000 if"),
        ("0,125", "N3", "smaller unit"),
        ("1^2", "N12", "in digits"),
    ],
)
def test_a_refusal_names_the_rule_and_what_to_write(raw, rule, remedy):
    with pytest.raises(DischargeError, match=rf"\[{rule}\].*{remedy}"):
        read_number(raw, "med 1")


@pytest.mark.parametrize("raw", ["½", "1/2", "0,5", "0.5"])
def test_half_a_piece_may_be_written_in_four_ways(raw):
    assert read_count(raw, "med 1") == HALF


@pytest.mark.parametrize("raw", ["1,5", "0,25", "1/4", "1 1/2", "1½", "2.5"])
def test_other_parts_of_a_piece_are_refused(raw):
    with pytest.raises(DischargeError, match="N10"):
        read_count(raw, "med 1")


def test_a_number_that_may_be_a_birth_date_is_not_repeated():
    with pytest.raises(DischargeError) as refused:
        read_number("17/05/1980", "med 1")

    assert "1980" not in str(refused.value)
