"""The file of one leaflet: plate and imprint, tagged, for the screen and for the archive."""

from collections.abc import Iterator
from hashlib import sha256

from leaflet.paper.sheet import Side
from leaflet.press.body import Body
from leaflet.press.fonts import Fonts, write_dictionaries, write_names, write_streams
from leaflet.press.imprint import Imprint
from leaflet.press.object_stream import row_in_stream, write_table
from leaflet.press.plate import Plate
from leaflet.press.structure import Node, Tree, number_nodes, owners_of, write_node


def write_leaflet(plate: Plate, imprint: Imprint, fonts: Fonts) -> tuple[bytes, ...]:
    """The file, in parts that follow each other; the same leaflet is the same file."""
    tagged = plate.tagged
    body = Body(tagged.free, len(plate.body) + len(tagged.body))
    for code in imprint.code:
        body.add_stream(code)
    stream = body.next
    blocks = fonts.parts(imprint.letters)
    first_font = stream + 1 + 2 * len(blocks)
    roots = tuple(_grow(plate, imprint))
    number = first_font + 2 * len(blocks)
    for root in roots:
        number = _number_kids(root, number)
    nodes = [node for root in roots for node in root.walk()]

    named = plate.fonts + write_names(blocks, first_font)
    objects = {
        tagged.resources: f"<</Font<<{named}>>{plate.states}>>",
        tagged.parent_tree: f"<</Nums[{_parents(plate, nodes)}]>>",
    }
    objects |= {root.number: write_node(root, tagged.pages) for root in roots}
    objects |= write_dictionaries(blocks.values(), stream + 1, first_font)
    objects |= {node.number: write_node(node, tagged.pages) for node in nodes}
    body.add_object_stream(objects)
    for written in write_streams(blocks.values(), stream + 1):
        body.add(written)
    late = 2 + len(roots)
    rows = (row_in_stream(stream, late + n) for n in range(len(objects) - late))
    rows_before = plate.rows + tagged.rows
    identity = sha256(b"".join((plate.content_id.encode(), *imprint.code))).hexdigest()[:32]
    trailer = f"/Root {tagged.catalog} 0 R/Info {tagged.info} 0 R/ID[<{identity}><{identity}>]"
    end = write_table(number, b"".join((rows_before, body.rows, *rows)), trailer, body.offset)
    return plate.body, tagged.body, body.joined(), end


def _grow(plate: Plate, imprint: Imprint) -> Iterator[Node]:
    """For each folio with fields, the node that is kept for it, with what stands in them."""
    sides = {field.folio: field.side for field in plate.form.fields.all()}
    for folio, number in plate.tagged.nodes.items():
        tree = Tree(Node("Div", number=number, parent=plate.tagged.parents[folio]))
        for drawn in imprint.drawn[folio]:
            tree.add(sides[folio], drawn.marks)
        yield tree.root


def _number_kids(root: Node, first: int) -> int:
    for kid in root.kids:
        if isinstance(kid, Node):
            first = number_nodes(kid, root.number, first)
    return first


def _parents(plate: Plate, nodes: list[Node]) -> str:
    """The parent tree: for each side the nodes of its marks in their order, then the links."""
    rows = []
    for key, side in enumerate(Side):
        owners = owners_of(nodes, side)
        own = " ".join(f"{owners[mark]} 0 R" for mark in sorted(owners))
        rows.append(f"{key}[{plate.tagged.owners[side]} {own}]")
    return " ".join((*rows, plate.tagged.links))
