"""Creases: where a page folds, which way, and which one first."""

from dataclasses import replace

import pytest

from leaflet.paper.fold import MM
from leaflet.paper.folds import FOLDS, Bend, creases_on

ALL = [
    pytest.param(fold, id=f"{fold.name} {fold.sheets}") for row in FOLDS.values() for fold in row
]


@pytest.mark.parametrize("fold", ALL)
def test_a_back_has_the_creases_of_its_front_mirrored_and_bent_the_other_way(fold):
    for front in fold.pages[::2]:
        seen = [(c.x, c.bend, c.step) for c in creases_on(fold, front)]
        behind = [
            (fold.sheet.width - c.x, c.bend.behind, c.step) for c in creases_on(fold, front + 1)
        ]

        assert behind[::-1] == [(pytest.approx(x), bend, step) for x, bend, step in seen]


@pytest.mark.parametrize("fold", ALL)
def test_creases_stand_between_the_panels_and_are_made_one_after_the_other(fold):
    for page in fold.pages:
        creases = creases_on(fold, page)

        assert [crease.x for crease in creases] == list(fold.creases(page))
        assert sorted(c.step for c in creases) == list(range(1, len(creases) + 1))


def test_the_flap_of_a_letter_is_folded_in_first():
    (first, second) = creases_on(FOLDS["c"][0], 1)

    assert first.x / MM == pytest.approx(97)
    assert (first.step, second.step) == (1, 2)
    assert {first.bend, second.bend} == {Bend.MOUNTAIN}


def test_a_zigzag_bends_once_to_either_side():
    assert [crease.bend for crease in creases_on(FOLDS["z"][0], 1)] == [
        Bend.VALLEY,
        Bend.MOUNTAIN,
    ]


def test_a_fold_of_which_nobody_has_said_how_it_is_made_has_no_creases():
    with pytest.raises(ValueError, match="nobody has said"):
        creases_on(replace(FOLDS["c"][0], name="gate"), 1)
