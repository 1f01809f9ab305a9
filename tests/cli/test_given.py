"""A dose that was given, from the command line to the paper: the clock is read, and only there."""

import pikepdf
import pytest

from leaflet.errors import ExitCode

AN = ("make", "lage-rugpijn", "--name", "An Peeters", "-o", "an.pdf", "--force")
TRAMADOL = "tramadol 50 mg zo nodig om de 4 uur max 4x/dag al gekregen"
NIGHT, AFTERNOON = "1795304700", "1795359000"
"""22 November 2026, 0.45 and 15.50 in Brussels."""


@pytest.fixture
def said(run):
    """What is said of a dose, and the id of the sheet."""

    def said(given, *options, epoch=AFTERNOON):
        done = run(*AN, "--med", f"{TRAMADOL} {given}", *options, SOURCE_DATE_EPOCH=epoch)
        assert done.exit_code == ExitCode.MADE, done.stderr
        return done.stderr

    return said


def test_an_evening_dose_that_is_typed_after_midnight_is_that_of_yesterday(said):
    told = said("23.30", epoch=NIGHT)
    assert "last dose given on Saturday 21 November 2026 at 23.30" in told
    assert "next dose on Sunday 22 November 2026 at 3.30 at the earliest" in told


def test_a_dose_that_is_still_to_come_is_refused_and_nothing_is_written(run, here):
    for date in ((), ("--date", "2026-11-22")):
        done = run(*AN, *date, "--med", f"{TRAMADOL} 23.30", SOURCE_DATE_EPOCH=AFTERNOON)
        assert done.exit_code == ExitCode.DISCHARGE
        assert "med 1: 23.30 is still to come: it is 15.50" in done.stderr
    assert list(here.iterdir()) == []


def test_on_a_day_that_is_given_and_is_not_today_the_time_is_taken_as_it_is_typed(said):
    for day, weekday in (("2026-11-20", "Friday"), ("2026-11-21", "Saturday")):
        told = said("23.30", "--date", day, epoch=NIGHT)
        assert f"last dose given on {weekday} {int(day[-2:])} November 2026 at 23.30" in told


def test_the_night_in_which_the_clock_goes_forward_takes_no_hour_off_an_interval(said):
    told = said("1.00", "--date", "2027-03-28")
    assert "next dose on Sunday 28 March 2027 at 6.00 at the earliest" in told


def test_the_same_line_read_at_the_same_moment_is_the_same_file(said, here):
    said("23.30", epoch=NIGHT)
    first = (here / "an.pdf").read_bytes()
    said("23.30", epoch=str(int(NIGHT) + 600))
    assert (here / "an.pdf").read_bytes() == first


def test_the_day_of_a_dose_is_part_of_the_id_of_the_sheet(said):
    ids = {
        said(*read).partition("sheet ")[2][:6]
        for read in (("14.10",), ("gisteren 14.10",), ("14.11",))
    }
    assert len(ids) == 3


def test_a_list_is_read_at_one_moment(run, here):
    (here / "ward.csv").write_text(
        "naam;med\n"
        f"An Peeters;{TRAMADOL} 23.30\n"
        f"Jan Maes;{TRAMADOL} 15.00\n"
        f"Zoë Claes;{TRAMADOL} gisteren 15.00\n",
        "utf-8",
    )
    list_of = ("batch", "lage-rugpijn", "ward.csv", "--into", "leaflets")
    done = run(*list_of, SOURCE_DATE_EPOCH=AFTERNOON)
    assert done.exit_code == ExitCode.RECORDS
    assert "23.30 is still to come" in done.stderr
    made = sorted(path.name for path in (here / "leaflets").iterdir())
    assert [name[:5] for name in made] == ["00003", "00004"]
    later = run(*list_of, "--resume", SOURCE_DATE_EPOCH=str(int(AFTERNOON) + 8 * 3600 - 600))
    assert later.exit_code == ExitCode.MADE, later.stderr
    again = sorted(path.name for path in (here / "leaflets").iterdir())
    assert set(made) < set(again)
    assert len(again) == 3


def test_stock_and_a_leaflet_of_no_medicine_are_not_one_sheet(run, here):
    said = [
        run(*AN, "--date", "2026-11-22", *option).stderr.partition("sheet ")[2][:6]
        for option in ((), ("--pen",))
    ]
    assert said[0] != said[1]
    with pikepdf.open(here / "an.pdf") as document:
        assert len(document.pages) == 2
