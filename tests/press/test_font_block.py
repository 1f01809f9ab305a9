"""Font blocks on a page: drawn, read back and measured by readers that know nothing of leaflet."""

import re
import string
import zlib
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from leaflet.press.pdf.fonts import FontBlock, make_block, number_codes, write_to_unicode
from leaflet.typesetting.font_file import open_font

FONTS = Path(__file__).resolve().parents[2] / "fonts"
WEIGHTS = ("SourceSans3-Regular", "SourceSans3-SemiBold", "SourceSans3-Bold")
FILES = {weight: open_font(FONTS / f"{weight}.ttf") for weight in WEIGHTS}
KNOWN = FILES["SourceSans3-Regular"].glyphs
BASE = "".join(map(chr, range(0xC0, 0x100))) + "\u00a0\u00ad·½¼°•–—’‘“”…→≤≥€"
CODES = number_codes(KNOWN, BASE)
BLOCKS = tuple(n for n in range(0x2000) if CODES.characters(n))
SETTINGS = settings(max_examples=150)
TEXTS = st.text(st.sampled_from(sorted(KNOWN)) | st.sampled_from(string.ascii_letters), max_size=40)

EXTENDED, VIETNAMESE, GREEK, CYRILLIC = 3, 62, 8, 9
"""Blocks of Latin Extended-A, Vietnamese, Greek and Cyrillic."""


def test_ascii_keeps_its_own_codes():
    for code in range(32, 127):
        assert CODES.base[chr(code)] == code


def test_the_other_characters_take_the_free_codes_in_their_order():
    free = [code for code in (*range(128, 256), *range(1, 32)) if code not in (10, 13)]
    others = [each for each in CODES.base if not 32 <= ord(each) < 127]

    assert "".join(others) == BASE
    assert [CODES.base[each] for each in others] == free[: len(others)]


def test_no_code_is_one_that_a_string_of_a_pdf_may_lose():
    full = number_codes(KNOWN, sorted(KNOWN))

    assert len(full.base) == 95 + 157
    assert not {0, 10, 13, 127} & set(full.base.values())
    assert len(set(full.base.values())) == len(full.base)


def test_repeats_ascii_and_characters_without_a_glyph_take_no_code():
    assert number_codes(KNOWN, "éaé山\ufeffè").base == number_codes(KNOWN, "éè").base


def test_what_finds_no_room_in_the_base_block_is_in_a_further_one():
    full = number_codes(KNOWN, [*sorted(KNOWN)[-157:], "é"])
    ((block, codes),) = full.split("é")

    assert "é" not in full.base
    assert full.characters(block)[codes[0]] == "é"


@pytest.mark.parametrize("base", ["", BASE, sorted(KNOWN)])
def test_every_character_is_in_one_block_at_one_code(base):
    codes = number_codes(KNOWN, base)
    placed = [
        (each, block, code)
        for block in range(0x2000)
        for code, each in codes.characters(block).items()
    ]

    assert sorted(each for each, *_ in placed) == sorted(KNOWN)
    for each, block, code in placed:
        assert codes.split(each) == ((block, bytes([code])),)
        assert block == 0 or (block == 1 + ord(each) // 128 and code == 128 + ord(each) % 128)


@SETTINGS
@given(TEXTS)
def test_a_text_is_split_into_runs_that_say_the_same(text):
    runs = CODES.split(text)

    assert "".join(CODES.characters(n)[code] for n, run in runs for code in run) == text
    assert all(run for _, run in runs)
    assert all(one[0] != other[0] for one, other in pairwise(runs))


def test_a_name_leaves_the_base_block_for_one_letter_only():
    assert CODES.split("Jan Čapek") == ((0, b"Jan "), (3, b"\x8c"), (0, b"apek"))
    assert CODES.split("") == ()


@pytest.mark.parametrize("text", ["山", "a山", "\n", "\ufeff", "Čx\0"])
def test_a_character_that_no_block_has_is_a_mistake_of_the_program(text):
    with pytest.raises(ValueError, match="no block has U"):
        CODES.split(text)


def block_of(weight, number, codes=CODES) -> FontBlock:
    return make_block(weight, FILES[weight], number, codes.characters(number))


def rows_of(cmap):
    """What a CMap of ranges says of each code, read by its letter."""
    said = {}
    for section in re.findall(rb"(\d+) beginbfrange\n(.*?)endbfrange", cmap, re.DOTALL):
        rows = re.findall(rb"<(..)> <(..)> <((?:....)+)>\n", section[1])
        assert len(rows) == int(section[0]) <= 100
        assert b"".join(b"<%b> <%b> <%b>\n" % row for row in rows) == section[1]
        for first, last, target in rows:
            units = bytes.fromhex(target.decode())
            for n in range(int(last, 16) - int(first, 16) + 1):
                assert int(first, 16) + n not in said
                counted = (*units[:-1], units[-1] + n)
                said[int(first, 16) + n] = bytes(counted).decode("utf-16-be")
    return said


@pytest.mark.parametrize("number", BLOCKS)
def test_every_code_of_every_block_says_its_own_character(number):
    block = block_of("SourceSans3-Regular", number)
    cmap = zlib.decompress(block.to_unicode)

    assert rows_of(cmap) == CODES.characters(number)
    assert b"<01> <FF>" in cmap


@SETTINGS
@given(
    st.dictionaries(
        st.integers(1, 255),
        st.integers(0x20, 0x10FFFF).filter(lambda n: not 0xD800 <= n < 0xE000).map(chr),
        min_size=1,
    )
)
def test_any_code_may_stand_for_any_character(characters):
    assert rows_of(write_to_unicode(characters)) == characters


def test_a_font_of_255_rows_is_told_in_sections():
    scattered = {code: chr(0x100 + 2 * code) for code in range(1, 256)}

    assert rows_of(write_to_unicode(scattered)) == scattered
    assert write_to_unicode(scattered).count(b"beginbfrange") == 3


@SETTINGS
@given(st.integers(1, 255), st.integers(0x20, 0xD700))
def test_a_range_never_counts_beyond_its_last_byte(first, point):
    run = {code: chr(point + code - first) for code in range(first, 256)}

    assert rows_of(write_to_unicode(run)) == run


def test_letters_that_share_a_glyph_are_told_apart():
    block = block_of("SourceSans3-Regular", 0)
    said = rows_of(zlib.decompress(block.to_unicode))

    assert {"-", "\u00ad", " ", "\u00a0"} <= set(said.values())


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("number", [0, EXTENDED, VIETNAMESE])
def test_the_widths_are_those_of_the_font_and_0_where_there_is_no_character(weight, number):
    block, characters = block_of(weight, number), CODES.characters(number)
    for code, width in enumerate(block.widths, block.first):
        each = characters.get(code)
        assert width == (FILES[weight].advances[each] if each else 0)
    assert block.first == min(characters)
    assert block.first + len(block.widths) - 1 == max(characters)


def test_the_name_tells_weights_and_blocks_apart_and_is_always_the_same():
    names = [block_of(weight, number).name for weight in WEIGHTS for number in BLOCKS]

    assert len(set(names)) == len(names)
    assert names == [block_of(weight, number).name for weight in WEIGHTS for number in BLOCKS]
    assert all(re.fullmatch(r"[A-Z]{6}\+SourceSans3-\w+", name) for name in names)


def test_blocks_that_look_alike_and_mean_something_else_have_other_names():
    font = FILES["SourceSans3-Regular"]

    hyphen, soft = (make_block("S", font, 0, {45: each}) for each in "-\u00ad")
    assert hyphen.program == soft.program
    assert hyphen.name != soft.name


def test_a_block_without_characters_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="empty"):
        make_block("S", FILES["SourceSans3-Regular"], 1, CODES.characters(1))


def test_the_dictionaries_say_what_is_asked_of_an_embedded_symbolic_font():
    block = block_of("SourceSans3-Bold", EXTENDED)
    font = pikepdf.Object.parse(block.font(7, 8).replace(" 0 R", "").encode())
    descriptor = pikepdf.Object.parse(block.descriptor(9).replace(" 0 R", "").encode())

    assert font == Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name(f"/{block.name}"),
        FirstChar=128,
        LastChar=255,
        Widths=Array([*block.widths]),
        FontDescriptor=7,
        ToUnicode=8,
    )
    assert descriptor == Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{block.name}"),
        Flags=4,
        FontBBox=Array([*block.measures.bounds]),
        ItalicAngle=0,
        Ascent=1024,
        Descent=-400,
        CapHeight=660,
        StemV=166,
        FontFile2=9,
    )
    assert block.program_entries() == f"/Length1 {block.length}/Filter/FlateDecode"
    assert len(zlib.decompress(block.program)) == block.length


class Page:
    """A page with lines of characters, each in one font; object 1 is the catalogue."""

    def __init__(self):
        self.objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"",
        ]
        self.fonts = []
        self.code = []

    def add(self, dictionary: str, stream: bytes | None = None) -> int:
        body = dictionary.encode()
        if stream is not None:
            body = b"%b\nstream\n%b\nendstream" % (body, stream)
        self.objects.append(body)
        return len(self.objects)

    def embed(self, block: FontBlock):
        to_unicode = self.add(
            f"<</Filter/FlateDecode/Length {len(block.to_unicode)}>>", block.to_unicode
        )
        program = self.add(
            f"<<{block.program_entries()}/Length {len(block.program)}>>", block.program
        )
        self.fonts.append(self.add(block.font(self.add(block.descriptor(program)), to_unicode)))

    def embed_whole(self, weight):
        """The whole font file, shown by the numbers of its glyphs."""
        font = FILES[weight]
        data = (FONTS / font.name).read_bytes()
        program = self.add(f"<</Length1 {len(data)}/Length {len(data)}>>", data)
        descriptor = self.add(block_of(weight, 0).descriptor(program))
        widths = "".join(f" {font.glyphs[each]}[{font.advances[each]}]" for each in font.glyphs)
        descendant = self.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{weight}/FontDescriptor {descriptor} 0 R"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/CIDToGIDMap/Identity/W[{widths}]>>"
        )
        self.fonts.append(
            self.add(
                f"<</Type/Font/Subtype/Type0/BaseFont/{weight}/Encoding/Identity-H"
                f"/DescendantFonts[{descendant} 0 R]>>"
            )
        )

    def show(self, shown: bytes):
        """Show a line of codes in the font that was embedded last."""
        y = 820 - 12 * len(self.code)
        font = self.fonts[-1]
        self.code.append(f"BT /F{font} 10 Tf 1 0 0 1 20 {y} Tm <{shown.hex()}> Tj ET")

    def finished(self) -> bytes:
        code = "\n".join(self.code).encode()
        content = self.add(f"<</Length {len(code)}>>", code)
        fonts = "".join(f"/F{font} {font} 0 R" for font in self.fonts)
        self.objects[2] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R"
            f"/Resources<</Font<<{fonts}>>>>>>"
        ).encode()
        data, rows = b"%PDF-1.7\n", "0000000000 65535 f \n"
        for number, body in enumerate(self.objects, 1):
            rows += f"{len(data):010} 00000 n \n"
            data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        size = len(self.objects) + 1
        end = f"xref\n0 {size}\n{rows}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{len(data)}"
        return data + end.encode() + b"\n%%EOF\n"


def lines_of(number, length=40):
    """The codes of a block, and their characters, in lines."""
    characters = CODES.characters(number)
    codes = sorted(characters)
    for start in range(0, len(codes), length):
        line = bytes(codes[start : start + length])
        yield line, "".join(characters[code] for code in line)


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("numbers", [(0, EXTENDED, VIETNAMESE, GREEK, CYRILLIC), BLOCKS[10:]])
def test_a_page_looks_as_with_the_whole_font_to_the_last_pixel(weight, numbers):
    ours, whole = Page(), Page()
    whole.embed_whole(weight)
    for number in numbers:
        ours.embed(block_of(weight, number))
        for codes, characters in lines_of(number):
            ours.show(codes)
            glyphs = [FILES[weight].glyphs[each] for each in characters]
            whole.show(b"".join(glyph.to_bytes(2, "big") for glyph in glyphs))

    pictures = [picture(page.finished()) for page in (ours, whole)]
    assert pictures[0].getextrema() == ((0, 255),) * 3
    assert pictures[0] == pictures[1]


def picture(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=2).to_pil()


def read_back(number):
    page = Page()
    page.embed(block_of("SourceSans3-Regular", number))
    expected = ""
    for codes, characters in lines_of(number):
        page.show(codes)
        expected += characters
    with pdfplumber.open(BytesIO(page.finished())) as pdf:
        return pdf.pages[0].chars, expected


@pytest.mark.parametrize("number", BLOCKS)
def test_every_character_is_read_back_as_itself_at_its_own_width(number):
    shown, expected = read_back(number)

    assert [char["text"] for char in shown] == [*expected]
    for char in shown:
        width = FILES["SourceSans3-Regular"].advances[char["text"]]
        assert char["adv"] == pytest.approx(width / 1000 * 10, abs=0.001)


def test_a_soft_hyphen_is_drawn_as_a_hyphen_and_read_as_what_it_is():
    block = block_of("SourceSans3-Regular", 0)
    soft, hard = (CODES.base[each] for each in "\u00ad-")
    drawn = []
    for code in (soft, hard):
        page = Page()
        page.embed(block)
        page.show(bytes([code]))
        drawn.append(picture(page.finished()))

    assert drawn[0] == drawn[1]
    assert drawn[0].getextrema()[0][0] < 128
    assert rows_of(zlib.decompress(block.to_unicode))[soft] == "\u00ad"
