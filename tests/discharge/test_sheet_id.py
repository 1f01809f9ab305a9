"""The same facts have the same id; any other fact has another."""

from dataclasses import fields, replace
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.content.model.medicines import Amount, Moment, Unit
from leaflet.discharge.patient import Discharge, Patient
from leaflet.discharge.plan.model import (
    AsNeeded,
    Dose,
    Intake,
    Meal,
    MedicationPlan,
    Override,
    Pieces,
    PlanLine,
    Scheduled,
)
from leaflet.discharge.sheet_id import RECORDS, read_sheet_id, sheet_id
from leaflet.errors import UsageError

CONTENT = "3f9a-27c1"
DAY = date(2026, 11, 22)
LINE = PlanLine(
    medicine="ibuprofen",
    brand=None,
    checked=True,
    dose=Dose(Amount(Decimal(600), Unit.MILLIGRAM), None),
    regimen=Scheduled((Intake(Moment.BREAKFAST, Meal.WITH),), DAY, date(2026, 11, 29)),
    with_food=True,
    on_prescription=False,
    reason=None,
    given=None,
    next_earliest=None,
)
PLAN = MedicationPlan((LINE,), None)
AN = Discharge(Patient("An Peeters", date(1980, 5, 17)), DAY, "bornem", PLAN)


def with_line(**facts):
    return replace(AN, plan=MedicationPlan((replace(LINE, **facts),), None))


VARIANTS = [
    AN,
    replace(AN, patient=Patient("An Peters", date(1980, 5, 17))),
    replace(AN, patient=Patient("An Peeters", date(1980, 5, 18))),
    replace(AN, patient=Patient("An Peeters", None)),
    replace(AN, patient=None),
    replace(AN, visited=date(2026, 11, 23)),
    replace(AN, visited=None),
    replace(AN, campus=None),
    replace(AN, campus="None"),
    replace(AN, campus="rumst"),
    replace(AN, plan=None),
    replace(AN, plan=MedicationPlan((LINE, LINE), None)),
    replace(AN, plan=MedicationPlan((LINE,), Override("dr. Jan Janssens"))),
    with_line(medicine="paracetamol"),
    with_line(brand="Brufen"),
    with_line(checked=False),
    with_line(dose=Dose(Amount(Decimal(400), Unit.MILLIGRAM), None)),
    with_line(dose=Dose(Amount(Decimal(600), Unit.GRAM), None)),
    with_line(dose=Dose(None, Pieces(Decimal(600), Unit.TABLET, None))),
    with_line(regimen=Scheduled((Intake(Moment.BREAKFAST, None),), DAY, date(2026, 11, 29))),
    with_line(regimen=Scheduled((Intake(Moment.LUNCH, Meal.WITH),), DAY, date(2026, 11, 29))),
    with_line(regimen=Scheduled((Intake(Moment.BREAKFAST, Meal.WITH),), DAY, DAY)),
    with_line(regimen=Scheduled((Intake(Moment.BREAKFAST, Meal.WITH),), DAY, None)),
    with_line(regimen=AsNeeded(4, None, None, DAY, None)),
    with_line(regimen=AsNeeded(None, None, 4, DAY, None)),
    with_line(with_food=False),
    with_line(on_prescription=True),
    with_line(reason="de pijn"),
    with_line(given=time(14, 10)),
    with_line(next_earliest=time(14, 10)),
    with_line(given=time(14, 10), given_on=DAY),
    with_line(given=time(14, 10), given_on=date(2026, 11, 21)),
    with_line(next_earliest=time(14, 10), next_on=DAY),
    replace(AN, replaces="9HFW3H"),
    replace(AN, replaces="9HFW3J"),
]


def test_an_id_is_six_characters_that_nobody_misreads():
    for variant in VARIANTS:
        written = sheet_id(CONTENT, variant)
        assert len(written) == 6
        assert set(written) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_the_same_facts_have_the_same_id_today_and_ever():
    again = replace(AN, patient=Patient("An Peeters", date(1980, 5, 17)))
    assert sheet_id(CONTENT, AN) == sheet_id(CONTENT, again)
    assert sheet_id(CONTENT, Discharge(None, None, None, None)) == "9HFW3H"
    assert sheet_id(CONTENT, Discharge(None, None, None, None, None)) == "9HFW3H"


def test_equal_amounts_have_the_same_id_however_many_zeros_they_carry():
    tidy = with_line(dose=Dose(Amount(Decimal("600"), Unit.MILLIGRAM), None))
    loose = with_line(dose=Dose(Amount(Decimal("6.00E+2"), Unit.MILLIGRAM), None))
    assert tidy == loose
    assert sheet_id(CONTENT, tidy) == sheet_id(CONTENT, loose)


def test_t120_every_other_fact_gives_another_id():
    written = [sheet_id(CONTENT, variant) for variant in VARIANTS]
    assert len(set(written)) == len(VARIANTS)


def test_a_grid_for_the_pen_has_another_id_than_the_words_that_nothing_is_prescribed():
    nothing = replace(AN, plan=None)
    assert sheet_id(CONTENT, nothing, is_for_pen=True) != sheet_id(CONTENT, nothing)


def test_other_words_of_the_hospital_give_another_id():
    assert sheet_id("3f9a-27c1", AN) != sheet_id("3f9a-27c2", AN)


def test_facts_that_run_together_are_kept_apart():
    first = with_line(brand="a", reason="b")
    assert sheet_id(CONTENT, first) != sheet_id(CONTENT, with_line(brand="b", reason="a"))
    assert sheet_id("1", AN) != sheet_id("1 ", AN)


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_two_names_share_an_id_only_when_they_are_one_name(first, second):
    ids = {sheet_id(CONTENT, replace(AN, patient=Patient(name, None))) for name in (first, second)}
    assert len(ids) == len({first, second})


def test_every_place_of_the_id_uses_the_whole_alphabet():
    sheets = [replace(AN, patient=Patient(f"An {n}", None)) for n in range(600)]
    for place in range(6):
        assert len({sheet_id(CONTENT, sheet)[place] for sheet in sheets}) == 32


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("K7M2QX", "K7M2QX"),
        (" k7m2qx\n", "K7M2QX"),
        ("oOlLiI", "001111"),
        ("000000", "000000"),
    ],
)
def test_an_id_is_read_as_it_was_misread(typed, read):
    assert read_sheet_id(typed, "--replaces") == read


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "K7M2Q",
        "K7M2QXX",
        "K7M2QU",
        "K7-M2Q",
        "K7M 2QX",
        "K7M2Qé",
        "K7M2Qſ",
        "K7M2Q٣",
        "ﬁ7M2Q",
    ],
)
def test_what_is_no_id_is_refused_and_not_repeated(typed):
    with pytest.raises(UsageError) as refused:
        read_sheet_id(typed, "--replaces")
    (problem,) = refused.value.problems
    assert problem.where == "--replaces"
    assert "before 1/2 or 2/2" in str(problem.remedy)
    assert not typed.strip() or typed.strip() not in str(problem)


@given(st.text(max_size=8))
def test_whatever_is_typed_is_an_id_or_refused(typed):
    try:
        read = read_sheet_id(typed, "--replaces")
    except UsageError:
        return
    assert len(read) == 6
    assert read_sheet_id(read, "--replaces") == read


def test_every_id_that_is_printed_can_be_typed():
    for variant in VARIANTS:
        printed = sheet_id(CONTENT, variant)
        assert read_sheet_id(printed, "--replaces") == printed
        assert read_sheet_id(printed.lower(), "--replaces") == printed


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_of_a_record_has_its_place_in_an_id(kind):
    _, at_first, later = RECORDS[kind]

    assert sorted([*at_first, *later]) == sorted(each.name for each in fields(kind))


def test_the_facts_of_a_discharge_are_all_in_its_id():
    assert [each.name for each in fields(Discharge)] == [
        *("patient", "visited", "campus", "plan", "replaces")
    ]
