"""How hard a Dutch text is to read, and the line in the file where a hard sentence begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.content.checks.prose import Passage, Sentence, read_prose, split_sentences, split_words
from leaflet.content.checks.reading_ease import (
    FEWEST,
    LONGEST,
    NORMAL,
    PassageScore,
    Score,
    find_hard,
    has_formula,
    rate,
    rate_all,
    rate_passages,
)
from leaflet.content.site import open_library
from leaflet.content.yaml.reader import decode, read_source

from leaflet.errors import Place  # isort: skip

TEXT = "lage-rugpijn/nl.yaml"
NOWHERE = Place("x.yaml", 1, 1)


def passages_of(house):
    content = house.path(TEXT).read_bytes()
    brochure = house.read().value.brochure
    return read_prose(brochure, read_source(content, TEXT), decode(content, TEXT))


@pytest.fixture
def passages(house):
    return passages_of(house)


def passage(*texts):
    return Passage(NOWHERE, "Kop", tuple(Sentence(NOWHERE, text) for text in texts))


@pytest.mark.parametrize(
    "sentences",
    [
        ["Ga naar huis."],
        ["Hevige pijn?", "Dan kan je even liggen."],
        ["Je kreeg om 14.10 uur een tablet.", "De volgende mag om 18.10 uur."],
        ["Neem niet meer dan 1.000 mg.", "Bel a.u.b. de huisarts."],
        ["Bel dr. Peeters op nr. 12.", "Dat kan bv. Vandaag nog."],
        ["Rust, wandel enz.", "Daarna gaat het beter."],
        ["Kom terug bij koorts, pijn enz. en bij twijfel."],
        ["Blijf actief: dat helpt je herstel; echt waar."],
        ["Wacht even… en ga dan verder."],
        ["Rust goed.", "’s Avonds mag je wandelen."],
        ["Kom ’s nachts niet alleen.", "Bel!"],
        ["‘Het gaat over.’", "Dat zegt de arts."],
        ["(Dat mag.)", "Dit niet."],
        ["1. Neem een glas water."],
        ["Dat was in 2026.", "Nu niet meer."],
        ["Vraag het aan J. P. Peeters.", "Die weet het."],
        ["zonder punt"],
    ],
)
def test_a_sentence_ends_where_a_reader_stops(sentences):
    assert list(split_sentences(" ".join(sentences))) == sentences


@given(st.text(alphabet="Ab 1.?!…’s\u00a0\n(", max_size=60))
def test_no_word_is_lost_between_two_sentences(text):
    assert " ".join(split_sentences(text)) == " ".join(text.split())


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("spieren en/of botten", ["spieren", "en", "of", "botten"]),
        ("op- en neerbewegen", ["op-", "en", "neerbewegen"]),
        ("’s avonds", ["avonds"]),
        ("dag 1 t/m 8 – niet langer", ["dag", "1", "t/m", "8", "niet", "langer"]),
        ("nek-schouderpijn", ["nek-schouderpijn"]),
    ],
)
def test_words_are_what_is_heard(sentence, words):
    assert list(split_words(sentence)) == words


def test_the_formula_is_that_of_douma():
    score = rate([Sentence(NOWHERE, "De arts onderzoekt je rug."), Sentence(NOWHERE, "Ga zitten.")])

    assert (score.words, score.sentences, score.syllables) == (7, 2, 10)
    assert score.ease == pytest.approx(206.84 - 0.77 * 1000 / 7 - 0.93 * 3.5)


def test_the_text_that_comes_with_the_program_is_easy_in_every_section(passages):
    assert 70 <= rate_all(passages).ease <= 80
    assert list(find_hard(rate_passages(passages))) == []
    scores = {each.passage.heading: each.score for each in rate_passages(passages)}
    assert scores["Medicatie"].ease > NORMAL
    assert scores["Wat doe je beter niet?"] is None, "18 words are too few to judge"


def test_headings_titles_cells_and_phone_rows_are_no_running_text(passages):
    read = " ".join(sentence.text for each in passages for sentence in each.sentences)

    for said in ("Je kwam naar de spoedafdeling", "je zakt telkens door je knie"):
        assert said in read
    for said in ("lang hurken", "Begin hier pas mee na 6 weken", "Wissel van been."):
        assert said in read
    for silent in ("Wat is er aan de hand?", "Knieën optrekken", "hoogstens", "Iemand ligt"):
        assert silent not in read


def test_the_formula_is_for_dutch_alone():
    assert has_formula("nl")
    assert has_formula("nl-BE")
    assert not has_formula("fr")
    assert not has_formula("nld-x")


HARD = "Multidisciplinaire revalidatieprogramma’s veronderstellen gespecialiseerde begeleiding."


def numbered(*texts):
    """A passage with a sentence a line."""
    sentences = tuple(Sentence(Place("x.yaml", n, 1), text) for n, text in enumerate(texts, 1))
    return Passage(NOWHERE, "Kop", sentences)


def test_the_three_hardest_sentences_of_a_hard_section_are_told_in_the_order_of_the_file():
    easy = "Ga naar huis en rust."
    harder = "Multidisciplinariteitsverantwoordelijkheid."
    (reading,) = rate_passages([numbered(HARD, easy, *[HARD] * 8, easy, harder)])
    told = list(find_hard([reading]))

    assert reading.score.ease < NORMAL
    assert [problem.where.line for problem in told] == [1, 3, 12]
    assert "one of the hardest sentences of a section that scores" in str(told[0].what)


@given(st.integers(1, 400), st.integers(1, 40), st.integers(1, 1200), st.integers(0, 2))
def test_a_score_is_never_said_to_reach_a_line_that_it_does_not(words, sentences, more, decimals):
    score = Score(words, sentences, syllables=more)
    said, step, least = score.round_down(decimals), 10**-decimals, 1e-9

    assert said - least <= score.ease <= said + step + least
    assert (score.round_down(0) >= NORMAL) is (score.ease >= NORMAL)


def test_a_section_just_below_the_line_is_said_to_be_below_it():
    score = Score(words=1000, sentences=100, syllables=1787)
    reading = PassageScore(numbered(HARD), score.words, score)
    (told,) = find_hard([reading])

    assert score.ease == pytest.approx(59.941)
    assert "that scores 59 (Flesch-Douma, 60 or more is wanted)" in str(told.what)


def test_an_easy_sentence_of_a_hard_section_is_not_told():
    easy = "Ga naar huis en rust."
    (reading,) = rate_passages([numbered(*[easy] * 4, " ".join(["verantwoordelijkheid"] * 40))])

    assert reading.score.ease < NORMAL
    assert [problem.where.line for problem in find_hard([reading])] == [5]


def test_a_section_that_is_too_short_is_not_judged_by_itself():
    (reading,) = rate_passages([passage(HARD)])

    assert reading.words < FEWEST
    assert reading.score is None
    assert list(find_hard([reading])) == []


@pytest.mark.parametrize(("words", "told"), [(LONGEST, 0), (LONGEST + 1, 1)])
def test_a_sentence_past_25_words_is_told_wherever_it_stands(words, told):
    found = list(find_hard(rate_passages([passage(" ".join(["rug"] * words))])))

    assert len(found) == told
    assert all(f"has {words} words" in str(problem.what) for problem in found)
    assert all("of 25 words at most" in str(problem.remedy) for problem in found)


BLOCKS = """\
      - paragraph: >-
          Een eerste zin. Een tweede
          zin staat **op** twee regels.
          Een derde met {phone:bornem.pijnkliniek} erin. Een vierde.
      - paragraph: "Tussen aanhalingstekens
          loopt de tekst door. Dan komt
          de laatste."
      - paragraph: 'Enkel ''zo'' ook.
          En nog een.'
      - bullets:
          - Eén item. Tweede zin.
          - text: |-
              Letterlijk blok.
            items:
              - dieper
              - "nog dieper. En verder."
      - paragraph: Een eerste zin. Daar is hij weer. # Een vierde.
      - paragraph: Een vierde.
"""


def test_every_sentence_has_the_line_and_column_where_it_begins(house):
    text = house.path(TEXT).read_text("utf-8")
    head, _, rest = text.partition('      - paragraph: "Kom als je **één**')
    _, _, rest = rest.partition("  - id: naar-de-huisarts")
    spoilt = f"{head}{BLOCKS}\n  - id: naar-de-huisarts{rest}"
    house.path(TEXT).write_text(spoilt, "utf-8")
    lines = spoilt.split("\n")
    (first,) = [each for each in passages_of(house) if each.heading.startswith("Wanneer kom")]

    begins = [
        (sentence.text, lines[sentence.place.line - 1][sentence.place.column - 1 :])
        for sentence in first.sentences
    ]
    assert len(begins) == 17
    for said, written in begins:
        bare = written.replace("**", "").replace("''", "'").lstrip("\"'")
        assert bare.split()[0] == said.split()[0], (said, written)
    found = [sentence.place.line for sentence in first.sentences]
    assert found == sorted(found)
    twins = [each.place for each in first.sentences if each.text == "Een eerste zin."]
    assert len({place.line for place in twins}) == 2
    last = first.sentences[-1].place
    assert lines[last.line - 1].strip() == "- paragraph: Een vierde."


def test_a_sentence_that_is_written_with_escapes_stands_where_its_value_does(house):
    house.change(TEXT, "- lang hurken", '- "la\\u006eg hurken"')
    told = [
        sentence.place
        for each in passages_of(house)
        for sentence in each.sentences
        if sentence.text == "lang hurken"
    ]
    lines = house.path(TEXT).read_text("utf-8").split("\n")

    assert "hurken" in lines[told[0].line - 1]


def test_the_file_that_comes_with_the_program_is_found_to_the_letter():
    library = open_library(None)
    content = library.find(TEXT).path.read_bytes()
    written = decode(content, TEXT).split("\n")
    from leaflet.content.schema.brochure import read_brochure

    source = read_source(content, TEXT)
    for each in read_prose(read_brochure(source, "lage-rugpijn"), source, "\n".join(written)):
        for sentence in each.sentences:
            at = written[sentence.place.line - 1][sentence.place.column - 1 :]
            assert at.lstrip("\"*'").startswith(sentence.text.split()[0].lstrip("‘"))


PAGE = """\
schema: 2
language: nl
title: x
cover: {title: x}
sections:
  - id: one
    role: when_to_return
    panel: flap
    heading: x
    blocks:
      - callout: Vooraf. Ga.
"""
SENTENCES = st.lists(
    st.lists(st.sampled_from(["Ga", "één", "x-y", "mee", "'s", "(nu)"]), min_size=1, max_size=6),
    min_size=1,
    max_size=6,
)


@st.composite
def written(draw):
    """Sentences, and a paragraph that holds them in one of the ways of YAML."""
    sentences = [f"Zin {' '.join(words)}." for words in draw(SENTENCES)]
    style = draw(st.sampled_from(["plain", "folded", "single", "double"]))
    lines, line = [], ""
    for word in " ".join(sentences).split():
        if line and draw(st.booleans()):
            lines, line = [*lines, line], ""
        line = f"{line} {word}".strip()
    text = "\n          ".join([*lines, line])
    if style == "folded":
        return sentences, f">-\n          {text}"
    if style == "single":
        return sentences, "'" + text.replace("'", "''") + "'"
    return sentences, f'"{text}"' if style == "double" else text


@given(written())
def test_a_sentence_is_found_however_its_paragraph_is_written(case):
    from leaflet.content.schema.brochure import read_brochure

    sentences, paragraph = case
    page = f"{PAGE}      - paragraph: {paragraph}\n      - callout: Achteraf.\n"
    source = read_source(page.encode(), "x.yaml")
    (passage,) = read_prose(read_brochure(source, "x"), source, page)
    told = passage.sentences[2:-1]

    assert [each.text for each in told] == sentences
    lines = page.split("\n")
    for each in told:
        at = lines[each.place.line - 1][each.place.column - 1 :]
        assert at.lstrip("\"'").startswith("Zin")
    places = [(each.place.line, each.place.column) for each in passage.sentences]
    assert places == sorted(set(places))
