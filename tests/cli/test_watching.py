"""Saves are found by looking, with patience and without haste."""

from leaflet.app.preview import watch
from leaflet.app.timer import Timer


class Over(Exception):
    """There is nothing more to look at."""


def rounds(*looks):
    """The rounds that these looks lead to, and how long was waited."""
    left, waited, told = [*looks], [], []

    def look():
        if not left:
            raise Over
        return left.pop(0)

    try:
        for changed in watch(look, Timer(lambda: 0.0, waited.append)):
            told.append(changed)
    except Over:
        return told, waited
    raise AssertionError("a watch ended")


def test_the_first_round_is_at_once_and_names_nothing():
    assert rounds({"a": 1})[0] == [()]


def test_nothing_new_is_no_round():
    assert rounds({"a": 1}, {"a": 1}, {"a": 1})[0] == [()]


def test_what_changed_came_and_went_is_named_in_order():
    before, after = {"c": 1, "b": 1, "same": 1}, {"c": 2, "a": 1, "same": 1}
    assert rounds(before, after, after)[0] == [(), ("a", "b", "c")]


def test_a_save_in_several_steps_is_one_round():
    steps = ({"a": 1}, {}, {"a": 2}, *[{"a": 3}] * 6)
    assert rounds(*steps)[0] == [(), ("a",)]


def test_what_is_as_it_was_when_it_settles_is_no_round():
    assert rounds({"a": 1}, {}, {"a": 1}, {"a": 1}, {"a": 1})[0] == [()]


def test_each_save_is_met_once():
    looks = ({"a": 1}, {"a": 2}, {"a": 2}, {"a": 2}, {"a": 3}, {"a": 3}, {"a": 3})
    assert rounds(*looks)[0] == [(), ("a",), ("a",)]


def test_no_look_goes_without_waiting():
    looks = [{"a": n // 3} for n in range(40)]
    _, waited = rounds(*looks)
    assert len(waited) == len(looks)
    assert min(waited) >= 0.05
