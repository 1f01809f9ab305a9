"""A site's own words that were written for an earlier release go on, and what is idle is told."""

import pytest

from leaflet.content.read import read_content
from leaflet.content.site import Library
from leaflet.errors import ContentError

NEW = "Volg dit plan, ook als er elders in deze folder iets anders staat."


@pytest.fixture
def read(library, tmp_path):
    """What is read of a leaflet where the site words these keys of a plan itself."""

    def read(*words):
        file = tmp_path / "words" / "nl.yaml"
        file.parent.mkdir(exist_ok=True)
        lines = ["schema: 1", "plan:", *(f"  {word}" for word in words)]
        file.write_text("\n".join(lines) + "\n", "utf-8")
        return read_content(Library(tmp_path, library.built_in), "lage-rugpijn", "nl")

    return read


def test_words_that_nothing_prints_any_more_are_told_and_the_new_ones_fall_back(read):
    read_words = read(
        'given: "kreeg je om {time}"', 'next: "weer vanaf {time}"', "unchecked: niet nagekeken"
    )
    plan = read_words.value.words.plan
    assert plan.given_day == "gekregen op {day} om {time}"
    assert plan.follow == NEW
    told = [(problem.where.line, str(problem.what)) for problem in read_words.warnings]
    assert told == [
        (3, "nothing prints `plan.given` any more"),
        (4, "nothing prints `plan.next` any more"),
        (5, "nothing prints `plan.unchecked` any more"),
    ]


def test_a_label_that_is_still_printed_is_that_of_the_site(read):
    read_words = read("title: Mijn medicatie")
    plan = read_words.value.words.plan
    assert (plan.title, plan.follow) == ("Mijn medicatie", NEW)
    assert read_words.warnings == ()


def test_an_earlier_wording_of_a_dose_is_refused(read):
    with pytest.raises(ContentError, match=r"`plan\.next_day` is fixed, .* — take it out"):
        read('next_day: "weer vanaf {day}, {time}"')


def test_a_key_that_never_was_is_refused_as_before(read):
    with pytest.raises(ContentError) as refused:
        read("gevin: kreeg je")
    assert "unknown key `gevin`" in str(refused.value.problems[0].what)


def test_nothing_is_filled_in_for_the_prescriber_where_nobody_is_named(read):
    with pytest.raises(ContentError, match=r"`plan\.follow` is fixed"):
        read("follow: Volg dit plan van {prescriber}.")
    with pytest.raises(ContentError, match=r"nothing is filled in for \{prescriber\}"):
        read("title: Plan van {prescriber}")


EDITOR = "editor: 'Uitgever: {editor}'"


def colophon_of(library, site, *blocks):
    file = site / "words" / "nl.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(["schema: 1", *blocks]) + "\n", "utf-8")
    return read_content(Library(site, library.built_in), "lage-rugpijn", "nl").value


def test_the_block_of_version_and_state_is_read_under_its_name_of_before(library, tmp_path):
    before = colophon_of(library, tmp_path, "imprint:", f"  {EDITOR}")
    today = colophon_of(library, tmp_path, "colophon:", f"  {EDITOR}")
    assert before.words.colophon.editor == "Uitgever: {editor}"
    assert before.words == today.words
    assert before.content_id == today.content_id
    assert before.transcript.fingerprint == today.transcript.fingerprint


def test_a_fault_in_the_block_is_told_where_it_stands_under_either_name(library, tmp_path):
    for name in ("imprint", "colophon"):
        with pytest.raises(ContentError) as refused:
            colophon_of(library, tmp_path, f"{name}:", "  editr: x")
        (problem,) = refused.value.problems
        assert str(problem) == "words/nl.yaml:3:3: unknown key `editr` — did you mean editor?"


def test_the_block_under_both_names_is_refused(library, tmp_path):
    with pytest.raises(ContentError, match="unknown key `imprint`"):
        colophon_of(library, tmp_path, "colophon:", f"  {EDITOR}", "imprint:", f"  {EDITOR}")
