"""What a reviewer says of a text that can be printed: missing parts, prompts, unused numbers."""

import pytest

from leaflet.content.checks.review_notes import appraise, find_prompts
from leaflet.content.model.brochure import TOLD_BY, Component, Role
from leaflet.content.phones.usage import find_unused
from leaflet.content.yaml.reader import read_source

TEXT = "lage-rugpijn/nl.yaml"


@pytest.fixture
def review(house):
    """The warnings of a reviewer: the line, and what is said there."""

    def review():
        warnings = appraise(house.read().value, house.library).warnings
        assert all(warning.where.file == TEXT for warning in warnings)
        return [(warning.where.line, str(warning.what)) for warning in warnings]

    return review


@pytest.fixture
def line_of(house):
    """The number of the only line of the text that holds this."""

    def line_of(text):
        lines = house.path(TEXT).read_text("utf-8").split("\n")
        (number,) = [n for n, line in enumerate(lines, 1) if text in line]
        return number

    return line_of


def without(house, component):
    """Give the sections that tell a part another role."""
    text = house.path(TEXT).read_text("utf-8")
    kept = next(role for role in Role if role not in TOLD_BY[component])
    if component is Component.DIAGNOSIS:
        kept = Role.ACTIVITY
    for role in TOLD_BY[component]:
        text = text.replace(f"role: {role}\n", f"role: {kept}\n")
    house.path(TEXT).write_text(text, "utf-8")


# Without a section that says when to return, a leaflet is not read at all.
@pytest.mark.parametrize("component", [each for each in Component if each is not Component.RETURN])
def test_each_part_that_is_missing_is_told(house, review, line_of, component):
    without(house, component)
    ((line, what),) = review()

    assert line == line_of("- id: wanneer-naar-spoed")
    assert what.startswith("no section tells the patient ")
    assert what.endswith(f"({component})")


def test_every_part_is_told_by_some_role_and_no_role_by_name_alone():
    assert set(TOLD_BY) == set(Component)
    assert all(TOLD_BY.values())


def test_a_part_that_is_left_out_on_purpose_is_not_told(house, review):
    without(house, Component.COURSE)
    house.change(TEXT, "\nversion:", "\nomits: [course]\nversion:")

    assert review() == []


def test_a_part_that_is_told_and_said_to_be_left_out_is_a_slip(house, review, line_of):
    house.change(TEXT, "\nversion:", "\nomits: [diagnosis]\nversion:")
    ((line, what),) = review()

    assert line == line_of("omits:")
    assert "`omits` names what a section tells" in what


def test_prompts_are_told_each_at_its_line(house, review, line_of):
    house.change(TEXT, "Dat kan je verontrusten.", "‹wat voelt\n        de patiënt?›\n        Dus.")
    house.change(TEXT, "- lang hurken", "- ‹nog iets›")
    house.change(TEXT, "title: Lage rugpijn", "title: ‹titel›")
    asked = " ".join(["waarom"] * 20)
    house.change(TEXT, "Draag platte schoenen", f"‹{asked}›")
    told = review()

    places = ["‹titel›", "‹wat voelt", "‹waarom", "‹nog iets›"]
    assert [line for line, _ in told] == [line_of(each) for each in places]
    assert "`‹wat voelt de patiënt?›`" in told[1][1]
    assert len(told[2][1]) < 90


def test_two_prompts_of_one_line_are_both_told():
    source = read_source("a: ‹één› en ‹twee›\nb: ‹één›".encode(), "x.yaml")
    whole = "a: ‹één› en ‹twee›\nb: ‹één›"

    exact = [(p.where.line, p.where.column) for p in find_prompts(source, whole)]
    assert exact == [(1, 4), (1, 13), (2, 4)]
    assert [(p.where.line, p.where.column) for p in find_prompts(source)] == [
        (1, 4),
        (1, 4),
        (2, 4),
    ]


@pytest.mark.parametrize("text", ["‘één’", "a < b > c", "› ‹", "«één»"])
def test_other_quotes_are_no_prompts(text):
    assert list(find_prompts(read_source(f'a: "{text}"'.encode(), "x.yaml"))) == []


def test_a_number_is_used_by_a_list_or_within_a_sentence(house):
    extra = "numbers:\n  rumst.onthaal:\n    number: 03 880 90 12\n"
    house.change("phonebook.yaml", "\nnumbers:\n", f"\n{extra}")
    read = house.read().value
    (told,) = find_unused(read.phonebook, [read.brochure])
    assert "`rumst.onthaal`" in str(told.what)
    assert told.where.file == "phonebook.yaml"

    house.change(TEXT, "Dat kan je verontrusten.", "Bel {phone:rumst.onthaal}.")
    read = house.read().value
    assert list(find_unused(read.phonebook, [read.brochure])) == []


def test_a_number_is_unused_only_where_every_leaflet_was_looked_at(house):
    read = house.read().value

    assert len(list(find_unused(read.phonebook, []))) == 2
    assert list(find_unused(read.phonebook, [read.brochure])) == []
