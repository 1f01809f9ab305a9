"""A day is read day first or year first, never guessed, and never repeated in a message."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.content.model.words import NBSP, Calendar
from leaflet.discharge.day import is_minor, read_birth_day, read_day, read_visit_day
from leaflet.errors import DischargeError

TODAY = date(2026, 11, 22)
DUTCH = Calendar(
    months=(
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
        "oktober", "november", "december",
    ),
    weekdays=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    weekdays_short=("ma", "di", "wo", "do", "vr", "za", "zo"),
    day="{day} {month} {year}",
    weekday_day="{weekday} {day} {month} {year}",
    narrow_day="{day:02}/{month:02}/{year}",
    narrow_weekday_day="{weekday} {day:02}/{month:02}/{year}",
    time="{hour:02}.{minute:02} uur",
)  # fmt: skip


def read(text):
    return read_day(text, "date", DUTCH)


def refusal(text):
    with pytest.raises(DischargeError) as caught:
        read(text)
    (problem,) = caught.value.problems
    assert problem.where == "date"
    assert text.strip() not in str(problem) or not text.strip()
    return f"{problem.what} — {problem.remedy}"


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22",
        "22/11/2026",
        "22-11-2026",
        "22.11.2026",
        "22 november 2026",
        f"22{NBSP}november{NBSP}2026",
        "  22   November 2026 ",
        "22 NOVEMBER 2026",
        "2026-11-22 00:00:00",
        "2026-11-22T00:00",
        "2026-11-22 00:00:00.000",
        "22/11/2026 0:00",
    ],
)
def test_t23_every_form_of_one_day_is_that_day(text):
    assert read(text) == date(2026, 11, 22)


@given(st.dates(date(1896, 1, 1), date(2100, 12, 31)))
def test_t20_t28_every_day_comes_back_from_every_form_whatever_the_locale(day):
    assert read(day.isoformat()) == day
    assert read(f"{day.day}/{day.month}/{day.year}") == day
    assert read(DUTCH.write_narrow_day(day)) == day
    assert read(DUTCH.write_day(day).title()) == day


def test_t20_the_day_comes_first():
    assert read("03/04/2026") == date(2026, 4, 3)
    assert read("2026-04-03") == date(2026, 4, 3)


@pytest.mark.parametrize(
    "text",
    ["31/02/2026", "2026-02-30", "29/02/2027", "31/04/2026", "0/1/2026", "1/0/2026", "32/1/2026",
     "00/00/0000", "22/11/0000", "22/22/2026", "2026-32-32"],
)  # fmt: skip
def test_t19_a_day_that_does_not_exist_is_refused(text):
    assert refusal(text).startswith("is a day that does not exist — ")


def test_t19_the_leap_day_of_a_leap_year_exists():
    assert read("29/02/2028") == date(2028, 2, 29)


@pytest.mark.parametrize("text", ["11/22/2026", "11-22-2026", "2026-22-11"])
def test_t21_a_month_above_twelve_gets_the_hint_that_the_day_comes_first(text):
    assert "write the day first" in refusal(text)


@pytest.mark.parametrize(
    "text", ["22-11-26", "22/11/26", "22.11.26", "22/nov/26", "22 november 26"]
)
def test_t22_t23_a_year_has_four_digits(text):
    assert refusal(text).startswith("has no year of four digits — ")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("46348", "is a day count of a spreadsheet"),
        ("46348,5", "is a day count of a spreadsheet"),
        ("2026-11-22 14:10:00", "holds a time of day"),
        ("2026-11-22T00:00:00Z", "holds a time of day"),
        ("2026-11-22 00:00:01", "holds a time of day"),
        ("2026-11-22T00:00:00+01:00", "holds a time of day"),
        ("22 nov 2026", "names no month"),
        ("22 novembre 2026", "names no month"),
        ("٢٢/١١/٢٠٢٦", "has digits other than 0 to 9"),
        ("２2/11/2026", "has digits other than 0 to 9"),
        ("", "is empty"),
        (" ", "is empty"),
        ("22/11-2026", "is not written as a date"),
        ("20261122", "is not written as a date"),
        ("2026/11/22", "is not written as a date"),
        ("22/11/20266", "is not written as a date"),
        ("22-november-2026", "is not written as a date"),
        ("2O26-11-22", "is not written as a date"),
        ("-2026-11-22", "is not written as a date"),
        ("morgen", "is not written as a date"),
        ("22/11/2026\n23/11/2026", "is not written as a date"),
        ("\x1b[31m", "is not written as a date"),
    ],
)
def test_t23_what_is_no_clear_date_is_refused_with_its_own_reason(text, what):
    assert refusal(text).startswith(f"{what} — ")


def test_t24_a_visit_far_from_today_is_noticed_and_one_of_another_age_refused():
    def visit(text):
        return read_visit_day(text, "date", DUTCH, TODAY)

    def told(text):
        return [str(problem.what) for problem in visit(text).warnings]

    assert told("22/11/2026") == told("21/11/2026") == told("23/10/2026") == []
    assert told("23/11/2026") == ["lies in the future"]
    assert told("22/10/2026") == ["lies more than 30 days back"]
    assert visit("22/10/2026").value == date(2026, 10, 22)
    for text in ["22/11/0026", "22/11/9999", "22/11/2062", "17/05/1980"]:
        with pytest.raises(DischargeError, match="more than ten years"):
            visit(text)


def born(text):
    read_birth = read_birth_day(text, "born", DUTCH, TODAY)
    return [str(problem.what) for problem in read_birth.warnings]


def test_t25_a_birth_after_the_visit_is_refused():
    with pytest.raises(DischargeError, match="lies after the day of the visit"):
        born("23/11/2026")


@pytest.mark.parametrize("text", ["23/11/2008", "22/11/2014", "22/11/2026"])
def test_t25_a_minor_is_noticed_as_the_leaflet_is_for_adults(text):
    (noticed,) = born(text)
    assert "under 18" in noticed
    assert "adults" in noticed


@pytest.mark.parametrize("text", ["22/11/2008", "17/05/1980", "23/11/1916"])
def test_t25_an_adult_passes_without_a_word(text):
    assert born(text) == []


def test_t25_a_great_age_is_noticed_and_an_impossible_one_refused():
    assert born("22/11/1916") == born("22/11/1896") == born("23/11/1895") != []
    with pytest.raises(DischargeError, match="more than 130 years ago"):
        born("22/11/1895")


def test_t25_who_is_born_on_a_leap_day_comes_of_age_on_the_first_of_march():
    leap_day = date(2008, 2, 29)

    assert is_minor(leap_day, date(2026, 2, 28))
    assert not is_minor(leap_day, date(2026, 3, 1))


@given(st.dates(date(1800, 1, 1), date(2200, 12, 31)))
def test_t118_no_message_holds_the_birth_date_nor_a_part_of_it(day):
    for text in (day.isoformat(), DUTCH.write_narrow_day(day), DUTCH.write_day(day)):
        try:
            told = str(read_birth_day(text, "born", DUTCH, TODAY).warnings)
        except DischargeError as error:
            told = str(error)
        assert not set(re.findall(r"\d+", told)) - {"18", "110", "130"}


@given(st.text(max_size=25))
def test_t118_no_message_repeats_what_is_no_date(text):
    try:
        read(text)
        told = ""
    except DischargeError as error:
        told = str(error)
    assert told.isprintable()
    assert len(text.strip()) < 6 or text.strip() not in told


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-29, 0))
def test_a_visit_of_this_month_passes_without_a_word(today, back):
    visited = today + timedelta(days=back)
    assert read_visit_day(visited.isoformat(), "date", DUTCH, today).warnings == ()
