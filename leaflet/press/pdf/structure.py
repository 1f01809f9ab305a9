"""The logical structure of a file: headings, lists and tables in reading order.

Marks say which element content belongs to; elements know their parents. Both make the tree of ISO
32000-1, 14.7. Its order is that of the folded leaflet, across all pages.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from leaflet.press.pdf.objects import write_text
from leaflet.press.pdf.page_code import Area, MarkedContent
from leaflet.typesetting.matter import Element, Tag

_GROUP = "Sect"


@dataclass(slots=True, eq=False)
class Node:
    """An element of the structure that is being put together.

    Attributes:
        tag: Its standard type (ISO 32000-1, 14.8.4).
        element: The element of the matter; ``None`` for what only groups.
        kids: Nodes, and content as page and number, in the order of reading.
        page: Where its picture or link stands, else ``None``.
        area: How much of that page it takes, else ``None``.
        link: Where it leads, else ``None``.
        words: What the link says, else ``None``.
        number: The number of its object, from 1; 0 as long as it has none.
        parent: The number of the object above it.
        annotation: The number of its link's object; 0 where it is no link.
    """

    tag: str
    element: Element | None = None
    kids: "list[Node | tuple[int, int]]" = field(default_factory=list)
    page: int | None = None
    area: Area | None = None
    link: str | None = None
    words: str | None = None
    number: int = 0
    parent: int = 0
    annotation: int = 0

    def walk(self) -> "Iterator[Node]":
        """The node and all below it, in the order of reading."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()


class Tree:
    """A structure that grows mark by mark below ``root``; each heading begins a section."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self._home = root
        self._nodes: dict[Element, Node] = {}

    def add(self, page: int, marks: Iterable[MarkedContent]) -> None:
        """Add marks of one page, in the order of reading."""
        for mark in marks:
            owner = self._node_of(mark.element)
            if mark.link is not None:
                link = Node(Tag.LINK, link=mark.link, words=mark.words)
                owner.kids.append(link)
                owner = link
            if mark.number is not None:
                owner.kids.append((page, mark.number))
            if mark.area is not None:
                owner.page, owner.area = page, mark.area

    def keep(self, node: Node) -> None:
        """Add a node that somebody else fills, at this place of the order."""
        self._home.kids.append(node)

    def _node_of(self, element: Element) -> Node:
        node = self._nodes.get(element)
        if node is None:
            node = self._nodes[element] = Node(element.tag, element)
            if element.parent is not None:
                self._node_of(element.parent).kids.append(node)
            else:
                if element.tag is Tag.SECTION:
                    self._home = Node(_GROUP)
                    self.root.kids.append(self._home)
                self._home.kids.append(node)
        return node


def number_nodes(root: Node, parent: int, first: int) -> int:
    """Give every node below and including ``root`` its number, and links their annotation's.

    Args:
        root: The highest node.
        parent: The number of the object above it.
        first: The first free number.

    Returns:
        The next free number.
    """
    root.parent, root.number = parent, first
    first += 1
    if root.link is not None:
        root.annotation = first
        first += 1
    for kid in root.kids:
        if isinstance(kid, Node):
            first = number_nodes(kid, root.number, first)
    return first


def write_node(node: Node, pages: Mapping[int, int]) -> str:
    """The dictionary of a node; ``pages`` has for each page the number of its object."""
    shown = [kid[0] for kid in node.kids if isinstance(kid, tuple)]
    home = shown[0] if shown else node.page
    kids = [_write_kid(kid, home, pages) for kid in node.kids]
    if node.annotation and home is not None:
        kids.append(f"<</Type/OBJR/Obj {node.annotation} 0 R/Pg {pages[home]} 0 R>>")
    page = f"/Pg {pages[home]} 0 R" if home is not None else ""
    inside = f"/K[{' '.join(kids)}]" if len(kids) > 1 else f"/K {kids[0]}" if kids else ""
    return f"<</S/{node.tag}/P {node.parent} 0 R{_attributes(node)}{page}{inside}>>"


def write_annotation(node: Node, pages: Mapping[int, int], key: int) -> str:
    """The annotation of a link; ``key`` is its key in the parent tree (ISO 14289-1, 7.18.5)."""
    assert node.page is not None
    assert node.link is not None
    uri, words = write_text(node.link), write_text(node.words or node.link)
    return (
        f"<</Type/Annot/Subtype/Link/Rect{node.area}/Border[0 0 0]/F 4/P {pages[node.page]} 0 R"
        f"/StructParent {key}/Contents{words}/A<</S/URI/URI{uri}>>>>"
    )


def owners_of(nodes: Iterable[Node], page: int) -> dict[int, int]:
    """For each number of marked content on a page, the number of the node that owns it."""
    return {
        kid[1]: node.number
        for node in nodes
        for kid in node.kids
        if isinstance(kid, tuple) and kid[0] == page
    }


def _write_kid(kid: "Node | tuple[int, int]", home: int | None, pages: Mapping[int, int]) -> str:
    if isinstance(kid, Node):
        return f"{kid.number} 0 R"
    page, number = kid
    if page == home:
        return str(number)
    return f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {number}>>"


def _attributes(node: Node) -> str:
    element, written = node.element, []
    if element is None:
        return ""
    if element.alt is not None:
        written.append(f"/Alt{write_text(element.alt)}")
    attributes = []
    if element.tag in (Tag.HEADER, Tag.CELL):
        scope = f"/Scope/{element.scope}" if element.scope is not None else ""
        columns = f"/ColSpan {element.columns}" if element.columns > 1 else ""
        attributes.append(f"/O/Table{scope}{columns}" if scope or columns else "")
    if element.numbering is not None:
        attributes.append(f"/O/List/ListNumbering/{element.numbering}")
    if element.tag is Tag.FIGURE and node.area is not None:
        attributes.append(f"/O/Layout/Placement/Block/BBox{node.area}")
    written += [f"/A<<{each}>>" for each in attributes if each]
    return "".join(written)
