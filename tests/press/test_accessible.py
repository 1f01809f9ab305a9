"""PDF/UA-1 and PDF/A-2a, by a judge from outside: the validator of ``page-validation``.

It knows 104 rules of the one standard and 154 of the other. It does not see that a page has lost
its way into the parent tree, that a number is owned by nobody or twice, that a link points back at
no annotation, that an artifact holds text, that a figure takes more room than it says, or that
the title in the metadata is another one in each place; of these, tests of the structure and of the
metadata take care. What it does see is proved here, rule by rule, on files that are spoilt.
"""

from io import BytesIO

import pytest
from page import validate_pdf_bytes
from pikepdf import Dictionary, Name
from reportlab.pdfgen.canvas import Canvas

PROFILES = {"ua1": 104, "2a": 154}


def verdicts(pdf, profile):
    """The rules that a file breaks, without the name of the standard."""
    report = validate_pdf_bytes(pdf, profile=profile)
    assert report.rules.total >= PROFILES[profile]
    assert report.is_compliant is (not report.failures)
    return {failure.rule_id.partition("-")[2]: failure.message for failure in report.failures}


@pytest.mark.parametrize("profile", PROFILES)
def test_every_leaflet_is_accessible_and_fit_for_the_archive(leaflet, profile):
    assert verdicts(leaflet.pdf, profile) == {}


@pytest.mark.parametrize("profile", PROFILES)
def test_so_is_every_fold_size_and_screen(every_layout, plan, profile, leaflet_in):
    assert verdicts(leaflet_in(every_layout, plan).pdf, profile) == {}


@pytest.mark.parametrize("profile", PROFILES)
def test_an_untagged_file_is_neither(profile):
    target = BytesIO()
    Canvas(target).save()
    assert {"TAGGED-DOCUMENT-001", "STRUCT-TREE-ROOT-001"} <= {
        *verdicts(target.getvalue(), profile)
    }


def without(find, key):
    """Without a key of what is found."""

    def change(document, elements):
        del find(document, elements)[key]

    return change


def with_another(find, key, value):
    """With another value of a key of what is found."""

    def change(document, elements):
        find(document, elements)[key] = value

    return change


def catalog(document, elements):
    return document.Root


def page(document, elements):
    return document.pages[0].obj


def annotation(document, elements):
    return document.pages[0].Annots[0]


def font(document, elements):
    return document.pages[0].Resources.Font.R0


def first(tag):
    return lambda document, elements: elements(tag)[0]


def with_metadata(old, new):
    def change(document, elements):
        metadata = document.Root.Metadata
        said = metadata.read_bytes()
        assert said.count(old) == 1
        metadata.write(said.replace(old, new))

    return change


def with_code(code):
    return lambda document, elements: document.pages[0].contents_add(code)


def with_text_that_means_nothing(document, elements):
    cmap = font(document, elements).ToUnicode
    cmap.write(cmap.read_bytes().replace(b"<0020>", b"<0000>"))


def with_a_font_that_is_not_there(document, elements):
    document.pages[0].Resources.Font.H0 = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica
    )
    document.pages[0].contents_add(b"/Artifact BMC BT /H0 9 Tf (x) Tj ET EMC")


def with_another_width(document, elements):
    font(document, elements).Widths[65] = 999


def without_a_cell(document, elements):
    del elements("TR")[-1].K[-1]


def without_a_parent_tree(document, elements):
    del document.Root.StructTreeRoot.ParentTree


def without_embedding(document, elements):
    del font(document, elements).FontDescriptor.FontFile2


def with_a_title_that_nobody_shows(document, elements):
    document.Root.ViewerPreferences.DisplayDocTitle = False


TITLE = (
    b'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Lage rugpijn</rdf:li></rdf:Alt></dc:title>'
)
ACCESSIBLE = {
    "TEXT-LANGUAGE-001": without(catalog, "/Lang"),
    "OUTLINE-LANGUAGE-001": without(catalog, "/Lang"),
    "ID-PART-001": with_metadata(b"<pdfuaid:part>1</pdfuaid:part>", b""),
    "METADATA-TITLE-001": with_metadata(TITLE, b""),
    "VIEWER-PREFERENCES-001": with_a_title_that_nobody_shows,
    "TAGGED-DOCUMENT-001": without(catalog, "/MarkInfo"),
    "STRUCT-TREE-ROOT-001": without(catalog, "/StructTreeRoot"),
    "LINK-LINK-TAG-001": without_a_parent_tree,
    "LINK-CONTENTS-001": without(annotation, "/Contents"),
    "PAGE-TABS-001": without(page, "/Tabs"),
    "TABLE-HEADERS-SCOPE-001": without(first("TH"), "/A"),
    "TABLE-ROW-COLUMNSPAN-001": without_a_cell,
    "TABLE-KIDS-001": with_another(first("TR"), "/S", Name.Div),
    "LI-PARENT-001": with_another(first("L"), "/S", Name.Div),
    "LI-KIDS-001": with_another(first("LBody"), "/S", Name.P),
    "HEADING-NESTING-001": with_another(first("H1"), "/S", Name.H2),
    "STRUCT-TREE-ROLE-MAP-001": with_another(first("P"), "/S", Name.Alinea),
    "FIGURE-ALTERNATIVE-TEXT-001": without(first("Figure"), "/Alt"),
    "CONTENT-TAGGING-001": with_code(b"BT /R0 9 Tf (x) Tj ET"),
    "ARTIFACT-NESTED-001": with_code(b"/P <</MCID 0>> BDC /Artifact BMC 0 0 m 9 9 l S EMC EMC"),
    "TAGGED-CONTENT-INSIDE-ARTIFACT-001": with_code(
        b"/Artifact BMC /P <</MCID 0>> BDC 0 0 m 9 9 l S EMC EMC"
    ),
    "FONT-UNICODE-MAPPING-001": without(font, "/ToUnicode"),
    "FONT-UNICODE-VALUE-001": with_text_that_means_nothing,
    "FONT-EMBEDDING-001": without_embedding,
    "FONT-GLYPH-WIDTH-001": with_another_width,
    "FONT-GLYPH-PRESENCE-001": with_code(b"/Artifact BMC BT /R0 9 Tf <01> Tj ET EMC"),
}
ARCHIVED = {
    "ID-PART-001": with_metadata(b"<pdfaid:part>2</pdfaid:part>", b""),
    "ID-CONFORMANCE-001": with_metadata(b"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<"),
    "DEVICE-RGB-001": without(catalog, "/OutputIntents"),
    "TAGGED-DOCUMENT-001": without(catalog, "/MarkInfo"),
    "STRUCT-TREE-ROOT-001": without(catalog, "/StructTreeRoot"),
    "STRUCT-TREE-ROLE-MAP-001": with_another(first("P"), "/S", Name.Alinea),
    "UNICODE-MAPPING-001": without(font, "/ToUnicode"),
    "UNICODE-VALUE-001": with_text_that_means_nothing,
    "FONT-EMBEDDING-001": with_a_font_that_is_not_there,
    "TRUETYPE-GLYPH-WIDTH-001": with_another_width,
    "NOTDEF-GLYPH-001": with_code(b"/Artifact BMC BT /R0 9 Tf <01> Tj ET EMC"),
    "ACTION-TYPE-001": with_another(
        catalog, "/OpenAction", Dictionary(S=Name.JavaScript, JS="app.beep()")
    ),
}


@pytest.mark.parametrize(
    ("profile", "rule", "change"),
    [
        pytest.param(profile, rule, change, id=f"{profile} {rule}")
        for profile, rules in (("ua1", ACCESSIBLE), ("2a", ARCHIVED))
        for rule, change in rules.items()
    ],
)
def test_the_judge_notices_a_file_that_is_spoilt(an, spoil, elements_of, profile, rule, change):
    def spoilt(document):
        change(document, lambda tag: elements_of(document, tag))

    assert rule in verdicts(spoil(an.pdf, spoilt), profile)


def test_the_judge_has_nothing_against_a_file_that_is_only_written_anew(an, spoil):
    """But for the ends of streams: qpdf lets a single LF follow on content that ends with CR."""
    anew = spoil(an.pdf, lambda document: None)

    assert verdicts(anew, "ua1") == {}
    assert verdicts(anew, "2a").keys() <= {"STREAM-LENGTH-001"}


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        ("STREAM-EOL-001", b"\r\nendstream", b"  endstream"),
        ("STREAM-LENGTH-001", b"\r\nendstream", b" \nendstream"),
        ("HEADER-BINARY-COMMENT-001", b"%\xe2\xe3\xcf\xd3", b"%abcd"),
        ("POST-EOF-DATA-001", b"%%EOF\n", b"%%EOF\nAn"),
    ],
)
def test_the_judge_notices_bytes_that_are_spoilt(an, rule, good, bad):
    assert rule in verdicts(an.pdf.replace(good, bad, 1), "2a")


def test_every_fold_is_small(every_layout, plan, leaflet_in):
    assert len(leaflet_in(every_layout, plan).pdf) <= 55_000


def test_a_leaflet_is_small(leaflet_of, make):
    assert len(leaflet_of("two medicines").pdf) <= 45_000
    every = make(name="Nguyễn Γιώργος Щербакова", born="1980-05-17")
    assert len(every.pdf) <= 60_000
