"""The structure of the finished file: whole, regular, and tied to the page in both directions."""

import re
from collections import Counter

import pytest
from pikepdf import Array, Dictionary, Name

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
KIDS = {"Table": {"TR"}, "TR": {"TH", "TD"}, "L": {"LI"}, "LI": {"Lbl", "LBody"}}
PARENTS = {"TR": "Table", "TH": "TR", "TD": "TR", "LI": "L", "Lbl": "LI", "LBody": "LI"}
GROUPS = {"Document", "Sect", "Div", "Table", "TR", "L", "LI"}


def faults(tagged):
    """Whatever a screen reader could stumble over, in words."""
    yield from faults_on_pages(tagged)
    yield from faults_of_ownership(tagged)
    yield from faults_of_links(tagged)
    yield from faults_of_elements(tagged)
    yield from faults_of_figures(tagged)


def faults_on_pages(tagged):
    for contents in tagged.pages:
        for content in contents:
            if content.depth != 1:
                yield f"in {content.depth} marks: {content}"
            if content.tag == "Artifact" and content.text:
                yield f"text in an artifact: {content.text}"
            if (content.mcid is None) != (content.tag == "Artifact"):
                yield f"neither numbered nor an artifact: {content}"
            if content.tag != "Artifact" and not content.boxes:
                yield f"nothing is shown in mark {content.mcid}"


def faults_of_ownership(tagged):
    root = tagged.document.Root.StructTreeRoot
    owned = Counter(mark for node in tagged.root.all() for mark in node.marks)
    yield from (f"mark {mark} has {times} owners" for mark, times in owned.items() if times > 1)
    for number, page in enumerate(tagged.document.pages):
        marked = [content.mcid for content in tagged.pages[number] if content.mcid is not None]
        if sorted(marked) != list(range(len(marked))):
            yield f"the marks of page {number} are not numbered on from 0, each once"
        if {mcid for home, mcid in owned if home == number} != set(marked):
            yield f"not every mark of page {number} is owned, or one that is not there"
        owners = tagged.parents.get(page.get("/StructParents"))
        if owners is None or len(owners) != len(marked):
            yield f"the parent tree does not have the marks of page {number}"
            continue
        owner = {mcid: owner.objgen for mcid, owner in enumerate(owners)}
        for node in tagged.root.all():
            for home, mcid in node.marks:
                if home == number and owner.get(mcid) != node.object.objgen:
                    yield f"the parent tree leads from mark {mcid} of page {number} elsewhere"
        for node in tagged.root.all():
            for content in node.kids:
                if content not in node.nodes and content.tag != node.tag:
                    yield f"a mark says {content.tag}, its element {node.tag}"
    if list(tagged.parents) != list(range(int(root.ParentTreeNextKey))):
        yield "the keys of the parent tree are not counted on from 0"
    for node in tagged.root.all():
        above = node.above.object if node.above else root
        if node.object.P.objgen != above.objgen:
            yield f"{node.tag} does not know what it stands in"


def faults_of_links(tagged):
    links = tagged.root.find("Link")
    tied = [annotation.objgen for link in links for annotation, _ in link.links]
    placed = []
    for page in tagged.document.pages:
        for annotation in page.get("/Annots", []):
            placed.append(annotation.objgen)
            if not str(annotation.get("/Contents", "")).strip():
                yield "an annotation does not say what it is"
            if annotation.P.objgen != page.objgen or page.get("/Tabs") != "/S":
                yield "an annotation does not know its page, or the page not its order"
    if sorted(tied) != sorted(placed) or len({*tied}) != len(tied):
        yield "links and annotations do not belong to each other one by one"
    for link in links:
        for annotation, page in link.links:
            known = tagged.parents.get(annotation.get("/StructParent"))
            if known is None or known.objgen != link.object.objgen:
                yield f"the parent tree does not lead back from {link.text}"
            if page.objgen != annotation.P.objgen:
                yield f"the page of {link.text} is another one"
            (content,) = link.contents()
            if not encloses(annotation.Rect, content.box) or content.page != tagged.number_of(page):
                yield f"the annotation does not lie over {link.text}"
            called = re.sub(r"^0", "+32", re.sub(r"\D", "", link.text))
            if annotation.A.S != "/URI" or str(annotation.A.URI) != f"tel:{called}":
                yield f"{link.text} calls {annotation.A.URI}"


def faults_of_elements(tagged):
    level = 0
    for node in tagged.root.all():
        tags = [kid.tag for kid in node.nodes]
        if not {*tags} <= KIDS.get(node.tag, {*tags}):
            yield f"{node.tag} holds something else: {tags}"
        if node.tag in PARENTS and node.above.tag != PARENTS[node.tag]:
            yield f"{node.tag} stands outside {PARENTS[node.tag]}"
        if node.tag in GROUPS and node.marks:
            yield f"{node.tag} holds content directly"
        if node.tag not in (*GROUPS, "TD") and not list(node.contents()):
            yield f"{node.tag} is empty"
        if node.tag in HEADINGS:
            now = HEADINGS.index(node.tag) + 1
            if now > level + 1:
                yield f"{node.tag} follows a heading of level {level}"
            level = now
        if node.tag == "LI" and tags not in (["LBody"], ["Lbl", "LBody"]):
            yield f"an item holds {tags}"
        if node.tag == "L" and node.attribute("List", "ListNumbering") is None:
            yield "a list does not say how it counts"
        if (node.tag == "TH") != (node.attribute("Table", "Scope") in ("/Row", "/Column")):
            yield f"{node.tag} has the wrong scope"
        if node.tag == "Table":
            widths = [sum(map(columns, row.nodes)) for row in node.nodes]
            if len({*widths}) != 1:
                yield f"a table has rows of {widths} columns"
    if [node.tag for node in tagged.root.find("H1")] != ["H1"]:
        yield "there is not one title"


def faults_of_figures(tagged):
    for figure in tagged.root.find("Figure"):
        if len(str(figure.object.get("/Alt", ""))) < 20:
            yield "a figure does not say what it shows"
        area, contents = figure.attribute("Layout", "BBox"), [*figure.contents()]
        if area is None or not all(encloses(area, content.box) for content in contents):
            yield "a figure is drawn outside of its area"
    for label in tagged.root.find("Lbl"):
        if not label.text and not str(label.object.get("/Alt", "")):
            yield "a drawn label does not say what it is"


def encloses(area, box):
    left, bottom, right, top = map(float, area)
    slack = 0.01
    return (
        left - slack <= box[0]
        and bottom - slack <= box[1]
        and box[2] <= right + slack
        and box[3] <= top + slack
    )


def columns(cell):
    return int(cell.attribute("Table", "ColSpan") or 1)


def test_nothing_is_wrong_with_the_structure_of_any_leaflet(leaflet, read_tagged):
    assert list(faults(read_tagged(leaflet.pdf))) == []


def test_there_is_something_of_everything_to_look_at(an, read_tagged):
    tagged = read_tagged(an.pdf)
    tags = Counter(node.tag for node in tagged.root.all())

    assert (tags["H1"], tags["Link"], tags["Figure"], tags["Table"]) == (1, 2, 5, 3)
    assert tags["LI"] > 25
    assert {*tags} == {
        *("Document", "Sect", "Div", "H1", "H2", "H3", "H4", "P", "Figure", "Link"),
        *("L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD"),
    }


def test_every_character_that_pdfium_finds_on_a_page_is_in_the_structure(
    leaflet, read_tagged, reader
):
    tagged, heard, found = read_tagged(leaflet.pdf), Counter(), Counter()
    for content in tagged.root.contents():
        heard.update((content.page, sign) for sign in "".join(content.text.split()))
    for panel, text in reader.second_opinion(leaflet.pdf).items():
        found.update((reader.panels[panel][0], sign) for sign in "".join(text.split()))

    soft = {mark for mark in heard if mark[1] == "\u00ad"}
    assert {mark: heard[mark] for mark in heard if mark not in soft} == found


# The twins: each fault that the tests above look for is found where it is made.


@pytest.fixture
def find_faults(an, read_tagged, spoil, elements_of):
    def find_faults(change):
        def spoilt(document):
            change(document, lambda tag: elements_of(document, tag))

        return list(faults(read_tagged(spoil(an.pdf, spoilt))))

    return find_faults


def test_a_file_that_is_only_written_anew_has_no_fault(find_faults):
    assert find_faults(lambda document, elements: None) == []


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (b"0 0 m 9 9 l S", "neither numbered nor an artifact"),
        (b"/P BMC 0 0 m 9 9 l S EMC", "neither numbered nor an artifact"),
        (b"/Artifact BMC BT /R0 9 Tf (x) Tj ET EMC", "text in an artifact: x"),
        (b"/Artifact BMC /Artifact BMC 0 0 m 9 9 l S EMC EMC", "in 2 marks"),
        (b"/P <</MCID 99>> BDC 0 0 m 9 9 l S EMC", "not numbered on"),
        (b"/P <</MCID 99>> BDC 0 0 m 9 9 l S EMC", "not every mark of page 0 is owned"),
        (b"/P <</MCID 0>> BDC 0 0 m 9 9 l S EMC", "not numbered on"),
        (b"/P <</MCID 48>> BDC EMC", "nothing is shown in mark 48"),
    ],
)
def test_a_fault_in_the_page_code_would_be_noticed(find_faults, code, fault):
    found = find_faults(lambda document, elements: document.pages[0].contents_add(code))

    assert any(fault in each for each in found)


def without(tag, key, place=0):
    """The key of an element is gone."""

    def change(document, elements):
        del elements(tag)[place][key]

    return change


def another(tag, key, value):
    """The key of an element has another value."""

    def change(document, elements):
        elements(tag)[0][key] = value

    return change


def swapped(find, key):
    """Two things have each other's value of a key."""

    def change(document, elements):
        one, other = find(document, elements)
        one[key], other[key] = other[key], one[key]

    return change


def two(tag):
    return lambda document, elements: elements(tag)[:2]


def pages(document, elements):
    return [page.obj for page in document.pages]


def annotations(document, elements):
    return document.pages[0].Annots


def kids_of_links(document, elements):
    return [link.K for link in elements("Link")]


def unlisted(document, elements):
    del document.pages[0].Annots[1]


def unsorted(document, elements):
    del document.pages[0].obj.Tabs


def unsaid(document, elements):
    del document.pages[0].Annots[0].Contents


def untied(document, elements):
    del elements("Link")[0].K[1]


def uneven(document, elements):
    del elements("TR")[-1].K[-1]


def loose(document, elements):
    elements("Div")[0].Pg, elements("Div")[0].K = document.pages[0].obj, 0


def unparented(document, elements):
    document.Root.StructTreeRoot.ParentTree = Dictionary(Nums=Array([]))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (another("H2", "/K", Array([5, 0])), "has 2 owners"),
        (another("H2", "/K", 999), "not every mark of page 0 is owned"),
        (swapped(two("H2"), "/K"), "leads from mark 5 of page 0 elsewhere"),
        (swapped(two("H2"), "/P"), "H2 does not know what it stands in"),
        (swapped(pages, "/StructParents"), "does not have the marks of page 0"),
        (unparented, "does not have the marks of page 1"),
        (unparented, "not counted on"),
        (another("H2", "/S", Name.P), "a mark says H2, its element P"),
        (unlisted, "do not belong to each other"),
        (untied, "do not belong to each other"),
        (unsorted, "or the page not its order"),
        (unsaid, "does not say what it is"),
        (swapped(annotations, "/StructParent"), "does not lead back from 03 890 59 23"),
        (swapped(annotations, "/Rect"), "does not lie over 03 890 59 23"),
        (swapped(annotations, "/A"), "03 890 59 23 calls tel:+3238809011"),
        (swapped(kids_of_links, 1), "does not lead back"),
        (uneven, "rows of [2, 1]"),
        (without("TH", "/A"), "TH has the wrong scope"),
        (another("TD", "/A", Dictionary(O=Name.Table, Scope=Name.Row)), "TD has the wrong scope"),
        (another("TR", "/S", Name.Div), "Table holds something else"),
        (another("TR", "/S", Name.Div), "TH stands outside TR"),
        (another("L", "/S", Name.Div), "LI stands outside L"),
        (another("Lbl", "/S", Name.P), "LI holds something else"),
        (another("LBody", "/S", Name.Lbl), "an item holds ['Lbl', 'Lbl']"),
        (without("L", "/A"), "how it counts"),
        (loose, "Div holds content directly"),
        (without("P", "/K"), "P is empty"),
        (another("H1", "/S", Name.H2), "H2 follows a heading of level 0"),
        (another("H2", "/S", Name.H1), "not one title"),
        (without("Figure", "/Alt"), "a figure does not say"),
        (without("Figure", "/A"), "outside of its area"),
        (swapped(two("Figure"), "/A"), "outside of its area"),
    ],
)
def test_a_fault_in_the_structure_would_be_noticed(find_faults, change, fault):
    assert any(fault in each for each in find_faults(change))


def test_a_drawn_label_without_words_would_be_noticed(find_faults):
    def change(document, elements):
        (label, *_) = (each for each in elements("Lbl") if "/Alt" in each)
        del label.Alt

    assert "a drawn label does not say what it is" in find_faults(change)
