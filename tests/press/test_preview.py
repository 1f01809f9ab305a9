"""The picture of a leaflet, measured in its pixels and held against the file that it shows."""

import io
import sys
from datetime import date
from functools import cache
from itertools import combinations

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageFont, ImageStat

from leaflet.discharge.patient import Record
from leaflet.discharge.validate import read_discharge
from leaflet.errors import GlyphError, OutputError
from leaflet.paper.fold import Flip
from leaflet.paper.folds import FOLDS
from leaflet.press.make_plate import make_ready, pull_proof
from leaflet.press.preview.layout import WIDEST, lay_out
from leaflet.press.preview.render import preview
from leaflet.typesetting.fields.model import NoPlan
from leaflet.typesetting.layout import Layout, Pages

MM = 72 / 25.4
DPI = 96
KINDS = {"c": 11.0, "z": 10.5, "half": 10.0, "booklet": 16.0, "flat": 16.0}
# Millimetres from the left edge of fronts and backs (`docs/rules.md` 4.2).
CREASES = {
    "c": ((97, 197), (100, 200)),
    "z": ((99, 198), (99, 198)),
    "half": ((148.5,), (148.5,)),
    "booklet": ((148.5,), (148.5,)),
    "flat": ((), ()),
}
BLUE = (0, 132, 214)
BLUR = ImageFilter.GaussianBlur(3)


@pytest.fixture(scope="session")
def shorter(library, reword):
    """A brochure that also fits on a sheet that is folded once."""
    text = (library.built_in / "content" / "lage-rugpijn" / "nl.yaml").read_text("utf-8")
    start, end = (text.index(f"  - id: {name}") for name in ("spierversterkende", "na-zes-weken"))
    return reword(("lage-rugpijn/nl.yaml", text[start:end], ""))


@pytest.fixture(scope="session")
def printed(shorter):
    """The file of a leaflet for the pen, by fold, kind of pages and flip; each is made once."""

    @cache
    def printed(kind, pages=Pages.SHEETS, flip=None):
        content, library = shorter
        layout = Layout(FOLDS[kind], (KINDS[kind],), pages, flip)
        nobody = read_discharge(Record(), content.rules, date(2026, 11, 22)).value
        press = make_ready(pull_proof(content, library, layout), library)
        return press.print(nobody, NoPlan.PEN_GRID).pdf, layout

    return printed


class Seen:
    """A picture, and what lies where on it."""

    def __init__(self, pdf, layout, fonts, dpi=DPI):
        self.made = preview(pdf, layout, fonts, dpi)
        self.image = Image.open(io.BytesIO(self.made.png)).convert("RGB")
        with pypdfium2.PdfDocument(pdf) as document:
            self.board = lay_out(layout, len(document))
        self.resolution = dpi / 72
        pieces = self.board.pieces
        self.panels = [p for p in pieces if str(p.number).isdecimal()]
        sheets = [p for p in pieces if not str(p.number).isdecimal()]
        self.fronts, self.backs, self.lights = sheets[::3], sheets[1::3], sheets[2::3]

    def box(self, piece):
        left, top = round(piece.x * self.resolution), round(piece.y * self.resolution)
        wide, deep = (x * piece.scale * self.resolution for x in (piece.width, piece.height))
        return left, top, left + round(wide), top + round(deep)

    def cut(self, piece):
        return self.image.crop(self.box(piece))


@pytest.fixture(scope="session")
def see(printed, library):
    @cache
    def see(kind, pages=Pages.SHEETS, flip=None):
        return Seen(*printed(kind, pages, flip), library.fonts)

    return see


def pages_of(pdf, resolution):
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=resolution).to_pil().convert("RGB") for page in document]


def distance(one, other):
    """How far two pictures are from each other, their edges left out; 0 for the same.

    A blur passes over letters that fall otherwise on the grid of pixels.
    """
    size = min(one.width, other.width) - 4, min(one.height, other.height) - 4
    cut = [each.convert("L").crop((4, 4, *size)).filter(BLUR) for each in (one, other)]
    return ImageStat.Stat(ImageChops.difference(*cut)).mean[0]


@pytest.mark.parametrize("kind", KINDS)
def test_every_fold_gives_a_picture_of_the_size_that_is_told(see, kind):
    seen = see(kind)

    assert seen.made.png.startswith(b"\x89PNG\r\n")
    assert seen.image.size == (seen.made.width, seen.made.height)
    assert WIDEST / 72 * 150 < 4000
    assert seen.board.width <= WIDEST


@pytest.mark.parametrize("kind", KINDS)
def test_the_panels_stand_in_the_order_in_which_a_screen_shows_them(see, printed, kind):
    seen = see(kind)
    shown = sorted(seen.panels, key=lambda piece: (piece.y, piece.x))
    numbers = [int(str(piece.number)) for piece in shown]
    pages = pages_of(printed(kind, Pages.PANELS)[0], shown[0].scale * seen.resolution)

    assert numbers == list(range(1, len(pages) + 1))
    for piece, page in zip(shown, pages, strict=True):
        cut = seen.cut(piece)
        near, others = distance(cut, page), [distance(cut, p) for p in pages if p is not page]
        assert near < 2
        assert near < min(others) / 2


@pytest.mark.parametrize(("kind", "spreads"), [("c", 0), ("half", 1), ("booklet", 3)])
def test_spreads_are_shown_open(see, kind, spreads):
    ends = {(round(p.x + p.width * p.scale, 3), p.y) for p in see(kind).panels}
    touching = [p for p in see(kind).panels if (round(p.x, 3), p.y) in ends]

    assert len(touching) >= spreads
    assert all(int(str(piece.number)) % 2 for piece in touching)
    assert bool(touching) is bool(spreads)


@pytest.mark.parametrize("kind", KINDS)
def test_fold_lines_stand_where_the_paper_folds_and_nowhere_else(see, kind):
    seen = see(kind)
    for pieces, creases in zip((seen.fronts, seen.backs), CREASES[kind], strict=True):
        for piece in pieces:
            cut, scale = seen.cut(piece), piece.scale * seen.resolution
            blue = [
                x
                for x in range(cut.width)
                if all(cut.getpixel((x, y)) == BLUE for y in range(0, cut.height, 7))
            ]
            assert blue == [int(mm * MM * scale) for mm in creases]


@pytest.mark.parametrize("kind", ["c", "booklet", "flat"])
def test_the_back_shines_through_mirrored_and_in_red(see, printed, kind):
    seen = see(kind)
    pages = pages_of(printed(kind)[0], seen.lights[0].scale * seen.resolution)
    for n, light in enumerate(seen.lights):
        front, back = pages[2 * n], pages[2 * n + 1]
        cut, mirrored = seen.cut(light), back.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        spots = [(x, y) for x in range(8, cut.width - 8, 3) for y in range(8, cut.height - 8, 3)]
        white = [at for at in spots if front.getpixel(at) == (255, 255, 255)]
        behind = [at for at in white if max(mirrored.getpixel(at)) < 100]
        nothing = [at for at in white if mirrored.getpixel(at) == (255, 255, 255)]

        assert len(behind) > 50
        assert len(nothing) > 500
        reds = [cut.getpixel(at) for at in behind]
        assert sum(r > 180 and b < 150 for r, _, b in reds) > 0.98 * len(reds)
        assert sum(cut.getpixel(at) in ((255,) * 3, BLUE) for at in nothing) == len(nothing)
        # Ink of the front stays as dark as it was.
        inked = [at for at in spots if max(front.getpixel(at)) < 60]
        assert all(max(cut.getpixel(at)) < 60 or cut.getpixel(at) == BLUE for at in inked)


def test_backs_for_a_printer_that_flips_on_the_other_edge_are_shown_turned(see):
    plain, turned = see("c"), see("c", flip=Flip.LONG)
    (back,), (other,) = plain.backs, turned.backs

    assert str(other.caption) == "back, turned to flip on the long edge"
    assert distance(turned.cut(other), plain.cut(back).rotate(180)) < 1
    assert distance(turned.cut(other), plain.cut(back)) > 10
    # What is read, and what the light shows, is the same paper.
    for one, same in zip(plain.panels + plain.lights, turned.panels + turned.lights, strict=True):
        assert distance(plain.cut(one), turned.cut(same)) < 0.5


def test_a_leaflet_for_the_screen_has_no_sheets(see):
    seen = see("c", Pages.PANELS)

    assert [str(piece.number) for piece in seen.board.pieces] == ["1", "2", "3", "4", "5", "6"]
    assert [str(heading.text) for heading in seen.board.headings] == ["In the order of reading"]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_lies_over_anything_else(see, library, kind):
    seen = see(kind)
    font = ImageFont.truetype(str(library.fonts / "SourceSans3-SemiBold.ttf"), 12)
    boxes = [(h.x, h.y, h.x + 300, h.y + 20) for h in seen.board.headings]
    for piece in seen.board.pieces:
        right, bottom = piece.x + piece.width * piece.scale, piece.y + piece.height * piece.scale
        words = piece.x + font.getlength(f"{piece.number or ''}  {piece.caption}")
        boxes += [(piece.x, piece.y, right, bottom), (piece.x, bottom + 3, words, bottom + 20)]

    for left, top, right, bottom in boxes:
        assert 0 < left < right < seen.board.width
        assert 0 < top < bottom < seen.board.height
    for one, other in combinations(boxes, 2):
        apart = 0.01 + max(one[0], other[0]) - min(one[2], other[2])
        assert apart >= 0 or max(one[1], other[1]) >= min(one[3], other[3])


def test_the_captions_are_on_the_picture(see):
    seen = see("c")
    for piece in seen.board.pieces:
        left, _, right, bottom = seen.box(piece)
        below = seen.image.crop((left, bottom + 3, right, bottom + 26))
        assert len(below.getcolors(10_000)) > 5


def test_the_same_leaflet_is_the_same_picture_and_nothing_but_pixels(printed, library):
    one, same = (preview(*printed("c"), library.fonts, DPI).png for _ in range(2))
    kinds, at = set(), 8
    while at < len(one):
        length = int.from_bytes(one[at : at + 4])
        kinds.add(one[at + 4 : at + 8])
        at += length + 12

    assert one == same
    assert kinds == {b"IHDR", b"IDAT", b"IEND"}


@pytest.mark.parametrize("name", ["pypdfium2", "PIL"])
def test_a_missing_library_is_one_sentence(printed, library, monkeypatch, name):
    monkeypatch.delitem(sys.modules, "leaflet.press.preview.raster", raising=False)
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(OutputError) as caught:
        preview(*printed("c"), library.fonts, DPI)
    (problem,) = caught.value.problems
    assert "pypdfium2 and Pillow" in str(problem.what)
    assert "install leaflet again" in str(problem.remedy)


def test_a_missing_font_is_told(printed, tmp_path):
    with pytest.raises(GlyphError, match=r"fonts/SourceSans3-SemiBold\.ttf"):
        preview(*printed("c"), tmp_path, DPI)
