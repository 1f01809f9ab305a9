"""What a screen reader says, from the finished file: the order of the folded leaflet.

Read through the structure tree: the fields at their panels, each label before its value, each
dose under its moment; and the bookmarks, which lead to the headings.
"""

import re
from dataclasses import replace
from itertools import groupby, pairwise

import pytest

from leaflet.content.model.brochure import RichText
from leaflet.typesetting.fields.model import NoPlan
from leaflet.typesetting.look import LADDER

ORDER = ["cover", "flap", "inside 1", "inside 2", "inside 3", "back"]
HEADINGS = ("H1", "H2", "H3", "H4")
FOUR = (
    "ibuprofen 600 mg 3x/dag 8 dagen",
    "paracetamol 1 g 4x/dag 8 dagen",
    "tramadol 50 mg zo nodig om de 6 uur max 4x/dag",
    "clonazepam 1 mg slapen 8 dagen",
)


@pytest.fixture
def panel_of(reader):
    def panel_of(content):
        middle = (content.box[0] + content.box[2]) / 2
        return next(
            name
            for name, (page, left, right) in reader.panels.items()
            if page == content.page and left * reader.mm <= middle < right * reader.mm
        )

    return panel_of


def fields_of(tagged):
    """What is kept for a patient: on the cover, in the plan, and the sheet's id at the end."""
    cover, plan, sheet = tagged.root.find("Div")
    return cover, plan, sheet


def test_the_order_is_that_of_the_folded_leaflet_across_both_sides(leaflet, read_tagged, panel_of):
    tagged = read_tagged(leaflet.pdf)
    panels = [panel for panel, _ in groupby(map(panel_of, tagged.root.contents()))]

    assert panels == ORDER


def test_on_paper_the_brochure_stands_in_another_order(an, read_tagged, panel_of):
    """So that the order of the structure is not the order of the page code by chance."""
    contents = [content for page in read_tagged(an.pdf).pages for content in page]

    panels = [name for name, _ in groupby(panel_of(each) for each in contents if each.text)]
    assert panels[:3] == ["cover", "flap", "back"]
    assert len(panels) > len(ORDER)


def test_the_fields_are_read_at_the_end_of_their_panels(leaflet, read_tagged, panel_of):
    tagged = read_tagged(leaflet.pdf)
    contents = [*tagged.root.contents()]
    for field, name in zip(fields_of(tagged), ("cover", "inside 2", "back"), strict=True):
        of_panel = [content for content in contents if panel_of(content) == name]
        own = [*field.contents()]
        assert of_panel[-len(own) :] == own


def places_of(tagged):
    """Each heading, paragraph, item and row of a table, and what of it stands first."""
    for node in tagged.root.all():
        in_a_cell = node.above is not None and node.above.tag in ("TH", "TD")
        if node.tag in (*HEADINGS, "P", "LI", "TR") and not in_a_cell:
            yield node, next(node.contents())


def test_in_each_panel_it_goes_down_the_page_or_on_to_the_right(leaflet, read_tagged, panel_of):
    tagged = read_tagged(leaflet.pdf)
    kept = {id(node) for field in fields_of(tagged) for node in field.all()}
    places = [
        ((panel_of(content), id(node) in kept), content.boxes[0])
        for node, content in places_of(tagged)
    ]

    assert len(places) > 80
    for (part, box), (next_part, next_box) in pairwise(places):
        if part == next_part:
            left, base, *_ = box
            next_left, next_base, *_ = next_box
            assert next_base < base + 1 or next_left > left + 80


def test_each_panel_says_what_is_printed_on_it(an, blank, read_tagged, panel_of, fields, reader):
    for paper in (an, blank):
        tagged = read_tagged(paper.pdf)
        kept = [content for field in fields_of(tagged) for content in field.contents()]
        said = dict.fromkeys(ORDER, "")
        for content in tagged.root.contents():
            if content not in kept:
                said[panel_of(content)] += content.text
        for panel, text in said.items():
            printed = paper.text_of(
                panel, lambda word: not any(reader.lies_in(word, field) for field in fields.all())
            )
            assert bare(text) == bare(printed)


def bare(text):
    return re.sub(r"[\s\u00ad]", "", text)


def texts(node):
    """The text of each paragraph and heading directly in a field."""
    return [kid.text for kid in node.nodes if kid.tag in (*HEADINGS, "P")]


def test_on_the_cover_each_label_stands_before_its_value(an, blank, leaflet_of, read_tagged):
    tagged = {name: read_tagged(pdf) for name, pdf in (("an", an.pdf), ("blank", blank.pdf))}

    assert texts(fields_of(tagged["an"])[0]) == [
        "Naam An Peeters",
        "Geboortedatum 17 mei 1980",
        "Datum van je bezoek zondag 22 november 2026",
    ]
    assert texts(fields_of(tagged["blank"])[0]) == ["Naam", "Geboortedatum", "Datum van je bezoek"]
    maria = read_tagged(leaflet_of("the longest name").pdf)
    name, _, day, campus = texts(fields_of(maria)[0])
    assert re.fullmatch("Naam Maria Magdalena .* Lo(e+)ck", name)
    assert (day, campus) == ("Datum van je bezoek zondag 22 november 2026", "campus Bornem")


@pytest.mark.parametrize("kind", ["Vietnamese", "Greek", "Cyrillic", "for the pen, with a name"])
def test_a_name_in_any_letters_is_heard_in_both_fields(leaflet_of, read_tagged, kind):
    paper = leaflet_of(kind)
    tagged = read_tagged(paper.pdf)
    names = {
        "Vietnamese": "Ngọc Nguyễn Thị Hương",
        "Greek": "Γιώργος Παπαδόπουλος",
        "Cyrillic": "Юлия Щербакова",
    }
    cover, plan, sheet = fields_of(tagged)
    said = f"Naam {names.get(kind, 'An Peeters')}"

    assert texts(cover)[0] == said
    assert texts(plan)[:4] == [
        "Jouw medicatieplan",
        said,
        "Geboren 17/05/1980",
        "Datum 22/11/2026",
    ]
    assert texts(plan)[-1] == f"blad {paper.sheet} · 2/2"
    assert texts(sheet) == [f"blad {paper.sheet} · 1/2"]


def rows_of(table):
    """Each row as the texts of its cells, the lines of one apart."""
    return [
        [" | ".join(kid.text for kid in cell.nodes) or cell.text for cell in row.nodes]
        for row in table.nodes
    ]


def test_the_plan_belongs_to_the_section_on_medicines(leaflet, read_tagged):
    tagged = read_tagged(leaflet.pdf)
    cover, plan, _ = fields_of(tagged)

    assert (plan.above.tag, plan.above.nodes[0].text) == ("Sect", "Medicatie")
    assert cover.above is tagged.root


def scopes_of(table):
    return ["".join(str(c.attribute("Table", "Scope"))[1:2] for c in r.nodes) for r in table.nodes]


def test_the_plan_is_heard_row_by_row(leaflet_of, read_tagged):
    tagged = read_tagged(leaflet_of("three medicines").pdf)
    scheduled, as_needed = fields_of(tagged)[1].find("Table")

    assert rows_of(scheduled) == [
        ["Elke dag", "ontbijt", "middag", "avond"],
        ["ibuprofen | bij het eten", "600 mg", "600 mg", "600 mg"],
        ["8 dagen, vanaf zondag 22 november 2026 | laatste dag: zondag 29 november 2026"],
    ]
    assert rows_of(as_needed) == [
        ["Alleen zo nodig"],
        ["paracetamol", "1 g per keer | hoogstens 4 keer per dag"],
        [
            "tramadol | op voorschrift",
            "50 mg per keer | hoogstens 4 keer per dag | minstens 6 uur tussen innames",
        ],
    ]
    assert scopes_of(scheduled) == ["CCCC", "Rooo", "o"]
    assert scopes_of(as_needed) == ["C", "Ro", "Ro"]


def test_each_dose_is_heard_under_the_moment_it_is_printed_under(make, read_tagged):
    paper = make(*FOUR, name="An Peeters", born="1980-05-17")
    tagged = read_tagged(paper.pdf)
    table = fields_of(tagged)[1].find("Table")[0]
    head, *rows = table.nodes
    given = {
        row.nodes[0].nodes[0].text: [
            (moment.text, cell.text)
            for moment, cell in zip(head.nodes[1:], row.nodes[1:], strict=True)
            if cell.text
        ]
        for row in rows
        if len(row.nodes) > 1
    }

    by_day = ["ontbijt", "middag", "avond", "slapen"]
    assert given == {
        "ibuprofen": [(moment, "600 mg") for moment in by_day[:3]],
        "paracetamol": [(moment, "1 g") for moment in by_day],
        "clonazepam": [("slapen", "1 mg")],
    }
    for row in rows:
        for moment, cell in zip(head.nodes[1:], row.nodes[1:], strict=False):
            for content in cell.contents():
                (label,) = moment.contents()
                assert middle(content) == pytest.approx(middle(label), abs=6 * 72 / 25.4)


def middle(content):
    return (content.box[0] + content.box[2]) / 2


@pytest.mark.parametrize("kind", ["no plan", "in stock"])
def test_without_a_plan_its_field_says_so(leaflet_of, read_tagged, kind):
    tagged = read_tagged(leaflet_of(kind).pdf)
    plan = fields_of(tagged)[1]

    assert plan.find("Table") == []
    assert "Bij dit bezoek is geen medicatie voorgeschreven." in texts(plan)


def test_lists_say_their_labels_and_what_belongs_to_them(an, read_tagged):
    tagged = read_tagged(an.pdf)
    flags = tagged.root.find("L")[0]
    first = flags.nodes[0].nodes[1]

    assert flags.attribute("List", "ListNumbering") == "/Decimal"
    assert [[kid.text for kid in item.nodes] for item in flags.nodes[1:]] == [
        ["2", "Een doof of veranderd gevoel in je zitvlak, je anus of je geslachtsdelen"],
        ["3", "Problemen met plassen of stoelgang"],
        ["4", "Erectiestoornissen"],
    ]
    assert [[kid.text for kid in item.nodes] for item in first.nodes[0].nodes] == [
        ["–", "je kan je voet niet meer goed op- en neerbewegen"],
        ["–", "je kan niet meer op je hielen of tenen staan"],
        ["–", "je zakt telkens door je knie"],
    ]
    crosses = [label for label in tagged.root.find("Lbl") if not label.text]
    assert [str(label.object.Alt) for label in crosses] == ["×"] * 6


def test_the_phone_numbers_are_heard_after_whose_they_are(an, read_tagged):
    tagged = read_tagged(an.pdf)
    numbers = [
        [kid.text for kid in item.nodes[0].nodes]
        for item in tagged.root.find("LI")
        if item.find("Link")
    ]

    assert numbers == [["campus Bornem", "03 890 59 23"], ["campus Rumst", "03 880 90 11"]]


def headings_of(tagged):
    return [(node.tag, node.text, next(node.contents())) for node in tagged.root.find(*HEADINGS)]


def test_the_headings_are_heard_in_order(leaflet, read_tagged):
    tagged = read_tagged(leaflet.pdf)
    tags = " ".join(tag for tag, *_ in headings_of(tagged))

    assert tags == "H1 H2 H2 H2 H2 H2 H2 H2 H3 H2 H2 H3 H4 H4 H4 H3 H4 H4 H2"
    assert [text for tag, text, _ in headings_of(tagged) if tag == "H3"] == [
        "Jouw medicatieplan",
        "Rekoefeningen",
        "Spierversterkende oefeningen",
    ]


def test_the_bookmarks_are_the_headings_and_lead_to_them(leaflet, read_tagged, reader, panel_of):
    tagged = read_tagged(leaflet.pdf)
    headings = [each for each in headings_of(tagged) if each[0] in ("H2", "H3")]
    bookmarks = tagged.bookmarks

    assert [(f"H{level}", str(each.Title)) for each, level in bookmarks] == [
        (tag, text) for tag, text, _ in headings
    ]
    for (bookmark, _), (_, _, content) in zip(bookmarks, headings, strict=True):
        page, kind, left, top, zoom = bookmark.Dest
        assert (kind, zoom) == ("/XYZ", None)
        assert tagged.number_of(page) == content.page
        panel = reader.panels[panel_of(content)]
        assert float(left) == pytest.approx(panel[1] * reader.mm, abs=0.01)
        assert 3 < float(top) - content.boxes[0][1] < 10 * reader.mm


def test_all_bookmarks_are_open_and_counted(an, read_tagged):
    tagged = read_tagged(an.pdf)
    counts = {str(each.Title): int(each.get("/Count", 0)) for each, _ in tagged.bookmarks}

    assert tagged.document.Root.Outlines.Count == len(counts) == 13
    assert {title: count for title, count in counts.items() if count} == {
        "Medicatie": 1,
        "Welke oefeningen kan je doen?": 2,
    }


def test_a_divided_heading_is_one_heading_among_the_bookmarks(
    content, library, fold, make_ready, print_on, read_tagged
):
    heading = RichText.parse("Medicatie met pijnstillers-ontstekingsremmers")
    sections = tuple(
        replace(section, heading=heading) if section.heading.plain() == "Medicatie" else section
        for section in content.brochure.sections
    )
    other = replace(content, brochure=replace(content.brochure, sections=sections))
    press = make_ready(other, library, fold, LADDER)
    tagged = read_tagged(print_on(press, no_plan=NoPlan.PEN_GRID).pdf)
    (drawn,) = (found for _, text, found in headings_of(tagged) if text.startswith("Medicatie"))

    assert len({box[1] for box in drawn.boxes}) == 2
    assert heading.plain() in [str(each.Title) for each, _ in tagged.bookmarks]
