"""Phone numbers lead to their call, and the lines of a paragraph are its text, space by space."""

from collections import Counter
from dataclasses import replace

import pytest

from leaflet.content.model.brochure import RichText
from leaflet.typesetting.breaking import NBSP, SOFT_HYPHEN, hyphenator
from leaflet.typesetting.fit import set_brochure
from leaflet.typesetting.line_setter import LineSetter
from leaflet.typesetting.look import LADDER
from leaflet.typesetting.matter import Element, SetLine, Tag


def spoken(text):
    return text.replace(SOFT_HYPHEN, "").replace(NBSP, " ")


def links_in(items):
    return Counter(
        (spoken(piece.text), piece.link)
        for line in items
        if isinstance(line, SetLine)
        for piece in line.pieces
        if piece.link is not None
    )


def test_every_phone_number_of_the_brochure_can_be_called_and_nothing_else_is_a_link(press):
    items = [item for panel in press.brochure.panels for item in panel.items]
    assert links_in(items) == {
        ("03 890 59 23", "tel:+3238905923"): 1,
        ("03 880 90 11", "tel:+3238809011"): 1,
    }


def test_a_phone_number_in_running_text_is_a_link_of_its_own(reword, fold, press):
    old = "Warmte op je onderrug kan deugd doen."
    new = '"Vragen? Bel **{phone:bornem.pijnkliniek}**, of {phone:rumst.pijnkliniek}."'
    content, _ = reword(("lage-rugpijn/nl.yaml", old, new))
    made = set_brochure(content, (fold,), LADDER, press.case)
    items = [item for panel in made.panels for item in panel.items]

    assert set(links_in(items).values()) == {2}
    lines = [item for item in items if isinstance(item, SetLine)]
    sentence = spoken("".join(line.text for line in lines))
    assert "Vragen? Bel 03 890 59 23, of 03 880 90 11." in sentence
    styles = {
        p.link: p.style for line in lines for p in line.pieces if p.link and p.style.size < 20
    }
    assert styles == {
        "tel:+3238905923": press.brochure.look.strong,
        "tel:+3238809011": press.brochure.look.body,
    }


@pytest.fixture(scope="module")
def stick(press, content):
    hyphenate = hyphenator(content.words.hyphenation, frozenset())
    case, look = press.case, press.brochure.look
    return LineSetter(240.0, look, case.typeface, hyphenate, content.phonebook)


WITH_NUMBERS = (
    "Je kan je voet niet meer goed op- en neerbewegen. Artsen noemen dit niet-specifieke "
    "mechanische lage rugpijn: bel **{phone:bornem.pijnkliniek}** of "
    "({phone:rumst.pijnkliniek}) en vraag naar de ontstekingsremmers voor- en achteraf."
)


def test_the_lines_of_a_paragraph_one_after_another_are_its_text(stick, content):
    spans = stick.body(RichText.parse(WITH_NUMBERS))
    wanted = spoken("".join(span.text for span in spans))
    for measure in range(110, 300, 3):
        narrow = replace(stick, measure=float(measure))
        lines = [narrow.line(line, 0, Element(Tag.PARAGRAPH)) for line in narrow.lines(spans, "p")]
        assert spoken("".join(line.text for line in lines)) == wanted
        assert all(line.right <= measure + 0.05 for line in lines)
        assert sum(links_in(lines).values()) == 2


def test_a_break_by_sense_is_heard_as_a_space(stick):
    spans = stick.body(RichText.parse("Lage\nrugpijn"))
    lines = [stick.line(line, 0, Element(Tag.TITLE)) for line in stick.lines(spans, "cover")]
    assert [line.text for line in lines] == ["Lage ", "rugpijn"]
