"""A national number is noticed in every dress; other numbers pass. Serial 999 is never issued."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.discharge.clean_text import holds_national_number

BORN_BEFORE_2000 = "85051799920"
BORN_SINCE_2000 = "05051799918"
BIS_SEX_UNKNOWN = "85251799963"
BIS_SEX_KNOWN = "85451799909"
ROOT = Path(__file__).resolve().parents[2]
KEPT = ("tests", "content", "docs", "benchmarks", "leaflet")
SYNTHETIC = [BORN_BEFORE_2000, BORN_SINCE_2000, BIS_SEX_UNKNOWN, BIS_SEX_KNOWN]


def checked(body, century=""):
    return f"{body}{97 - int(century + body) % 97:02}"


@pytest.mark.parametrize("number", SYNTHETIC)
@pytest.mark.parametrize(
    "dress",
    [
        "{0}",
        "tegen pijn {0} dank u",
        "({0})",
        "12 {0}",
        "nr{0}x",
    ],
)
def test_t17_it_is_found_wherever_it_stands(number, dress):
    assert holds_national_number(dress.format(number))


@pytest.mark.parametrize(
    "written",
    [
        "85.05.17-999.20",
        "85 05 17 999 20",
        "850517-99920",
        "85/05/17 - 999/20",
        "8 5 0 5 1 7 9 9 9 2 0",
        "85\u00a005\u00a017–999.20",
        "1 2 3 85.05.17-999.20",
        "٨٥٠٥١٧٩٩٩٢٠",
    ],
)
def test_t17_separators_do_not_hide_it(written):
    assert holds_national_number(written)


@pytest.mark.parametrize("number", SYNTHETIC)
@pytest.mark.parametrize("at", range(11))
def test_t17_one_wrong_digit_is_no_national_number(number, at):
    wrong = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
    assert not holds_national_number(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "600 mg 3x/dag 8 dagen",
        "99999999999",
        "00000000097",
        "79121137740",
        "03 890 59 23",
        "+32 470 12 34 56",
        "850517999201",
        "185051799920",
        "85 05 17, 999, 20",
        checked("857017999"),
        checked("850532999"),
    ],
)
def test_t17_other_numbers_pass(text):
    assert not holds_national_number(text)


@given(
    st.integers(0, 99),
    st.integers(0, 12),
    st.sampled_from([0, 20, 40]),
    st.integers(0, 31),
    st.sampled_from(["", "2"]),
    st.sampled_from(["", ".", "-", " "]),
)
def test_t17_every_well_formed_number_is_found(year, month, offset, day, century, separator):
    number = checked(f"{year:02}{month + offset:02}{day:02}999", century)
    assert holds_national_number(separator.join([number[:6], number[6:9], number[9:]]))


def issued_numbers(text):
    """National numbers in the text that may belong to somebody."""
    runs = (re.sub(r"\D", "", run) for run in re.findall(r"[0-9](?:[ ./-]{0,3}[0-9])+", text))
    return [run for run in runs if holds_national_number(run) and run[6:9] != "999"]


def test_t122_no_file_of_the_project_holds_a_number_that_may_be_somebodys():
    for folder in KEPT:
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".yaml", ".md", ".csv", ".json"):
                assert issued_numbers(path.read_text(encoding="utf-8")) == [], path


def test_t122_a_number_that_may_be_somebodys_would_be_found():
    assert issued_numbers("nr " + checked("850517001") + ".") != []
    assert issued_numbers("nr " + BORN_BEFORE_2000 + ".") == []
