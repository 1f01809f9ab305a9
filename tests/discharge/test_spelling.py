import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.discharge.plan.spelling import casefold_plain, distance, nearest

WORDS = st.text(alphabet="abcde", max_size=6)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("ibuprofen", "ibuprofen", 0),
        ("ibuprofeen", "ibuprofen", 1),
        ("ibuprofn", "ibuprofen", 1),
        ("tramadol", "trazodon", 3),
        ("", "abc", 3),
    ],
)
def test_the_distance_counts_letters(one, other, apart):
    assert distance(one, other) == apart


@given(WORDS, WORDS, WORDS)
def test_the_distance_is_one(one, other, third):
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) == distance(other, one)
    assert distance(one, third) <= distance(one, other) + distance(other, third)


@given(WORDS, st.lists(WORDS, max_size=5), st.integers(0, 3))
def test_the_nearest_word_is_the_nearest(word, known, within):
    apart = [distance(word, each) for each in known]
    found = nearest(word, known, within)

    if found is None:
        assert all(each > within for each in apart)
    else:
        assert distance(word, found) == min(apart) <= within


@given(st.text())
def test_folding_keeps_every_character_in_its_place(text):
    assert len(casefold_plain(text)) == len(text)
    assert casefold_plain("Codeïne") == "codeine"
