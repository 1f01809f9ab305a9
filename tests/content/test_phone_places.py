"""Every place where a leaflet prints a number, down to the line of the file."""

import pytest

from leaflet.content.phones.usage import survey_usage

TEXT = """\
schema: 2
language: nl
title: Enkel
cover:
  title: Enkel
  greeting:
    - paragraph: "Bel {phone:bornem.pijnkliniek}."
sections:
  - id: a
    role: follow_up
    panel: back
    heading: |-
      **Nog** steeds
      pijn?
    blocks:
      - paragraph: >-
          Eerste regel van een alinea.
          Bel {phone:rumst.pijnkliniek} of, als dat niet lukt,
          bel **{phone:bornem.pijnkliniek}** en nog eens {phone:rumst.pijnkliniek}.
      - contacts:
          - bornem.pijnkliniek
          - rumst.pijnkliniek
      - paragraph: "geen nummer: phone:rumst.pijnkliniek"
"""


@pytest.fixture
def uses(house):
    (house.root / "content" / "enkel").mkdir()

    def uses(text=TEXT, key="rumst.pijnkliniek"):
        house.path("enkel/nl.yaml").write_bytes(text.encode())
        usage = survey_usage(house.library)
        return usage.unread, [use for use in usage.of(key) if use.topic == "enkel"]

    return uses


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_use_has_the_line_on_which_the_key_stands(uses, newline, mark):
    text = mark + TEXT.replace("\n", newline)
    unread, found = uses(text)
    assert unread == ()
    lines = TEXT.splitlines()
    for use in found:
        assert lines[use.place.line - 1][use.place.column - 1 :].startswith(
            ("{phone:rumst.pijnkliniek}", "rumst.pijnkliniek")
        )
    assert [(use.place.line, use.panel, use.heading) for use in found] == [
        (18, "back", "Nog steeds pijn?"),
        (19, "back", "Nog steeds pijn?"),
        (22, "back", "Nog steeds pijn?"),
    ]
    assert {(use.topic, use.language) for use in found} == {("enkel", "nl")}


def test_the_cover_has_no_heading(uses):
    _, found = uses(key="bornem.pijnkliniek")
    assert [(use.place.line, use.panel) for use in found] == [
        (7, "cover"),
        (19, "back"),
        (21, "back"),
    ]
    assert found[0].heading is None


def test_a_key_that_is_written_with_escapes_is_found_where_its_text_begins(uses):
    text = TEXT.replace('"Bel {phone:bornem', '"Bel {phone\\x3Abornem')
    _, found = uses(text, key="bornem.pijnkliniek")
    assert str(found[0].place) == "enkel/nl.yaml:7:18"


def test_a_leaflet_that_cannot_be_made_still_says_what_it_prints(uses):
    unread, found = uses(TEXT.replace("role: follow_up", "role: nonsense\n    odd: x"))
    assert unread == ()
    assert len(found) == 3


@pytest.mark.parametrize("end", ["? extra", "? extra\n", "extra: {a: b, c}\n"])
def test_a_key_without_a_colon_hides_nothing(uses, end):
    unread, found = uses(TEXT + end)
    assert unread == ()
    assert [use.place.line for use in found] == [18, 19, 22]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("hallo {phone:rumst.pijnkliniek}\n", "1:7"),
        ("- hallo {phone:rumst.pijnkliniek}\n", "1:9"),
        ("title: hallo {phone:rumst.pijnkliniek}\n", "1:14"),
        ("sections: hallo {phone:rumst.pijnkliniek}\n", "1:17"),
    ],
)
def test_a_number_outside_the_sections_stands_in_no_panel(uses, text, place):
    unread, (use,) = uses(text)
    assert unread == ()
    assert str(use.place) == f"enkel/nl.yaml:{place}"
    assert (use.panel, use.heading) == (None, None)


def test_a_leaflet_that_cannot_be_read_is_told_and_hides_no_other(uses, house):
    unread, found = uses("schema: [")
    assert found == []
    assert "enkel/nl.yaml:1:9" in str(*unread)
    assert survey_usage(house.library).of("rumst.pijnkliniek")


def test_a_number_that_nothing_prints_has_no_uses(uses):
    assert uses(key="bornem.spoed") == ((), [])
