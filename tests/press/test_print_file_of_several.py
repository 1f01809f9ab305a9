"""Several brochures in one print file: each has its own page code and fonts."""

import io

import pikepdf
import pypdf
import pytest

from leaflet.discharge.patient import Discharge, Patient
from leaflet.press.plate import Metadata, join_metadata
from leaflet.press.print_file import PrintFile, raise_references
from leaflet.press.stock import Stack, print_stacks
from leaflet.typesetting.fields.model import NoPlan


@pytest.fixture(scope="module")
def small(content, library, fold, make_ready):
    return make_ready(content, library, fold, (10.0,))


@pytest.fixture(scope="module")
def imprint():
    def imprint(press, name=None, campus=None):
        patient = None if name is None else Patient(name, None)
        return press.imprint(Discharge(patient, None, campus, None), NoPlan.PEN_GRID)

    return imprint


def written(first, *steps):
    """A file that begins with a press; a step is another press, an imprint, or ``None``: again."""
    file = PrintFile(first.plate, first.fonts)
    parts = [file.begin()]
    for step in steps:
        if step is None:
            parts.append(file.repeat())
        elif hasattr(step, "plate"):
            parts.append(file.turn_to(step.plate, step.fonts))
        else:
            parts.append(file.add(step.code, step.blocks))
    parts.append(file.end())
    return b"".join(parts)


def texts(pdf):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def fonts_of(page):
    return {name: font.objgen for name, font in page.resources.Font.items()}


def test_each_leaflet_looks_as_in_a_file_of_its_own(press, small, imprint, reader):
    one, other = imprint(press), imprint(small)
    both = written(press, one, small, other, press, one)

    alone = [written(each, made) for each, made in ((press, one), (small, other))]
    assert texts(both) == [*texts(alone[0]), *texts(alone[1]), *texts(alone[0])]
    looks = [list(reader.pictures(pdf)) for pdf in alone]
    assert list(reader.pictures(both)) == [*looks[0], *looks[1], *looks[0]]


def test_pages_of_one_plate_share_their_fonts_and_page_code(press, small, imprint):
    made = written(press, imprint(press), None, small, imprint(small), None)
    with pikepdf.open(io.BytesIO(made)) as document:
        pages = list(document.pages)
        fonts = [fonts_of(page) for page in pages]
        brochure = [page.Contents[0].objgen for page in pages]
    assert fonts[0] == fonts[3]
    assert fonts[4] == fonts[7]
    assert not set(fonts[0].values()) & set(fonts[4].values())
    assert brochure[0:2] == brochure[2:4]
    assert len(set(brochure)) == 4


def test_a_name_with_other_letters_takes_its_fonts_with_it_in_every_part(press, small, imprint):
    made = written(
        press, imprint(press, "Łukasz Şahin"), small, imprint(small, "Ngọc Dvořák"), imprint(small)
    )
    found = texts(made)
    assert "Łukasz Şahin" in found[0]
    assert "Ngọc Dvořák" in found[2]
    assert "Ngọc" not in found[4]


def test_a_repeated_leaflet_takes_no_more_than_its_pages(press, imprint):
    once = imprint(press)
    few, many = written(press, once, None), written(press, once, *[None] * 1001)
    assert len(texts(few)) == 4
    assert (len(many) - len(few)) / 1000 < 60


@pytest.mark.parametrize("copies", [63, 64, 65, 128])
def test_a_plate_may_change_at_any_leaflet(press, small, imprint, copies):
    again = [None] * (copies - 1)
    made = written(press, imprint(press), *again, small, imprint(small), *again)
    with pikepdf.open(io.BytesIO(made)) as document:
        assert len(document.pages) == 4 * copies
        assert document.check_pdf_syntax() == []
        first = [page.Contents[0].objgen for page in document.pages]
    assert len(set(first[: 2 * copies])) == len(set(first[2 * copies :])) == 2


def test_the_number_of_copies_changes_the_id_of_the_file(press, imprint):
    one = imprint(press)
    ids = {
        str(pypdf.PdfReader(io.BytesIO(made)).trailer["/ID"])
        for made in (written(press, one), written(press, one, None), written(press, one, one))
    }
    assert len(ids) == 3


def test_references_and_nothing_else_are_raised():
    written = "<</Widths[10 0 20 0]/FontDescriptor 9 0 R/ToUnicode 10 0 R/Flags 4>>"
    assert raise_references(written, 5) == (
        "<</Widths[10 0 20 0]/FontDescriptor 14 0 R/ToUnicode 15 0 R/Flags 4>>"
    )


def test_a_file_of_several_leaflets_tells_of_all_of_them():
    back, knee = Metadata("Rug", "AZ", "nl"), Metadata("Knie", "AZ", "nl")
    assert join_metadata([back]) == back
    assert join_metadata([back, knee, back]) == Metadata("Rug, Knie", "AZ", "nl")
    assert join_metadata([back, Metadata("Dos", "AZ", "fr")]).language == "mul"


def test_a_stack_has_at_least_one_copy(press):
    with pytest.raises(ValueError, match="0 copies"):
        Stack(press, None, 0)


def test_stacks_that_cannot_be_printed_give_no_part_of_a_file(press, monkeypatch):
    class Edition:
        pass

    edition = Edition()
    edition.press = press
    unknown = Stack(edition, "nowhere", 1)
    with pytest.raises(KeyError):
        print_stacks([Stack(edition, None, 1), unknown])
