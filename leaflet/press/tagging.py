"""What makes a file accessible and fit for the archive, as far as it is one for all patients.

The structure with its links (ISO 32000-1, 14.7), bookmarks, metadata and the output intent, after
PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2). Of what hangs together with the patient, only
the numbers are fixed here: the nodes of the fields, the parent tree and the resources.
"""

from collections.abc import Iterator, Mapping, Sequence

from leaflet.paper.sheet import SHEET_HEIGHT, Side
from leaflet.press.body import Body
from leaflet.press.metadata import Metadata
from leaflet.press.object_stream import row_in_stream
from leaflet.press.outline import Bookmark, write_outline
from leaflet.press.page_code import Drawn
from leaflet.press.plate import CODE, MEDIA, PREFERENCES, Tagged
from leaflet.press.structure import (
    Node,
    Tree,
    number_nodes,
    owners_of,
    write_annotation,
    write_node,
)
from leaflet.press.syntax import deflate, write_references, write_text
from leaflet.typesetting.breaking import NBSP
from leaflet.typesetting.composition import SetBrochure
from leaflet.typesetting.matter import Element, SetLine, Tag, lines_of

_CODES = 2 * len(Side)
"""Objects of an imprint's page code, which come before its object stream."""

_LEVELS = {Tag.SECTION: 0, Tag.GROUP: 1}


def tag(
    brochure: SetBrochure,
    drawn: Mapping[int, Drawn],
    plan_title: str,
    metadata: Metadata,
    profile: bytes,
    before: Body,
) -> Tagged:
    """Everything a tagged file has besides page code and fonts.

    Args:
        brochure: The brochure, set.
        drawn: The marks of each panel, by folio.
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
    pages = {Side.OUTSIDE: stream + 4, Side.INSIDE: stream + 5}
    outline = stream + 6
    bookmarks = write_outline(tuple(_bookmarks(brochure, pages, plan_title)), outline)
    root = outline + len(bookmarks)
    document, fields = _grow(brochure, drawn)
    resources = number_nodes(document, root, root + 1)
    parent_tree, free = resources + 1, resources + 2

    nodes = [node for node in document.walk() if node not in fields.values()]
    links = [node for node in nodes if node.annotation]
    keys = {node.annotation: key for key, node in enumerate(links, len(Side))}
    objects = {
        catalog: _catalog(metadata, tree, outline, root, xmp, intent),
        info: metadata.write_info(),
        tree: f"<</Type/Pages/Count 2/Kids[{pages[Side.OUTSIDE]} 0 R {pages[Side.INSIDE]} 0 R]>>",
        root: f"<</Type/StructTreeRoot/K {document.number} 0 R/ParentTree {parent_tree} 0 R"
        f"/ParentTreeNextKey {len(Side) + len(links)}>>",
    }
    for key, side in enumerate(Side):
        contents = write_references((CODE[side], free + 2 * key, free + 2 * key + 1))
        own = [node.annotation for node in links if node.side is side]
        objects[pages[side]] = _page(tree, resources, contents, key, own)
    objects |= dict(enumerate(bookmarks, outline))
    objects |= {node.number: write_node(node, pages) for node in nodes}
    objects |= {n.annotation: write_annotation(n, pages, keys[n.annotation]) for n in links}

    late = (resources, parent_tree, *(fields[folio].number for folio in sorted(fields)))
    rows = {number: row_in_stream(free + _CODES, place) for place, number in enumerate(late)}
    rows |= {number: row_in_stream(stream, place) for place, number in enumerate(objects)}
    body.add_object_stream(objects)
    owners = {side: owners_of(nodes, side) for side in Side}
    return Tagged(
        body=body.joined(),
        rows=body.rows + b"".join(rows[number] for number in range(catalog, free)),
        catalog=catalog,
        info=info,
        pages=pages,
        resources=resources,
        parent_tree=parent_tree,
        nodes={folio: fields[folio].number for folio in sorted(fields)},
        parents={folio: fields[folio].parent for folio in sorted(fields)},
        owners={
            side: " ".join(f"{owners[side][mark]} 0 R" for mark in range(len(owners[side])))
            for side in Side
        },
        links=" ".join(f"{keys[node.annotation]} {node.number} 0 R" for node in links),
        free=free,
    )


def _grow(brochure: SetBrochure, drawn: Mapping[int, Drawn]) -> tuple[Node, dict[int, Node]]:
    """The structure of the brochure, and the node that each folio with a field keeps free."""
    tree = Tree(Node("Document"))
    kept = {field.folio for field in brochure.fields.all()}
    fields: dict[int, Node] = {}
    for made in brochure.panels:
        folio = made.panel.folio
        tree.add(made.panel.side, drawn[folio].marks)
        if folio in kept:
            fields[folio] = Node("Div")
            tree.keep(fields[folio])
    return tree.root, fields


def _bookmarks(
    brochure: SetBrochure, pages: Mapping[Side, int], plan_title: str
) -> Iterator[Bookmark]:
    """A bookmark for each heading, and one for the plan after those of its panel."""
    plan = brochure.fields.plan
    for made in brochure.panels:
        page = pages[made.panel.side]
        titles: dict[Element, list[SetLine]] = {}
        for line in lines_of(made.items):
            if line.element.tag in _LEVELS:
                titles.setdefault(line.element, []).append(line)
        for element, lines in titles.items():
            words = "".join(line.text for line in lines).replace(NBSP, " ")
            top = SHEET_HEIGHT - lines[0].y + lines[0].pieces[0].style.size
            yield Bookmark(words, _LEVELS[element.tag], page, made.panel.left, top)
        if plan is not None and plan.folio == made.panel.folio:
            yield Bookmark(plan_title, 1, page, made.panel.left, SHEET_HEIGHT - plan.top)


def _catalog(
    metadata: Metadata, pages: int, outline: int, structure: int, xmp: int, intent: int
) -> str:
    return (
        f"<</Type/Catalog/Pages {pages} 0 R/Outlines {outline} 0 R/StructTreeRoot {structure} 0 R"
        f"/MarkInfo<</Marked true>>/Lang{write_text(metadata.language)}/Metadata {xmp} 0 R"
        f"/ViewerPreferences{PREFERENCES}/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
        f"/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {intent} 0 R>>]>>"
    )


def _page(tree: int, resources: int, contents: str, key: int, links: Sequence[int]) -> str:
    annotations = f"/Annots{write_references(links)}" if links else ""
    return (
        f"<</Type/Page/Parent {tree} 0 R{MEDIA}/Resources {resources} 0 R/Contents{contents}"
        f"/StructParents {key}/Tabs/S{annotations}>>"
    )
