"""What is wrong with several files, in the order in which somebody mends it."""

from leaflet.content.schema.validate import ProblemList
from leaflet.errors import Place, Problem


def problem(file, line=None, what="is wrong"):
    where = file if line is None else Place(file, line, 1)
    return Problem(where, what, "mend it")


def test_problems_are_told_file_by_file_and_line_by_line_and_those_of_no_file_first():
    problems = ProblemList(["text.yaml", "words.yaml", "words.yaml", "book.yaml"])
    told = [
        problem("assets"),
        problem("text.yaml", 9),
        problem("words.yaml", 2),
        problem("words.yaml", 10),
        problem("book.yaml", 1),
    ]
    problems.add(reversed(told))

    assert problems.in_order() == told


def test_each_is_told_once():
    problems = ProblemList(["text.yaml"])
    problems.add([problem("text.yaml", 1), problem("text.yaml", 1)])

    assert problems.in_order() == [problem("text.yaml", 1)]


def test_what_is_no_value_is_not_told_again_as_one_that_does_not_fit():
    problems = ProblemList(["text.yaml"])
    problems.add_unread([problem("text.yaml", 4, "is a reference")])
    problems.add([problem("text.yaml", 4, "is no text"), problem("text.yaml", 5, "is no text")])

    assert [str(each.what) for each in problems.in_order()] == ["is a reference", "is no text"]


def test_it_is_true_where_there_is_one():
    problems, broken = ProblemList([]), ProblemList([])
    broken.add_unread([problem("text.yaml", 1)])

    assert (bool(problems), bool(broken)) == (False, True)
