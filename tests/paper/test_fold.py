"""Folds: strips of a sheet that cover both of its sides, each leaf as wide in front as behind."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.content.model.brochure import PanelRole
from leaflet.paper.fold import A4_LANDSCAPE, INSIDE, MM, OUTSIDE, Fold, Panel
from leaflet.paper.folds import FOLDS, letter_fold

TUCKS = st.floats(min_value=0, max_value=20, allow_nan=False).map(lambda tuck: tuck * MM)
RELAXED = settings(max_examples=60)


@RELAXED
@given(TUCKS)
def test_every_leaf_has_one_width_on_both_its_faces(tuck):
    fold = letter_fold(tuck)
    behind = [panel.width for panel in reversed(fold.on(INSIDE))]

    assert [panel.width for panel in fold.on(OUTSIDE)] == pytest.approx(behind)


@RELAXED
@given(TUCKS)
def test_the_panels_of_a_side_cover_it_without_gap_or_overlap(tuck):
    fold = letter_fold(tuck)
    for side in (OUTSIDE, INSIDE):
        panels = fold.on(side)
        assert panels[0].left == 0
        assert panels[-1].right == pytest.approx(A4_LANDSCAPE.width)
        for before, after in pairwise(panels):
            assert after.left == pytest.approx(before.right)


@RELAXED
@given(TUCKS)
def test_the_creases_of_the_inside_mirror_those_of_the_outside(tuck):
    fold = letter_fold(tuck)
    mirrored = [A4_LANDSCAPE.width - x for x in reversed(fold.creases(OUTSIDE))]

    assert list(fold.creases(INSIDE)) == pytest.approx(mirrored)


@RELAXED
@given(TUCKS)
def test_the_flap_is_narrower_than_its_neighbours_by_the_tuck_and_lies_behind_folio_five(tuck):
    fold = letter_fold(tuck)
    flap, back, cover = fold.on(OUTSIDE)

    assert (flap.role, back.role, cover.role) == (
        PanelRole.FLAP,
        PanelRole.BACK,
        PanelRole.COVER,
    )
    assert back.width - flap.width == pytest.approx(tuck)
    assert back.width == pytest.approx(cover.width)
    behind_the_flap = fold.on(INSIDE)[-1]
    assert behind_the_flap.folio == 5
    assert behind_the_flap.width == pytest.approx(flap.width)


def test_the_c_fold_folds_where_the_paper_does():
    fold = FOLDS["c"][0]
    assert [x / MM for x in fold.creases(OUTSIDE)] == pytest.approx([97, 197])
    assert [x / MM for x in fold.creases(INSIDE)] == pytest.approx([100, 200])


def test_panels_stand_in_reading_order():
    fold = FOLDS["c"][0]
    assert [panel.folio for panel in fold.panels] == [1, 2, 3, 4, 5, 6]
    assert [panel.role for panel in fold.panels] == [
        PanelRole.COVER,
        PanelRole.FLAP,
        *[PanelRole.INSIDE] * 3,
        PanelRole.BACK,
    ]
    assert [panel.folio for panel in fold.on(OUTSIDE)] == [2, 6, 1]
    assert [panel.folio for panel in fold.on(INSIDE)] == [3, 4, 5]


@RELAXED
@given(TUCKS)
def test_t107_marks_stand_at_head_and_foot_of_every_crease_clear_of_the_dead_edge(tuck):
    fold = letter_fold(tuck)
    marks = fold.marks()
    assert sorted(mark.x for mark in marks) == pytest.approx(
        sorted(2 * list(fold.creases(OUTSIDE)))
    )
    for mark in marks:
        assert mark.bottom - mark.top == pytest.approx(3 * MM)
        assert mark.top >= 5 * MM
        assert mark.bottom <= A4_LANDSCAPE.height - 5 * MM


@pytest.mark.parametrize("width", [0, -5, 14 * MM])
def test_a_panel_without_room_for_text_cannot_be_made(width):
    with pytest.raises(ValueError, match="no measure"):
        Panel(1, PanelRole.COVER, OUTSIDE, 0, width)


def spoil(**changes):
    panels = list(FOLDS["c"][0].panels)
    panels[0] = replace(panels[0], **changes)
    return tuple(panels)


@pytest.mark.parametrize(
    ("panels", "complaint"),
    [
        (spoil(folio=7), "folios"),
        (spoil(left=0.0), "gap"),
        (spoil(left=FOLDS["c"][0].panels[0].left + 3), "gap"),
        (spoil(width=FOLDS["c"][0].panels[0].width - 3), "wide"),
        (FOLDS["c"][0].panels[1:], "folios"),
        (FOLDS["c"][0].panels[:-1], "gap"),
    ],
)
def test_a_fold_that_does_not_cover_the_sheet_cannot_be_made(panels, complaint):
    with pytest.raises(ValueError, match=complaint):
        Fold("spoilt", tuple(panels))


def test_t109_a_fold_whose_faces_differ_in_width_cannot_be_made():
    panels = list(letter_fold(3 * MM).panels)
    equal = list(letter_fold(0).panels)
    mixed = [panels[0], panels[1], equal[2], equal[3], equal[4], panels[5]]
    with pytest.raises(ValueError, match="two widths"):
        Fold("mixed", tuple(mixed))
