"""The content that comes with the program, held against the facts that it was written from."""

import re
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest

from leaflet.content.checks.translation import check_everything
from leaflet.content.model.brochure import LimitTable, Role
from leaflet.content.model.medicines import Amount, ConflictAction, Limits, Moment, Unit
from leaflet.content.read import read_content
from leaflet.content.site import open_library


@pytest.fixture(scope="module")
def content():
    read = read_content(open_library(None), "lage-rugpijn", "nl", date(2026, 11, 22))
    assert read.warnings == ()
    return read.value


def amount(value, unit):
    return Amount(Decimal(value), unit)


def test_all_content_is_in_order_and_nothing_is_warned_of():
    found = check_everything(open_library(None), (), date(2026, 11, 22))

    assert found.problems == ()
    assert found.warnings == ()


def test_the_formulary_states_the_limits_of_the_brochure_and_no_other(content):
    limits = {medicine.key: medicine.limits for medicine in content.formulary.medicines}

    gram, milligram = Unit.GRAM, Unit.MILLIGRAM
    assert limits == {
        "ibuprofen": Limits(amount(600, milligram), amount(1800, milligram), 3, None, 8),
        "paracetamol": Limits(amount(1, gram), amount(4, gram), 4, None, None),
        "tramadol": Limits(None, amount(400, milligram), None, 4, None),
    }
    assert content.formulary.longest_course == 8


def test_what_the_pharmacy_has_not_stated_is_empty(content):
    for medicine in content.formulary.medicines:
        assert medicine.ceiling is None
        assert medicine.presentations == ()
    tramadol = content.formulary.medicines[2]
    assert (tramadol.usual, tramadol.default_regimen) == (None, None)
    assert tramadol.on_prescription


def test_moments_are_those_of_the_formulary_for_one_to_four_intakes(content):
    moments = content.formulary.medicines[0].moments

    assert {count: len(moments[count]) for count in moments} == {1: 1, 2: 2, 3: 3, 4: 4}
    assert moments[3] == (Moment.BREAKFAST, Moment.LUNCH, Moment.DINNER)


def test_the_two_numbers_of_the_brochure_are_in_the_phone_book(content):
    numbers = {entry.key: entry.number for entry in content.phonebook.numbers}

    assert numbers == {"bornem.pijnkliniek": "03 890 59 23", "rumst.pijnkliniek": "03 880 90 11"}
    assert dict(content.hospital.campuses) == {"bornem": "Bornem", "rumst": "Rumst"}


def test_what_the_hospital_has_not_said_is_none(content):
    hospital = content.hospital
    said = (hospital.name, hospital.department, hospital.logo, hospital.editor)

    assert said == (None, None, None, None)
    assert (hospital.accent, hospital.alarm) == (None, None)
    brochure = content.brochure
    assert (brochure.version, brochure.review_by) == (None, None)
    for entry in content.phonebook.numbers:
        assert (entry.hours, entry.checked_on, entry.checked_by) == (None, None, None)


def groups_of(register, atc):
    return {group.key for group in register.groups if group.holds(atc)}


@pytest.mark.parametrize(
    ("atc", "groups"),
    [
        ("M01AE01", {"nsaid"}),
        ("M01AX05", set()),
        ("N02BA01", {"nsaid"}),
        ("N02AJ14", {"nsaid", "opioid", "tramadol"}),
        ("N02AJ13", {"paracetamol", "opioid", "tramadol"}),
        ("N02AJ06", {"paracetamol", "opioid"}),
        ("N02BE01", {"paracetamol"}),
        ("N02AX02", {"opioid", "tramadol"}),
        ("B01AC06", {"low_dose_aspirin"}),
        ("M02AA15", {"topical_nsaid"}),
        ("N06AB06", {"serotonergic"}),
        ("N02CC01", {"serotonergic"}),
        ("B01AF01", {"anticoagulant"}),
        ("B01AC04", set()),
    ],
)
def test_each_substance_falls_in_the_groups_of_the_duplicate_check(content, atc, groups):
    assert groups_of(content.register, atc) == groups


def test_two_of_a_kind_are_refused_and_risky_pairs_are_warned_of(content):
    verdicts = {
        (conflict.first, conflict.second): conflict.verdict
        for conflict in content.register.conflicts
    }

    refused = {pair for pair, verdict in verdicts.items() if verdict is ConflictAction.REFUSE}
    assert refused == {
        ("nsaid", "nsaid"),
        ("paracetamol", "paracetamol"),
        ("opioid", "opioid"),
    }
    assert len(verdicts) == 7


def test_the_brands_of_the_list_are_known(content):
    brands = {
        brand
        for named in (*content.formulary.medicines, *content.register.products)
        for brand in named.brands
    }

    assert brands >= {
        *("Brufen", "Nurofen", "Voltaren", "Biofenac", "Mobic", "Asaflow", "Voltaren gel"),
        *("Dafalgan", "Perdolan", "Zaldiar", "Dafalgan Codeine", "Contramal", "Tradonal"),
        *("Skudexa", "Marcoumar", "Eliquis", "Xarelto"),
    }
    assert {"MS", "MSO4", "MgSO4", "HCT", "APAP", "ASA", "MTX"} <= set(
        content.register.abbreviations
    )
    assert ("tramadol", "trazodon") in content.register.lookalikes


def test_every_block_knows_the_line_where_it_stands(content):
    text = (open_library(None).built_in / "content/lage-rugpijn/nl.yaml").read_text("utf-8")
    lines = text.splitlines()

    for block in content.brochure.blocks():
        assert block.place.file == "lage-rugpijn/nl.yaml"
        written = lines[block.place.line - 1]
        assert written[: block.place.column - 1].strip() == "-"
    tables = [block for block in content.brochure.blocks() if isinstance(block, LimitTable)]
    assert [row.medicine for table in tables for row in table.rows] == [
        row.removeprefix("- medicine: ")
        for row in map(str.strip, lines)
        if row.startswith("- medicine:")
    ]


def test_no_word_of_the_brochure_is_lost_in_reading(content):
    """Every text of the file, in its order, stands in the brochure's own texts."""
    read = repr(content.brochure)

    found = open_library(None).built_in / "content/lage-rugpijn/nl.yaml"
    for word in re.findall(r"[^\W\d_]{4,}", re.sub(r"#.*", "", found.read_text("utf-8"))):
        if word not in _KEYS:
            assert word in read


_KEYS = {
    *("schema", "language", "title", "version", "cover", "kicker"),
    *("question", "illustration", "salutation", "greeting", "paragraph", "sections", "role"),
    *("panel", "pictogram", "heading", "blocks", "steps", "text", "items", "bullets", "crosses"),
    *("medicines", "medicine", "note", "maximum", "detail", "plan", "foot", "exercise", "figure"),
    *("callout", "contacts", "parent", "review", "draft"),
}


def test_the_red_flags_stand_on_the_flap(content):
    flags = [
        section for section in content.brochure.sections if section.role is Role.WHEN_TO_RETURN
    ]

    assert [section.panel.value for section in flags] == ["flap"]


@pytest.mark.parametrize(
    "module",
    ["model.brochure", "model.medicines", "model.words", "model.content", "model.hospital", "site"],
)
def test_the_types_and_the_library_load_neither_yaml_nor_pydantic(module):
    code = (
        f"import sys, leaflet.content.{module}\n"
        "print(sorted({'yaml', 'pydantic', 'difflib'} & set(sys.modules)))"
    )
    root = str(open_library(None).built_in)

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert done.stdout.strip() == "[]"


def test_the_reading_does_load_them_so_the_fence_can_bite():
    code = (
        "import sys, leaflet.content.read\n"
        "print(sorted({'yaml', 'pydantic', 'difflib'} & set(sys.modules)))"
    )
    root = str(open_library(None).built_in)

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert "'pydantic', 'yaml'" in done.stdout
