"""The file of one leaflet: plate and imprint, tagged, for the screen and for the archive."""

from collections.abc import Hashable, Iterator
from hashlib import sha256

from leaflet.frozen import frozen
from leaflet.press.body import Body
from leaflet.press.fonts import Fonts, write_dictionaries, write_names, write_streams
from leaflet.press.imprint import Imprint
from leaflet.press.object_stream import row_in_stream, write_object_stream, write_table
from leaflet.press.plate import Plate
from leaflet.press.structure import Node, Tree, number_nodes, owners_of, write_node

_MOST_KEPT = 500


@frozen
class _Bound:
    """What stands in a file after the page code, and is the same for patients of one structure.

    Attributes:
        stream: The object stream: resources, parent tree, structure.
        others: Objects after it: the fonts of letters that are not in the base blocks.
        rows: Rows of the table for the objects in ``stream`` that are the imprint's.
        number: The first free number.
    """

    stream: bytes
    others: tuple[bytes, ...]
    rows: bytes
    number: int


class Binder:
    """Writes the files of single leaflets; what recurs from one to the next is kept."""

    def __init__(self, plate: Plate, fonts: Fonts) -> None:
        self._plate = plate
        self._fonts = fonts
        self._kept: dict[Hashable, _Bound] = {}

    def bind(self, imprint: Imprint) -> tuple[bytes, ...]:
        """The file, in parts that follow each other; the same leaflet is the same file."""
        plate, tagged = self._plate, self._plate.tagged
        body = Body(tagged.free, len(plate.body) + len(tagged.body))
        for code in imprint.code:
            body.add_stream(code)
        bound = self._structure(imprint, body.next)
        for written in (bound.stream, *bound.others):
            body.add(written)
        identity = sha256(b"".join((plate.content_id.encode(), *imprint.code))).hexdigest()[:32]
        trailer = f"/Root {tagged.catalog} 0 R/Info {tagged.info} 0 R/ID[<{identity}><{identity}>]"
        rows = b"".join((plate.rows, tagged.rows, body.rows, bound.rows))
        end = write_table(bound.number, rows, trailer, body.offset)
        return plate.body, tagged.body, body.joined(), end

    def _structure(self, imprint: Imprint, stream: int) -> _Bound:
        key = imprint.structure, imprint.letters
        bound = self._kept.get(key)
        if bound is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            bound = _write_structure(self._plate, imprint, self._fonts, stream)
            self._kept[key] = bound
        return bound


def _write_structure(plate: Plate, imprint: Imprint, fonts: Fonts, stream: int) -> _Bound:
    """Everything after the page code; ``stream`` is the number of its object stream."""
    tagged = plate.tagged
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
    late = len(objects)
    objects |= write_dictionaries(blocks.values(), stream + 1, first_font)
    objects |= {node.number: write_node(node, tagged.pages) for node in nodes}
    rows = (row_in_stream(stream, place) for place in range(late, len(objects)))
    written = write_object_stream(stream, objects.items())
    fonts_written = tuple(write_streams(blocks.values(), stream + 1))
    return _Bound(written, fonts_written, b"".join(rows), number)


def _grow(plate: Plate, imprint: Imprint) -> Iterator[Node]:
    """For each spot, the node that is kept for it, with what stands in them."""
    pages = {field.spot: field.page for field in plate.form.fields.all()}
    for spot, number in plate.tagged.nodes.items():
        tree = Tree(Node("Div", number=number, parent=plate.tagged.parents[spot]))
        for drawn in imprint.drawn[spot]:
            tree.add(pages[spot], drawn.marks)
        yield tree.root


def _number_kids(root: Node, first: int) -> int:
    for kid in root.kids:
        if isinstance(kid, Node):
            first = number_nodes(kid, root.number, first)
    return first


def _parents(plate: Plate, nodes: list[Node]) -> str:
    """The parent tree: for each page the nodes of its marks in their order, then the links."""
    rows = []
    for key, page in enumerate(plate.paging.pages):
        owners = owners_of(nodes, page)
        own = " ".join(f"{owners[mark]} 0 R" for mark in sorted(owners))
        rows.append(f"{key}[{plate.tagged.owners[page]} {own}]")
    return " ".join((*rows, plate.tagged.links))
