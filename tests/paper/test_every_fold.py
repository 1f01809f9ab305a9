"""Every fold, held against the laws of paper, and folded: a numbered dummy that is leafed through.

The dummy is a model of its own. A leaf is a strip of paper with two faces; what is printed on its
back is what lies behind its front once the sheet is turned about its vertical axis. Leaves are
folded over each other, and then read as a reader does, face by face as they come to light.
"""

from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.app import advice
from leaflet.content.model.brochure import PanelRole
from leaflet.paper.fold import A4_LANDSCAPE, A4_PORTRAIT, MM, Flip, Fold
from leaflet.paper.folds import (
    DEFAULT_FOLD,
    FOLDS,
    creases_on,
    letter_fold,
    saddle_fold,
    unfolded,
    zigzag_fold,
)
from leaflet.typesetting.look import PROFILES

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = settings(max_examples=80)
SHEETS = st.integers(1, 12)
TUCKS = st.floats(min_value=0, max_value=20, allow_nan=False).map(lambda tuck: tuck * MM)
BOOKS = SHEETS.map(lambda sheets: saddle_fold("booklet", sheets))
FLAT = SHEETS.map(unfolded)
EVERY = st.one_of(TUCKS.map(letter_fold), st.just(zigzag_fold()), BOOKS, FLAT)
ALL = [fold for folds in FOLDS.values() for fold in folds]


def label(fold):
    return f"{fold.name} of {fold.sheets}"


@SETTINGS
@given(EVERY)
def test_both_faces_of_a_leaf_are_equally_wide(fold):
    for front in fold.pages[::2]:
        behind = [panel.width for panel in reversed(fold.on(front + 1))]
        assert [panel.width for panel in fold.on(front)] == pytest.approx(behind)


@SETTINGS
@given(EVERY)
def test_the_panels_of_a_page_cover_its_width_without_gap_or_overlap(fold):
    for page in fold.pages:
        panels = fold.on(page)
        assert panels[0].left == 0
        assert sum(panel.width for panel in panels) == pytest.approx(fold.sheet.width)
        for before, after in pairwise(panels):
            assert after.left == pytest.approx(before.right)


@SETTINGS
@given(EVERY)
def test_each_panel_stands_on_the_paper_exactly_once(fold):
    folios = [panel.folio for page in fold.pages for panel in fold.on(page)]
    assert sorted(folios) == [*range(1, len(fold.panels) + 1)]
    assert [panel.folio for panel in fold.panels] == sorted(folios)


@SETTINGS
@given(EVERY)
def test_a_sheet_has_two_pages_and_so_no_fold_an_odd_number(fold):
    assert fold.pages == range(1, 2 * fold.sheets + 1)
    assert all(fold.on(page) for page in fold.pages)


@SETTINGS
@given(EVERY)
def test_the_cover_is_read_first_and_the_back_last_and_both_are_seen_without_opening(fold):
    roles = [panel.role for panel in fold.panels]
    assert roles[0] is PanelRole.COVER
    assert roles[-1] is PanelRole.BACK
    assert roles.count(PanelRole.COVER) == roles.count(PanelRole.BACK) == 1
    assert roles.count(PanelRole.FLAP) == (fold.name in ("c", "z"))
    assert fold.panels[0].page == 1
    assert fold.panels[-1].page == (fold.pages[-1] if fold.name == "flat" else 1)


@SETTINGS
@given(EVERY)
def test_the_creases_of_a_back_mirror_those_of_its_front(fold):
    for front in fold.pages[::2]:
        mirrored = [fold.sheet.width - x for x in reversed(fold.creases(front))]
        assert list(fold.creases(front + 1)) == pytest.approx(mirrored)


@SETTINGS
@given(TUCKS)
def test_what_is_tucked_in_is_narrower_than_its_neighbour_on_both_its_faces(tuck):
    fold = letter_fold(tuck)
    flap, back, _ = fold.on(1)
    _, middle, behind_the_flap = fold.on(2)
    assert back.width - flap.width == pytest.approx(tuck, abs=0.001)
    assert middle.width - behind_the_flap.width == pytest.approx(tuck, abs=0.001)


def test_only_the_letter_fold_has_leaves_of_two_widths_and_its_flap_is_3_mm_narrower():
    for fold in ALL:
        widths = {round(panel.width / MM, 2) for panel in fold.panels}
        expected = {"c": {97, 100}, "z": {99}, "half": {148.5}, "booklet": {148.5}, "flat": {210}}
        assert widths == expected[fold.name]


CREASES = {
    "c": ([97, 197], [100, 200]),
    "z": ([99, 198], [99, 198]),
    "half": ([148.5], [148.5]),
    "booklet": ([148.5], [148.5]),
    "flat": ([], []),
}


@pytest.mark.parametrize("fold", ALL, ids=label)
def test_the_paper_folds_where_it_should(fold):
    for page in fold.pages:
        expected = CREASES[fold.name][(page - 1) % 2]
        assert [x / MM for x in fold.creases(page)] == pytest.approx(expected)
    assert fold.sheet == (A4_PORTRAIT if fold.name == "flat" else A4_LANDSCAPE)


@SETTINGS
@given(EVERY)
def test_t107_marks_stand_at_head_and_foot_of_every_crease_of_the_first_page(fold):
    marks, height = fold.marks(), fold.sheet.height
    assert sorted(mark.x for mark in marks) == pytest.approx(sorted(2 * fold.creases(1)))
    for mark in marks:
        assert mark.bottom - mark.top == pytest.approx(3 * MM)
        assert mark.top >= 5 * MM
        assert mark.bottom <= height - 5 * MM
        assert mark.bottom < 10 * MM or mark.top > height - 10 * MM
    assert bool(marks) is (fold.name != "flat")


@SETTINGS
@given(EVERY)
def test_paper_is_turned_about_the_edge_at_which_its_pages_turn(fold):
    assert fold.flip is (Flip.LONG if fold.name == "flat" else Flip.SHORT)


@SETTINGS
@given(SHEETS)
def test_the_two_folios_of_a_page_of_a_booklet_add_up_to_one_more_than_there_are(sheets):
    fold = saddle_fold("booklet", sheets)
    for page in fold.pages:
        left, right = fold.on(page)
        assert left.folio + right.folio == 4 * sheets + 1
        assert (left.folio % 2, right.folio % 2) == (0, 1), "right pages are odd, as in any book"


@SETTINGS
@given(st.integers(1, 48))
def test_a_booklet_takes_the_fewest_sheets_and_its_blanks_stand_before_the_back(folios):
    sheets = -(-folios // 4)
    fold = saddle_fold("booklet", sheets)
    blanks = len(fold.panels) - folios
    assert 0 <= blanks <= 3
    inside = fold.with_role(PanelRole.INSIDE)
    assert [p.folio for p in inside] == [*range(2, 4 * sheets)]
    spare = inside[len(inside) - blanks :]
    assert all(panel.folio < fold.panels[-1].folio for panel in spare)


def test_a_booklet_of_two_sheets_is_imposed_as_printers_do():
    fold = saddle_fold("booklet", 2)
    assert [[panel.folio for panel in fold.on(page)] for page in fold.pages] == [
        [8, 1],
        [2, 7],
        [6, 3],
        [4, 5],
    ]


@pytest.mark.parametrize("make", [unfolded, lambda sheets: saddle_fold("booklet", sheets)])
def test_no_sheets_are_no_fold(make):
    with pytest.raises(ValueError, match="no back"):
        make(0)


def test_each_name_asks_for_one_way_of_folding_with_ever_more_sheets():
    assert set(FOLDS) == {"c", "z", "half", "booklet", "flat"}
    assert DEFAULT_FOLD in FOLDS
    for name, folds in FOLDS.items():
        assert {fold.name for fold in folds} == {name}
        assert [fold.sheets for fold in folds] == sorted({fold.sheets for fold in folds})
        assert folds[0].sheets == (2 if name == "booklet" else 1)


# The dummy. A pile is leaves from top to bottom, a leaf its upper and its lower face; a piece of
# paper is piles from left to right as it lies on the table, and a view the faces that are on top.


def cut(fold):
    """Each sheet as it comes from the printer, its front upwards: a row of piles of one leaf."""
    for front in fold.pages[::2]:
        row = []
        for face in fold.on(front):
            middle = fold.sheet.width - (face.left + face.right) / 2
            (behind,) = (p for p in fold.on(front + 1) if p.left < middle < p.right)
            row.append([(face.folio, behind.folio)])
        yield row


def flipped(pile):
    return [(down, up) for up, down in reversed(pile)]


def turned(row):
    """The whole piece, turned about its vertical axis."""
    return [flipped(pile) for pile in reversed(row)]


def right_over(row):
    """The rightmost pile is folded to the left, onto its neighbour."""
    *others, beside, last = row
    return [*others, flipped(last) + beside]


def left_over(row):
    """The leftmost pile is folded to the right, onto its neighbour."""
    first, beside, *others = row
    return [flipped(first) + beside, *others]


def right_under(row):
    """The rightmost pile is folded to the left, below its neighbour."""
    return turned(left_over(turned(row)))


def seen(row):
    """What lies on top, from left to right."""
    return [pile[0][0] for pile in row]


def views_of_c(fold):
    """The flap is folded in, then the cover over it; opened in the other order, then turned."""
    (sheet,) = cut(fold)
    spread = turned(sheet)
    tucked = right_over(spread)
    closed = left_over(tucked)
    return [seen(closed), seen(tucked), seen(spread), seen(turned(closed))]


def views_of_z(fold):
    """One leaf is folded over and the other under; the spread is turned to see its other side."""
    (sheet,) = cut(fold)
    spread = turned(sheet)
    half_open = right_under(spread)
    closed = left_over(half_open)
    return [seen(closed), seen(half_open), seen(spread), seen(turned(spread))]


def stacked(sheets):
    """Sheets that lie on each other with their fronts down, the first one at the bottom."""
    below = [[], []]
    for sheet in sheets:
        below = [inside + pile for inside, pile in zip(turned(sheet), below, strict=True)]
    return below


def leaves_of_a_book(pile):
    """A pile that is bound at its left is leafed through: what lies left and right, every time."""
    left = []
    for up, down in pile:
        yield [*left, up]
        left = [down]
    yield left


def views_of_a_booklet(fold):
    """All sheets are folded together, stapled, and leafed through."""
    (book,) = left_over(stacked(cut(fold)))
    return list(leaves_of_a_book(book))


def views_of_sheets(fold):
    """Sheets that are not folded lie on each other, the first on top, stapled at the left."""
    return list(leaves_of_a_book([leaf for row in cut(fold) for (leaf,) in row]))


VIEWS = {
    "c": views_of_c,
    "z": views_of_z,
    "half": views_of_a_booklet,
    "booklet": views_of_a_booklet,
    "flat": views_of_sheets,
}


def read_through(views):
    """Each face once: from left to right, but what the next view hides before what stays."""
    read = []
    for view, following in [*pairwise(views), (views[-1], [])]:
        vanishing = [face for face in view if face not in following]
        read += [face for face in vanishing if face not in read]
    return read


def leafed(fold):
    return read_through(VIEWS[fold.name](fold))


@SETTINGS
@given(st.one_of(EVERY, st.just(saddle_fold("half", 1))))
def test_t109_a_dummy_that_is_folded_and_leafed_through_counts_up(fold):
    assert leafed(fold) == [panel.folio for panel in fold.panels]


@pytest.mark.parametrize("fold", ALL, ids=label)
def test_t109_the_dummy_of_every_fold_that_can_be_asked_for_counts_up(fold):
    assert leafed(fold) == [*range(1, len(fold.panels) + 1)]


def test_the_dummy_shows_what_a_reader_of_each_fold_sees():
    assert views_of_c(letter_fold(3 * MM)) == [[1], [3, 2], [3, 4, 5], [6]]
    assert views_of_z(zigzag_fold()) == [[1], [2, 3], [2, 3, 4], [5, 6, 1]]
    book = [[1], [2, 3], [4, 5], [6, 7], [8]]
    assert views_of_a_booklet(saddle_fold("booklet", 2)) == book
    assert views_of_sheets(unfolded(2)) == [[1], [2, 3], [4]]


def relabelled(fold, folios):
    """The fold with other folios at its places."""
    panels = [replace(panel, folio=folio) for panel, folio in zip(fold.panels, folios, strict=True)]
    return Fold(fold.name, tuple(sorted(panels, key=lambda panel: panel.folio)), fold.sheet)


@pytest.mark.parametrize("fold", ALL, ids=label)
def test_t109_any_two_panels_that_are_swapped_are_noticed(fold):
    folios = [panel.folio for panel in fold.panels]
    for a, b in combinations(range(len(folios)), 2):
        swapped = list(folios)
        swapped[a], swapped[b] = swapped[b], swapped[a]
        if fold.name == "c" and len({round(fold.panels[n].width, 3) for n in (a, b)}) == 2:
            continue  # two leaves of different width cannot change places
        assert leafed(relabelled(fold, swapped)) != folios


@pytest.mark.parametrize("fold", [fold for fold in ALL if fold.name != "flat"], ids=label)
def test_t109_backs_that_are_not_mirrored_are_noticed(fold):
    """As if they were printed for a transparency: each panel behind the one at its own place."""
    fold = letter_fold(0) if fold.name == "c" else fold
    folios = {panel.folio: panel.folio for panel in fold.panels}
    for page in fold.pages[1::2]:
        row = [panel.folio for panel in fold.on(page)]
        folios |= dict(zip(row, reversed(row), strict=True))
    assert leafed(relabelled(fold, folios.values())) != sorted(folios)


@pytest.mark.parametrize("sheets", [2, 3, 6])
def test_t109_sheets_of_a_booklet_in_the_wrong_order_are_noticed(sheets):
    fold = saddle_fold("booklet", sheets)
    pages = {page: (page + 1) % len(fold.pages) + 1 for page in fold.pages}
    moved = tuple(replace(panel, page=pages[panel.page]) for panel in fold.panels)
    assert leafed(Fold("booklet", moved)) != [panel.folio for panel in fold.panels]


@pytest.mark.parametrize(
    ("name", "another"), [("c", "z"), ("z", "c"), ("half", "flat"), ("booklet", "flat")]
)
def test_t109_paper_that_is_folded_in_another_way_does_not_count_up(name, another):
    fold = FOLDS[name][0]
    assert read_through(VIEWS[another](fold)) != [panel.folio for panel in fold.panels]


def test_a_leaf_of_two_widths_cannot_be_made():
    for fold in ALL:
        if fold.name != "flat":
            first, second = fold.on(1)[:2]
            wider = replace(first, width=first.width + 3 * MM)
            narrower = replace(second, left=second.left + 3 * MM, width=second.width - 3 * MM)
            kept = [p for p in fold.panels if p not in (first, second)]
            panels = sorted([wider, narrower, *kept], key=lambda panel: panel.folio)
            with pytest.raises(ValueError, match="two widths"):
                Fold(fold.name, tuple(panels), fold.sheet)


def test_whatever_is_said_of_folds_by_their_names_is_said_of_every_one():
    words = yaml.safe_load((ROOT / "content" / "words" / "nl.yaml").read_text("utf-8"))
    assert PROFILES.keys() == FOLDS.keys()
    assert words["sheets"]["folds"].keys() == FOLDS.keys()
    assert words["sheets"]["dummy"]["how"].keys() == FOLDS.keys()
    several = {name for name, folds in FOLDS.items() if len(folds) > 1}
    assert advice._BINDING.keys() == several
    for folds in FOLDS.values():
        for fold in folds:
            assert [creases_on(fold, page) is not None for page in fold.pages]
