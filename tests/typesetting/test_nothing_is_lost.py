"""Law 1: whatever is written is on the paper once, in order, in its panel, or there is no paper."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from leaflet.content.model.brochure import (
    Bullets,
    Callout,
    Contacts,
    Emphasis,
    Exercise,
    Item,
    LimitTable,
    ListMark,
    PanelRole,
    Paragraph,
    PlanField,
    RichText,
    Role,
    Run,
    Section,
    Steps,
)
from leaflet.errors import FitError, Place
from leaflet.paper.fold import A4_LANDSCAPE, TEXT_TO_EDGE
from leaflet.press.make_plate import Proof
from leaflet.typesetting.fit import set_brochure
from leaflet.typesetting.layout import Layout
from leaflet.typesetting.look import LADDER
from leaflet.typesetting.matter import Box, Picture, SetLine, Tag, lines_of
from leaflet.typesetting.proof import proofread

SETTINGS = settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
PLACES = st.integers(1, 400).map(lambda line: Place("random/nl.yaml", line, 1))
LETTERS = st.text("abdeghijklmnoprstuvwzéëïABC", min_size=1, max_size=14)
WORDS = st.one_of(
    LETTERS,
    LETTERS,
    st.sampled_from(["8 dagen", "600 mg", "(RX, CT)", "op- en", "niet-specifieke", "’s nachts,"]),
    st.integers(0, 9999).map(str),
)


def with_items(made, items):
    """A panel of a C-fold, which has one column, with other matter in it."""
    (column,) = made.columns
    return replace(made, columns=(replace(column, items=tuple(items)),))


def texts(most):
    words = st.lists(WORDS, min_size=1, max_size=most).map(" ".join)
    return st.lists(st.tuples(words, st.sampled_from(Emphasis)), min_size=1, max_size=3).map(
        lambda runs: RichText(tuple(Run(f"{text} ", weight) for text, weight in runs))
    )


ITEMS = st.builds(
    Item,
    PLACES,
    texts(12),
    st.lists(st.builds(Item, PLACES, texts(6)), max_size=2).map(tuple),
)
FIGURES = ["knees-to-chest", "hollow-back", "abdominals"]
BLOCKS = st.one_of(
    st.builds(Paragraph, PLACES, texts(40)),
    st.builds(
        Bullets,
        PLACES,
        st.lists(ITEMS, min_size=1, max_size=5).map(tuple),
        st.sampled_from(ListMark),
    ),
    st.builds(Steps, PLACES, st.lists(ITEMS, min_size=1, max_size=4).map(tuple)),
    st.builds(Callout, PLACES, texts(4)),
    st.builds(Exercise, PLACES, texts(2), texts(20), st.sampled_from(FIGURES), st.just("figuur")),
    st.builds(Contacts, PLACES, st.just(("bornem.pijnkliniek", "rumst.pijnkliniek"))),
)
SECTIONS = st.builds(
    Section,
    PLACES,
    st.just("a"),
    st.sampled_from([Role.EXPLANATION, Role.AVOID, Role.FOLLOW_UP]),
    st.sampled_from([PanelRole.FLAP, PanelRole.INSIDE, PanelRole.BACK]),
    st.sampled_from([None, "oefeningen"]),
    texts(3),
    st.sampled_from([None, "tick-disc"]),
    st.lists(BLOCKS, max_size=4).map(tuple),
)
ALARM = st.builds(
    Section,
    PLACES,
    st.just("alarm"),
    st.just(Role.WHEN_TO_RETURN),
    st.just(PanelRole.FLAP),
    st.none(),
    texts(2),
    st.just("alarm"),
    st.tuples(
        st.builds(Paragraph, PLACES, texts(8)),
        st.builds(Steps, PLACES, st.lists(ITEMS, min_size=1, max_size=4).map(tuple)),
    ),
)
MATTER = st.tuples(st.lists(ALARM, max_size=1), st.lists(SECTIONS, min_size=1, max_size=9)).map(
    lambda parts: (*parts[0], *parts[1])
)


@pytest.fixture(scope="module")
def set_random(content, press, fold):
    def set_random(sections, sizes=(11.0,)):
        brochure = replace(content.brochure, sections=sections)
        held = replace(content, brochure=brochure)
        try:
            return held, set_brochure(held, (fold,), sizes, press.case)
        except FitError as error:
            for problem in error.problems:
                assert isinstance(problem.where, Place)
                assert str(problem.what)
                assert str(problem.remedy)
            return None

    return set_random


def words_of(sections, book):
    """What is written, read without the proofreader's own eyes: all words of each panel role."""
    written = {role: [] for role in PanelRole}
    for section in sections:
        said = written[section.panel]
        said.append(section.heading)
        for block in section.blocks:
            match block:
                case Paragraph() | Callout():
                    said.append(block.text)
                case Bullets() | Steps():
                    for item in block.items:
                        said.append(item.text)
                        said.extend(example.text for example in item.items)
                case Exercise():
                    said.extend((block.title, block.text))
                case Contacts():
                    said.extend(book.find(key).number for key in block.keys)
                case LimitTable():
                    for row in block.rows:
                        said.extend((row.medicine, row.note, row.maximum, row.detail))
    return {
        role: "".join(
            "".join((part if isinstance(part, str) else part.plain()).split()) for part in said
        )
        for role, said in written.items()
    }


def letters_on(brochure, role):
    return "".join(
        "".join(piece.text.split())
        for made in brochure.panels
        if made.panel.role is role
        for line in lines_of(made.items)
        for piece in line.pieces
        if not piece.added
    )


@SETTINGS
@given(MATTER, st.sampled_from([(11.0,), (10.0,), LADDER]))
def test_law_1_a_random_brochure_is_set_whole_and_in_order_or_refused(
    set_random, content, sections, sizes
):
    made = set_random(sections, sizes)
    if made is None:
        return
    held, brochure = made
    written = words_of(sections, content.phonebook)
    for role in (PanelRole.FLAP, PanelRole.INSIDE, PanelRole.BACK):
        assert letters_on(brochure, role) == written[role]
    proofread(held, brochure)


@SETTINGS
@given(MATTER)
def test_t106_nothing_of_a_random_brochure_leaves_the_text_area_or_lies_over_its_neighbour(
    set_random, sections
):
    made = set_random(sections)
    if made is None:
        return
    for panel in made[1].panels:
        if panel.panel.role is PanelRole.COVER:
            continue
        before = {}
        for item in panel.items:
            if not isinstance(item, SetLine):
                continue
            assert item.y - 0.7 * item.pieces[0].style.size >= TEXT_TO_EDGE
            assert item.y <= A4_LANDSCAPE.height - TEXT_TO_EDGE
            left = item.pieces[0].x
            right = item.pieces[-1].x + item.pieces[-1].width
            assert panel.panel.left + TEXT_TO_EDGE - 0.05 <= left
            assert right <= panel.panel.right - TEXT_TO_EDGE + 0.05
            for y, spans in before.items():
                near = y < item.y < y + 0.7 * item.pieces[0].style.size
                assert not (near and any(a < right - 0.5 and left < b - 0.5 for a, b in spans))
            before.setdefault(round(item.y, 1), []).append((left, right))


def runs_of(panel):
    """Elements of the panel's lines in order, each with the number of its lines."""
    runs = []
    for line in lines_of(panel.items):
        if any(not piece.added for piece in line.pieces):
            if runs and runs[-1][0] is line.element:
                runs[-1][1] += 1
            else:
                runs.append([line.element, 1])
    return runs


HEADINGS = (Tag.SECTION, Tag.GROUP)


@SETTINGS
@given(MATTER)
def test_t105_no_heading_ends_a_panel_and_no_line_of_a_paragraph_stands_alone(set_random, sections):
    made = set_random(sections)
    if made is None:
        return
    panels = {}
    for panel in made[1].panels:
        panels.setdefault(panel.panel.role, []).append(runs_of(panel))
    lines = Counter()
    for runs in (runs for role in panels.values() for runs in role):
        for element, count in runs:
            lines[id(element)] += count
    empty = {id(s): s for s in sections if not s.blocks}
    for role, streams in panels.items():
        for number, runs in enumerate(streams):
            if not runs or role is PanelRole.COVER:
                continue
            followed = any(streams[number + 1 :])
            last, first = runs[-1], runs[0]
            if followed and not empty:
                assert last[0].tag not in HEADINGS
            for element, count in (first, last):
                if element.tag in (Tag.PARAGRAPH, Tag.BODY) and count < lines[id(element)]:
                    assert count >= 2, "a line stands alone"
            following = next((after for after in streams[number + 1 :] if after), None)
            if following and not empty and following[0][0].tag not in HEADINGS:
                tags = [element.tag for element, _ in runs]
                heading = max((n for n, tag in enumerate(tags) if tag in HEADINGS), default=None)
                if heading is not None:
                    below = sum(count for _, count in runs[heading + 1 :])
                    assert below >= 2, "a heading keeps two lines with it"


@SETTINGS
@given(MATTER)
def test_t104_red_flags_stand_in_one_frame_in_one_panel(set_random, sections):
    made = set_random(sections)
    if made is None or sections[0].role is not Role.WHEN_TO_RETURN:
        return
    held, brochure = made
    (flap,) = (panel for panel in brochure.panels if panel.panel.role is PanelRole.FLAP)
    frame = max(
        (
            item
            for item in flap.items
            if isinstance(item, Box) and item.stroke == held_alarm(brochure)
        ),
        key=lambda box: box.height,
    )
    written = words_of(sections[:1], held.phonebook)[PanelRole.FLAP]
    inside = "".join(
        "".join(piece.text.split())
        for line in lines_of(flap.items)
        for piece in line.pieces
        if not piece.added and frame.y < line.y < frame.y + frame.height
    )
    assert inside == written
    for line in lines_of(flap.items):
        if frame.y < line.y < frame.y + frame.height:
            assert line.y < frame.y + frame.height - 2
            assert line.pieces[-1].x + line.pieces[-1].width < frame.x + frame.width - 2


def held_alarm(brochure):
    return brochure.look.palette.alarm


@pytest.fixture(scope="module")
def print_random(content, press, fold, print_on, reader, ready_from):
    """What an independent reader finds on the paper of random sections, by panel role."""

    def print_random(sections):
        held = replace(content, brochure=replace(content.brochure, sections=sections))
        try:
            brochure = set_brochure(held, (fold,), (10.0,), press.case)
        except FitError:
            return None
        paper = print_on(ready_from(Proof(held, Layout(), brochure, press.case)))
        fields = brochure.fields.all()
        panels = {PanelRole.FLAP: ["flap"], PanelRole.INSIDE: ["inside 1", "inside 2", "inside 3"]}
        return {
            role: "".join(
                word.text
                for name in names
                for word in paper.words_of(name)
                if not any(reader.lies_in(word, field) for field in fields)
            )
            for role, names in panels.items()
        }

    return print_random


@settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(MATTER)
def test_law_1_what_is_set_is_also_what_an_independent_reader_finds(
    print_random, content, sections
):
    found = print_random(sections)
    written = words_of(sections, content.phonebook)
    for role, text in (found or {}).items():
        wanted = Counter(char for char in written[role] if char.isalpha())
        read = Counter(char for char in text if char.isalpha())
        if any(isinstance(block, Contacts) for s in sections for block in s.blocks):
            assert not wanted - read
        else:
            assert read == wanted


@pytest.fixture
def spoil(press):
    """The brochure with the items of one panel changed by a function."""

    def spoil(folio, change):
        panels = tuple(
            with_items(made, change(made.items)) if made.panel.folio == folio else made
            for made in press.brochure.panels
        )
        return replace(press.brochure, panels=panels)

    return spoil


def lines_at(items):
    """Where the hospital's own lines stand, bullets and numbers left out."""
    return [
        n
        for n, item in enumerate(items)
        if isinstance(item, SetLine) and any(not piece.added for piece in item.pieces)
    ]


def without_a_line(items):
    gone = lines_at(items)[3]
    return [item for n, item in enumerate(items) if n != gone]


def with_a_line_twice(items):
    twice = lines_at(items)[3]
    return [*items[: twice + 1], *items[twice:]]


def with_two_lines_swapped(items):
    a, b = lines_at(items)[3:5]
    swapped = list(items)
    swapped[a], swapped[b] = items[b], items[a]
    return swapped


def with_a_letter_less(items):
    at = lines_at(items)[3]
    line = items[at]
    first = replace(line.pieces[-1], text=line.pieces[-1].text[:-1])
    return [*items[:at], replace(line, pieces=(*line.pieces[:-1], first)), *items[at + 1 :]]


def with_a_line_out_of_its_column(items):
    at = lines_at(items)[3]
    return [*items[:at], items[at].moved(200, 0), *items[at + 1 :]]


def with_a_line_off_the_paper(items):
    at = lines_at(items)[-1]
    return [*items[:at], items[at].moved(0, 400), *items[at + 1 :]]


def without_a_sign(items):
    """Without the first bullet, number or label that typesetting added."""
    at = next(
        n
        for n, item in enumerate(items)
        if isinstance(item, SetLine) and all(piece.added for piece in item.pieces)
    )
    return [*items[:at], *items[at + 1 :]]


def without_a_picture(items):
    at = next(n for n, item in enumerate(items) if isinstance(item, Picture))
    return [*items[:at], *items[at + 1 :]]


def with_all_lines_on_one_baseline(items):
    return [replace(item, y=300.0) if isinstance(item, SetLine) else item for item in items]


SPOILERS = [
    without_a_line,
    with_a_line_twice,
    with_two_lines_swapped,
    with_a_letter_less,
    with_a_line_out_of_its_column,
    with_a_line_off_the_paper,
]


@pytest.mark.parametrize("folio", [2, 3, 4, 5])
@pytest.mark.parametrize("change", SPOILERS, ids=lambda change: change.__name__)
def test_the_proofreader_finds_what_is_lost_doubled_moved_or_outside(
    press, content, spoil, folio, change
):
    with pytest.raises(FitError) as error:
        proofread(content, spoil(folio, change))
    assert str(error.value.problems[0].remedy)


@pytest.mark.parametrize("folio", [2, 3, 6])
@pytest.mark.parametrize(
    "change",
    [without_a_sign, without_a_picture, with_all_lines_on_one_baseline],
    ids=lambda change: change.__name__,
)
def test_the_proofreader_misses_no_sign_no_picture_and_no_overprint(
    press, content, spoil, folio, change
):
    with pytest.raises(FitError):
        proofread(content, spoil(folio, change))


def test_the_proofreader_finds_two_panels_that_are_swapped(press, content):
    panels = list(press.brochure.panels)
    panels[2], panels[3] = (
        with_items(panels[2], panels[3].items),
        with_items(panels[3], panels[2].items),
    )
    with pytest.raises(FitError):
        proofread(content, replace(press.brochure, panels=tuple(panels)))


def test_the_proofreader_names_the_block_that_is_lost(press, content, spoil):
    with pytest.raises(FitError) as error:
        proofread(content, spoil(3, without_a_line))
    where = error.value.problems[0].where
    assert where.file == "lage-rugpijn/nl.yaml"
    assert where.line in {block.place.line for block in content.brochure.blocks()} | {
        section.place.line for section in content.brochure.sections
    }


def test_the_proofreader_passes_what_is_right(press, content):
    proofread(content, press.brochure)


def test_a_brochure_without_a_place_for_a_plan_has_no_field_for_one(content, press, fold):
    sections = tuple(
        replace(s, blocks=tuple(b for b in s.blocks if not isinstance(b, PlanField)))
        for s in content.brochure.sections
    )
    held = replace(content, brochure=replace(content.brochure, sections=sections))
    brochure = set_brochure(held, (fold,), (11.0,), press.case)
    assert brochure.fields.plan is None
    proofread(held, brochure)
