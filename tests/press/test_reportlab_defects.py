"""Three defects of ReportLab because of which leaflet writes its files itself.

Each test shows the defect in the ReportLab that is installed, and beside it that our files do not
have it. On the day on which one of them fails because ReportLab has mended the defect, delete the
test and read its docstring: it says what can be had from ReportLab from then on.
"""

import io
import re
import zlib
from pathlib import Path

import pikepdf
import pytest
from page import validate_pdf_bytes
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream, PDFZCompress
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).resolve().parents[2]
PROFILE = (ROOT / "assets" / "srgb.icc").read_bytes()


@pytest.fixture(scope="module")
def theirs():
    """A line of text as ReportLab writes it, in our typeface."""
    pdfmetrics.registerFont(TTFont("Source", str(ROOT / "fonts" / "SourceSans3-Regular.ttf")))
    target = io.BytesIO()
    canvas = Canvas(target, initialFontName="Source", invariant=1)
    canvas.drawString(72, 72, "Één patiënt")
    canvas.save()
    return target.getvalue()


def codes_that_mean_nothing(pdf):
    """Rows of ``ToUnicode`` in which a code stands for U+0000 (ISO 14289-1, 7.21.7)."""
    rows = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for font in document.pages[0].Resources.Font.values():
            if "/ToUnicode" in font:
                cmap = font.ToUnicode.read_bytes()
                rows += re.findall(rb"(?:<[0-9A-F]{2}> ?){1,2}<0000>", cmap)
    return rows


def broken_rules(pdf, profile):
    return {failure.rule_id for failure in validate_pdf_bytes(pdf, profile=profile).failures}


def test_to_unicode_maps_code_0_to_the_character_0(theirs, an):
    """Once it does not, fonts could be ReportLab's: ``font_block``, ``to_unicode`` and ``cut``.

    Ours are also smaller and the same for every patient; weigh that first.
    """
    assert b"<00> <0000>" in codes_that_mean_nothing(theirs)

    assert codes_that_mean_nothing(an.pdf) == []
    assert "PDFUA1-FONT-UNICODE-VALUE-001" not in broken_rules(an.pdf, "ua1")


def ends_of_streams(pdf):
    """What stands before each ``endstream``, as far as ``Length`` does not count it."""
    found = []
    for start in re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\r?\n", pdf):
        end = start.end() + int(start[1])
        found.append(pdf[end : pdf.index(b"endstream", end)])
    return found


def test_endstream_follows_the_content_without_the_end_of_a_line(theirs, an):
    """Once it does not, streams could be ReportLab's: no reason is left in ``write_stream``."""
    assert b"" in ends_of_streams(theirs)
    assert "PDFA2A-STREAM-EOL-001" in broken_rules(theirs, "2a")

    assert len(ends_of_streams(an.pdf)) == an.pdf.count(b"endstream") > 10
    assert {*ends_of_streams(an.pdf)} == {b"\r\n"}
    assert "PDFA2A-STREAM-EOL-001" not in broken_rules(an.pdf, "2a")


def test_a_stream_that_is_given_as_latin_1_is_written_as_utf_8(an):
    """Once it is not, a colour profile could be handed to ReportLab in any form."""
    document = Canvas(io.BytesIO())._doc
    streams = [
        PDFStream(PDFDictionary({}), content, filters=[PDFZCompress]).format(document)
        for content in (PROFILE.decode("latin-1"), PROFILE)
    ]
    damaged, whole = (zlib.decompress(each.partition(b"stream\n")[2]) for each in streams)

    assert whole == PROFILE
    assert damaged == PROFILE.decode("latin-1").encode("utf-8") != PROFILE

    with pikepdf.open(io.BytesIO(an.pdf)) as ours:
        assert ours.Root.OutputIntents[0].DestOutputProfile.read_bytes() == PROFILE
