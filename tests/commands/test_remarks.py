"""What is said of the rows of a list, kept in little room."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from leaflet.commands.remarks import Remarks
from leaflet.errors import Problem

FIELDS = st.sampled_from(["name", "med 1"])
SENTENCES = st.builds(Problem, FIELDS, st.text(max_size=3), st.just("look at it"))


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
        remarks.add(row, (Problem("med 1", f"sentence {row % 7}", "look at it"),))
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert grown < 3_000_000
    assert len({problem for _, problem in remarks}) == 7
