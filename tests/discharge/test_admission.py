"""A record is admitted whole: everything read, everything checked, every problem told at once."""

import locale
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaflet.content.model.brochure import PlanField
from leaflet.content.read import read_content
from leaflet.content.site import open_library
from leaflet.discharge.patient import Discharge, Patient, Record
from leaflet.discharge.plan.rulebook import open_pharmacy
from leaflet.discharge.validate import read_discharge
from leaflet.errors import DischargeError, GlyphError, LeafletError

TODAY = date(2026, 11, 22)
AN = Record(
    name="An Peeters",
    born="1980-05-17",
    date="2026-11-22",
    med=("ibuprofen 600 mg 3x/dag 8 dagen", "paracetamol 1 g zo nodig max 4x/dag"),
)


@pytest.fixture(scope="module")
def content():
    read = read_content(open_library(None), "lage-rugpijn", "nl").value
    campuses = MappingProxyType({"bornem": "Bornem", "rumst": "Rumst"})
    return replace(read, hospital=replace(read.hospital, campuses=campuses))


@pytest.fixture
def admitted(content):
    def do(record, today=TODAY, **changes):
        read = read_discharge(replace(record, **changes), content.rules, today)
        return read.value, [str(warning) for warning in read.warnings]

    return do


@pytest.fixture
def refused(content):
    def do(record, kind=DischargeError, **changes):
        with pytest.raises(kind) as caught:
            read_discharge(replace(record, **changes), content.rules, TODAY)
        assert type(caught.value) is kind
        return [(str(problem.where), str(problem.what)) for problem in caught.value.problems]

    return do


def test_the_usual_discharge_is_read_without_a_word(admitted):
    discharge, warnings = admitted(AN)
    assert discharge.patient == Patient("An Peeters", date(1980, 5, 17))
    assert discharge.visited == TODAY
    assert [line.medicine for line in discharge.plan.lines] == ["ibuprofen", "paracetamol"]
    assert discharge.plan.lines[0].regimen.last == date(2026, 11, 29)
    assert discharge.plan.override is None
    assert warnings == []


def test_a_pharmacy_that_is_opened_once_gives_the_same_discharges(content, admitted):
    opened = open_pharmacy(content.formulary, content.register, content.words)
    assert read_discharge(AN, content.rules, TODAY, opened).value == admitted(AN)[0]


def test_t11_no_facts_make_a_leaflet_for_the_pen(admitted):
    for record in (Record(), Record(name=" ", born="", date=" ", campus="", override="")):
        assert admitted(record) == (Discharge(None, None, None, None), [])
    discharge, warnings = admitted(Record(name="ONBEKEND MAN 3"))
    assert discharge == Discharge(None, None, None, None)
    assert len(warnings) == 1
    assert admitted(Record(date="22/11/2026"))[0].visited == TODAY


@pytest.mark.parametrize("name", [None, "", "-", "X", "onbekend", "ONBEKEND MAN 3", "#N/A"])
def test_t11_a_plan_is_for_somebody(refused, admitted, name):
    assert refused(AN, name=name) == [("name", "is missing, and a plan is for one person")]
    assert admitted(AN, name="Xavier Onbekendt")[0].plan is not None


def test_a_birth_date_is_somebodys(refused):
    assert refused(Record(born="1980-05-17")) == [("name", "is missing beside a birth date")]


def test_t18_a_broken_cell_is_refused_with_a_plan_and_without(refused):
    assert refused(AN, name="#NAAM?") == refused(Record(name="#NAAM?"))
    assert refused(Record(name="#NAAM?")) == [("name", "is an error value of a spreadsheet")]


def test_a_name_without_a_date_is_seen_today(admitted):
    assert admitted(Record(name="An Peeters"))[0].visited == TODAY


def test_t26_an_explicit_date_counts_whatever_the_clock_says(admitted):
    before_midnight = admitted(AN, today=date(2026, 11, 22))
    after_midnight = admitted(AN, today=date(2026, 11, 23))
    assert before_midnight == after_midnight
    without = admitted(AN, today=date(2026, 11, 23), date=None)[0]
    assert without.visited == date(2026, 11, 23)
    assert without.plan.lines[0].regimen.last == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("25/12/2026", date(2027, 1, 1)),
        ("22/02/2028", date(2028, 2, 29)),
        ("22/02/2027", date(2027, 3, 1)),
        ("24/10/2026", date(2026, 10, 31)),
        ("27/03/2027", date(2027, 4, 3)),
    ],
)
def test_t26_t27_eight_days_end_seven_days_later_over_years_leap_days_and_clock_changes(
    content, first, last
):
    day, month, year = map(int, first.split("/"))
    read = read_discharge(replace(AN, date=first), content.rules, date(year, month, day))
    assert read.value.plan.lines[0].regimen.last == last
    assert read.warnings == ()


def test_t28_no_locale_is_asked(admitted):
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, "C")
        assert admitted(AN, date="22 november 2026")[0] == admitted(AN)[0]
    finally:
        locale.setlocale(locale.LC_ALL, before)


def test_t24_a_visit_that_is_far_is_noticed(admitted):
    assert admitted(AN, date="23/11/2026")[1] == ["date: lies in the future — check the date"]


def test_t25_a_minor_gets_a_leaflet_but_no_plan_whoever_overrides_it(admitted, refused):
    young = replace(AN, born="17/05/2014")
    overridden = {"override": "na overleg", "prescriber": "dr. Jan Janssens"}
    for said in ({}, overridden):
        ((where, what),) = refused(young, **said)
        assert where == "born"
        assert "adults only" in what
    discharge, (warning,) = admitted(young, med=())
    assert discharge.patient.born == date(2014, 5, 17)
    assert warning.startswith("born: is that of a patient under 18")


def test_t45_an_override_has_a_reason_and_a_prescriber(admitted, refused):
    long = replace(AN, med=("ibuprofen 600 mg 3x/dag 10 dagen",))
    missing = ("prescriber", "is missing, and an override needs one")
    assert missing in refused(long, override="botmetastase")
    assert missing in refused(long, override="botmetastase", prescriber="-")
    ((where, _),) = refused(long, prescriber="dr. Jan Janssens")
    assert where == "med 1"
    ((where, _),) = refused(long)
    assert where == "med 1"


def test_t45_what_overrides_nothing_is_noticed(admitted):
    named = {"prescriber": "dr. Jan Janssens"}
    (warning,) = admitted(AN, **named)[1]
    assert warning.startswith("prescriber: is given, but nothing is overridden")
    (warning,) = admitted(AN, override="botmetastase", **named)[1]
    assert warning.startswith("override: is given, but no")
    (warning,) = admitted(AN, override="botmetastase", med=(), **named)[1]
    assert warning.startswith("override: is given, but nothing is overridden")


def test_a_campus_is_known_by_key_and_by_name_in_any_case(admitted, refused):
    for typed in ("bornem", "Bornem", " BORNEM "):
        assert admitted(AN, campus=typed)[0].campus == "bornem"
    assert refused(AN, campus="bornen") == [("campus", "is not a campus of this hospital")]


def test_a_campus_that_is_mistyped_gets_a_suggestion_and_is_not_repeated(content):
    with pytest.raises(DischargeError, match="did you mean bornem") as caught:
        read_discharge(replace(AN, campus="bornen"), content.rules, TODAY)
    assert "bornen" not in str(caught.value)
    with pytest.raises(DischargeError, match="choose bornem or rumst"):
        read_discharge(replace(AN, campus="Peeters"), content.rules, TODAY)
    silent = replace(content, hospital=replace(content.hospital, campuses={}))
    with pytest.raises(DischargeError, match="leave it out"):
        read_discharge(replace(AN, campus="bornem"), silent.rules, TODAY)


def test_t46_a_leaflet_without_a_plan_field_takes_no_plan(content):
    sections = tuple(
        replace(
            section,
            blocks=tuple(block for block in section.blocks if not isinstance(block, PlanField)),
        )
        for section in content.brochure.sections
    )
    without = replace(content, brochure=replace(content.brochure, sections=sections))
    with pytest.raises(DischargeError, match="med: this leaflet has no field for a plan"):
        read_discharge(AN, without.rules, TODAY)
    assert (
        read_discharge(replace(AN, med=()), without.rules, TODAY).value.patient.name == "An Peeters"
    )


def test_all_that_is_wrong_is_told_at_once_in_one_error(refused):
    wheres = [
        where
        for where, _ in refused(
            AN,
            name="{{naam}}",
            born="17/05/80",
            date="31/02/2026",
            campus="x",
            med=("ibuprofen 600", "paracetamol 1.000 mg 3x/dag 8 dagen"),
            prescriber="\x1b",
        )
    ]
    assert list(dict.fromkeys(wheres)) == [
        "name", "prescriber", "date", "born", "campus", "med 1", "med 2",
    ]  # fmt: skip


def test_t03_t04_only_glyphs_are_a_glyph_error_and_with_anything_else_a_refusal(refused):
    both = {"name": "محمد", "med": ("ibuprofen 600 mg 3x/dag 8 dagen tegen pijn 😀",)}
    found = refused(AN, GlyphError, **both)
    assert [where for where, _ in found] == ["name", "med 1"]
    assert len(refused(AN, DischargeError, **both, born="x")) == 3
    assert refused(AN, DischargeError, med=("ibuprofen 😀", "paracetamol 600"))


def test_t17_a_national_number_is_refused_in_every_text(refused):
    number = "85.05.17-999.20"
    for field in ("name", "override", "prescriber"):
        assert (field, "looks like it holds a national number") in refused(
            replace(AN, override="pijn", prescriber="dr. Jan Janssens"), **{field: f"A {number}"}
        )
    line = f"ibuprofen 600 mg 3x/dag 8 dagen tegen pijn {number}"
    assert ("med 1", "looks like it holds a national number") in refused(AN, med=(line,))


SECRET = "ŽŻ"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries(
        {
            field: st.text(alphabet=SECRET + "éa0/-\u202e\x1b {", min_size=2, max_size=130)
            for field in ("name", "born", "date", "campus", "override", "prescriber")
        }
    )
)
def test_t118_no_message_holds_what_was_typed(content, facts):
    try:
        told = "\n".join(map(str, read_discharge(Record(**facts), content.rules, TODAY).warnings))
    except LeafletError as error:
        told = str(error)
    assert all(line.isprintable() for line in told.split("\n"))
    assert not set(SECRET + SECRET.lower()) & set(told)


def test_t118_a_message_that_repeats_a_campus_would_have_been_noticed(content, monkeypatch):
    def repeat(typed, known, otherwise):
        return f"did you mean {typed}?"

    monkeypatch.setattr("leaflet.discharge.validate.suggest", repeat)
    with pytest.raises(DischargeError) as caught:
        read_discharge(Record(campus=SECRET), content.rules, TODAY)
    assert set(SECRET.lower()) & set(str(caught.value))


def test_t120_two_patients_in_one_process_leave_nothing_of_each_other(content, admitted):
    alone = admitted(Record(name="Jan Janssens"))
    admitted(AN, campus="rumst")
    assert admitted(Record(name="Jan Janssens")) == alone
    assert alone[0] == Discharge(Patient("Jan Janssens", None), TODAY, None, None)
