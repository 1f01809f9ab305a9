"""A print file: many leaflets in one PDF, an even number of pages each, from one or more plates.

It is for the printer, so it is not tagged. The page code of a brochure and the fonts are in it
once; the objects of further plates are renumbered. It is written as it grows: memory holds only the
cross-reference table, 8 bytes for each of four objects a leaflet.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from leaflet.press.pdf.fonts import Fonts, Named, write_dictionaries, write_names, write_streams
from leaflet.press.pdf.objects import (
    ROW,
    Body,
    row_in_file,
    row_in_stream,
    write_object_stream,
    write_references,
    write_stream,
    write_table,
    write_text,
)
from leaflet.press.plate import HEADER, Metadata, Plate, join_metadata

_STREAM = re.compile(rb"\d+ 0 obj\n<<(.*?)/Length (\d+)>>\nstream\n")
_END = b"endobj\n"
_FIRST = re.compile(r"/Type/ObjStm.*/First (\d+)")
_REFERENCE = re.compile(r"(\d+) 0 R")


def add_plate(plate: Plate, body: Body) -> int:
    """Add what every file of a plate begins with: page code and fonts.

    Returns:
        How much higher every number is than in the plate.
    """
    by = body.next - 1
    for entries, content in _read_streams(plate.body):
        if first := _FIRST.match(entries):
            objects = zlib.decompress(content)[int(first[1]) :].decode("ascii").split("\n")
            body.add_objects([raise_references(each, by) for each in objects])
        else:
            body.add_stream(content, entries)
    return by


def raise_references(text: str, by: int) -> str:
    """The text with every reference leading to a number that is so much higher."""
    return _REFERENCE.sub(lambda found: f"{int(found[1]) + by} 0 R", text)


def _read_streams(body: bytes) -> Iterator[tuple[str, bytes]]:
    """The streams that a plate consists of: entries without the length, and content."""
    place = len(HEADER)
    while found := _STREAM.match(body, place):
        end = found.end() + int(found[2])
        yield found[1].decode("ascii"), body[found.end() : end]
        place = body.index(_END, end) + len(_END)
    assert place == len(body)


_MOST_KEPT = 2000
"""Pieces of standing code that are remembered, to be written once."""

_GROUP = 64
"""Leaflets whose pages stand in one object stream, under one node of the page tree."""


class PrintFile:
    """A print file in the making.

    What ``begin``, ``add`` for each leaflet and ``end`` give, joined, is the file; ``repeat`` and
    ``turn_to`` may stand between them. The same leaflets in the same order are the same file.

    Attributes:
        leaflets: How many were added.
    """

    def __init__(self, plate: Plate, fonts: Fonts) -> None:
        self.leaflets = 0
        first = len(plate.rows) // ROW
        self._catalog, self._info, self._pages = range(first, first + 3)
        self._rows = bytearray(plate.rows + bytes(3 * ROW))
        self._offset = 0
        self._groups: list[int] = []
        self._contents: list[list[int]] = []
        self._standing: dict[bytes, int] = {}
        self._shown = 0
        self._preferences = plate.paging.preferences
        self._metadata: list[Metadata] = []
        self._digest = sha256()
        self._open_plate(plate, fonts, 0)

    def begin(self) -> bytes:
        """What stands before the first leaflet."""
        self._offset = len(self._plate.body)
        return self._plate.body

    def turn_to(self, plate: Plate, fonts: Fonts) -> bytes:
        """Go on with leaflets of another plate.

        Raises:
            ValueError: If the printer would have to turn the paper another way for it.
        """
        if plate.paging.preferences != self._preferences:
            raise ValueError("the backs of a print file are all turned about the same edge")
        closed = self._close_plate()
        body = Body(self._next, self._offset)
        raised = add_plate(plate, body)
        self._rows += body.rows
        self._offset = body.offset
        self._open_plate(plate, fonts, raised)
        return closed + body.joined()

    def add(self, code: Sequence[bytes], blocks: Sequence[Named]) -> bytes:
        """Add a leaflet.

        Args:
            code: As ``Imprint.code`` has it; standing code that came before is not written again.
            blocks: The font blocks that it names besides the base blocks.
        """
        parts: list[bytes] = []
        numbers = []
        for n, each in enumerate(code):
            self._digest.update(each)
            number = self._standing.get(each) if n % 2 == 0 else None
            if number is None:
                number = self._next
                parts.append(write_stream(number, each))
                self._rows += row_in_file(self._offset)
                self._offset += len(parts[-1])
                if n % 2 == 0:
                    self._keep(each, number)
            numbers.append(number)
        self._blocks.update(dict.fromkeys(blocks))
        parts.append(self._count(numbers))
        return b"".join(parts)

    def repeat(self) -> bytes:
        """Add the leaflet that was added last once more; it takes no more than its pages."""
        self._digest.update(b"again")
        return self._count(self._latest)

    def end(self) -> bytes:
        """What stands after the last leaflet."""
        closed = self._close_plate()
        metadata = join_metadata(self._metadata)
        objects = {
            self._catalog: f"<</Type/Catalog/Pages {self._pages} 0 R"
            f"/Lang{write_text(metadata.language)}/ViewerPreferences{self._preferences}>>",
            self._info: metadata.write_info(),
            self._pages: f"<</Type/Pages/Count {self._shown}"
            f"/Kids{write_references(self._groups)}>>",
        }
        written = self._write_objects(objects)
        identity = self._digest.hexdigest()[:32]
        trailer = f"/Root {self._catalog} 0 R/Info {self._info} 0 R/ID[<{identity}><{identity}>]"
        return closed + written + write_table(self._next, bytes(self._rows), trailer, self._offset)

    @property
    def _next(self) -> int:
        """The number of the next object."""
        return len(self._rows) // ROW

    def _open_plate(self, plate: Plate, fonts: Fonts, raised: int) -> None:
        """Add leaflets of this plate, whose own numbers are so much higher in this file."""
        self._plate, self._fonts, self._raised = plate, fonts, raised
        self._blocks: dict[Named, None] = {}
        self._latest: list[int] = []
        self._resources = self._next
        self._rows += bytes(ROW)
        self._metadata.append(plate.metadata)
        self._digest.update(plate.content_id.encode())

    def _close_plate(self) -> bytes:
        """The pages that are still open, and what leaflets of this plate are shown with."""
        parts = [self._close_group()] if self._contents else []
        blocks = sorted(self._blocks, key=lambda named: (named[1], named[0].name))
        first = self._next
        cut = [self._fonts.block(named) for named in blocks]
        for written in write_streams(cut, first):
            self._rows += row_in_file(self._offset)
            self._offset += len(written)
            parts.append(written)
        own = self._next + 1
        names = raise_references(self._plate.fonts, self._raised) + write_names(blocks, own)
        objects = {
            self._resources: f"<</Font<<{names}>>{self._plate.states}>>",
            **write_dictionaries(cut, first, own),
        }
        parts.append(self._write_objects(objects))
        return b"".join(parts)

    def _write_objects(self, objects: Mapping[int, str]) -> bytes:
        """An object stream; its objects have numbers that were kept, or follow after its own."""
        stream = self._next
        written = write_object_stream(stream, objects.items())
        self._rows += row_in_file(self._offset)
        self._offset += len(written)
        for place, number in enumerate(objects):
            row = row_in_stream(stream, place)
            if number < stream:
                self._rows[number * ROW : (number + 1) * ROW] = row
            else:
                self._rows += row
        return written

    def _count(self, contents: list[int]) -> bytes:
        """Note a leaflet whose page code has these numbers; its pages, if a group is full."""
        self._latest = contents
        self._contents.append(contents)
        self._shown += len(contents) // 2
        self.leaflets += 1
        return self._close_group() if len(self._contents) == _GROUP else b""

    def _keep(self, code: bytes, number: int) -> None:
        if len(self._standing) >= _MOST_KEPT:
            self._standing.clear()
        self._standing[code] = number

    def _close_group(self) -> bytes:
        """The page objects of the leaflets since the last group, and the node above them."""
        node, entries = self._next + 1, self._plate.paging.entries
        kids = range(node + 1, node + 1 + len(entries) * len(self._contents))
        shared = entries[0] if len(set(entries)) == 1 else ""
        objects = {
            node: f"<</Type/Pages/Parent {self._pages} 0 R/Count {len(kids)}"
            f"/Kids{write_references(kids)}/Resources {self._resources} 0 R{shared}>>"
        }
        pages = (
            (page, entry, code[2 * page - 2 : 2 * page])
            for code in self._contents
            for page, entry in enumerate(entries, 1)
        )
        for kid, (page, entry, own) in zip(kids, pages, strict=True):
            contents = write_references((page + self._raised, *own))
            alone = "" if shared else entry
            objects[kid] = f"<</Type/Page/Parent {node} 0 R{alone}/Contents{contents}>>"
        self._groups.append(node)
        self._contents.clear()
        return self._write_objects(objects)
