"""When a dose was given, and from when the next one may be taken (``docs/rules.md`` 2.1)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.discharge.plan.given import Given, find_next, settle_given
from leaflet.discharge.plan.read import read_plan
from leaflet.discharge.plan.summary import understood
from leaflet.errors import DischargeError

BRUSSELS = ZoneInfo("Europe/Brussels")
SATURDAY, SUNDAY, MONDAY = (date(2026, 11, day) for day in (21, 22, 23))
FORWARD, BACK = date(2027, 3, 28), date(2026, 10, 25)
"""In these nights the clock goes from 02.00 to 03.00, and from 03.00 to 02.00."""


def at(day, hour, minute=0, fold=0):
    return datetime.combine(day, time(hour, minute)).replace(tzinfo=BRUSSELS, fold=fold)


@pytest.fixture(scope="module")
def line_of(pharmacy):
    """The line of a dose that was given, the next one after ``hours``."""

    def line_of(written, visited=SUNDAY, clock=None, hours=4):
        text = f"tramadol 50 mg zo nodig om de {hours} uur max 4x/dag al gekregen {written}"
        return read_plan([text], visited, pharmacy, None, None, (), clock).value.lines[0]

    return line_of


@pytest.fixture(scope="module")
def moments_of(line_of):
    """The same as two moments of the calendar."""

    def moments_of(*said, **more):
        line = line_of(*said, **more)
        return (
            datetime.combine(line.given_on, line.given),
            datetime.combine(line.next_on, line.next_earliest),
        )

    return moments_of


@pytest.fixture(scope="module")
def refusal_of(line_of):
    def refusal_of(*said, **more):
        with pytest.raises(DischargeError) as refused:
            line_of(*said, **more)
        (problem,) = refused.value.problems
        assert problem.where == "med 1"
        return problem

    return refusal_of


@pytest.mark.parametrize(
    ("written", "clock", "day"),
    [
        ("14.10", at(SUNDAY, 15), SUNDAY),
        ("14.10", at(SUNDAY, 14, 10), SUNDAY),
        ("0.15", at(SUNDAY, 0, 40), SUNDAY),
        ("0.15", at(SUNDAY, 23, 59), SUNDAY),
        ("23.30", at(SUNDAY, 0, 5), SATURDAY),
        ("18.00", at(SUNDAY, 5, 59), SATURDAY),
        ("gisteren 14.10", at(SUNDAY, 15), SATURDAY),
        ("gisteren om 23.30 uur", at(SUNDAY, 11), SATURDAY),
        ("23.30 gisteren", at(SUNDAY, 11), SATURDAY),
        ("Gisteren 23u30", at(SUNDAY, 23, 45), SATURDAY),
    ],
)
def test_a_dose_was_given_today_or_in_the_evening_before_this_night(line_of, written, clock, day):
    assert line_of(written, clock=clock).given_on == day


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("14.10", at(SUNDAY, 14, 9)),
        ("23.30", at(SUNDAY, 15)),
        ("23.30", at(SUNDAY, 6)),
        ("17.59", at(SUNDAY, 5)),
        ("0.30", at(SUNDAY, 0, 5)),
    ],
)
def test_a_dose_that_is_still_to_come_is_refused(refusal_of, written, clock):
    problem = refusal_of(written, clock=clock)
    assert "is still to come" in str(problem.what)
    assert "al gekregen gisteren HH.MM" in str(problem.remedy)


def test_what_the_refusal_proposes_is_understood(line_of):
    clock = at(SUNDAY, 6)
    assert line_of("gisteren 23.30", clock=clock).given_on == SATURDAY


@pytest.mark.parametrize("clock", [None, at(MONDAY, 0, 5), at(SATURDAY, 23)])
@pytest.mark.parametrize("written", ["0.15", "14.10", "23.30"])
def test_on_another_day_than_that_of_the_visit_the_clock_tells_nothing(line_of, written, clock):
    assert line_of(written, clock=clock).given_on == SUNDAY


@pytest.mark.parametrize("written", ["1.30", "2.00", "0.15", "gisteren 23.30", "gisteren 1.30"])
def test_in_the_night_after_the_visit_a_time_that_may_be_of_two_days_is_refused(
    refusal_of, line_of, written
):
    problem = refusal_of(written, clock=at(MONDAY, 2))
    assert "may be of two days" in str(problem.what)
    assert "--date" in str(problem.remedy)
    assert "al gekregen gisteren HH.MM" in str(problem.remedy)

    # The same by the date of today, later that day, and what the night has not come to.
    assert line_of(written, visited=MONDAY, clock=at(MONDAY, 2, 5))
    assert line_of(written, clock=at(MONDAY, 6))
    assert line_of("2.01", clock=at(MONDAY, 2)).given_on == SUNDAY
    assert line_of("23.30", clock=at(MONDAY, 2)).given_on == SUNDAY


def test_the_clock_is_that_of_the_hospital_whatever_zone_it_is_given_in(line_of, refusal_of):
    late = datetime(2026, 11, 21, 23, 5, tzinfo=UTC)
    assert line_of("23.30", clock=late).given_on == SATURDAY
    assert line_of("23.30", clock=datetime(2026, 11, 22, 0, 5)).given_on == SATURDAY
    assert "still to come" in str(
        refusal_of("14.10", clock=datetime(2026, 11, 22, 13, 5, tzinfo=UTC)).what
    )


@pytest.mark.parametrize(
    ("given_at", "hours", "due"),
    [
        (datetime(2027, 3, 28, 1), 4, datetime(2027, 3, 28, 6)),
        (datetime(2027, 3, 27, 23, 30), 4, datetime(2027, 3, 28, 4, 30)),
        (datetime(2027, 3, 28, 3), 4, datetime(2027, 3, 28, 7)),
        (datetime(2026, 10, 25, 1), 4, datetime(2026, 10, 25, 4)),
        (datetime(2026, 10, 25, 3), 4, datetime(2026, 10, 25, 7)),
        (datetime(2026, 11, 22, 22, 30), 6, datetime(2026, 11, 23, 4, 30)),
        (datetime(2026, 12, 31, 22), 4, datetime(2027, 1, 1, 2)),
    ],
)
def test_an_interval_is_real_time_also_when_the_clock_changes(moments_of, given_at, hours, due):
    written = f"{given_at:%H.%M}"
    assert moments_of(written, visited=given_at.date(), hours=hours) == (given_at, due)


@pytest.mark.parametrize(
    ("given_at", "due"),
    [
        (datetime(2026, 10, 25, 2, 30), datetime(2026, 10, 25, 6, 30)),
        (datetime(2026, 10, 24, 23, 10), datetime(2026, 10, 25, 3, 10)),
        (datetime(2026, 10, 24, 22, 30), datetime(2026, 10, 25, 2, 30)),
    ],
)
def test_an_hour_that_comes_twice_takes_the_later_answer(given_at, due):
    assert find_next(given_at, 4) == due


@given(
    st.datetimes(datetime(2026, 10, 24), datetime(2026, 10, 26)).map(lambda m: m.replace(second=0))
    | st.datetimes(datetime(2027, 3, 27), datetime(2027, 3, 29)).map(lambda m: m.replace(second=0)),
    st.integers(1, 24),
)
def test_however_the_two_times_are_taken_no_interval_is_cut_short(given_at, hours):
    """By the sum in universal time, for every reading of both times that the clock allows."""
    due = find_next(given_at, hours)
    latest = given_at.replace(tzinfo=BRUSSELS, fold=1).astimezone(UTC)
    first = min(due.replace(tzinfo=BRUSSELS, fold=fold).astimezone(UTC) for fold in (0, 1))
    exists = latest.astimezone(BRUSSELS).replace(tzinfo=None) == given_at
    if exists:
        assert timedelta(hours=hours) <= first - latest <= timedelta(hours=hours + 1)


def test_a_time_that_the_clock_leaves_out_is_refused(refusal_of, line_of):
    for written in ("2.00", "2.30", "2.59"):
        problem = refusal_of(written, visited=FORWARD)
        assert "the clock goes forward" in str(problem.what)
    assert line_of("1.59", visited=FORWARD).given_on == FORWARD
    assert line_of("3.00", visited=FORWARD).given_on == FORWARD
    assert line_of("2.30", visited=BACK).given_on == BACK


def test_in_the_hour_that_comes_twice_a_time_of_the_first_is_not_still_to_come():
    """At 02.10 for the second time, 02.40 may have been half an hour ago."""
    dose = Given(time(2, 40), False)
    moment = settle_given(dose, BACK, at(BACK, 2, 10, fold=1), "med 1", "")
    assert moment == datetime(2026, 10, 25, 2, 40)
    with pytest.raises(DischargeError):
        settle_given(dose, BACK, at(BACK, 2, 10, fold=0), "med 1", "")


def test_the_sentence_names_the_day_of_both_doses(line_of):
    said = str(understood(line_of("23.30", clock=at(SUNDAY, 0, 5))))
    assert "last dose given on Saturday 21 November 2026 at 23.30" in said
    assert "next dose on Sunday 22 November 2026 at 3.30 at the earliest" in said


def test_a_plan_is_judged_anew_at_another_moment_only_if_a_dose_was_given(pharmacy_of, tramadol):
    pharmacy = pharmacy_of(tramadol)

    def read(text, clock):
        return read_plan([text], SUNDAY, pharmacy, None, None, (), clock)

    plain = "tramadol 50 mg zo nodig max 4x/dag"
    assert read(plain, at(SUNDAY, 14)) is read(plain, at(SUNDAY, 15))
    timed = f"{plain} al gekregen 23.30"
    assert read(timed, at(SUNDAY, 0, 5)).value.lines[0].given_on == SATURDAY
    assert read(timed, at(SUNDAY, 23, 45)).value.lines[0].given_on == SUNDAY
    with pytest.raises(DischargeError):
        read(timed, at(SUNDAY, 15))
    assert read(timed, at(SUNDAY, 0, 5)).value.lines[0].given_on == SATURDAY


def test_a_bare_medicine_keeps_the_dose_that_was_given(pharmacy):
    read = read_plan(["ibuprofen al gekregen gisteren 22.00"], SUNDAY, pharmacy, None, None)
    line = read.value.lines[0]
    assert (line.given_on, line.given) == (SATURDAY, time(22))
    assert (line.next_on, line.next_earliest) == (None, None)


def test_a_language_without_a_word_for_the_day_before_does_without(words, ibuprofen):
    from dataclasses import replace

    from leaflet.content.model.medicines import Formulary, MedicineRegister
    from leaflet.discharge.plan.rulebook import open_pharmacy

    silent = replace(words, grammar=replace(words.grammar, day_before=()))
    pharmacy = open_pharmacy(
        Formulary((ibuprofen,), 8, 16), MedicineRegister((), (), (), (), ()), silent
    )
    line = read_plan(["ibuprofen al gekregen 14.10"], SUNDAY, pharmacy, None, None).value.lines[0]
    assert line.given_on == SUNDAY
    with pytest.raises(DischargeError):
        read_plan(["ibuprofen al gekregen gisteren 14.10"], SUNDAY, pharmacy, None, None)
