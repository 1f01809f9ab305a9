"""The quick look at a row never passes over what the slow look at its cells would find."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.discharge.lists.spreadsheet import (
    BOUND,
    find_flaw,
    is_count,
    is_suspect,
    is_total,
    is_total_word,
)

FIELDS = ("name", "born", "date", "campus", "med 1", "override", "prescriber")
PIECES = st.sampled_from(
    [
        *("#", "N/B", "=", "+", "-", "@", "1", "45000", ",5", "E+10", "e+1", " ", "\u00a0", "\t"),
        *("Ã", "«", "â€", "á»", "È", "™", "‰", "a", "é", "?", "³", "\ufffd", "Err:", "fout:"),
        *("Totaal", "sub", "TOTAL", "aantal", "patiënten", ":", "grand ", "Nombre", "\x1f", "\0"),
    ]
)
TEXTS = st.lists(PIECES, max_size=5).map("".join) | st.text(max_size=6)


@settings(max_examples=500)
@given(st.lists(TEXTS, min_size=1, max_size=3), st.sampled_from(FIELDS))
def test_a_row_with_a_flaw_is_suspect(texts, field):
    flaws = [text for text in texts if text.strip() and find_flaw(text, field)]
    totals = [text for text in texts if is_total_word(text) or is_count(text)]
    if flaws or totals:
        assert is_suspect(f"{BOUND}{BOUND.join(texts)}{BOUND}")


@pytest.mark.parametrize(
    "row",
    [
        ("An Peeters", "1980-05-17", "22/11/2026", "ibuprofen 600 mg 3x/dag", "", ""),
        ("Zoë D’Hondt", "17.05.1980", "", "paracetamol 1 g, zo nodig + max 4x/dag", "dr. É. Â"),
        ("Total Jan 3", "", "", ""),
    ],
)
def test_a_usual_row_is_not_suspect(row):
    assert is_suspect(f"{BOUND}{BOUND.join(row)}{BOUND}") is (row[0] == "Total Jan 3")
    assert [find_flaw(text, field) for text, field in zip(row, FIELDS, strict=False) if text] == [
        None for text in row if text
    ]


@pytest.mark.parametrize("field", FIELDS)
def test_t66_what_is_wrong_in_one_field_may_be_right_in_another(field):
    def is_refused(text):
        return find_flaw(text, field) is not None

    assert is_refused("45000") is (field in ("name", "born", "date"))
    assert is_refused("600") is (field == "name")
    assert is_refused("Totaal") is (field == "name")
    assert is_refused("Ma?l") is (field == "name")
    assert is_refused("5³") is (field == "name")
    assert is_refused("#N/B")
    assert is_refused("MaÃ«l")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Totaal", "3", "12 patiënten"], True),
        (["3", "Totaal:"], True),
        (["3"], False),
        (["3", "4"], False),
        (["Totaal", "An"], False),
        (["Totaal", "17/05/1980"], False),
        (["An"], False),
    ],
)
def test_t65_a_total_is_a_word_for_it_and_at_most_its_counts(texts, expected):
    assert is_total(texts) is expected
