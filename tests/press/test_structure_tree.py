"""Marks of any matter become a structure in which each of them has one owner."""

from dataclasses import dataclass

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.press.pdf.page_code import Area, MarkedContent
from leaflet.press.pdf.structure import (
    Node,
    Tree,
    number_nodes,
    owners_of,
    write_annotation,
    write_node,
)
from leaflet.typesetting.matter import Element, Tag

PAGES = {1: 11, 2: 12}
ROOT, FIRST = 3, 10
AREA = Area(1.0, 2.0, 3.0, 4.0)
SETTINGS = settings(max_examples=150)


@dataclass(frozen=True)
class Matter:
    """What was drawn, mark by mark in the order of reading, each with its side."""

    marks: tuple[tuple[int, MarkedContent], ...]

    def grow(self) -> tuple[Node, int]:
        tree = Tree(Node("Document"))
        for side, mark in self.marks:
            tree.add(side, [mark])
        return tree.root, number_nodes(tree.root, ROOT, FIRST)


@st.composite
def matter(draw):
    """Marks of elements that stand in each other; some have no content, some are links."""
    elements: list[Element] = []
    for tag in draw(st.lists(st.sampled_from([*Tag]), min_size=1, max_size=15)):
        above = draw(st.sampled_from([None, *elements]))
        elements.append(Element(tag, above))
    next_number, marks = dict.fromkeys(PAGES, 0), []
    for element in draw(st.lists(st.sampled_from(elements), max_size=30)):
        side = draw(st.sampled_from([*PAGES]))
        kind = draw(st.sampled_from(["content", "content", "link", "empty"]))
        if kind == "empty":
            marks.append((side, MarkedContent(element, None)))
            continue
        link = "tel:+3238905923" if kind == "link" else None
        words, area = ("03 890 59 23", AREA) if link else (None, None)
        marks.append((side, MarkedContent(element, next_number[side], link, words, area)))
        next_number[side] += 1
    return Matter(tuple(marks))


def parsed(written):
    """A dictionary; a reference in it is a number with a decimal, so that it is told apart."""
    return pikepdf.Object.parse(written.replace(" 0 R", ".0").encode())


def kids_of(written):
    """The kids of a node as they are written: a node, a mark with its side, or an annotation."""
    node = parsed(written)
    home = {page: side for side, page in PAGES.items()}
    kids = node.get("/K", pikepdf.Array([]))
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            page = home[int(kid.Pg)]
            yield ("mark", page, int(kid.MCID)) if kid.Type == "/MCR" else ("link", int(kid.Obj))
        elif isinstance(kid, int):
            yield ("mark", home[int(node.Pg)], kid)
        else:
            yield ("node", int(kid))


@SETTINGS
@given(matter())
def test_each_mark_has_one_owner_and_the_parent_tree_leads_to_it(drawn):
    root, _ = drawn.grow()
    nodes = list(root.walk())
    written = {node.number: write_node(node, PAGES) for node in nodes}
    owned = {}
    for number, each in written.items():
        for kind, *kid in kids_of(each):
            if kind == "mark":
                assert tuple(kid) not in owned
                owned[tuple(kid)] = number

    wanted = {(side, mark.number) for side, mark in drawn.marks if mark.number is not None}
    assert owned.keys() == wanted
    for side in PAGES:
        assert owners_of(nodes, side) == {
            n: owner for (own, n), owner in owned.items() if own is side
        }


@SETTINGS
@given(matter())
def test_every_node_is_written_once_below_the_one_that_names_it(drawn):
    root, free = drawn.grow()
    nodes = list(root.walk())
    numbers = [number for node in nodes for number in (node.number, node.annotation) if number]

    assert numbers == list(range(FIRST, free))
    assert root.parent == ROOT
    named = {}
    for node in nodes:
        dictionary = parsed(write_node(node, PAGES))
        assert str(dictionary.S) == f"/{node.tag}"
        assert int(dictionary.P) == node.parent
        for kind, *kid in kids_of(write_node(node, PAGES)):
            if kind == "node":
                assert kid[0] not in named
                named[kid[0]] = node.number
    assert named == {node.number: node.parent for node in nodes if node is not root}


@SETTINGS
@given(matter())
def test_content_is_read_in_the_order_in_which_its_element_was_given_it(drawn):
    root, _ = drawn.grow()
    for node in root.walk():
        own = []
        for kid in node.kids:
            if isinstance(kid, tuple):
                own.append(kid)
            elif kid.link:
                own += kid.kids
        if node.element is not None:
            assert own == [
                (side, mark.number)
                for side, mark in drawn.marks
                if mark.element is node.element and mark.number is not None
            ]


@SETTINGS
@given(matter())
def test_each_link_has_an_annotation_that_knows_its_page_and_place(drawn):
    root, _ = drawn.grow()
    links = [node for node in root.walk() if node.link]

    assert len(links) == sum(mark.link is not None for _, mark in drawn.marks)
    for key, node in enumerate(links, 2):
        tied = [kid for kind, *kid in kids_of(write_node(node, PAGES)) if kind == "link"]
        assert tied == [[node.annotation]]
        annotation = parsed(write_annotation(node, PAGES, key))
        assert int(annotation.P) == PAGES[node.page]
        assert [float(each) for each in annotation.Rect] == [1, 2, 3, 4]
        assert int(annotation.StructParent) == key
        assert str(annotation.A.URI) == node.link
        assert str(annotation.Contents) == "03 890 59 23"


@SETTINGS
@given(matter(), st.integers(0, 30))
def test_a_node_that_is_kept_free_stands_where_the_order_of_reading_has_come_to(drawn, place):
    tree, kept = Tree(Node("Document")), Node("Div")
    for side, mark in drawn.marks[:place]:
        tree.add(side, [mark])
    before = list(tree.root.walk())
    tree.keep(kept)
    nodes = list(tree.root.walk())

    sections = [kid for kid in tree.root.kids if isinstance(kid, Node) and kid.tag == "Sect"]
    home = sections[-1] if sections else tree.root

    assert [node for node in nodes if node is not kept] == before
    assert [node for node in nodes if kept in node.kids] == [home]
    assert home.kids[-1] is kept
