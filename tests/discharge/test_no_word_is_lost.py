"""One more word in a usual line refuses it, or is in what is said back of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.content.model.medicines import Unit
from leaflet.content.read import read_content
from leaflet.content.site import open_library
from leaflet.discharge.plan.read import read_plan
from leaflet.discharge.plan.summary import understood
from leaflet.errors import DischargeError

SUNDAY = date(2026, 11, 22)
GRAMMAR = read_content(open_library(None), "lage-rugpijn", "nl").value.words.grammar
USUAL = [
    "ibuprofen 600 mg 3x/dag 8 dagen",
    "ibuprofen 400 mg ontbijt+avond 1 week tegen de pijn",
    "ibuprofen 600 mg ontbijt, middag en avond tot en met 29/11/2026",
    "paracetamol 1 g zo nodig max 4x/dag tegen pijn en koorts",
    "paracetamol 2 tabletten van 500 mg zo nodig max 4x/dag",
    "paracetamol 500 mg 4 keer per dag gedurende 7 dagen",
    "tramadol 50 mg zo nodig om de 6 uur max 4x/dag al gekregen om 14.10",
    "tramadol 50 mg voor het slapengaan 3 dagen op voorschrift",
    "Quxorfant buiten lijst 5 mg voor het ontbijt 3 dagen",
]
UNSAID = {
    *GRAMMAR.during,
    *GRAMMAR.at,
    *GRAMMAR.article,
    *GRAMMAR.join,
    # Twice the same: said of the medicine anyway, or by the words on either side.
    *GRAMMAR.prescribed,
    *GRAMMAR.unprescribed,
    *GRAMMAR.hours,
    *GRAMMAR.food,
    *("lang", "zo"),
}
"""What has no meaning of its own where it may stand, or says what is said already."""


def words_of(value):
    """Every form in the grammar, whatever it stands for."""
    if isinstance(value, str):
        yield from (value, *value.split())
    elif hasattr(value, "items"):
        for each in value.values():
            yield from words_of(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from words_of(getattr(value, name))
    else:
        for each in value:
            yield from words_of(each)


OWN = sorted(set(words_of(GRAMMAR)) | {unit.value for unit in Unit})
NEVER = [*GRAMMAR.barred, *GRAMMAR.orders, *GRAMMAR.rhythm.words]
PLACES = st.integers(0, 20)
STRANGE = st.text("bcdfghjklmnprstvwz", min_size=1, max_size=9) | st.integers(0, 9999).map(str)


def read_or_refuse(line, pharmacy):
    """What is said back of the line, or ``None`` where it is refused."""
    try:
        return str(understood(read_plan([line], SUNDAY, pharmacy, None, None).value.lines[0]))
    except DischargeError:
        return None


def insert(line, place, word):
    words = line.split(" ")
    at = place % (len(words) + 1)
    return " ".join((*words[:at], word, *words[at:]))


@given(st.sampled_from(USUAL), PLACES, st.sampled_from(OWN))
def test_a_word_of_the_grammar_refuses_a_line_or_changes_what_is_said(pharmacy, line, place, word):
    said = read_or_refuse(insert(line, place, word), pharmacy)

    assert said is None or said != read_or_refuse(line, pharmacy) or word in UNSAID


@given(st.sampled_from(USUAL), PLACES, STRANGE)
def test_a_strange_word_or_number_refuses_a_line_or_is_said_back(pharmacy, line, place, word):
    said = read_or_refuse(insert(line, place, word), pharmacy)

    assert said is None or word in said


@given(st.sampled_from(USUAL), PLACES, st.sampled_from(NEVER))
def test_a_word_that_says_not_or_not_every_day_refuses_a_line_wherever_it_stands(
    pharmacy, line, place, word
):
    assert read_or_refuse(insert(line, place, word), pharmacy) is None
    assert read_or_refuse(insert(line, place, word.title()), pharmacy) is None


@pytest.mark.parametrize("line", USUAL)
def test_the_usual_lines_are_read(pharmacy, line):
    assert read_or_refuse(line, pharmacy)
