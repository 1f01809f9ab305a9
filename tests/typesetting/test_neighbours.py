"""Blocks stand beside each other as a text has them, and not only as the first text had them."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.content.model.brochure import (
    Bullets,
    Callout,
    Contacts,
    Exercise,
    Item,
    ListMark,
    PanelRole,
    Paragraph,
    RichText,
    Role,
    Run,
    Section,
    Steps,
)
from leaflet.errors import Place
from leaflet.paper.fold import MM
from leaflet.paper.folds import FOLDS
from leaflet.typesetting.blocks.boxes import set_alarm
from leaflet.typesetting.blocks.lists import list_of, set_bullets
from leaflet.typesetting.blocks.section import Surroundings, set_section
from leaflet.typesetting.breaking import hyphenator
from leaflet.typesetting.fit import set_brochure
from leaflet.typesetting.line_setter import LineSetter
from leaflet.typesetting.look import LADDER, PlanPlace
from leaflet.typesetting.matter import lines_of

PLACE = Place("random/nl.yaml", 1, 1)
WIDE, NARROW = 86 * MM, 83 * MM
"""The measures of the inside of a C-fold: the flap is narrower than the other leaves."""


def text(words):
    return RichText((Run(words),))


def crosses(*words):
    return Bullets(PLACE, tuple(Item(PLACE, text(each)) for each in words), ListMark.CROSS)


def section(*blocks, role=Role.SELF_CARE):
    heading = text("Wat je zelf doet")
    return Section(PLACE, "a", role, PanelRole.INSIDE, None, heading, None, blocks)


@pytest.fixture(scope="module")
def stick_of(press, content):
    hyphenate = hyphenator(content.words.hyphenation, frozenset())
    case, look, book = press.case, press.brochure.look, content.phonebook

    def stick_of(measure):
        return LineSetter(measure, look, case.typeface, hyphenate, book)

    return stick_of


@pytest.fixture(scope="module")
def around(content, press):
    ratios = {name.rpartition("/")[2]: art.ratio for name, art in press.case.artwork.items()}
    return Surroundings(content.hospital, content.words, ratios, PlanPlace.FOOT)


ON_THE_EDGE = crosses("elke dag gieten", "vaak gieten", "in een felle zon zetten", "in de tocht")
"""Two columns on the wide leaves, and one on the narrow."""


def count_strips(stick, block, measures):
    return len(set_bullets(stick, block, list_of(block), None, measures))


def test_crosses_that_fit_beside_each_other_on_some_panels_stand_below_each_other(stick_of):
    alone = [count_strips(stick_of(measure), ON_THE_EDGE, ()) for measure in (WIDE, NARROW)]
    assert alone == [1, 4], "so that the next line proves something"
    both = [count_strips(stick_of(each), ON_THE_EDGE, (WIDE, NARROW)) for each in (WIDE, NARROW)]
    assert both == [4, 4]


@given(st.lists(st.text("abdeginorst ", min_size=1, max_size=26), min_size=1, max_size=9))
def test_a_list_has_as_many_strips_on_every_panel(stick_of, words):
    block = crosses(*words)
    counts = {count_strips(stick_of(each), block, (WIDE, NARROW)) for each in (WIDE, NARROW)}
    assert len(counts) == 1
    assert counts <= {1, len(words)}


def test_such_a_list_is_set_at_every_size(content, press, fold):
    sections = tuple(
        replace(each, blocks=(ON_THE_EDGE,)) if each.role is Role.AVOID else each
        for each in content.brochure.sections
    )
    held = replace(content, brochure=replace(content.brochure, sections=sections))
    for size in [size for size in LADDER if size <= 11]:
        assert set_brochure(held, (fold,), (size,), press.case)


AFTER_A_CONDITION = {
    "a paragraph": Paragraph(PLACE, text("Neem een pot die wat groter is.")),
    "bullets": Bullets(PLACE, (Item(PLACE, text("een pot")),), ListMark.BULLET),
    "crosses": crosses("een pot", "een krant"),
    "steps": Steps(PLACE, (Item(PLACE, text("Leg een krant op tafel.")),)),
    "contacts": Contacts(PLACE, ("bornem.pijnkliniek",)),
    "an exercise": Exercise(PLACE, text("Buigen"), text("Buig traag."), "spine", "een rug"),
}


@pytest.mark.parametrize("kind", AFTER_A_CONDITION)
def test_nothing_stands_under_the_bar_of_a_condition(stick_of, around, kind):
    blocks = Callout(PLACE, text("Pas in de lente")), AFTER_A_CONDITION[kind]
    _, bar, below, *_ = set_section(stick_of(WIDE), section(*blocks), around)
    assert bar.slugs[0].items[0].height > 0
    box = bar.slugs[0].items[0]
    hangs = box.y + box.height - bar.depth * stick_of(WIDE).look.half
    assert hangs > 0, "the bar is deeper than its line"
    assert below.gap.least * stick_of(WIDE).look.half > hangs
    assert below.gap.liked >= below.gap.least
    assert below.breaks is None


def test_a_paragraph_after_the_steps_of_the_red_flags_stands_apart_from_them(stick_of):
    said = (
        Paragraph(PLACE, text("Kom terug als je dit ziet:")),
        Steps(PLACE, (Item(PLACE, text("De pot lekt.")), Item(PLACE, text("De pot is stuk.")))),
        Paragraph(PLACE, text("Bel ons daarna.")),
        Paragraph(PLACE, text("Of kom langs.")),
    )
    stick = stick_of(WIDE)
    strip = set_alarm(stick, section(*said, role=Role.WHEN_TO_RETURN))
    heights = {round(line.y, 3) for line in lines_of(strip.slugs[0].items)}
    _, *others = sorted(heights)
    assert len(others) == 5
    for above, below in pairwise(others):
        assert below - above == pytest.approx(1.5 * stick.look.step, abs=0.01)


@pytest.mark.parametrize(("name", "size"), [("c", 11.0), ("booklet", 12.0), ("flat", 16.0)])
def test_the_paragraphs_of_a_greeting_stand_apart_and_above_the_fields(reword, press, name, size):
    sentence = "Hier lees je wat er aan de hand is en"
    ours = "lage-rugpijn/nl.yaml", f"        {sentence}", f"    - paragraph: {sentence}"
    held, _ = reword(ours)
    made = set_brochure(held, FOLDS[name][-1:], (size,), press.case)
    lines = [*lines_of(made.panels[0].items)]
    first = next(n for n, line in enumerate(lines) if "Hier lees je" in line.text)
    assert lines[first].y - lines[first - 1].y == pytest.approx(1.5 * made.look.step)
    last = max(n for n, line in enumerate(lines) if line.element is lines[first].element)
    assert lines[last].y < made.fields.cover.top
