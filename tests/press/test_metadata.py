"""What a file says of itself: the same in both places, and nothing of who, where and when."""

import getpass
import io
import re
import socket
import time
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import ImageCms

ASSETS = Path(__file__).resolve().parents[2] / "assets"
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
AUTHOR = "AZ Sint-Jozef & Zn <Zuid-Antwerpen> «Ĳ»"


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def xmp_of(document):
    """The text of each property, by its prefix and name."""
    tree = ElementTree.fromstring(document.Root.Metadata.read_bytes())
    return {
        f"{prefix}:{name}": "".join(element.itertext())
        for prefix, space in NAMES.items()
        for element in tree.iter()
        for left, _, name in [element.tag.rpartition("}")]
        if left == f"{{{space}" and prefix != "rdf"
    }


@pytest.fixture(scope="module")
def named(reword, make_ready, fold, print_on):
    """A leaflet of a hospital that has a name."""
    content, library = reword(("hospital.yaml", "\nname:\n", f"\nname: {AUTHOR!r}\n"))
    return print_on(make_ready(content, library, fold, (11.0,)), name="An Peeters")


def test_the_metadata_say_the_same_in_both_places(leaflet):
    with opened(leaflet.pdf) as document:
        info, xmp = document.docinfo, xmp_of(document)

        assert {*info.keys()} == {"/Title", "/Creator", "/Producer"}
        assert str(info.Title) == xmp["dc:title"] == "Lage rugpijn"
        assert str(info.Creator) == xmp["xmp:CreatorTool"] == "leaflet"
        assert str(info.Producer) == xmp["pdf:Producer"] == "leaflet"
        assert str(document.Root.Lang) == xmp["dc:language"] == "nl"
        assert {"dc:creator", "xmp:CreateDate", "xmp:ModifyDate"}.isdisjoint(xmp)
        assert xmp["pdfaid:part"] + xmp["pdfaid:conformance"] == "2A"
        assert xmp["pdfuaid:part"] == "1"


def test_the_hospital_is_the_author_whatever_signs_its_name_has(named):
    with opened(named.pdf) as document:
        assert str(document.docinfo.Author) == xmp_of(document)["dc:creator"] == AUTHOR


def test_another_title_in_one_place_would_be_noticed(an):
    with opened(an.pdf) as document:
        said = document.Root.Metadata.read_bytes()
        document.Root.Metadata.write(said.replace(b"Lage rugpijn", b"Lage hals"))

        assert xmp_of(document)["dc:title"] != str(document.docinfo.Title)


def test_the_metadata_name_no_moment(leaflet):
    with opened(leaflet.pdf) as document:
        said = document.Root.Metadata.read_bytes().decode() + repr(document.docinfo)

        assert not re.search(r"D:\d|\d{4}-\d\d-\d\d|\d\d:\d\d|Date", said)


def test_a_file_does_not_tell_who_made_it_where_and_when(
    an, content, library, fold, make_ready, print_on
):
    with pytest.MonkeyPatch.context() as elsewhere:
        for name in ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME"):
            elsewhere.setenv(name, "elders")
        elsewhere.setenv("SOURCE_DATE_EPOCH", "0")
        elsewhere.setattr(socket, "gethostname", lambda: "elders")
        elsewhere.setattr(getpass, "getuser", lambda: "iemand")
        elsewhere.setattr(time, "time", lambda: 1_000_000.0)
        press = make_ready(content, library, fold, (11.0,))
        plan = ("ibuprofen 600 mg 3x/dag 8 dagen", "paracetamol 1 g zo nodig max 4x/dag")
        again = print_on(press, *plan, name="An Peeters", born="1980-05-17")

    assert again.pdf == an.pdf


def test_the_id_of_a_file_is_that_of_no_other_leaflet(leaflet_of):
    kinds = ["no plan", "one medicine", "in stock", "for the pen", "for the pen, with a name"]
    found = []
    for kind in kinds:
        with opened(leaflet_of(kind).pdf) as document:
            first, second = map(bytes, document.trailer.ID)
        assert len(first) == 16
        assert first == second
        found.append(first)

    assert len({*found}) == len(found)


def test_the_colours_are_those_of_srgb_and_no_others(leaflet):
    with opened(leaflet.pdf) as document:
        (intent,) = document.Root.OutputIntents
        profile = intent.DestOutputProfile
        operators = {
            str(operator)
            for page in document.pages
            for _, operator in pikepdf.parse_content_stream(page)
        }

        assert (intent.S, intent.OutputConditionIdentifier) == ("/GTS_PDFA1", "sRGB")
        assert profile.read_bytes() == (ASSETS / "srgb.icc").read_bytes()
        assert profile.N == 3
        icc = ImageCms.ImageCmsProfile(io.BytesIO(profile.read_bytes()))
        assert icc.profile.xcolor_space.strip() == "RGB"
        assert {"rg", "RG"} <= operators
        assert operators.isdisjoint({"k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "Do"})
