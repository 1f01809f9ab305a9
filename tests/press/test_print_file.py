"""A print file: every leaflet in its place, just as in a file of its own, and hardly any bytes."""

import io
import re
import tracemalloc
import zlib
from datetime import date
from itertools import islice, product

import pikepdf
import pypdfium2
import pytest

from leaflet.discharge.patient import Record
from leaflet.discharge.validate import read_discharge
from leaflet.press.print_file import PrintFile
from leaflet.typesetting.fields.model import NoPlan

TODAY = date(2026, 11, 22)
PLANS = (
    (),
    ("ibuprofen 600 mg 3x/dag 8 dagen",),
    ("ibuprofen 600 mg 3x/dag 8 dagen", "paracetamol 1 g zo nodig max 4x/dag"),
    ("paracetamol 1 g 4x/dag 5 dagen", "tramadol 50 mg zo nodig om de 6 uur max 4x/dag"),
)
FIRST = ("An", "Bo", "Zoë", "Jan", "Els", "Łukasz", "Noor", "Ngọc", "Юлия", "Wim", "Ann-Sofie")
LAST = ("Peeters", "De Smet", "Nguyễn", "Jansen", "Van den Broeck", "Dvořák", "O’Neill", "Maes")
THIRD = ("Al", "Bas", "Cox", "Dox", "Elst", "Fox", "Gos", "Hox", "Ilse", "Jax", "Kox", "Lox")


def patients(count):
    """So many different patients, from whose names all kinds of letters come up early."""
    names = (f"{first} {last} {third}" for third, last, first in product(THIRD, LAST, FIRST))
    for n, name in enumerate(islice(names, count)):
        day = date.fromordinal(date(1930, 1, 1).toordinal() + 37 * n % 25_000)
        yield Record(name, day.isoformat(), "2026-11-22", None, PLANS[n % len(PLANS)])


class Printed:
    """A print file, and the leaflets of which it was made."""

    def __init__(self, press, records):
        discharges = [read_discharge(each, press.content.rules, TODAY).value for each in records]
        self._press = press
        self.imprints = [press.imprint(each, NoPlan.IN_WORDS) for each in discharges]
        self.pdf = self.write()

    def write(self):
        file = PrintFile(self._press.plate, self._press.fonts)
        parts = [file.begin()]
        parts += [file.add(imprint.code, imprint.blocks) for imprint in self.imprints]
        return b"".join((*parts, file.end()))

    def single(self, n):
        return b"".join(self._press.bind(self.imprints[n]))


@pytest.fixture(scope="module")
def printed(press):
    kept = {}

    def printed(count):
        if count not in kept:
            kept[count] = Printed(press, patients(count))
        return kept[count]

    return printed


COUNTS = [1, 63, 64, 65, 200]


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def code_of(page):
    """The code of a page, decoded, its streams one after the other."""
    return [stream.read_bytes() for stream in page.Contents]


@pytest.mark.parametrize("count", COUNTS)
def test_each_leaflet_has_two_pages_in_its_place_that_are_those_of_its_own_file(printed, count):
    made = printed(count)
    with opened(made.pdf) as together:
        assert len(together.pages) == 2 * count
        for n in range(count):
            with opened(made.single(n)) as single:
                for side in range(2):
                    ours, own = together.pages[2 * n + side], single.pages[side]
                    assert code_of(ours) == code_of(own)
                    assert ours.mediabox == own.mediabox
                    ours, own = ours.Resources, own.Resources
                    assert {*own.Font.keys()} <= {*ours.Font.keys()}
                    assert ours.get("/ExtGState") == own.get("/ExtGState")


def text_of(document, n):
    return [document[page].get_textpage().get_text_range() for page in (2 * n, 2 * n + 1)]


def test_each_leaflet_is_read_as_in_its_own_file(printed):
    made = printed(200)
    with pypdfium2.PdfDocument(made.pdf) as together:
        texts = [text_of(together, n) for n in range(200)]
        for n in (*range(0, 200, 9), 62, 63, 64, 65, 127, 128, 199):
            with pypdfium2.PdfDocument(made.single(n)) as single:
                assert texts[n] == text_of(single, 0)
    for text, imprint, record in zip(texts, made.imprints, patients(200), strict=True):
        for side, page in enumerate(text, 1):
            assert " ".join(page.split()).count(record.name) == 1
            assert f"blad {imprint.sheet} · {side}/2" in page


def pictures(pdf, pages):
    with pypdfium2.PdfDocument(pdf) as document:
        return [document[page].render(scale=1).to_pil() for page in pages]


@pytest.mark.parametrize("n", [0, 5, 7, 8, 23, 63, 64])
def test_each_leaflet_looks_as_in_its_own_file(printed, n):
    made = printed(65)

    assert pictures(made.pdf, (2 * n, 2 * n + 1)) == pictures(made.single(n), (0, 1))


def test_two_leaflets_do_not_look_alike(printed):
    made = printed(65)

    assert pictures(made.pdf, (0, 1)) != pictures(made.pdf, (2, 3))


def stream_at(pdf, offset):
    """The dictionary of the stream that begins there, as it is written, and its content."""
    start = pdf.index(b"stream\n", offset) + len(b"stream\n")
    entries = pdf[offset:start]
    length = int(re.search(rb"/Length (\d+)", entries)[1])
    return entries, zlib.decompress(pdf[start : start + length])


def rows_of_table(pdf):
    entries, table = stream_at(pdf, int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", pdf)[1]))
    widths = [*map(int, re.search(rb"/W\[(\d) (\d) (\d)\]", entries).groups())]
    size, rows = int(re.search(rb"/Size (\d+)", entries)[1]), io.BytesIO(table)
    for _ in range(size):
        yield [int.from_bytes(rows.read(width), "big") for width in widths]
    assert rows.read() == b""


@pytest.mark.parametrize("count", COUNTS)
def test_every_object_is_found_where_the_table_says(printed, count):
    pdf = printed(count).pdf
    rows = list(rows_of_table(pdf))
    kept = {}
    for number, (kind, *_) in enumerate(rows):
        assert kind in ((0,) if number == 0 else (1, 2))
    for number, (kind, place, within) in enumerate(rows):
        if kind == 1:
            assert pdf[place:].startswith(b"%d 0 obj\n" % number, 0, 20)
        elif kind == 2:
            if place not in kept:
                entries, content = stream_at(pdf, rows[place][1])
                assert b"/Type/ObjStm" in entries
                kept[place] = content.split(b"\n")[0].split()[::2]
            assert int(kept[place][within]) == number
    assert pdf.count(b"%%EOF") == 1
    if count < 100:
        with opened(pdf) as document:
            assert document.check_pdf_syntax() == []


@pytest.mark.parametrize("count", COUNTS)
def test_the_page_tree_is_balanced_and_counts_right(printed, count):
    def walk(node, above):
        assert (above is None) == ("/Parent" not in node)
        assert above is None or node.Parent.objgen == above.objgen
        if node.Type == "/Page":
            yield node, 0
            return
        pages = []
        for kid in node.Kids:
            pages += [(page, depth + 1) for page, depth in walk(kid, node)]
        assert node.Count == len(pages)
        yield from pages

    with opened(printed(count).pdf) as document:
        pages = list(walk(document.Root.Pages, None))

        assert len(pages) == 2 * count
        assert {depth for _, depth in pages} == {2}
        for node in document.Root.Pages.Kids:
            assert len(node.Kids) <= 128


def test_what_leaflets_have_in_common_is_in_the_file_once(printed):
    with opened(printed(200).pdf) as document:
        sides = [{page.Contents[0].objgen for page in document.pages[n::2]} for n in range(2)]
        standing = [page.Contents[1] for page in document.pages]
        resources = {page.Resources.objgen for page in document.pages}

        assert (len(sides[0]), len(sides[1]), len(resources)) == (1, 1, 1)
        assert sides[0].isdisjoint(sides[1])
        objects = {each.objgen for each in standing}
        assert len(objects) == len({each.read_bytes() for each in standing}) < 30


def test_a_block_of_letters_is_in_the_file_once_however_many_names_have_it(printed):
    with opened(printed(200).pdf) as document:
        fonts = document.pages[0].Resources.Font
        bases = [str(font.BaseFont) for font in fonts.values()]
        means = [font.ToUnicode.read_bytes() for font in fonts.values()]
        vietnamese = [each for each in means if re.search(rb"> <1E[8-F].>", each)]

    assert sum("Nguyễn" in record.name for record in patients(200)) > 20
    assert len({*bases}) == len(bases)
    assert len(vietnamese) == 1
    with opened(printed(1).pdf) as document:
        assert {*document.pages[0].Resources.Font.keys()} == {"/R0", "/S0", "/B0"}


def test_the_printer_is_told_how_to_print_and_nothing_of_structure(printed):
    with opened(printed(65).pdf) as document:
        root = document.Root

        assert {*root.keys()} == {"/Type", "/Pages", "/Lang", "/ViewerPreferences"}
        assert str(root.Lang) == "nl"
        assert {*document.docinfo.keys()} == {"/Title", "/Creator", "/Producer"}
        preferences = {key: str(value) for key, value in root.ViewerPreferences.items()}
        assert preferences == {
            "/PrintScaling": "/None",
            "/Duplex": "/DuplexFlipShortEdge",
            "/DisplayDocTitle": "True",
        }


def test_a_page_says_only_what_all_pages_do_not_have_in_common(printed):
    pdf = printed(65).pdf
    inside = [row[1] for row in rows_of_table(pdf) if row[0] == 2]
    places = {rows[1] for n, rows in enumerate(rows_of_table(pdf)) if n in inside}
    objects = b"\n".join(stream_at(pdf, place)[1] for place in places)
    pages = re.findall(rb"<</Type/Page/.*", objects)

    assert len(pages) == 130
    for page in pages:
        assert re.fullmatch(rb"<</Type/Page/Parent \d+ 0 R/Contents\[[\d R]+\]>>", page)


def test_the_same_leaflets_are_the_same_file_and_others_another(printed):
    made = printed(65)
    others = printed(64)

    assert made.write() == made.pdf
    with opened(made.pdf) as one, opened(others.pdf) as other:
        assert bytes(one.trailer.ID[0]) == bytes(one.trailer.ID[1])
        assert bytes(one.trailer.ID[0]) != bytes(other.trailer.ID[0])


def test_a_leaflet_takes_less_than_a_thousand_bytes(press):
    made = Printed(press, patients(1000))

    assert len(made.pdf) < 1000 * 1000
    assert len({imprint.sheet for imprint in made.imprints}) == 1000


def test_memory_grows_with_nothing_but_the_table(press):
    """Twenty thousand leaflets, no two of which have a plan in common."""
    head, file = b"x" * 500, PrintFile(press.plate, press.fonts)
    file.begin()
    tracemalloc.start()
    try:
        for n in range(20_000):
            file.add([b"%b%d.%d" % (head, n, each) for each in range(4)], ())
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    size = int(re.findall(rb"/Size (\d+)", file.end())[-1])

    assert size > 20_000 * 6
    assert used - 7 * size < 3_000_000
