"""A second brochure, of another length and other blocks, with no picture and no place for a plan.

What holds for the leaflet on low back pain holds for it in every fold. What is written is read
here from its file, by a reader of YAML that knows nothing of leaflet.
"""

import re
from itertools import groupby

import pytest
import yaml
from page import validate_pdf_bytes

from leaflet.content.model.brochure import Component, Exercise, LimitTable, PlanField, Role, Steps
from leaflet.content.read import read_content
from leaflet.errors import DischargeError
from leaflet.typesetting.blocks.colophon import colophon_text

TOPIC = "voorbeeld"
MM = 72 / 25.4
NUMBERS = {"bornem.pijnkliniek": "03 890 59 23", "rumst.pijnkliniek": "03 880 90 11"}
TEXTS = ("paragraph", "callout", "bullets", "crosses", "steps", "text", "items")


@pytest.fixture(scope="session")
def held(library):
    return read_content(library, TOPIC, "nl").value


@pytest.fixture(scope="session")
def file(library):
    return yaml.safe_load((library.built_in / "content" / TOPIC / "nl.yaml").read_text("utf-8"))


@pytest.fixture(
    params=[
        *("c 11", "z 11", "half", "booklet 12", "booklet 14", "booklet 16"),
        *("flat 11", "flat 12", "flat 16", "c 11, screen", "booklet 14, screen"),
    ]
)
def layout(request):
    """The name of each layout in turn; this text is short enough for all of them."""
    return request.param


@pytest.fixture
def paper(layout, leaflet_in):
    return leaflet_in(layout, "no plan", TOPIC)


def texts_in(value):
    """Every text of a block, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each)
    else:
        assert set(value) <= set(TEXTS)
        for each in value.values():
            yield from texts_in(each)


def plain(text):
    return re.sub(r"\{phone:([^}]*)\}", lambda key: NUMBERS[key[1]], text.replace("**", ""))


def written(file):
    """Everything that the file has to say, with the panel that it is meant for."""
    cover = file["cover"]
    for key in ("kicker", "title", "question", "salutation", "greeting"):
        yield from (("cover", text) for text in texts_in(cover[key]))
    for section in file["sections"]:
        texts = (section["heading"], *texts_in(section["blocks"]))
        yield from ((section["panel"], text) for text in texts)


def letters(text):
    return "".join(sign for sign in text if sign.isalpha())


def wanted(file, held, panels):
    """The letters that these panels have to show, in order."""
    said = " ".join(plain(text) for panel, text in written(file) if panel in panels)
    return letters(said + (colophon_text(held) if "back" in panels else ""))


class TestTheText:
    """It stays unlike the other, so that what is fitted to one of them is found by the other."""

    def test_it_has_no_place_for_a_plan_and_says_that_none_is_missing(self, held):
        blocks = tuple(held.brochure.blocks())
        assert not any(isinstance(block, PlanField | LimitTable | Exercise) for block in blocks)
        assert held.brochure.cover.illustration is None
        assert held.brochure.omits == (Component.MEDICATION,)

    def test_it_has_what_the_other_has_not(self, held, content):
        ours, theirs = held.brochure, content.brochure
        assert Role.COURSE in {each.role for each in ours.sections}
        assert Role.COURSE not in {each.role for each in theirs.sections}
        within = [each for each in ours.sections if each.role is not Role.WHEN_TO_RETURN]
        assert any(isinstance(block, Steps) for each in within for block in each.blocks)
        assert not any("\n" in each.heading.plain() for each in ours.sections)
        shown = [[(each.role, each.panel) for each in held.sections] for held in (ours, theirs)]
        assert shown[0] != shown[1]

    def test_it_names_phone_numbers_in_its_sentences(self, file):
        said = " ".join(text for _, text in written(file))
        named = re.findall(r"\{phone:([^}]*)\}", said)
        assert sorted(named) == sorted([*NUMBERS, "bornem.pijnkliniek"])


class TestOnPaper:
    """Every layout that there is."""

    def test_law_1_every_letter_is_printed_once_and_in_order(
        self, paper, layout, laid_out, file, reader
    ):
        press = laid_out(layout, TOPIC)
        fields = press.plate.form.fields.all()
        roles = {each.folio: each.role.value for each in press.brochure.fold.panels}
        # Where the flap has a panel to itself, each part stands on the panels that it is meant for.
        parts = (("cover",), ("flap",), ("inside",), ("back",))
        if "flap" not in roles.values():
            parts = (tuple(part for (part,) in parts),)

        def is_hospitals(word):
            in_field = any(reader.lies_in(word, each) for each in fields)
            return not in_field and not paper.is_folio(word)

        for part in parts:
            panels = [folio for folio in sorted(paper.panels) if roles[folio] in part]
            printed = letters(paper.text_from(panels, is_hospitals))
            assert printed == wanted(file, press.content, part)

    def test_panels_are_heard_in_the_order_in_which_they_are_read(self, paper, read_tagged):
        heard = []
        for content in read_tagged(paper.pdf).root.contents():
            middle = (content.box[0] + content.box[2]) / 2 / MM
            heard += [
                folio
                for folio, (page, left, right) in paper.panels.items()
                if page == content.page and left <= middle < right
            ]
        folios = [folio for folio, _ in groupby(heard)]
        assert folios == sorted(set(folios))
        assert folios[0] == 1
        assert folios[-1] == max(paper.panels)

    @pytest.mark.parametrize("profile", ["ua1", "2a"])
    def test_it_is_accessible_and_fit_for_the_archive(self, paper, profile):
        report = validate_pdf_bytes(paper.pdf, profile=profile)
        assert report.rules.total > 100
        assert not report.failures

    def test_t104_what_calls_the_reader_back_stands_on_one_panel(self, paper, file):
        (section,) = (each for each in file["sections"] if each["role"] == "when_to_return")
        parts = [section["heading"], *texts_in(section["blocks"])]
        said = letters(" ".join(map(plain, parts)))
        assert sum(said in letters(paper.text_of(folio)) for folio in paper.panels) == 1

    def test_nothing_is_said_of_medicines(self, paper, held):
        printed = " ".join(word.text for word in paper.words)
        assert held.words.plan.title not in printed
        assert held.words.plan.none not in printed

    def test_numbers_are_printed_whole_and_lead_to_their_call(self, paper):
        printed = " ".join(" ".join(word.text for word in paper.words).split())
        assert printed.count(NUMBERS["bornem.pijnkliniek"]) == 2
        assert printed.count(NUMBERS["rumst.pijnkliniek"]) == 1
        led = [link["uri"] for page in paper.pages for link in page.hyperlinks]
        assert sorted(led) == ["tel:+3238809011", "tel:+3238905923", "tel:+3238905923"]


def test_a_second_reader_finds_the_same_letters(leaflet_in, reader):
    paper = leaflet_in("c 11", "no plan", TOPIC)
    texts = reader.second_opinion(paper.pdf).values()
    for folio, text in enumerate(texts, 1):
        assert sorted(letters(text)) == sorted(letters(paper.text_of(folio)))


def test_for_the_pen_it_keeps_the_fields_of_the_cover_and_no_grid(leaflet_in, held):
    paper = leaflet_in("c 11", "for the pen", TOPIC)
    printed = " ".join(word.text for word in paper.words)
    assert held.words.fields.name in printed
    assert held.words.plan.title not in printed
    assert held.words.plan.pen_dose not in printed


def test_t46_a_plan_is_refused(leaflet_in):
    with pytest.raises(DischargeError) as refused:
        leaflet_in("c 11", "three medicines", TOPIC)
    (problem,) = refused.value.problems
    assert str(problem) == ("med: this leaflet has no field for a plan — leave the medication out")
