"""The file: what it says of itself, what it embeds, and that nothing in it is hidden."""

import io
import re

import pikepdf
import pytest

from leaflet.errors import DischargeError, GlyphError
from leaflet.typesetting.fields.model import NoPlan

FONTS = {"SourceSans3-Regular", "SourceSans3-SemiBold", "SourceSans3-Bold"}


@pytest.fixture
def document(an):
    import io

    with pikepdf.open(io.BytesIO(an.pdf)) as document:
        yield document


def streams(pdf):
    """Every stream of the file, decoded, one after the other."""
    import io

    with pikepdf.open(io.BytesIO(pdf)) as document:
        parts = [bytes(pdf)]
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                try:
                    parts.append(thing.read_bytes())
                except pikepdf.PdfError:
                    parts.append(thing.read_raw_bytes())
    return b"\n".join(parts)


def spelt(text):
    """A text as it could stand in a file: plain, in UTF-16, in hexadecimal."""
    wide = text.encode("utf-16-be")
    plain = text.encode()
    return (plain, wide, plain.hex().encode(), wide.hex().upper().encode())


def test_t115_the_metadata_name_no_patient_no_user_and_no_moment(document, an):
    info = {str(key): str(value) for key, value in document.docinfo.items()}
    assert info["/Title"] == "Lage rugpijn"
    for key, value in info.items():
        assert "Peeters" not in value
        assert "anonymous" not in value
        assert "untitled" not in value
        if "Date" in key:
            assert re.match(r"D:20000101", value), "a moment of making tells when a patient came"
    assert info.get("/Author", "") == "", "nobody has named the hospital"


def test_t115_no_path_of_this_machine_stands_in_the_file(an, library):
    import getpass
    import socket

    # The fonts are binary: a host of two letters may stand in them by chance.
    with pikepdf.open(io.BytesIO(an.pdf)) as document:
        plain = [each for each in document.objects if not isinstance(each, pikepdf.Stream)]
        said = "\n".join(repr(each) for each in plain if isinstance(each, pikepdf.Object))
    said += " ".join(word.text for word in an.words)
    for secret in (str(library.built_in), socket.gethostname(), f"/{getpass.getuser()}/"):
        assert all(form.decode("latin-1") not in said for form in spelt(secret)), secret


def test_the_viewer_is_told_how_to_print(document):
    wishes = document.Root.ViewerPreferences
    assert wishes.PrintScaling == "/None"
    assert wishes.Duplex == "/DuplexFlipShortEdge"
    assert wishes.DisplayDocTitle is True
    assert str(document.Root.Lang) == "nl"
    assert document.pdf_version == "1.7"


def fonts_of(document):
    found = {}
    for page in document.pages:
        for font in page.Resources.get("/Font", {}).values():
            found[str(font.BaseFont).lstrip("/")] = font
    return found


def test_every_font_is_embedded_as_a_subset_and_can_be_read_back(document):
    fonts = fonts_of(document)
    assert {name.partition("+")[2] for name in fonts} == FONTS
    for name, font in fonts.items():
        assert re.match(r"[A-Z]{6}\+", name)
        assert "/ToUnicode" in font
        assert "/FontFile2" in font.FontDescriptor
        assert len(font.FontDescriptor.FontFile2.read_bytes()) < 120_000, "the whole font"


def test_no_font_that_stands_outside_the_file_is_named_anywhere(an):
    content = streams(an.pdf)
    for name in (b"Helvetica", b"Times", b"Courier", b"ZapfDingbats", b"Symbol"):
        assert name not in content


def test_no_font_of_the_standard_14_would_go_unnoticed():
    """The twin: what ReportLab writes when nobody asks it not to."""
    import io

    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    Canvas(target, invariant=1).save()
    assert b"Helvetica" in streams(target.getvalue())


TEXT_COLOURS = {"1A1F24", "4A555C", "00566B", "9B1B1E", "FFFFFF"}


def hex_of(colour):
    return "".join(f"{round(part * 255):02X}" for part in colour)


def test_t121_every_character_lies_on_the_page_in_a_colour_that_can_be_seen(an, blank):
    for paper in (an, blank):
        for char in paper.chars:
            assert 0 < char["x0"] < char["x1"] < 842
            assert 0 < char["baseline"] < 596
            assert hex_of(char["non_stroking_color"]) in TEXT_COLOURS


def test_t121_white_characters_stand_on_a_solid_ground_only(blank):
    white = [char for char in blank.chars if hex_of(char["non_stroking_color"]) == "FFFFFF"]
    assert len(white) > 40
    for char in white:
        grounds = [
            rect
            for rect in blank.pages[char["page"]].rects
            if rect["fill"]
            and hex_of(rect["non_stroking_color"]) in ("9B1B1E", "00566B")
            and rect["x0"] <= char["x0"]
            and char["x1"] <= rect["x1"]
            and rect["top"] <= char["baseline"] - 5
            and char["baseline"] <= rect["bottom"]
        ]
        assert grounds, char["text"]


def test_t121_no_text_is_drawn_invisibly_and_nothing_is_attached(document):
    for page in document.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tr":
                assert int(operands[0]) == 0
        for annotation in page.get("/Annots", ()):
            assert annotation.Subtype == "/Link"
            assert str(annotation.A.URI).startswith("tel:")
    for key in ("/AcroForm", "/OpenAction", "/AA", "/EmbeddedFiles", "/OCProperties"):
        assert key not in document.Root
    assert "/Names" not in document.Root or "/EmbeddedFiles" not in document.Root.Names


def test_t121_the_file_was_written_once_and_holds_no_older_version(an):
    assert an.pdf.count(b"%%EOF") == 1
    assert an.pdf.count(b"startxref") == 1
    assert an.pdf.startswith(b"%PDF-1.7")


def contrast(one, other):
    """WCAG 2.1 contrast of two colours in `RRGGBB`."""

    def luminance(code):
        parts = [int(code[n : n + 2], 16) / 255 for n in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def grey(code):
    parts = [int(code[n : n + 2], 16) for n in (0, 2, 4)]
    luma = round(sum(w * p for w, p in zip((0.299, 0.587, 0.114), parts, strict=True)))
    return f"{luma:02X}" * 3


def ground_of(char, page):
    """The fill of the last rectangle drawn under a character; white where there is none."""
    under = [
        hex_of(rect["non_stroking_color"])
        for rect in page.rects
        if rect["fill"]
        and rect["x0"] <= char["x0"] + 0.5
        and char["x1"] - 0.5 <= rect["x1"]
        and rect["top"] <= char["baseline"] - 0.3 * char["size"] <= rect["bottom"]
    ]
    return under[-1] if under else "FFFFFF"


def test_t113_every_character_has_contrast_seven_to_one_on_its_ground_also_in_grey(an, blank):
    for paper in (an, blank):
        pairs = {
            (hex_of(char["non_stroking_color"]), ground_of(char, paper.pages[char["page"]]))
            for char in paper.chars
        }
        assert len(pairs) >= 6
        for text, ground in pairs:
            assert contrast(text, ground) >= 7, (text, ground)
            assert contrast(grey(text), grey(ground)) >= 7, (text, ground)


def test_t113_a_paler_text_would_be_noticed():
    assert contrast("7A8790", "FFFFFF") < 7
    assert contrast("00566B", "9B1B1E") < 7
    assert contrast("000000", "FFFFFF") == pytest.approx(21)


def test_t99_the_same_facts_give_the_same_bytes(press, print_on, an):
    again = print_on(
        press,
        "ibuprofen 600 mg 3x/dag 8 dagen",
        "paracetamol 1 g zo nodig max 4x/dag",
        name="An Peeters",
        born="1980-05-17",
    )
    assert again.pdf == an.pdf
    assert again.sheet == an.sheet


def test_t99_a_press_made_ready_again_prints_the_same_bytes(
    content, library, fold, print_on, blank, make_ready
):

    other = make_ready(content, library, fold, (11.0,))
    print_on(other, "pantoprazol 20 mg avond 5 dagen", name="Łukasz Şahin")
    assert print_on(other, no_plan=NoPlan.PEN_GRID).pdf == blank.pdf


def test_t99_other_facts_give_other_bytes(an, blank, make):
    assert len({an.pdf, blank.pdf, make().pdf, make(name="An Peeters").pdf}) == 4


def test_t120_nothing_of_one_patient_is_left_in_the_leaflet_of_the_next(press, print_on):
    first = {
        "name": "Wolfgang Überschaer-Quist",
        "born": "1971-03-09",
        "campus": "rumst",
        "visited": "2026-11-20",
    }
    plan = "Brufen 400 mg ontbijt+avond 6 dagen tegen jicht"
    before = print_on(press, name="Bo Jansen", born="1980-05-17")
    a = print_on(press, plan, **first)
    after = print_on(press, name="Bo Jansen", born="1980-05-17")

    assert after.pdf == before.pdf
    words = {word.text for word in a.words} - {word.text for word in after.words}
    assert {"Wolfgang", "Überschaer-Quist", "jicht", "(Brufen)", "20/11/2026"} <= words
    content = streams(after.pdf)
    for secret in ("Wolfgang", "Quist", "jicht", "Brufen", "1971", a.sheet):
        assert all(form not in content for form in spelt(secret)), secret


def test_t120_not_even_a_glyph_of_the_last_name_is_left(press, print_on):
    """A subset that remembers the letters of the patient before would tell of them."""
    before = print_on(press, name="Bo Jansen").pdf
    print_on(press, name="Ñandú Ĝŭŝ Ωmega")
    assert print_on(press, name="Bo Jansen").pdf == before


@pytest.mark.parametrize(
    "name",
    [
        "Jan Van den Broeck",
        "Zoë IJsewijn",
        "Ngọc Nguyễn",
        "Łukasz Şahin",
        "Antonín Dvořák",
        "Γιώργος Παπαδόπουλος",
        "Юлия Щербакова",
        "Jean-Pierre O’Neill",
    ],
)
def test_t01_the_letters_of_a_name_come_out_as_they_went_in(make, fields, reader, name):
    paper = make(name=name)
    for field in (fields.cover, fields.plan):
        words = [word.text for word in paper.words if reader.lies_in(word, field)]
        at = words.index(name.split()[0])
        assert words[at : at + len(name.split())] == name.split()
    assert name in reader.second_opinion(paper.pdf)["cover"]


def test_t01_the_straight_apostrophe_is_not_lost(make, reader):
    text = make(name="Anne-Sophie D'Hondt").text_of("cover")
    assert re.search("Anne-Sophie D['’]Hondt", text)


def test_t02_loose_and_composed_accents_give_the_same_leaflet(make):
    assert make(name="Zoe\u0308 Jansen").pdf == make(name="Zoë Jansen").pdf


LITERAL = [
    "Jan <b>vet</b>",
    "Jan </para>",
    'Jan <img src="/etc/passwd"/>',
    "Jan <a href=x>y</a>",
    "Jan <font size=90>groot</font>",
    "Jan & Piet",
    "A < B Jansen",
    "Jan &amp; Piet",
    "Jan &#x202e; Piet",
    'Jan <font color="[1]">',
    "Jan **vet** Piet",
    "Jan {phone:bornem.x}",
    "Jan %s {0} Piet",
    r"Jan \(051) Tj ET",
]


@pytest.mark.parametrize("name", LITERAL)
def test_t05_t06_t07_what_looks_like_markup_is_printed_as_it_was_typed(make, fields, reader, name):
    paper = make(name=name)
    for field in (fields.cover, fields.plan):
        words = [word for word in paper.words if reader.lies_in(word, field)]
        texts = [word.text for word in words]
        at = next(n for n in range(len(texts)) if texts[n : n + len(name.split())] == name.split())
        chosen = words[at : at + len(name.split())]
        assert len({(word.font, round(word.size, 1)) for word in chosen}) == 1


@pytest.mark.parametrize("reason", ["<b>de pijn</b> & **meer**", "pijn {phone:x} ** open"])
def test_t05_a_reason_that_looks_like_markup_is_refused(make, reason):
    for typed in ("ibuprofen 600 mg 3x/dag 8 dagen", "paracetamol 1 g zo nodig max 4x/dag"):
        assert make(f"{typed} tegen de pijn", name="An Peeters")
        with pytest.raises(DischargeError, match="list of reasons"):
            make(f"{typed} tegen {reason}", name="An Peeters")


@pytest.mark.parametrize(
    ("name", "point"),
    [("محمد علي", "U+0645"), ("Jan 😀", "U+1F600"), ("Jan \u2603 Piet", "U+2603")],
)
def test_t03_t04_what_cannot_be_set_right_is_refused_by_field_and_code_point(make, name, point):
    with pytest.raises(GlyphError) as error:
        make(name=name)
    assert error.value.exit_code == 6
    assert str(error.value.problems[0].where) == "name"
    assert point in str(error.value)
    assert "Jan" not in str(error.value)


def test_t08_what_cannot_be_seen_is_left_out_with_a_warning(make, reader):
    paper = make(name="Jan\u200b Pe\u00adeters\u202e")
    assert paper.warnings
    assert "Jan Peeters" in reader.second_opinion(paper.pdf)["cover"]


def test_t08_no_character_of_a_leaflet_is_the_box_of_a_missing_glyph(make):
    paper = make(name="Łukasz Şahin Ngọc Nguyễn")
    assert not [char for char in paper.chars if char["text"] in ("\ufffd", "\x00", "(cid:0)")]
    assert not [char for char in paper.chars if char["text"].startswith("(cid")]
