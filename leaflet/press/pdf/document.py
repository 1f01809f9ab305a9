"""Structure, links, bookmarks and output intent of a file, as far as all patients share them.

PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2); structure after ISO 32000-1, 14.7, bookmarks
after 12.3.3: the headings in reading order. For the patient's part only object numbers are set
here: the nodes of the fields, the parent tree and the resources. Begin with ``tag``.
"""

from collections.abc import Iterator, Mapping, Sequence

from leaflet.paper.fold import MM
from leaflet.press.pdf.objects import (
    Body,
    deflate,
    row_in_stream,
    write_number,
    write_references,
    write_text,
)
from leaflet.press.pdf.page_code import Drawn
from leaflet.press.pdf.structure import (
    Node,
    Tree,
    number_nodes,
    owners_of,
    write_annotation,
    write_node,
)
from leaflet.press.plate import Metadata, Paging, Tagged
from leaflet.records import frozen
from leaflet.typesetting.breaking import NBSP
from leaflet.typesetting.fields.model import Spot, Turn
from leaflet.typesetting.impose import Imposed
from leaflet.typesetting.matter import Element, SetLine, Tag, lines_of


@frozen
class Bookmark:
    """A heading: its words, its level from 0, its page object, and its place there in points.

    ``left`` and ``top`` are in the space of a PDF page: from the lower left corner.
    """

    title: str
    level: int
    page: int
    left: float
    top: float


def write_outline(bookmarks: Sequence[Bookmark], first: int) -> list[str]:
    """The dictionaries of the outline and, after it, of each bookmark; numbers from ``first``.

    All bookmarks are shown at first, so that each level counts all that is below it.
    """
    above = [_above(bookmarks, n) for n in range(len(bookmarks))]
    below = {
        parent: [n for n, each in enumerate(above) if each == parent]
        for parent in range(-1, len(bookmarks))
    }
    written = [f"<</Type/Outlines{_ends(below, -1, first)}>>"]
    for n, bookmark in enumerate(bookmarks):
        siblings = below[above[n]]
        place = siblings.index(n)
        before = f"/Prev {first + 1 + siblings[place - 1]} 0 R" if place else ""
        after = ""
        if place + 1 < len(siblings):
            after = f"/Next {first + 1 + siblings[place + 1]} 0 R"
        left, top = write_number(bookmark.left), write_number(bookmark.top)
        written.append(
            f"<</Title{write_text(bookmark.title)}/Parent {first + 1 + above[n]} 0 R{before}{after}"
            f"{_ends(below, n, first)}/Dest[{bookmark.page} 0 R/XYZ {left} {top} null]>>"
        )
    return written


def _above(bookmarks: Sequence[Bookmark], n: int) -> int:
    """The bookmark that this one stands under; -1 where it stands under none."""
    levels = range(n - 1, -1, -1)
    return next((k for k in levels if bookmarks[k].level < bookmarks[n].level), -1)


def _ends(below: Mapping[int, Sequence[int]], n: int, first: int) -> str:
    kids = below[n]
    if not kids:
        return ""
    ends = f"/First {first + 1 + kids[0]} 0 R/Last {first + 1 + kids[-1]} 0 R"
    return f"{ends}/Count {_count(below, n)}"


def _count(below: Mapping[int, Sequence[int]], n: int) -> int:
    return sum(1 + _count(below, kid) for kid in below[n])


_BESIDE = 7 * MM
"""White that a bookmark shows at the left of its heading."""

_LEVELS = {Tag.SECTION: 0, Tag.GROUP: 1}


def tag(
    brochure: Imposed,
    paging: Paging,
    drawn: Mapping[int, Sequence[Drawn]],
    plan_title: str,
    metadata: Metadata,
    profile: bytes,
    before: Body,
) -> Tagged:
    """Everything a tagged file has besides page code and fonts.

    Args:
        brochure: The brochure on its pages.
        paging: What its pages are.
        drawn: By folio, the marks of each panel's columns; what comes after them has none.
        plan_title: The heading of the plan's field.
        metadata: What the file says of itself.
        profile: The colour profile of the output intent.
        before: What stands in the file before it.
    """
    body = Body(before.next, before.offset)
    intent = body.add_stream(deflate(profile), "/N 3/Filter/FlateDecode")
    xmp = body.add_stream(metadata.write_xmp(), "/Type/Metadata/Subtype/XML")
    stream = body.next
    catalog, info, tree = stream + 1, stream + 2, stream + 3
    pages = {page: tree + page for page in paging.pages}
    outline = tree + len(pages) + 1
    marked = tuple(_bookmarks(brochure, pages, paging.height, plan_title))
    bookmarks = write_outline(marked, outline)
    root = outline + len(bookmarks)
    document, fields = _grow(brochure, drawn)
    resources = number_nodes(document, root, root + 1)
    parent_tree, free = resources + 1, resources + 2

    nodes = [node for node in document.walk() if node not in fields.values()]
    links = [node for node in nodes if node.annotation]
    keys = {node.annotation: key for key, node in enumerate(links, len(pages))}
    objects = {
        catalog: _catalog(metadata, paging, tree, outline, root, xmp, intent),
        info: metadata.write_info(),
        tree: f"<</Type/Pages/Count {len(pages)}/Kids{write_references([*pages.values()])}>>",
        root: f"<</Type/StructTreeRoot/K {document.number} 0 R/ParentTree {parent_tree} 0 R"
        f"/ParentTreeNextKey {len(pages) + len(links)}>>",
    }
    for key, page in enumerate(pages):
        contents = write_references((page, free + 2 * key, free + 2 * key + 1))
        own = [node.annotation for node in links if node.page == page]
        entries = f"{paging.entries[key]}/Resources {resources} 0 R/Contents{contents}"
        objects[pages[page]] = _page(tree, entries, key, own)
    objects |= dict(enumerate(bookmarks, outline))
    objects |= {node.number: write_node(node, pages) for node in nodes}
    objects |= {n.annotation: write_annotation(n, pages, keys[n.annotation]) for n in links}

    late = (resources, parent_tree, *(fields[spot].number for spot in sorted(fields)))
    # Page code comes before the object stream of an imprint: what is standing, what is own.
    rows = {number: row_in_stream(free + 2 * len(pages), n) for n, number in enumerate(late)}
    rows |= {number: row_in_stream(stream, place) for place, number in enumerate(objects)}
    body.add_object_stream(objects)
    owners = {page: owners_of(nodes, page) for page in pages}
    return Tagged(
        body=body.joined(),
        rows=body.rows + b"".join(rows[number] for number in range(catalog, free)),
        catalog=catalog,
        info=info,
        pages=pages,
        resources=resources,
        parent_tree=parent_tree,
        nodes={spot: fields[spot].number for spot in sorted(fields)},
        parents={spot: fields[spot].parent for spot in sorted(fields)},
        owners={
            page: " ".join(f"{owners[page][mark]} 0 R" for mark in range(len(owners[page])))
            for page in pages
        },
        links=" ".join(f"{keys[node.annotation]} {node.number} 0 R" for node in links),
        free=free,
    )


def _grow(brochure: Imposed, drawn: Mapping[int, Sequence[Drawn]]) -> tuple[Node, dict[Spot, Node]]:
    """The structure of the brochure, and the node that it keeps free for each spot."""
    tree = Tree(Node("Document"))
    kept = {field.spot for field in brochure.fields.all()}
    fields: dict[Spot, Node] = {}
    for made in brochure.panels:
        folio = made.panel.folio
        for column, each in zip(made.columns, drawn[folio], strict=False):
            tree.add(made.panel.page, each.marks)
            turns = [column.keeps] if column.keeps is not None else []
            turns += [Turn.FOOT] if column is made.columns[-1] else []
            for spot in ((folio, turn) for turn in turns if (folio, turn) in kept):
                fields[spot] = Node("Div")
                tree.keep(fields[spot])
    return tree.root, fields


def _bookmarks(
    brochure: Imposed, pages: Mapping[int, int], height: float, plan_title: str
) -> Iterator[Bookmark]:
    """A bookmark for each heading, and one for the plan, in the order of reading."""
    plan = brochure.fields.plan
    for column, panel in ((c, made.panel) for made in brochure.panels for c in made.columns):
        page, left = pages[panel.page], column.column.left - _BESIDE
        titles: dict[Element, list[SetLine]] = {}
        for line in lines_of(column.items):
            if line.element.tag in _LEVELS:
                titles.setdefault(line.element, []).append(line)
        for element, lines in titles.items():
            words = "".join(line.text for line in lines).replace(NBSP, " ")
            top = height - lines[0].y + lines[0].pieces[0].style.size
            yield Bookmark(words, _LEVELS[element.tag], page, left, top)
        if plan is not None and column.keeps is Turn.PLAN:
            yield Bookmark(plan_title, 1, page, left, height - plan.top)


def _catalog(
    metadata: Metadata,
    paging: Paging,
    pages: int,
    outline: int,
    structure: int,
    xmp: int,
    intent: int,
) -> str:
    return (
        f"<</Type/Catalog/Pages {pages} 0 R/Outlines {outline} 0 R/StructTreeRoot {structure} 0 R"
        f"/MarkInfo<</Marked true>>/Lang{write_text(metadata.language)}/Metadata {xmp} 0 R"
        f"/ViewerPreferences{paging.preferences}/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
        f"/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {intent} 0 R>>]>>"
    )


def _page(tree: int, entries: str, key: int, links: Sequence[int]) -> str:
    annotations = f"/Annots{write_references(links)}" if links else ""
    return f"<</Type/Page/Parent {tree} 0 R{entries}/StructParents {key}/Tabs/S{annotations}>>"
