"""What is said of the rows of a list, kept in little room."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st
from support.problems import problem

from leaflet.app.batch import Remarks, name_rows

FIELDS = st.sampled_from(["name", "med 1"])
SENTENCES = st.builds(problem, FIELDS, st.text(max_size=3), st.just("look at it"))


@given(st.lists(st.lists(SENTENCES, max_size=3).map(tuple), max_size=20))
def test_what_was_added_comes_back_in_its_order(rows):
    remarks = Remarks()
    for row, problems in enumerate(rows, 2):
        remarks.add(row, problems)

    said = [(row, problem) for row, problems in enumerate(rows, 2) for problem in problems]
    assert list(remarks) == said
    assert len(remarks) == len(said)
    assert remarks.rows == sum(bool(problems) for problems in rows)


def test_a_sentence_about_a_hundred_thousand_rows_is_kept_once():
    remarks = Remarks()
    tracemalloc.start()
    for row in range(100_000):
        remarks.add(row, (problem("med 1", f"sentence {row % 7}", "look at it"),))
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert grown < 3_000_000
    assert len({problem for _, problem in remarks}) == 7


@given(st.lists(st.lists(SENTENCES, max_size=3).map(tuple), max_size=20))
def test_each_sentence_has_all_of_its_rows_and_no_others(rows):
    remarks = Remarks()
    for row, problems in enumerate(rows, 2):
        remarks.add(row, problems)

    gathered = [(row, problem) for rows, problem in remarks.by_sentence() for row in rows]
    assert sorted(gathered, key=str) == sorted(remarks, key=str)
    assert len({problem for _, problem in remarks.by_sentence()}) == len([*remarks.by_sentence()])


@given(st.lists(st.lists(st.text(max_size=1), max_size=3).map(tuple)), st.integers(1, 4))
def test_beyond_so_many_sentences_rows_are_remembered_and_nothing_is_lost(rows, most):
    remarks = Remarks(most)
    for row, sentences in enumerate(rows, 2):
        remarks.add(row, sentences)

    said = list(remarks)
    kept = {sentence for _, sentence in said}
    assert len(kept) <= most
    for row, sentences in enumerate(rows, 2):
        for sentence in sentences:
            assert ((row, sentence) in said) is (sentence in kept)
        assert (row in remarks.beyond) is any(each not in kept for each in sentences)
    assert len(remarks.beyond) == len(set(remarks.beyond))


@given(st.lists(st.integers(1, 60), min_size=1).map(sorted), st.integers(1, 5))
def test_rows_that_are_named_and_those_that_are_counted_are_all_of_them(rows, most):
    said = str(name_rows(rows, most))
    label, _, rest = said.partition(" ")
    named, _, left = rest.partition(" and ")
    spans = [each.split("–") for each in named.split(", ")]
    found = [row for span in spans for row in range(int(span[0]), int(span[-1]) + 1)]
    unique = sorted(set(rows))

    assert found == unique[: len(found)]
    assert len(unique) - len(found) == int(left.removesuffix(" more") or 0)
    assert len(spans) <= most
    assert label == ("row" if len(unique) == 1 else "rows")


def test_rows_read_as_a_person_would_write_them():
    assert str(name_rows([3], 9)) == "row 3"
    assert str(name_rows([3, 7, 8, 9], 9)) == "rows 3, 7–9"
    assert str(name_rows([3, 4, 6, 8, 9], 2)) == "rows 3–4, 6 and 2 more"
