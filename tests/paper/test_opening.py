"""What a reader has before the eyes at one time."""

import pytest

from leaflet.paper.folds import FOLDS, openings


def folios(fold):
    return [tuple(panel.folio for panel in opening) for opening in openings(fold)]


@pytest.mark.parametrize("name", ["c", "z"])
def test_what_is_folded_twice_is_read_panel_by_panel(name):
    assert folios(FOLDS[name][0]) == [(1,), (2,), (3,), (4,), (5,), (6,)]


def test_a_sheet_folded_once_has_a_cover_a_spread_and_a_back():
    assert folios(FOLDS["half"][0]) == [(1,), (2, 3), (4,)]


def test_a_booklet_opens_at_its_spreads():
    assert folios(FOLDS["booklet"][0]) == [(1,), (2, 3), (4, 5), (6, 7), (8,)]


def test_the_left_panel_of_a_spread_lies_left_on_its_sheet():
    for fold in FOLDS["booklet"]:
        for left, right in (each for each in openings(fold) if len(each) == 2):
            assert (left.left, right.left) == (0, pytest.approx(right.width))


def test_flat_pages_are_read_one_by_one():
    assert folios(FOLDS["flat"][1]) == [(1,), (2,), (3,), (4,)]


def test_every_panel_is_read_once_and_in_order():
    for folds in FOLDS.values():
        for fold in folds:
            assert sum(openings(fold), ()) == fold.panels
