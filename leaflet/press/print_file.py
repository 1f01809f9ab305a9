"""A print file: many leaflets, two pages each, that share one plate.

It is for the printer: untagged, since a screen reader has no use for a pile of patients. The
brochure's page code and the fonts stand in it once. It is written as it grows, so that no number
of leaflets takes more memory than their table does: 7 bytes an object, four objects a leaflet.
"""

from collections.abc import Sequence
from hashlib import sha256

from leaflet.paper.sheet import Side
from leaflet.press.fonts import Fonts, Named, write_dictionaries, write_names, write_streams
from leaflet.press.object_stream import (
    ROW,
    row_in_file,
    row_in_stream,
    write_object_stream,
    write_table,
)
from leaflet.press.plate import CODE, MEDIA, PREFERENCES, Plate
from leaflet.press.syntax import write_references, write_stream, write_text

_MOST_KEPT = 2000
"""Pieces of standing code that are remembered, to be written once."""

_GROUP = 64
"""Leaflets whose pages stand in one object stream, under one node of the page tree."""


class PrintFile:
    """A print file in the making.

    What ``begin``, ``add`` for each leaflet and ``end`` give, joined, is the file. The same
    leaflets in the same order are the same file.

    Attributes:
        leaflets: How many were added.
    """

    def __init__(self, plate: Plate, fonts: Fonts) -> None:
        self.leaflets = 0
        self._plate = plate
        self._fonts = fonts
        first = len(plate.rows) // ROW
        self._catalog, self._info, self._pages, self._resources = range(first, first + 4)
        self._rows = bytearray(plate.rows + bytes(4 * ROW))
        self._offset = 0
        self._groups: list[int] = []
        self._contents: list[list[int]] = []
        self._standing: dict[bytes, int] = {}
        self._blocks: dict[Named, None] = {}
        self._digest = sha256(plate.content_id.encode())

    def begin(self) -> bytes:
        """What stands before the first leaflet."""
        self._offset = len(self._plate.body)
        return self._plate.body

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
                number = len(self._rows) // ROW
                parts.append(write_stream(number, each))
                self._rows += row_in_file(self._offset)
                self._offset += len(parts[-1])
                if n % 2 == 0:
                    self._keep(each, number)
            numbers.append(number)
        self._blocks.update(dict.fromkeys(blocks))
        self._contents.append(numbers)
        self.leaflets += 1
        if len(self._contents) == _GROUP:
            parts.append(self._close_group())
        return b"".join(parts)

    def end(self) -> bytes:
        """What stands after the last leaflet."""
        parts = [self._close_group()] if self._contents else []
        blocks = sorted(self._blocks, key=lambda named: (named[1], named[0].name))
        first = len(self._rows) // ROW
        cut = [self._fonts.block(named) for named in blocks]
        for written in write_streams(cut, first):
            self._rows += row_in_file(self._offset)
            self._offset += len(written)
            parts.append(written)
        stream = len(self._rows) // ROW
        metadata, language = self._plate.metadata, write_text(self._plate.metadata.language)
        names = self._plate.fonts + write_names(blocks, stream + 1)
        objects = {
            self._catalog: f"<</Type/Catalog/Pages {self._pages} 0 R/Lang{language}"
            f"/ViewerPreferences{PREFERENCES}>>",
            self._info: metadata.write_info(),
            self._pages: f"<</Type/Pages/Count {2 * self.leaflets}"
            f"/Kids{write_references(self._groups)}{MEDIA}/Resources {self._resources} 0 R>>",
            self._resources: f"<</Font<<{names}>>{self._plate.states}>>",
            **write_dictionaries(cut, first, stream + 1),
        }
        rows = [row_in_stream(stream, place) for place in range(len(objects))]
        self._rows[self._catalog * ROW : (self._resources + 1) * ROW] = b"".join(rows[:4])
        self._rows += row_in_file(self._offset) + b"".join(rows[4:])
        parts.append(write_object_stream(stream, objects.items()))
        self._offset += len(parts[-1])
        identity = self._digest.hexdigest()[:32]
        trailer = f"/Root {self._catalog} 0 R/Info {self._info} 0 R/ID[<{identity}><{identity}>]"
        number = len(self._rows) // ROW
        parts.append(write_table(number, bytes(self._rows), trailer, self._offset))
        return b"".join(parts)

    def _keep(self, code: bytes, number: int) -> None:
        if len(self._standing) >= _MOST_KEPT:
            self._standing.clear()
        self._standing[code] = number

    def _close_group(self) -> bytes:
        """The page objects of the leaflets since the last group, and the node above them."""
        stream = len(self._rows) // ROW
        node = stream + 1
        kids = range(node + 1, node + 1 + 2 * len(self._contents))
        objects = {
            node: f"<</Type/Pages/Parent {self._pages} 0 R/Count {len(kids)}"
            f"/Kids{write_references(kids)}>>"
        }
        pages = (pair for four in self._contents for pair in (four[:2], four[2:]))
        for n, (page, own) in enumerate(zip(kids, pages, strict=True)):
            contents = write_references((CODE[Side.INSIDE if n % 2 else Side.OUTSIDE], *own))
            objects[page] = f"<</Type/Page/Parent {node} 0 R/Contents{contents}>>"
        written = write_object_stream(stream, objects.items())
        self._rows += row_in_file(self._offset)
        self._rows += b"".join(row_in_stream(stream, place) for place in range(len(objects)))
        self._offset += len(written)
        self._groups.append(node)
        self._contents.clear()
        return written
