"""The plate: the hospital's part of a leaflet as finished PDF objects, made once for all patients.

Objects are numbered from 1: first those of every file (page code, fonts), then those of a tagged
file with one leaflet. Numbers from ``Tagged.free`` on belong to the imprint. Metadata is written
twice, for old readers and as XMP (ISO 19005-2, 6.6).
"""

from collections.abc import Mapping, Sequence
from html import escape

from leaflet.paper.fold import Flip
from leaflet.press.pdf.objects import write_text
from leaflet.records import frozen
from leaflet.typesetting.fields.model import PatientForm, Spot

_PROGRAM = "leaflet"
_MULTIPLE = "mul"
"""What ISO 639-2 calls a text in several languages."""
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{creator}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{program}</xmp:CreatorTool><pdf:Producer>{program}</pdf:Producer>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_CREATOR = "<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n"


@frozen
class Metadata:
    """Title, author (the hospital; empty where it has no name) and language of a leaflet."""

    title: str
    author: str
    language: str

    def write_info(self) -> str:
        """The dictionary for old readers."""
        author = f"/Author{write_text(self.author)}" if self.author else ""
        program = write_text(_PROGRAM)
        return f"<</Title{write_text(self.title)}{author}/Creator{program}/Producer{program}>>"

    def write_xmp(self) -> bytes:
        """The same as XMP, with the two standards that the file keeps to."""
        author = escape(self.author, quote=False)
        return _XMP.format(
            title=escape(self.title, quote=False),
            creator=_CREATOR.format(author=author) if author else "",
            language=self.language,
            program=_PROGRAM,
        ).encode()


def join_metadata(each: Sequence[Metadata]) -> Metadata:
    """What a file of several leaflets says of itself, all of one hospital."""
    titles = dict.fromkeys(metadata.title for metadata in each)
    languages = {metadata.language for metadata in each}
    language = each[0].language if len(languages) == 1 else _MULTIPLE
    return Metadata(", ".join(titles), each[0].author, language)


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

    form: PatientForm
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
