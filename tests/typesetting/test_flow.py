"""Strips into panels: nothing over the foot, nothing lost, white gives way in its order."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.content.model.brochure import PanelRole
from leaflet.errors import Place
from leaflet.paper.fold import MM, Panel
from leaflet.typesetting.columns import PanelColumn
from leaflet.typesetting.flow import Overflow, fill
from leaflet.typesetting.matter import NO_GAP, Foot, Gap, Slug, Strip, White

SETTINGS = settings(max_examples=80)


def columns(count, depth, widths=(100,)):
    return [
        PanelColumn(Panel(n + 1, PanelRole.INSIDE, 2, 0, width), 7 * MM, width - 14 * MM, 0, depth)
        for n, width in ((n, widths[n % len(widths)] * MM) for n in range(count))
    ]


def strip(number, *depths, gap=NO_GAP, breaks=0, at_foot=False, splits=False):
    slugs = tuple(
        Slug(depth, (), splits=splits and 1 < n < len(depths) - 1) for n, depth in enumerate(depths)
    )
    return Strip(Place("flow.yaml", number), gap, breaks, slugs, Foot.COLUMN if at_foot else None)


GAPS = st.sampled_from(
    [
        NO_GAP,
        Gap(White.SECTION, 4, 2),
        Gap(White.PARAGRAPH, 2, 0),
        Gap(White.EXERCISE, 2, 1),
        Gap(White.NONE, 2, 2),
    ]
)


@st.composite
def streams(draw):
    count = draw(st.integers(1, 14))
    made = []
    for n in range(count):
        depths = draw(st.lists(st.integers(1, 6), min_size=1, max_size=9))
        breaks = draw(st.sampled_from([None, 0, 4, 10, 14])) if n else 0
        foot = draw(st.integers(0, 7)) == 0
        made.append(
            strip(
                n + 1,
                *(depths[:1] if foot else depths),
                gap=draw(GAPS),
                breaks=breaks,
                at_foot=foot,
                splits=draw(st.booleans()),
            )
        )
    return tuple(made)


CAPACITY = 30


def attempt(stream, every):
    """The filled columns, or what is said where the stream is too long; one of them is nothing."""
    try:
        return fill(every, lambda column: stream), None
    except Overflow as overflow:
        return None, overflow


def filled(stream, count=3, capacity=CAPACITY):
    return filled_in(stream, columns(count, capacity))


def filled_in(stream, every):
    made, overflow = attempt(stream, every)
    if overflow is not None:
        assert overflow.excess.depth > 0
        assert overflow.excess.place in {part.place for part in stream}
        assert overflow.excess.panel in {column.panel for column in every}
    return made


@SETTINGS
@given(streams())
def test_law_1_every_slug_stands_once_and_in_order_or_nothing_does(stream):
    made = filled(stream)
    if made is None:
        return
    placed = [slug.slug for panel in made for slug in panel.slugs]
    wanted = [slug for part in stream for slug in part.slugs]
    assert len(placed) == len(wanted)
    assert all(a is b for a, b in zip(placed, wanted, strict=True))


@SETTINGS
@given(streams())
def test_no_panel_is_deeper_than_it_is_and_no_slug_lies_over_another(stream):
    for panel in filled(stream) or ():
        foot = 0
        for slug in panel.slugs:
            assert slug.top >= foot
            foot = slug.top + slug.slug.depth
        assert foot <= CAPACITY
        assert panel.depth <= CAPACITY


@SETTINGS
@given(streams())
def test_matter_of_the_foot_stands_at_the_foot_and_ends_its_panel(stream):
    for panel in filled(stream) or ():
        for n, slug in enumerate(panel.slugs):
            if slug.strip.foot:
                assert n == len(panel.slugs) - 1
                assert slug.top + slug.slug.depth == CAPACITY


@SETTINGS
@given(streams())
def test_t105_a_panel_begins_only_where_that_is_allowed(stream):
    for panel in (filled(stream) or ())[1:]:
        if panel.slugs:
            first = panel.slugs[0]
            begins = first.slug is first.strip.slugs[0]
            assert first.slug.splits or begins
            assert not begins or first.strip.breaks is not None


@SETTINGS
@given(streams())
def test_white_is_never_less_than_the_least_nor_more_than_is_liked_but_above_the_foot(stream):
    for panel in filled(stream) or ():
        for before, slug in zip(panel.slugs, panel.slugs[1:], strict=False):
            white = slug.top - before.top - before.slug.depth
            if slug.strip is before.strip:
                assert white == 0
                continue
            gap = slug.strip.gap
            assert white >= gap.least
            if not slug.strip.foot:
                assert white <= gap.liked


ORDER = (White.SECTION, White.PARAGRAPH, White.EXERCISE)


@SETTINGS
@given(streams())
def test_white_gives_way_kind_by_kind_and_evenly_over_a_panel(stream):
    """A kind closes only where every kind before it is closed, and then all over the panel."""
    for panel in filled(stream) or ():
        states = {kind: set() for kind in ORDER}
        for before, slug in zip(panel.slugs, panel.slugs[1:], strict=False):
            gap = slug.strip.gap
            if slug.strip is before.strip or gap.liked == gap.least or slug.strip.foot:
                continue
            if gap.kind in states:
                white = slug.top - before.top - before.slug.depth
                states[gap.kind].add("least" if white == gap.least else "liked")
        closed = [kind for kind in ORDER if "least" in states[kind]]
        for kind in closed:
            for earlier in ORDER[: ORDER.index(kind)]:
                assert states[earlier] <= {"least"}
            if kind is not White.EXERCISE:  # half steps close in pairs
                assert states[kind] == {"least"}


@st.composite
def uneven_columns(draw):
    """Columns of panels whose heads a cover may take, each as deep as what that leaves."""
    made = []
    for n in range(draw(st.integers(1, 5))):
        top = draw(st.sampled_from([0, 0, 4, 10, 22]))
        width = draw(st.sampled_from([100, 100, 97, 60])) * MM
        panel = Panel(n + 1, PanelRole.INSIDE, 2, 0, width)
        depth = draw(st.integers(1, CAPACITY)) if top else CAPACITY
        made.append(PanelColumn(panel, 7 * MM, width - 14 * MM, top, depth))
    return made


IMPRINT = Place("imprint.yaml", 1)


@st.composite
def leaflets(draw):
    """A stream that ends with an imprint, whose place is the foot of the last column of all."""
    depth, gap = draw(st.integers(1, 8)), draw(GAPS)
    breaks = draw(st.sampled_from([0, 4, 14]))
    imprint = Strip(IMPRINT, gap, breaks, (Slug(depth, ()),), Foot.LAST)
    return (*draw(streams()), imprint) if draw(st.integers(0, 9)) else (imprint,)


@SETTINGS
@given(leaflets(), uneven_columns())
def test_law_1_in_columns_of_any_depth_every_slug_stands_once_and_in_order(stream, uneven):
    made = filled_in(stream, uneven)
    if made is None:
        return
    assert [each.column for each in made] == uneven
    placed = [slug.slug for column in made for slug in column.slugs]
    wanted = [slug for part in stream for slug in part.slugs]
    assert [*map(id, placed)] == [*map(id, wanted)]


@SETTINGS
@given(leaflets(), uneven_columns())
def test_each_column_is_held_to_its_own_depth(stream, uneven):
    for made in filled_in(stream, uneven) or ():
        foot = 0
        for slug in made.slugs:
            assert slug.top >= foot
            foot = slug.top + slug.slug.depth
        assert foot <= made.column.depth
        assert made.depth <= made.column.depth


@SETTINGS
@given(leaflets(), uneven_columns())
def test_the_imprint_always_stands_at_the_foot_of_the_last_column(stream, uneven):
    made = filled_in(stream, uneven)
    if made is None:
        return
    last = made[-1].slugs[-1]
    assert last.strip.place == IMPRINT
    assert last.top + last.slug.depth == uneven[-1].depth
    for column in made[:-1]:
        assert IMPRINT not in {slug.strip.place for slug in column.slugs}


def test_the_imprint_stands_in_the_last_column_though_all_would_fit_in_the_first():
    imprint = Strip(IMPRINT, NO_GAP, 14, (Slug(4, ()),), Foot.LAST)
    first, middle, last = fill(columns(3, CAPACITY), lambda column: (strip(1, 4), imprint))
    assert [len(first.slugs), len(middle.slugs), len(last.slugs)] == [1, 0, 1]
    assert last.slugs[0].top == CAPACITY - 4


@SETTINGS
@given(leaflets(), uneven_columns())
def test_t105_a_column_of_any_depth_begins_only_where_that_is_allowed(stream, uneven):
    begun = False
    for made in filled_in(stream, uneven) or ():
        if made.slugs and begun:
            first = made.slugs[0]
            begins = first.slug is first.strip.slugs[0]
            assert first.slug.splits or begins
            assert not begins or first.strip.breaks is not None
        begun = begun or bool(made.slugs)


@SETTINGS
@given(leaflets(), uneven_columns())
def test_only_below_a_cover_or_after_all_matter_a_column_stays_empty(stream, uneven):
    made = filled_in(stream, uneven)
    for n, column in enumerate(made or ()):
        if column.slugs or column.column.top:
            continue
        following = {slug.strip.place for later in made[n:] for slug in later.slugs}
        assert following <= {IMPRINT}


def lines(count, first=1):
    return tuple(strip(first + n, 2, breaks=0) for n in range(count))


def beneath_a_cover(depth, count=2):
    first, *others = columns(count, CAPACITY)
    return [replace(first, top=CAPACITY - depth, depth=depth), *others]


def test_what_a_cover_leaves_of_its_panel_may_stay_white():
    """A frame that is deeper than what is left goes whole to the next column."""
    frame = (strip(1, 12), *lines(3, 2))
    under, behind = fill(beneath_a_cover(10), lambda column: frame)
    assert under.slugs == ()
    assert under.depth == 0
    assert behind.slugs[0].top == 0


def test_what_a_cover_leaves_of_its_panel_is_used_where_there_is_need_of_it():
    under, behind = fill(beneath_a_cover(10), lambda column: lines(20))
    assert [len(under.slugs), len(behind.slugs)] == [5, 15]


def test_no_other_column_stays_white_to_spare_a_frame():
    with pytest.raises(Overflow) as overflow:
        fill([columns(2, 10)[0], columns(2, 30)[1]], lambda column: (strip(1, 12),))
    assert overflow.value.excess.depth > 0


@SETTINGS
@given(st.integers(0, 30), st.integers(1, 8), st.integers(1, 4))
def test_t103_the_excess_of_a_stream_with_an_imprint_is_what_is_too_much(count, foot, panels):
    """The imprint has its place at the very end; what has no room above it is the excess."""
    imprint = Strip(IMPRINT, NO_GAP, 0, (Slug(foot, ()),), Foot.LAST)
    made, overflow = attempt((*lines(count), imprint), columns(panels, 10))
    above = 5 * (panels - 1)
    if made is not None:
        assert count <= above + (10 - foot) // 2
        assert made[-1].slugs[-1].strip is imprint
        return
    assert count > above + (10 - foot) // 2
    assert overflow.excess.panel.folio == panels
    assert overflow.excess.depth == 2 * (count - above) + foot - 10
    assert overflow.excess.place != IMPRINT


def tops(stream, capacity, count=1):
    (panel, *_) = fill(columns(count, capacity), lambda column: stream)
    return [slug.top for slug in panel.slugs]


def test_white_stays_as_it_is_liked_while_there_is_room():
    stream = (
        strip(1, 4),
        strip(2, 4, gap=Gap(White.SECTION, 4, 2)),
        strip(3, 4, gap=Gap(White.PARAGRAPH, 2, 0)),
    )
    assert tops(stream, 40) == [0, 8, 14]
    assert tops(stream, 18) == [0, 8, 14]
    assert tops(stream, 17) == [0, 6, 12], "sections first"
    assert tops(stream, 15) == [0, 6, 10], "then paragraphs"
    with pytest.raises(Overflow) as overflow:
        tops(stream, 13)
    assert overflow.value.excess.depth == 1


def test_half_steps_close_in_pairs_so_that_text_regains_the_grid():
    exercise = Gap(White.EXERCISE, 2, 1)
    two = (strip(1, 4), strip(2, 4, gap=exercise), strip(3, 4, gap=exercise))
    assert tops(two, 14) == [0, 5, 10]
    three = (*two, strip(4, 4, gap=exercise))
    whites = [b - a - 4 for a, b in zip(tops(three, 20), tops(three, 20)[1:], strict=False)]
    assert sorted(whites) == [1, 1, 2]
    assert sum(whites) % 2 == 0


def test_a_stream_breaks_between_sections_rather_than_within_one():
    section = Gap(White.SECTION, 4, 2)
    stream = (
        strip(1, 8),
        strip(2, *[2] * 6, breaks=10, splits=True),
        strip(3, 8, gap=section),
        strip(4, 8, breaks=10),
    )
    first, second = fill(columns(2, 30), lambda column: stream)
    assert [slug.strip.place.line for slug in first.slugs][-1] == 2
    assert second.slugs[0].strip.place.line == 3
    assert second.slugs[0].top == 0, "no white at the head of a panel"


def test_lines_move_only_to_a_panel_of_the_same_measure():
    stream = (strip(1, *[2] * 12, splits=True),)
    fill(columns(2, 14, (100, 100)), lambda column: stream)
    with pytest.raises(Overflow):
        fill(columns(2, 14, (100, 97)), lambda column: stream)


@SETTINGS
@given(st.integers(1, 60), st.integers(1, 3))
def test_t103_the_excess_is_what_is_too_much(lines, count):
    """Loose lines that may part anywhere fill every panel; the rest is the excess."""
    stream = tuple(strip(n + 1, 2, breaks=0) for n in range(lines))
    room = 10
    made, overflow = attempt(stream, columns(count, 2 * room))
    if made is not None:
        assert lines <= room * count
        return
    assert overflow.excess.depth == 2 * (lines - room * count)
    assert overflow.excess.panel.folio == count
    assert overflow.excess.place.line == room * count + 1


@SETTINGS
@given(st.integers(1, 30), st.integers(4, 16))
def test_t103_text_above_matter_at_the_foot_is_what_is_too_long(lines, foot):
    """The foot keeps its place; the panel that it stands in is named, and the text above it."""
    room = 10
    stream = (
        *(strip(n + 1, 2, breaks=0) for n in range(lines)),
        strip(90, foot, breaks=None, at_foot=True),
        *(strip(91 + n, 2, breaks=0) for n in range(room)),
    )
    spare = 2 * room + 2 * room - foot - 2 * lines
    made, overflow = attempt(stream, columns(3, 2 * room))
    if made is not None:
        assert spare >= 0
        return
    assert spare < 0
    assert overflow.excess.panel.folio == 2
    assert overflow.excess.depth == -spare
    assert overflow.excess.place.line <= lines


def test_t103_one_block_deeper_than_a_panel_is_named_by_itself():
    stream = (strip(1, 4), strip(2, 34))
    with pytest.raises(Overflow) as overflow:
        fill(columns(3, 30), lambda column: stream)
    assert overflow.value.excess.place.line == 2
    assert overflow.value.excess.depth == 4


@SETTINGS
@given(streams(), st.integers(1, 3))
def test_more_room_never_turns_a_fit_into_an_overflow(stream, count):
    if filled(stream, count) is not None:
        assert filled(stream, count, CAPACITY + 4) is not None
        assert filled(stream, count + 1) is not None
