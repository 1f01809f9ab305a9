"""Limits in running text, held against the formulary: what contradicts it, and what does not."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leaflet.content.checks.claims import find_false_claims
from leaflet.content.checks.prose import Passage, Sentence
from leaflet.content.read import read_content
from leaflet.content.schema.words import read_limit_words
from leaflet.content.site import open_library
from leaflet.content.yaml.reader import read_source
from leaflet.errors import Place

TEXT = "lage-rugpijn/nl.yaml"
PLACE = Place(TEXT, 7, 3)


@pytest.fixture(scope="module")
def judge():
    """Hold one sentence against the formulary that comes with the program."""
    library = open_library(None)
    content = read_content(library, "lage-rugpijn", "nl").value
    words = library.find("words/nl.yaml").path.read_bytes()
    said = read_limit_words(read_source(words, "words/nl.yaml"))

    def judge(text):
        passage = Passage(PLACE, "Kop", (Sentence(PLACE, text),))
        formulary, grammar = content.formulary, content.words.grammar
        return list(find_false_claims((passage,), formulary, grammar, said))

    return judge


FALSE = [
    # What is called the maximum, above it and below it.
    ("Neem hoogstens 4 keer per dag ibuprofen.", "`4 keer`"),
    ("Neem ibuprofen maximaal 2 keer per dag.", "`2 keer`"),
    ("Neem per dag niet meer dan 2400 mg ibuprofen.", "`2400 mg`"),
    ("Neem nooit meer dan 5 g paracetamol per dag.", "`5 g`"),
    ("Niet meer dan 3 g Dafalgan in 24 uur.", "`3 g`"),
    ("Tramadol: max. 500 mg per dag.", "`500 mg`"),
    ("Hoogstens 1800 mg ibuprofen per keer.", "`1800 mg`"),
    ("Neem ibuprofen hoogstens 10 dagen.", "`10 dagen`"),
    ("Neem niet meer dan per dag 500 mg tramadol.", "`500 mg`"),
    # Above a limit, whatever it is called.
    ("Neem 800 mg ibuprofen bij het eten.", "`800 mg`"),
    ("Neem Brufen 4 keer per dag.", "`4 keer`"),
    ("Neem gedurende 10 dagen ibuprofen.", "`10 dagen"),
    ("Je mag 2 gram paracetamol nemen.", "`2 gram`"),
    ("Neem 450 mg tramadol per dag.", "`450 mg`"),
    ("Neem 12 dagen lang paracetamol.", "`12 dagen"),
    # Too little time between two.
    ("Neem tramadol om de 3 uur.", "`3 uur`"),
    ("Laat minstens 6 uur tussen twee innames van tramadol.", "`6 uur`"),
    ("Laat 2 uur tussen twee innames van tramadol.", "`2 uur`"),
    # Days after which something changes.
    ("Heb je ibuprofen langer dan 3 dagen nodig? Bel dan.", "`3 dagen`"),
    ("Heb je paracetamol langer dan 14 dagen nodig?", "`14 dagen`"),
    ("Neem niet langer dan 10 dagen pijnstillers.", "`10 dagen`"),
    ("Heb je langer dan 18 dagen pijnstillers nodig?", "`18 dagen`"),
    ("Neem geen ibuprofen langer dan 10 dagen.", "`10 dagen`"),
    ("Neem ibuprofen 600 mg, 3 keer per dag, 10 dagen lang.", "`10 dagen lang`"),
    ("Neem ibuprofen bij het eten, hoogstens 4 keer per dag.", "`4 keer`"),
    ("Neem ibuprofen 3 keer per dag en niet langer dan 10 dagen.", "`10 dagen`"),
    ("Neem 14 dagen lang elke dag pijnstillers.", "`14 dagen lang`"),
]

TRUE = [
    "Neem hoogstens 3 keer per dag ibuprofen.",
    "Neem ibuprofen hoogstens 8 dagen, telkens 600 mg, hoogstens 1800 mg per dag.",
    "Neem nooit meer dan 4 g paracetamol per 24 uur.",
    "Niet meer dan 400 mg tramadol per dag, met minstens 4 uur ertussen.",
    "Heb je langer dan 8 dagen pijnstillers nodig?",
    # Less than a limit that nobody calls the maximum.
    "Begin met 400 mg ibuprofen.",
    "Neem 2 keer per dag ibuprofen.",
    "Neem 5 dagen ibuprofen.",
    "Laat 6 uur tussen twee innames van tramadol.",
    "Neem paracetamol om de 6 uur.",
    # What is forbidden, or no dose at all.
    "Neem nooit 1200 mg ibuprofen in één keer.",
    "Nam je meer dan 10 g paracetamol? Bel het antigifcentrum.",
    "Na 10 dagen zonder ibuprofen mag je weer werken.",
    "De pijn is weg binnen 10 dagen, ook zonder ibuprofen.",
    "Tramadol werkt 12 uur.",
    "Doe de oefeningen 5 tot 10 keer en neem vooraf ibuprofen.",
    # What another clause is about, or something else than the medicine.
    "Doe de oefeningen 5 keer per dag en neem ibuprofen.",
    "Neem ibuprofen en doe de oefeningen hoogstens 5 keer per dag.",
    "Neem ibuprofen, maar rust hoogstens 10 dagen.",
    "De zwelling duurt 10 dagen, neem ibuprofen.",
    "Met ibuprofen duurt de pijn nog 10 dagen.",
    "Duurt de pijn langer dan 3 dagen ondanks ibuprofen?",
    "Heb je langer dan 3 dagen koorts, ook met paracetamol?",
    "Heb je langer dan 3 dagen pijn met pijnstillers?",
    "Blijf 14 dagen thuis; pijnstillers helpen.",
    "Neem ibuprofen en vitamine C 1000 mg.",
    # No medicine, or two of them.
    "Doe dit hoogstens 10 keer per dag.",
    "Neem ibuprofen en paracetamol hoogstens 4 keer per dag.",
    "Rust hoogstens 10 dagen.",
    "Neem pijnstillers 4 keer per dag.",
    # What the formulary does not state.
    "Neem hoogstens 2 tabletten tramadol van 50 mg.",
    "Laat minstens 6 uur tussen twee innames van paracetamol.",
    "Het ibuprofengel werkt 10 dagen.",
]


@pytest.mark.parametrize(("sentence", "told"), FALSE)
def test_a_figure_that_contradicts_a_limit_is_told(judge, sentence, told):
    (problem,) = judge(sentence)

    assert problem.where == PLACE
    assert f"the leaflet says {told}" in str(problem.what)
    assert "formulary" in str(problem.what)


@pytest.mark.parametrize("sentence", TRUE)
def test_no_wolf_is_cried(judge, sentence):
    assert judge(sentence) == []


@given(st.integers(min_value=1, max_value=5000))
def test_only_the_stated_limit_may_be_called_the_maximum(judge, dose):
    told = judge(f"Neem hoogstens {dose} mg ibuprofen per dag.")
    assert bool(told) == (dose != 1800)


@given(st.integers(min_value=1, max_value=5000))
@example(600)
@example(1800)
def test_a_dose_is_told_only_above_the_limit_of_one_intake(judge, dose):
    # 1800 mg is the formulary's own figure, of a day, and the sentence does not say of what.
    assert bool(judge(f"Neem {dose} mg ibuprofen.")) == (dose > 600 and dose != 1800)


def test_a_false_claim_stops_the_leaflet_at_the_line_where_its_sentence_begins(house):
    house.change(
        TEXT, "nuttig zijn, bijvoorbeeld ibuprofen.", "nuttig zijn. Neem dan 4 keer per dag Brufen."
    )
    (problem,) = house.refusal().problems
    lines = house.path(TEXT).read_text("utf-8").split("\n")

    assert "`4 keer`" in str(problem.what)
    assert lines[problem.where.line - 1][problem.where.column - 1 :].startswith("Neem dan 4 keer")


def test_a_language_without_words_for_limits_is_not_judged(house):
    words = house.path("words/nl.yaml").read_text("utf-8")
    start, end = words.index("limits:\n"), words.index("# Column headers")
    house.path("words/nl.yaml").write_text(words[:start] + words[end:], "utf-8")
    house.change(TEXT, "langer dan 8 dagen pijnstillers", "langer dan 18 dagen pijnstillers")

    assert house.read().value.brochure.language == "nl"


def test_a_slip_in_the_words_for_limits_is_told(house):
    house.change("words/nl.yaml", "  beyond: [meer dan", "  beyont: [meer dan")

    told = str(house.refusal())
    assert "words/nl.yaml:" in told
    assert "`beyont`" in told
