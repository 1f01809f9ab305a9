"""A patient's file is read as text, wholly or not at all, and no message repeats it."""

import json
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.discharge.patient import Record
from leaflet.discharge.patient_file import read_record
from leaflet.errors import DischargeError, Place

WORDS = SimpleNamespace(
    columns={
        "name": ("naam", "name", "nom"),
        "born": ("geboortedatum", "born", "date de naissance"),
        "date": ("datum", "date"),
        "campus": ("campus",),
        "medicine": ("med",),
        "override": ("override",),
        "prescriber": ("prescriber", "voorschrijver"),
    }
)
AN = Record(
    name="An Peeters",
    born="1980-05-17",
    date="22/11/2026",
    campus="bornem",
    med=("ibuprofen 600 mg 3x/dag 8 dagen", "paracetamol 1 g zo nodig max 4x/dag"),
    override="botmetastase",
    prescriber="dr. Jan Janssens",
)
YAML = """\
name: An Peeters
born: 1980-05-17
date: 22/11/2026
campus: bornem
med:
  - ibuprofen 600 mg 3x/dag 8 dagen
  - paracetamol 1 g zo nodig max 4x/dag
override: botmetastase
prescriber: dr. Jan Janssens
"""


def read(text):
    return read_record(text.encode(), "patient file", WORDS)


def refusals(text):
    with pytest.raises(DischargeError) as caught:
        read(text)
    return caught.value.problems


def test_t119_a_record_comes_from_yaml_and_from_json_as_from_options():
    fields = {
        "name": AN.name,
        "born": AN.born,
        "date": AN.date,
        "campus": AN.campus,
        "med": list(AN.med),
        "override": AN.override,
        "prescriber": AN.prescriber,
    }
    assert read(YAML) == AN
    assert read(json.dumps(fields)) == AN
    assert read(json.dumps(fields, indent=2)) == AN
    assert read("\ufeff" + YAML.replace("\n", "\r\n")) == AN


def test_a_single_medicine_needs_no_list_and_an_empty_field_is_not_given():
    assert read("name: An\nmed: ibuprofen").med == ("ibuprofen",)
    assert read("name: An\nmed: []\nborn:\ncampus: ''\n") == Record(name="An", campus="")
    assert read('{"name": "An", "born": null}') == Record(name="An")


def test_the_headers_of_the_language_are_keys_too():
    text = "Naam: An Peeters\n'Date de  naissance': 17/05/1980\nDATUM: 22/11/2026\nVoorschrijver: x"
    assert read(text) == Record(
        name="An Peeters", born="17/05/1980", date="22/11/2026", prescriber="x"
    )


@pytest.mark.parametrize("name", ["No", "Null", "On", "Yes", "True", "~", "1e3", "0x1A", "1_000"])
def test_t12_a_name_that_looks_like_a_value_stays_the_text_that_was_typed(name):
    assert read(f"name: {name}").name == name


def test_t12_dates_and_numbers_stay_the_text_that_was_typed():
    record = read("born: 2026-02-30\nmed: [600, 1.0, .5]\ndate: 20261122")
    assert record == Record(born="2026-02-30", date="20261122", med=("600", "1.0", ".5"))


def test_an_unknown_field_is_refused_with_its_place_and_what_was_meant():
    (problem,) = refusals("name: An\ngeboortedatun: 17/05/1980\n")
    assert problem.where == Place("patient file", 2, 1)
    assert str(problem.what) == "is an unknown field"
    assert str(problem.remedy) == "did you mean geboortedatum?"
    (problem,) = refusals("name: An\nallergieën: penicilline\n")
    assert str(problem.remedy).startswith("the fields are name, born, date, campus, med, ")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("name: [An, Peeters]", 1, "name is a list"),
        ("name:\n  given: An\n", 2, "name is a group of fields"),
        ("name: An\nmed:\n  - [ibuprofen]\n", 3, "is not a text"),
        ("name: An\nmed:\n  - name: ibuprofen\n", 3, "is not a text"),
        ("name: An\nmed:\n  - ibuprofen\n  -\n", 4, "is not a text"),
        ("name: An\nmed: {ibuprofen: 600 mg}", 2, "med is a group of fields"),
        ("name: An\nnaam: An\n", 2, "gives the field name a second time"),
        ("- name: An\n", 1, "is not a record"),
        ("An Peeters", 1, "is not a record"),
    ],
)
def test_a_wrong_kind_of_value_is_refused_with_its_place(text, line, what):
    (problem,) = refusals(text)
    assert problem.where.line == line
    assert str(problem.what) == what
    assert str(problem.remedy)


@pytest.mark.parametrize(
    "text",
    ["", "name: An\nname: Jan\n", "name: !!python/name:os An", "name: 'An", "\x00", "{name: "],
)
def test_what_cannot_be_read_is_the_discharge_that_is_refused_not_the_content(text):
    assert refusals(text)


def test_all_that_is_wrong_is_told_at_once():
    assert len(refusals("nam: An\nborn: [1]\nmed:\n  - []\n  - {}\n")) == 4


@given(
    st.text(alphabet="ŽŻ:'\"-#{}[]&*!|>%@ \n", min_size=6, max_size=60),
    st.sampled_from(
        ["{0}", "name: {0}", "name: [{0}", "{0}: An", "med:\n - {0}", '{{"name": {0}}}']
    ),
)
def test_t118_no_message_repeats_what_the_file_says(secret, shape):
    try:
        read(shape.format(secret))
        told = ""
    except DischargeError as error:
        told = str(error)
    assert not set("ŽŻžż") & set(told)
