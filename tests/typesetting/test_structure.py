"""The logical structure of set matter: what a screen reader says, in order, and as what."""

from dataclasses import replace
from datetime import date

import pytest

from leaflet.content.model.brochure import (
    Bullets,
    Callout,
    Contacts,
    Exercise,
    LimitTable,
    ListMark,
    PanelRole,
    Paragraph,
    RichText,
    Steps,
)
from leaflet.content.read import read_content
from leaflet.content.site import Library
from leaflet.discharge.patient import Record
from leaflet.discharge.plan.model import Override
from leaflet.discharge.validate import read_discharge
from leaflet.typesetting.blocks.colophon import colophon_text
from leaflet.typesetting.breaking import NBSP, SOFT_HYPHEN
from leaflet.typesetting.fields.fill import Compositor
from leaflet.typesetting.fields.model import NoPlan
from leaflet.typesetting.fit import set_brochure
from leaflet.typesetting.look import LADDER
from leaflet.typesetting.matter import (
    Element,
    Hollow,
    Numbering,
    Picture,
    PlacedText,
    Scope,
    SetLine,
    Tag,
)

TODAY = date(2026, 11, 22)
HEADINGS = {Tag.TITLE: 1, Tag.SECTION: 2, Tag.GROUP: 3, Tag.ENTRY: 4}
ORDER = (PanelRole.FLAP, PanelRole.INSIDE, PanelRole.BACK)

# Which elements may stand directly in another (ISO 32000-1, 14.8.4.3); others stand anywhere.
KIDS = {
    Tag.TABLE: {Tag.ROW},
    Tag.ROW: {Tag.HEADER, Tag.CELL},
    Tag.LIST: {Tag.ITEM},
    Tag.ITEM: {Tag.LABEL, Tag.BODY},
}
PARENTS = {
    Tag.ROW: Tag.TABLE,
    Tag.HEADER: Tag.ROW,
    Tag.CELL: Tag.ROW,
    Tag.ITEM: Tag.LIST,
    Tag.LABEL: Tag.ITEM,
    Tag.BODY: Tag.ITEM,
}

TWO = ("ibuprofen 600 mg 3x/dag 8 dagen", "paracetamol 1 g zo nodig max 4x/dag")
FOUR = (
    "ibuprofen 600 mg 3x/dag 8 dagen",
    "paracetamol 1 g 4x/dag 8 dagen",
    "tramadol 50 mg zo nodig om de 6 uur max 4x/dag",
    "clonazepam 1 mg slapen 8 dagen",
)
PLANS = {
    "scheduled": TWO[:1],
    "as needed": ("tramadol 50 mg zo nodig max 4x/dag tegen hevige pijn",),
    "mixed": TWO,
    "three": (*TWO, "tramadol 50 mg zo nodig max 3x/dag om de 6 uur"),
    "four": FOUR,
    "one course for all": (
        "ibuprofen 600 mg 3x/dag 8 dagen",
        "paracetamol 1 g 3x/dag 8 dagen tegen koorts",
        "tramadol 50 mg voor het slapengaan 8 dagen",
        "amoxicilline 500 mg ontbijt+avond 8 dagen",
    ),
    "four as needed": (
        *TWO,
        "tramadol 50 mg zo nodig max 4x/dag",
        "clonazepam 1 mg zo nodig max 1x/dag",
    ),
    "given": ("paracetamol 1 g zo nodig max 4x/dag om de 6 uur al gekregen 22.30",),
    "a meal for each": ("metformine 500 mg voor ontbijt+na avond 8 dagen",),
    "every moment": ("metformine 500 mg ontbijt+middag+avond+slapen 5 dagen",),
    "a fraction": ("tramadol een halve tablet van 50 mg 2x/dag 5 dagen",),
    "a long name": (
        "quxorfantyvomelasesulfaat buiten lijst 200 mg ontbijt+avond 5 dagen tegen pijn",
    ),
    "a long name, as needed": (
        "quxorfantyvomelasesulfaatmonohydraat buiten lijst 200 mg zo nodig max 2x/dag tegen pijn",
    ),
}


class Node:
    """An element with what stands in it: nodes, lines and pictures, in order."""

    def __init__(self, element):
        self.element, self.tag, self.kids = element, element.tag, []

    @property
    def nodes(self):
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def all(self):
        yield self
        for kid in self.nodes:
            yield from kid.all()

    def find(self, tag):
        return [node for node in self.all() if node.tag is tag]

    def leaves(self):
        for kid in self.kids:
            yield from kid.leaves() if isinstance(kid, Node) else (kid,)

    @property
    def text(self):
        return spoken("".join(said(leaf) for leaf in self.leaves()))


def grow(items):
    """The tree that items describe; an element stands where it is named first."""
    roots, known = [], {}

    def node_of(element):
        if element not in known:
            known[element] = Node(element)
            above = roots if element.parent is None else node_of(element.parent).kids
            above.append(known[element])
        return known[element]

    for item in items:
        if isinstance(item, Hollow):
            node_of(item.element)
        elif isinstance(item, SetLine | Picture) and item.element is not None:
            node_of(item.element).kids.append(item)
    return roots


def said(item):
    return item.text if isinstance(item, SetLine) else item.element.alt


def spoken(text):
    return text.replace(SOFT_HYPHEN, "").replace(NBSP, " ").replace("\n", " ")


def all_of(roots, tag=None):
    return [node for root in roots for node in root.all() if tag is None or node.tag is tag]


def leaves_of(items):
    return [i for i in items if isinstance(i, SetLine | Picture) and i.element is not None]


def faults(items):
    """What PDF/UA-1 or a listener would object to."""
    roots = grow(items)
    read = [leaf for root in roots for leaf in root.leaves()]
    if read != leaves_of(items):
        yield "matter of one element stands between matter of another"
    for node in all_of(roots):
        yield from _faults_of_place(node)
        if node.tag is Tag.TABLE:
            yield from _faults_of_table(node)
        if node.tag in (Tag.HEADER, Tag.CELL) or node.element.columns != 1:
            yield from _faults_of_cell(node)
        if (node.tag is Tag.LIST) is (node.element.numbering is None):
            yield f"numbering of {node.tag}"
        if node.tag is Tag.ITEM and [kid.tag for kid in node.nodes] not in (
            [Tag.LABEL, Tag.BODY],
            [Tag.BODY],
        ):
            yield "an item has other kids than a label and a body"
        if not node.kids and node.tag is not Tag.CELL:
            yield f"{node.tag} is empty"
        yield from _faults_of_lines(node)
    yield from _faults_of_headings(roots)
    for item in leaves_of(items):
        if isinstance(item, Picture) and not (item.element.alt or "").strip():
            yield f"{item.name} has no words"


def _faults_of_place(node):
    above = node.element.parent
    if node.tag in PARENTS and (above is None or above.tag is not PARENTS[node.tag]):
        yield f"{node.tag} stands outside {PARENTS[node.tag]}"
    if node.tag in KIDS and any(
        not isinstance(kid, Node) or kid.tag not in KIDS[node.tag] for kid in node.kids
    ):
        yield f"{node.tag} holds something else"
    if node.tag in HEADINGS and above is not None:
        yield "a heading stands in something"


def _faults_of_table(table):
    widths = {sum(cell.element.columns for cell in row.nodes) for row in table.nodes}
    if len(widths) != 1:
        yield f"rows of {sorted(widths)} columns"
    first = table.nodes[0].nodes
    under_headers = all(cell.element.scope is Scope.COLUMN for cell in first)
    for row in table.nodes:
        beside_header = any(cell.element.scope is Scope.ROW for cell in row.nodes)
        if not under_headers and not beside_header:
            yield "a row without any header"


def _faults_of_cell(cell):
    if (cell.tag is Tag.HEADER) is (cell.element.scope is None):
        yield f"scope of {cell.tag}"
    if cell.tag not in (Tag.HEADER, Tag.CELL) or cell.element.columns < 1:
        yield f"columns of {cell.tag}"


def _faults_of_lines(node):
    """Words of two lines that would be read as one."""
    lines = [kid for kid in node.kids if isinstance(kid, SetLine)]
    for line in lines[:-1]:
        if not line.text.endswith((" ", SOFT_HYPHEN, "-")):
            yield f"{line.text!r} runs into the next line"
    for line in lines[-1:]:
        if line.text != line.text.strip():
            yield f"{line.text!r} has a space too many"


def _faults_of_headings(roots):
    levels = [HEADINGS[node.tag] for node in all_of(roots) if node.tag in HEADINGS]
    if levels.count(1) != 1 or levels[0] != 1:
        yield "there is not one title before all other headings"
    for n, level in enumerate(levels[1:]):
        if level > levels[n] + 1:
            yield f"a heading of level {level} follows one of level {levels[n]}"


def as_read(imprint, folio):
    """The matter of a folio in the order of reading: a fact goes on in the element of its label."""
    spots = sorted(spot for spot in imprint.own if spot[0] == folio)
    standing = [imprint.standing[spot] for spot in spots if spot in imprint.standing]
    items = [item for each in standing for item in each.items]
    for line in (line for spot in spots for line in imprint.own[spot]):
        same = [n for n, item in enumerate(items) if getattr(item, "element", 0) is line.element]
        items.insert(same[-1] + 1 if same else len(items), line)
    return items


@pytest.fixture(scope="module")
def items_of(press):
    """All matter of one leaflet in the order of reading."""
    compositor = Compositor(press.plate.form)

    def items_of(*med, no_plan=NoPlan.IN_WORDS, overridden=None, **said):
        day = "2026-11-22" if "name" in said else None
        record = Record(date=day, med=med, **said)
        discharge = read_discharge(record, press.content.rules, TODAY).value
        if overridden is not None:
            discharge = replace(discharge, plan=replace(discharge.plan, override=overridden))
        imprint = compositor.set_imprint(discharge, "AAAAAA", no_plan)
        return tuple(
            item
            for made in press.brochure.panels
            for item in (*made.items, *as_read(imprint, made.panel.folio))
        )

    return items_of


@pytest.fixture(scope="module")
def leaflets(items_of):
    """The matter of a leaflet in each state that its fields can be in."""
    an = {"name": "An Peeters", "born": "1980-05-17", "campus": "rumst"}
    long = {**an, "name": "Maria Magdalena Philomena Van den Eynde De Backer Vandenbroucke"}
    return {
        "blank": items_of(),
        "no plan": items_of(**an),
        "pen": items_of(no_plan=NoPlan.PEN_GRID),
        "pen, named": items_of(**an, no_plan=NoPlan.PEN_GRID),
        "a long person": items_of(*TWO[:1], **long),
        "override": items_of(*TWO, **an, overridden=Override("dr. Jansen")),
        **{name: items_of(*med, **an) for name, med in PLANS.items()},
    }


def plan_of(items):
    """The nodes of the plan's field, from its title on."""
    roots = grow(items)
    (start,) = (n for n, node in enumerate(roots) if node.text == "Jouw medicatieplan")
    end = next(n for n, node in enumerate(roots) if n > start and node.tag in HEADINGS)
    return roots[start:end]


def rows_of(table):
    """Each row as its cells: ``>`` before a row's header, ``v`` before a column's."""
    signs = {Scope.ROW: ">", Scope.COLUMN: "v", None: ""}
    return [
        [
            signs[cell.element.scope]
            + " | ".join([*(kid.text for kid in cell.nodes)] or [cell.text] * bool(cell.kids))
            for cell in row.nodes
        ]
        for row in table.nodes
    ]


def test_nothing_stands_in_the_way_of_pdf_ua_in_any_state_of_the_fields(leaflets):
    for state, items in leaflets.items():
        assert list(faults(items)) == [], state


@pytest.mark.parametrize("size", [size for size in LADDER if size < 11])
def test_nothing_stands_in_the_way_at_any_size(content, fold, press, size):
    made = set_brochure(content, (fold,), (size,), press.case)
    assert list(faults([item for panel in made.panels for item in panel.items])) == []


def test_a_plan_is_read_row_by_row_under_its_moments(leaflets):
    title, *facts, scheduled, as_needed, closing, _ = plan_of(leaflets["mixed"])

    assert title.tag is Tag.GROUP
    assert [node.text for node in facts] == [
        "Naam An Peeters",
        "Geboren 17/05/1980",
        "Datum 22/11/2026",
    ]
    assert rows_of(scheduled) == [
        ["vElke dag", "vontbijt", "vmiddag", "vavond"],
        [">ibuprofen | bij het eten", "600 mg", "600 mg", "600 mg"],
        ["8 dagen, vanaf zondag 22 november 2026 | laatste dag: zondag 29 november 2026"],
    ]
    assert rows_of(as_needed) == [
        ["vAlleen zo nodig"],
        [">paracetamol", "1 g per keer | hoogstens 4 keer per dag"],
    ]
    assert closing.tag is Tag.PARAGRAPH
    assert closing.text == "Volg dit plan, ook als er elders in deze folder iets anders staat."


def test_a_moment_without_a_dose_is_an_empty_cell_in_its_place(leaflets):
    *_, scheduled, as_needed, _, _ = plan_of(leaflets["four"])
    doses = {row[0]: row[1:] for row in rows_of(scheduled) if len(row) > 1}

    assert doses == {
        "vElke dag": ["vontbijt", "vmiddag", "vavond", "vslapen"],
        ">ibuprofen | bij het eten": ["600 mg", "600 mg", "600 mg", ""],
        ">paracetamol": ["1 g", "1 g", "1 g", "1 g"],
        ">clonazepam": ["", "", "", "1 mg"],
    }
    assert as_needed.tag is Tag.TABLE


def test_what_holds_for_a_whole_row_stands_in_a_row_of_the_same_table(leaflets):
    for state in ("a long name", "one course for all", "given", "a long name, as needed"):
        tables = [node for node in plan_of(leaflets[state]) if node.tag is Tag.TABLE]
        for table in tables:
            columns = sum(cell.element.columns for cell in table.nodes[0].nodes)
            across = [row.nodes[0] for row in table.nodes[1:] if len(row.nodes) == 1]
            assert all(cell.element.columns == columns for cell in across)
    (table, *_) = (n for n in plan_of(leaflets["one course for all"]) if n.tag is Tag.TABLE)
    assert rows_of(table)[-1] == ["8 dagen: zo 22/11/2026 tot en met zo 29/11/2026"]
    (table,) = (n for n in plan_of(leaflets["given"]) if n.tag is Tag.TABLE)
    assert "gekregen op zo 22/11/2026 om 22.30 uur" in rows_of(table)[-1][0]


def test_a_dose_in_words_and_a_meal_are_not_run_together(leaflets):
    (table,) = (n for n in plan_of(leaflets["a fraction"]) if n.tag is Tag.TABLE)
    assert rows_of(table)[1][1] == "een halve tablet"
    (table,) = (n for n in plan_of(leaflets["a meal for each"]) if n.tag is Tag.TABLE)
    assert rows_of(table)[1][1:] == ["500 mg | voor", "500 mg | na"]


def test_the_grid_for_the_pen_is_a_table_with_empty_cells(leaflets):
    *_, scheduled, as_needed, closing, _ = plan_of(leaflets["pen"])
    assert closing.text == "Volg dit plan, ook als er elders in deze folder iets anders staat."
    medicine = [[">geneesmiddel", *[""] * 5], ["vanaf | laatste dag"]]

    moments = ["vopstaan", "vontbijt", "vmiddag", "vavond", "vslapen"]
    assert rows_of(scheduled) == [["vElke dag", *moments], *medicine, *medicine]
    row = [">geneesmiddel", "per keer | hoogstens × per dag"]
    assert rows_of(as_needed) == [["vAlleen zo nodig"], row, row]


def test_without_a_plan_the_field_says_so_in_a_paragraph(leaflets):
    plan = plan_of(leaflets["no plan"])
    assert not [node for node in plan if node.tag is Tag.TABLE]
    assert plan[-2].text == "Bij dit bezoek is geen medicatie voorgeschreven."


def test_the_fields_of_the_cover_are_label_and_value(leaflets):
    texts = [node.text for node in grow(leaflets["no plan"])]
    start = texts.index("Naam An Peeters")
    assert texts[start + 1 : start + 4] == [
        "Geboortedatum 17 mei 1980",
        "Datum van je bezoek zondag 22 november 2026",
        "campus Rumst",
    ]
    blank = [node.text for node in grow(leaflets["blank"])]
    assert blank[start : start + 3] == ["Naam", "Geboortedatum", "Datum van je bezoek"]
    assert "Naam Maria Magdalena Philomena Van den Eynde De Backer Vandenbroucke" in [
        node.text for node in grow(leaflets["a long person"])
    ]


def written(content):
    """Every text of the brochure as it is heard, read from the content alone, in order."""
    brochure, book = content.brochure, content.phonebook
    cover = brochure.cover
    yield from (cover.kicker, cover.title, cover.question, cover.salutation)
    yield from (paragraph.text for paragraph in cover.greeting)
    for role in ORDER:
        for section in brochure.sections:
            if section.panel is role:
                yield section.heading
                for block in section.blocks:
                    yield from _block(block, content.hospital, book)


def _block(block, hospital, book):
    match block:
        case Paragraph() | Callout():
            yield block.text
        case Bullets():
            for item in block.items:
                yield from _entry(item, "×" if block.mark is ListMark.CROSS else "•")
        case Steps():
            for n, item in enumerate(block.items, 1):
                yield from _entry(item, str(n))
        case LimitTable():
            for row in block.rows:
                yield from (row.medicine, row.note, row.maximum, row.detail)
        case Exercise():
            yield from (block.title, block.alt, block.text)
        case Contacts():
            for key in block.keys:
                entry = book.find(key)
                yield from (f"campus {hospital.campuses[entry.campus]}", entry.number)


def _entry(item, sign):
    yield from (sign, item.text)
    for example in item.items:
        yield from _entry(example, "–")


def heard(items):
    """The text of each element, element by element, in the order of the matter."""
    runs = []
    for leaf in leaves_of(items):
        if not runs or runs[-1][0] is not leaf.element:
            runs.append((leaf.element, []))
        runs[-1][1].append(said(leaf))
    return [spoken("".join(texts)) for _, texts in runs]


def test_what_is_heard_is_what_is_written_word_for_word_and_in_order(press, content):
    items = [item for made in press.brochure.panels for item in made.items]
    texts = heard(items)
    wanted = [spoken(t.plain() if isinstance(t, RichText) else t) for t in written(content)]

    assert texts[: len(wanted)] == wanted
    imprint = "".join("".join(texts[len(wanted) :]).split())
    assert imprint == "".join(colophon_text(content).split())


def test_the_headings_of_the_leaflet_in_order(leaflets):
    roots = grow(leaflets["mixed"])
    headings = [(node.tag.value, node.text) for node in all_of(roots) if node.tag in HEADINGS]
    assert headings == [
        ("H1", "Lage rugpijn"),
        ("H2", "Wanneer kom je naar spoed met rugpijn?"),
        ("H2", "Ernstige rugpijn? Ga naar de huisarts"),
        ("H2", "Wat is lage rugpijn?"),
        ("H2", "Aspecifieke lage rugpijn"),
        ("H2", "Wat kan je zelf doen?"),
        ("H2", "Wat doe je beter niet?"),
        ("H2", "Medicatie"),
        ("H3", "Jouw medicatieplan"),
        ("H2", "Weer aan de slag"),
        ("H2", "Welke oefeningen kan je doen?"),
        ("H3", "Rekoefeningen"),
        ("H4", "Knieën optrekken"),
        ("H4", "Rug hol maken"),
        ("H4", "Onderkant van de rug draaien"),
        ("H3", "Spierversterkende oefeningen"),
        ("H4", "Buikspieren"),
        ("H4", "Rugspieren"),
        ("H2", "Nog steeds lage rugpijn na 6 weken?"),
    ]


def test_an_exercise_directly_under_a_section_skips_no_level(content, fold, press):
    sections = tuple(replace(section, parent=None) for section in content.brochure.sections)
    held = replace(content, brochure=replace(content.brochure, sections=sections))
    made = set_brochure(held, (fold,), LADDER, press.case)
    items = [item for panel in made.panels for item in panel.items]

    titles = [node for node in all_of(grow(items)) if node.text in ("Buikspieren", "Rugspieren")]
    assert [node.tag for node in titles] == [Tag.GROUP, Tag.GROUP]
    assert list(faults(items)) == []


def test_lists_say_how_they_count_and_a_drawn_cross_is_a_label(leaflets):
    lists = all_of(grow(leaflets["blank"]), Tag.LIST)
    labels = [
        (
            node.element.numbering,
            [item.nodes[0].text for item in node.nodes if item.nodes[0].tag is Tag.LABEL],
        )
        for node in lists
    ]
    assert labels == [
        (Numbering.DECIMAL, ["1", "2", "3", "4"]),
        (Numbering.NONE, ["–"] * 3),
        (Numbering.DISC, ["•"] * 3),
        (Numbering.DISC, ["•"] * 7),
        (Numbering.NONE, ["×"] * 6),
        (Numbering.DISC, ["•"] * 4),
        (Numbering.NONE, []),
    ]


def test_a_list_over_two_panels_is_one_list_also_where_their_widths_differ(content, fold, press):
    section = next(s for s in content.brochure.sections if s.id == "weer-aan-de-slag")
    (bullets,) = section.blocks
    longer = replace(section, blocks=(replace(bullets, items=bullets.items * 14),))
    held = replace(content, brochure=replace(content.brochure, sections=(longer,)))
    made = set_brochure(held, (fold,), (11.0,), press.case)
    inside = [panel for panel in made.panels if panel.panel.role is PanelRole.INSIDE]
    items = [item for panel in made.panels for item in panel.items]

    filled = [panel.panel.width for panel in inside if panel.items]
    assert len(set(filled)) == 2
    (only,) = all_of(grow(items), Tag.LIST)
    assert len(only.nodes) == len(bullets.items) * 14


def test_every_figure_that_is_no_ornament_says_what_it_shows(press, content):
    pictures = [i for made in press.brochure.panels for i in made.items if isinstance(i, Picture)]
    shown = {i.name: i.element.alt for i in pictures if i.element and i.element.tag is Tag.FIGURE}
    exercises = [b for b in content.brochure.blocks() if isinstance(b, Exercise)]

    assert shown == {f"figures/{block.figure}": block.alt for block in exercises}
    ornaments = {picture.name for picture in pictures if picture.element is None}
    assert ornaments == {
        "figures/spine",
        "pictograms/alarm",
        "pictograms/tick-disc",
        "pictograms/cross-disc",
        "pictograms/handset",
    }


def test_a_logo_says_whose_it_is(library, fold, make_ready, tmp_path):
    hospital = (library.built_in / "content" / "hospital.yaml").read_text("utf-8")
    hospital = hospital.replace("\nname:\n", "\nname: AZ Rivierenland\n")
    (tmp_path / "hospital.yaml").write_text(
        hospital.replace("\nlogo:\n", "\nlogo: logo.svg\n"), "utf-8"
    )
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="18" viewBox="0 0 50 18">'
        '<rect x="0" y="0" width="50" height="18" fill="#00566b"/></svg>'
    )
    own = Library(tmp_path, library.built_in)
    content = read_content(own, "lage-rugpijn", "nl").value
    made = make_ready(content, own, fold, (11.0,)).brochure
    first = grow(made.panels[0].items)[0]

    assert (first.tag, first.element.alt) == (Tag.FIGURE, "AZ Rivierenland")


# The twins: each fault that the tests above look for is found where it is made.


def a_line(text, element):
    return SetLine(0, (PlacedText(0, text, None, 1.0),), element)


def a_table(*rows):
    table = Element(Tag.TABLE)
    for cells in rows:
        row = Element(Tag.ROW, table)
        for tag, scope, columns in cells:
            cell = Element(tag, row, scope=scope, columns=columns)
            yield a_line("woord", cell) if tag is Tag.HEADER else Hollow(cell)


HEAD = [(Tag.HEADER, Scope.COLUMN, 1)] * 3
ROW = [(Tag.HEADER, Scope.ROW, 1), (Tag.CELL, None, 1), (Tag.CELL, None, 1)]
TITLE = a_line("Lage rugpijn", Element(Tag.TITLE))


def texts_in(*tags):
    element = None
    for tag in tags:
        numbering = Numbering.DISC if tag is Tag.LIST else None
        element = Element(tag, element, numbering=numbering)
    return [a_line("woord", element)]


def interleaved():
    one, other = Element(Tag.PARAGRAPH), Element(Tag.PARAGRAPH)
    return [a_line("a ", one), a_line("b", other), a_line("c", one)]


@pytest.mark.parametrize(
    ("items", "fault"),
    [
        (a_table(HEAD, ROW[:2]), "rows of"),
        (a_table(HEAD, [(Tag.CELL, None, 2)]), "rows of"),
        (a_table([(Tag.HEADER, None, 1)] * 3, ROW), "scope of TH"),
        (a_table(HEAD, [(Tag.CELL, Scope.ROW, 3)]), "scope of TD"),
        (a_table([(Tag.CELL, None, 1)] * 2), "without any header"),
        (texts_in(Tag.TABLE, Tag.ROW), "TR holds something else"),
        (texts_in(Tag.TABLE, Tag.PARAGRAPH), "Table holds something else"),
        (texts_in(Tag.PARAGRAPH, Tag.CELL), "TD stands outside TR"),
        (texts_in(Tag.LIST, Tag.BODY), "L holds something else"),
        (texts_in(Tag.LIST, Tag.ITEM), "an item has other kids"),
        (texts_in(Tag.LIST, Tag.ITEM, Tag.LABEL), "an item has other kids"),
        ([a_line("a", Element(Tag.LIST))], "numbering of L"),
        (texts_in(Tag.TITLE), "not one title"),
        (texts_in(Tag.GROUP), "level 3 follows one of level 1"),
        (texts_in(Tag.LIST, Tag.ITEM, Tag.BODY, Tag.SECTION), "a heading stands in something"),
        ([Hollow(Element(Tag.PARAGRAPH))], "P is empty"),
        (interleaved(), "between matter of another"),
        ([a_line(text, element) for element in [Element(Tag.PARAGRAPH)] for text in "ab"], "runs"),
        ([Picture(0, 0, 1, 1, "figures/spine", Element(Tag.FIGURE))], "has no words"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_in_the_structure_would_be_noticed(items, fault):
    assert any(fault in found for found in faults([TITLE, *items]))


def test_a_structure_without_fault_is_passed():
    assert list(faults([TITLE, *a_table(HEAD, ROW, [(Tag.CELL, None, 3)])])) == []
