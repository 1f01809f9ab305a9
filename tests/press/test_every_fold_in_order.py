"""What a screen reader says of every fold: its panels as they are read, whatever page they lie on.

Read through the structure tree of the finished file. Where each panel lies is taken from the folds
of ``docs/rules.md`` 4.2 and 4.6, and not from the program.
"""

import re
from itertools import groupby, pairwise

import pikepdf
import pytest

MM = 72 / 25.4
HEADINGS = ("H1", "H2", "H3", "H4")
IMPOSED = ["c 11", "z 11", "half", "booklet 12", "booklet 14", "booklet 16"]


@pytest.fixture(scope="module")
def paper(layout, plan, leaflet_in):
    return leaflet_in(layout, plan)


@pytest.fixture(scope="module")
def tagged(paper, read_tagged):
    return read_tagged(paper.pdf)


def panel_of(paper, content):
    """The folio of the panel on which something stands."""
    middle = (content.box[0] + content.box[2]) / 2
    (folio,) = (
        folio
        for folio, (page, left, right) in paper.panels.items()
        if page == content.page and left * MM <= middle < right * MM
    )
    return folio


def folios_heard(paper, tagged):
    contents = tagged.root.contents()
    return [folio for folio, _ in groupby(panel_of(paper, each) for each in contents)]


def test_panels_are_heard_in_the_order_of_their_folios_across_pages(paper, tagged):
    heard = folios_heard(paper, tagged)
    assert heard == sorted(set(heard)), "each panel once, and none before another"
    last = max(paper.panels)
    assert heard[0] == 1
    assert heard[-1] == last
    assert set(paper.panels) - set(heard) <= {last - 2, last - 1}, "but the blanks of a booklet"


@pytest.mark.parametrize("imposed", IMPOSED)
def test_on_imposed_paper_that_is_not_the_order_of_the_pages(imposed, leaflet_in, read_tagged):
    """So that the order of the structure is not the order of the page code by chance."""
    paper = leaflet_in(imposed)
    contents = [each for page in read_tagged(paper.pdf).pages for each in page if each.text]
    folios = [folio for folio, _ in groupby(panel_of(paper, each) for each in contents)]
    assert folios != sorted(set(folios))


def test_two_panels_that_change_places_in_the_structure_would_be_noticed(
    leaflet_in, spoil, read_tagged
):
    def swap(document):
        kids = document.Root.StructTreeRoot.K.K
        sections = [n for n, kid in enumerate(kids) if kid.get("/S") == pikepdf.Name.Sect]
        first, last = sections[0], sections[-1]
        kids[first], kids[last] = kids[last], kids[first]

    paper = leaflet_in("booklet 14")
    heard = folios_heard(paper, read_tagged(spoil(paper.pdf, swap)))
    assert heard != sorted(set(heard))


def test_every_letter_of_the_brochure_is_heard_once_where_it_is_printed(
    paper, tagged, laid_out, layout, reader
):
    fields = laid_out(layout).plate.form.fields.all()
    kept = [content for field in tagged.root.find("Div") for content in field.contents()]
    said = dict.fromkeys(paper.panels, "")
    for content in tagged.root.contents():
        if content not in kept:
            said[panel_of(paper, content)] += content.text
    for folio, text in said.items():
        printed = paper.text_of(
            folio,
            lambda word: (
                not paper.is_folio(word) and not any(reader.lies_in(word, each) for each in fields)
            ),
        )
        assert bare(text) == bare(printed)


def bare(text):
    return re.sub(r"[\s\u00ad]", "", text)


def test_numbers_of_pages_are_not_heard(paper, tagged):
    """They are artifacts: of the page, and not of the text."""
    heard = [content for content in tagged.root.contents() if content.text.strip().isdigit()]
    for word in paper.words:
        if paper.is_folio(word):
            left, page = word.left, word.page
            assert not [c for c in heard if c.page == page and abs(c.boxes[0][0] - left) < 0.5]


def texts(node):
    return [kid.text for kid in node.nodes if kid.tag in (*HEADINGS, "P")]


def test_the_fields_are_heard_with_the_panels_they_stand_on(paper, tagged):
    """Name and days on the cover, the plan in its section, and an id for each page."""
    fields = tagged.root.find("Div")
    folios = [panel_of(paper, next(field.contents())) for field in fields]
    assert folios == sorted(folios)
    assert folios[0] == 1
    said = " ".join(field.text for field in fields)
    assert said.count("Jouw medicatieplan") == 1
    ids = re.findall(rf"blad {paper.sheet} · (\d+)/(\d+)", said)
    assert {count for _, count in ids} == {str(len(ids))}
    assert {int(number) for number, _ in ids} == {*range(1, len(ids) + 1)}


def test_the_plan_is_heard_in_the_section_on_medicines(tagged):
    (plan,) = (node for node in tagged.root.find("Div") if "Jouw medicatieplan" in node.text)
    assert (plan.above.tag, plan.above.nodes[0].text) == ("Sect", "Medicatie")


def headings_of(tagged):
    return [(node.tag, node.text, next(node.contents())) for node in tagged.root.find(*HEADINGS)]


def test_headings_are_heard_level_by_level(tagged):
    levels = [int(tag[1]) for tag, *_ in headings_of(tagged)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_bookmarks_are_the_headings_and_lead_to_their_page_and_panel(paper, tagged):
    headings = [each for each in headings_of(tagged) if each[0] in ("H2", "H3")]
    bookmarks = tagged.bookmarks

    assert [(f"H{level}", str(each.Title)) for each, level in bookmarks] == [
        (tag, text) for tag, text, _ in headings
    ]
    for (bookmark, _), (_, _, content) in zip(bookmarks, headings, strict=True):
        page, kind, left, top, zoom = bookmark.Dest
        assert (kind, zoom) == ("/XYZ", None)
        assert tagged.number_of(page) == content.page
        _, panel_left, panel_right = paper.panels[panel_of(paper, content)]
        assert panel_left - 0.01 <= float(left) / MM < panel_right
        assert float(left) <= content.boxes[0][0]
        assert 3 < float(top) - content.boxes[0][1] < 20 * MM
        assert float(top) <= float(page.MediaBox[3]) + 0.01


def test_a_flipped_leaflet_is_heard_as_the_upright_one(plan, leaflet_in, read_tagged):
    for flipped in ("c 11, flipped", "booklet 14, flipped", "flat 16, flipped"):
        upright = leaflet_in(flipped.removesuffix(", flipped"), plan)
        one, other = read_tagged(leaflet_in(flipped, plan).pdf), read_tagged(upright.pdf)
        said = [[(n.tag, n.text) for n in each.root.all()] for each in (one, other)]
        assert said[0] == said[1]
