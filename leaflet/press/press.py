"""A press: adds patients' imprints to one plate, and makes a tagged PDF of each leaflet.

``Edition`` is a leaflet in one language, fold and size, ready for any patient; ``open_press`` gives
its ``LeafletPrinter``.
"""

from collections.abc import Hashable, Iterator
from hashlib import sha256
from pathlib import Path

from leaflet.content.model.content import Rules
from leaflet.content.model.review import Review
from leaflet.discharge.patient import Discharge
from leaflet.discharge.sheet_id import sheet_id
from leaflet.errors import Problem
from leaflet.press.imprint import Imprint, Inker
from leaflet.press.pdf.fonts import (
    Fonts,
    number_codes,
    write_dictionaries,
    write_names,
    write_streams,
)
from leaflet.press.pdf.objects import Body, row_in_stream, write_object_stream, write_table
from leaflet.press.pdf.page_code import Ink
from leaflet.press.pdf.structure import Node, Tree, number_nodes, owners_of, write_node
from leaflet.press.plate import Plate
from leaflet.records import frozen
from leaflet.typesetting.fields.fill import Compositor
from leaflet.typesetting.fields.model import NoPlan
from leaflet.typesetting.typeface import FontWeight

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


@frozen
class PrintedLeaflet:
    """One leaflet: the finished file, and the id that stands on both sides of its sheet."""

    pdf: bytes
    sheet: str


@frozen
class LeafletPrinter:
    """A plate and its fonts, ready to print."""

    plate: Plate
    fonts: Fonts
    _compositor: Compositor
    _inker: Inker
    _binder: Binder

    def print(self, discharge: Discharge, no_plan: NoPlan) -> PrintedLeaflet:
        """Print the leaflet of one patient: a file of its own, tagged.

        Raises:
            FitError: If the patient's facts do not fit their fields.
            GlyphError: If a character of them cannot be drawn.
        """
        imprint = self.imprint(discharge, no_plan)
        return PrintedLeaflet(b"".join(self.bind(imprint)), imprint.sheet)

    def open_fonts(self) -> None:
        """Read the fonts now, and not when a name first has a rare letter: for a long run.

        Raises:
            GlyphError: If one cannot be read.
        """
        self.fonts.open_all()
        for weight in FontWeight:
            self.plate.form.typeface[weight].complete()

    def imprint(self, discharge: Discharge, no_plan: NoPlan) -> Imprint:
        """Set and draw what is said of one patient.

        Raises:
            FitError: If the patient's facts do not fit their fields.
            GlyphError: If a character of them cannot be drawn.
        """
        sheet = self.sheet_of(discharge, no_plan)
        return self._inker.draw(self._compositor.set_imprint(discharge, sheet, no_plan))

    def sheet_of(self, discharge: Discharge, no_plan: NoPlan) -> str:
        """The id of the sheet that is printed for a patient."""
        has_field = self.plate.form.fields.plan is not None
        is_for_pen = has_field and discharge.plan is None and no_plan is NoPlan.PEN_GRID
        return sheet_id(f"{self.plate.content_id} {self.plate.setting}", discharge, is_for_pen)

    def bind(self, imprint: Imprint) -> tuple[bytes, ...]:
        """The file of one leaflet, in parts."""
        return self._binder.bind(imprint)


def open_press(plate: Plate, fonts: Path) -> LeafletPrinter:
    """A press for a plate; ``fonts`` is the folder that holds the font files."""
    typeface = plate.form.typeface
    codes = number_codes(typeface[FontWeight.REGULAR].advances, plate.base)
    opened = Fonts(fonts, codes)
    inker = Inker(plate, Ink(codes, typeface, plate.paging.height, {}))
    return LeafletPrinter(plate, opened, Compositor(plate.form), inker, Binder(plate, opened))


@frozen
class Edition:
    """What stays the same for every patient.

    Attributes:
        rules: What their facts are held against.
        review: The standing of the text, and until when it is taken for good.
        warnings: What is to be said about the content, whatever day it is.
        press: Prints.
    """

    rules: Rules
    review: Review
    warnings: tuple[Problem, ...]
    press: LeafletPrinter
