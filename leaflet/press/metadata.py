"""What the file says of itself, twice: for old readers, and as XMP (ISO 19005-2, 6.6).

Never a patient, a user, a host, a path or a time: the same leaflet is the same file.
"""

from collections.abc import Sequence
from html import escape

from leaflet.frozen import frozen
from leaflet.press.syntax import write_text

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
