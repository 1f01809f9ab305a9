"""The plate: the hospital's part of a leaflet as finished PDF objects, made once and used again.

Objects are numbered from 1. What every file begins with comes first: page code, fonts. A file of
one leaflet goes on with what only a tagged file has. The numbers from ``Tagged.free`` on are the
imprint's.
"""

from collections.abc import Mapping

from leaflet.frozen import frozen
from leaflet.paper.sheet import Flip
from leaflet.press.metadata import Metadata
from leaflet.typesetting.field import Spot
from leaflet.typesetting.form import Form

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@frozen
class Paging:
    """The pages of a file of one leaflet, as a viewer and a printer see them.

    Attributes:
        height: Height of every page, in points.
        entries: For each page, in order, the entries that say how large it is and which way up.
        preferences: How the file asks to be shown and printed (ISO 32000-1, 12.2).
        flip: The edge about which the paper is turned; ``None`` for what is not printed.
    """

    height: float
    entries: tuple[str, ...]
    preferences: str
    flip: Flip | None

    @property
    def sheets(self) -> int:
        """How many sheets of paper a leaflet takes; none where it is not printed."""
        return len(self.entries) // 2 if self.flip else 0

    @property
    def pages(self) -> range:
        """The numbers of the pages; the brochure's code of each is the object of that number."""
        return range(1, len(self.entries) + 1)


@frozen
class Tagged:
    """What the file of one leaflet has besides page code and fonts.

    Attributes:
        body: Finished objects, to stand directly after ``Plate.body``.
        rows: Rows of the table for its objects and for those that each imprint writes first into
            its object stream: resources, parent tree, and the nodes of ``nodes`` in their order.
        catalog: The number of the catalog.
        info: The number of the dictionary of metadata.
        pages: For each page, the number of its object.
        resources: The number of the resources of all pages.
        parent_tree: The number of the parent tree (ISO 32000-1, 14.7.4.4).
        nodes: For each spot, the number of the node that the imprint fills.
        parents: For each of these spots, the number of the node above it.
        owners: For each page, references to the nodes of its marks, in the order of their numbers.
        links: The part of the parent tree that leads from links to their nodes.
        free: The first number that is the imprint's.
    """

    body: bytes
    rows: bytes
    catalog: int
    info: int
    pages: Mapping[int, int]
    resources: int
    parent_tree: int
    nodes: Mapping[Spot, int]
    parents: Mapping[Spot, int]
    owners: Mapping[int, str]
    links: str
    free: int


@frozen
class Plate:
    """The brochure's part.

    Attributes:
        form: Fields, typeface and words.
        content_id: What the brochure's words are known by.
        setting: Fold and size that they are set in: sheets of two settings have two ids.
        base: The characters of the base font block besides ASCII, in the order of their codes.
        paging: The pages of a leaflet.
        marks: For each page, the number of the first mark that is the imprint's.
        body: What every file begins with: the header, page code and fonts.
        rows: Rows of the table for the numbers from 0 on that stand in ``body``.
        fonts: The entries of the resources that name these fonts.
        states: The entries of the resources that name graphics states; mostly empty.
        metadata: What the files say of themselves.
        tagged: What the file of one leaflet has besides.
    """

    form: Form
    content_id: str
    setting: str
    base: str
    paging: Paging
    marks: Mapping[int, int]
    body: bytes
    rows: bytes
    fonts: str
    states: str
    metadata: Metadata
    tagged: Tagged
