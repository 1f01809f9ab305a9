"""Syllables of Dutch words, counted by hand and by the program."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.content.checks.prose import SPOKEN
from leaflet.content.checks.reading_ease import count_of_number, count_syllables

BY_HAND = {
    1: """
        rug pijn knie been één mij zwaar hooi draai groei nieuw eeuw sneeuw leeuw kou trouw blauw
        lijf schreeuw heup buik oog huis stress tip team tape coach jou duw zo'n niet plat
    """,
    2: """
        rugpijn huisarts draaien zooien bloeien nieuwe eeuwen bijen kruien knieën zeeën
        bureau cadeau bijou milieu duo via baby yoga royaal dieet geacht geuit geijkt geoefd
        spieren foto's baby's herstel website online trauma reuma meteen
        spoedarts schouder zijkant grondig
    """,
    3: """
        acute video radio museum stadion calcium kalium theater ideaal patiënt
        ideeën beïnvloed reünie creatief reactie beoordeel beamen behandel oefening ontspannen
        symptomen oceaan sociaal mediaan spoedpoli bijvoorbeeld toilettas verwachten enzovoort
        hevige toenemen
    """,
    4: """
        januari medicatie neerbewegen spoedafdeling ibuprofen variatie
        coördineer petroleum hygiënisch doorverwezen activiteit diabetes financiën
        ademhaling beademen variëren individu onderarmen gevoelloosheid nek-schouderpijn
    """,
    5: """
        paracetamol activiteiten alarmsignalen ontstekingsremmer coördinatie individueel
        zenuwwortelpijn radioactief cardiologie
    """,
    6: "fysiotherapie erectiestoornissen",
    7: "gespecialiseerde",
}
"""Words by their number of syllables."""

WORDS = [(word, number) for number, words in BY_HAND.items() for word in words.split()]


def test_the_list_is_long_enough_to_mean_something():
    assert len(WORDS) >= 120
    assert len(dict(WORDS)) == len(WORDS)


@pytest.mark.parametrize(("word", "number"), WORDS)
def test_a_word_has_the_syllables_that_were_counted_by_hand(word, number):
    assert count_syllables(word) == number
    assert count_syllables(word.capitalize()) == number
    assert count_syllables(f"‘{word}’,") == number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("MRI", 3),
        ("(RX,", 2),
        ("CT", 2),
        ("COVID", 2),
        ("a.u.b.", 3),
        ("a.u.b.,", 3),
        ("bv.", 3),
        ("t/m", 3),
        ("mg", 3),
        ("ml.", 4),
        ("%", 2),
        ("’s", 0),
        ("’t", 0),
        ("…", 0),
        ("600", 3),
        ("3x", 1),
        ("L5-S1", 4),
    ],
)
def test_what_is_shortened_counts_as_it_is_heard(word, number):
    assert count_syllables(word) == number


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("0", "nul"),
        ("1", "één"),
        ("7", "zeven"),
        ("14", "veertien"),
        ("17", "zeventien"),
        ("20", "twintig"),
        ("21", "eenentwintig"),
        ("70", "zeventig"),
        ("79", "negenenzeventig"),
        ("90", "negentig"),
        ("100", "honderd"),
        ("101", "honderdeen"),
        ("112", "honderdtwaalf"),
        ("600", "zeshonderd"),
        ("1000", "duizend"),
        ("1.000", "duizend"),
        ("2500", "tweeduizendvijfhonderd"),
        ("24000", "vierentwintigduizend"),
        ("2,5", "twee komma vijf"),
        ("14.10", "veertien tien"),
        ("0,5", "nul komma vijf"),
        ("1.5", "één vijf"),
    ],
)
def test_a_number_counts_as_the_words_that_are_heard(written, spoken):
    assert count_of_number(written) == sum(map(count_syllables, spoken.split()))
    assert count_syllables(written) == count_of_number(written)


def test_no_abbreviation_is_spoken_as_another_one():
    assert not {word for spoken in SPOKEN.values() for word in spoken.split()} & set(SPOKEN)


@given(st.text())
def test_any_text_can_be_counted_and_never_has_more_syllables_than_signs(word):
    spoken = SPOKEN.get(word.lower(), "")
    assert 0 <= count_syllables(word) <= max(8 * len(word), len(spoken))


@given(st.integers(min_value=0, max_value=10**8))
def test_every_number_is_heard(number):
    assert count_of_number(str(number)) >= 1
