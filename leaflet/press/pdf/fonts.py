"""Fonts in a PDF: one-byte codes, in blocks of at most 255 characters.

The base block has the characters of a brochure. All others of the typeface are in further blocks,
by their place in Unicode: a name may hold any of them, and a file carries only the blocks that it
shows. A code never depends on what was shown before, so a plate can be shared. Each block becomes a
simple font, cut on first use, with a ``ToUnicode`` CMap (ISO 32000-1, 9.10.3).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from zlib import compress, crc32

from leaflet.press.pdf.objects import write_stream
from leaflet.press.pdf.subset import cut
from leaflet.records import frozen
from leaflet.typesetting.font_file import FontFile, FontMeasures
from leaflet.typesetting.typeface import FontWeight

_ASCII = range(32, 127)
_FREE = (*range(128, 256), *(code for code in range(1, 32) if code not in b"\n\r"))
"""The other codes of the base block; a line end within a string could be read as another one."""

_ROW = 128
"""How many characters a further block may have; their codes are from this number on."""


@frozen
class Codes:
    """Which character has which code, and in which block.

    Attributes:
        base: The code of each character of block 0.
        known: Every character that can be shown.
    """

    base: Mapping[str, int]
    known: Collection[str]

    def characters(self, number: int) -> dict[int, str]:
        """The characters of a block by their codes; none where it has no characters."""
        if number == 0:
            return {code: character for character, code in self.base.items()}
        row = {_ROW + place: chr(_ROW * (number - 1) + place) for place in range(_ROW)}
        return {
            code: character
            for code, character in row.items()
            if character in self.known and character not in self.base
        }

    def split(self, text: str) -> tuple[tuple[int, bytes], ...]:
        """The text as runs: the number of a block, and one code for each character.

        Raises:
            ValueError: If a character is in no block; its glyph was to be looked up before.
        """
        base = self.base
        try:
            return ((0, bytes([base[character] for character in text])),) if text else ()
        except KeyError:  # few texts need a further block
            placed = map(self._place, text)
        return tuple(
            (block, bytes([code for _, code in run]))
            for block, run in groupby(placed, itemgetter(0))
        )

    def _place(self, character: str) -> tuple[int, int]:
        code = self.base.get(character)
        if code is not None:
            return 0, code
        if character not in self.known:
            raise ValueError(f"no block has U+{ord(character):04X}")
        row, place = divmod(ord(character), _ROW)
        return 1 + row, _ROW + place


def number_codes(known: Collection[str], base: Iterable[str]) -> Codes:
    """Give every character its code.

    Args:
        known: Every character that the typeface has.
        base: What the base block is to have besides ASCII, which keeps its own codes. There is
            room for 157 in the order given; repeats and unknown characters take none. What finds
            no room stays in its further block.
    """
    own = {chr(code): code for code in _ASCII if chr(code) in known}
    others = (each for each in dict.fromkeys(base) if each in known and each not in own)
    return Codes({**own, **dict(zip(others, _FREE, strict=False))}, known)


Named = tuple[FontWeight, int]
"""A block: its weight, and its number in each weight."""

Letter = tuple[FontWeight, int, int]
"""A letter of a block: its weight, the block's number, its code."""


def base_characters(texts: Iterable[str]) -> str:
    """The characters of the base block, besides ASCII, in the order of their codes.

    They are those of the texts. Whatever else a name may have is in further blocks, which only the
    files that show it carry: each letter of the base block is in every file three times.
    """
    return "".join(sorted({sign for text in texts for sign in text if not sign.isascii()}))


def resource_name(named: Named) -> str:
    """What page code calls a block: ``R0``, ``S0``, ``B9``."""
    weight, number = named
    return f"{weight.name[0]}{number}"


@frozen
class Fonts:
    """The font files of a folder, and what was cut out of them.

    Attributes:
        folder: Holds a file for each weight.
        codes: Which character is in which block.
    """

    folder: Path
    codes: Codes
    _files: "dict[FontWeight, FontFile]" = field(default_factory=dict, repr=False)
    _blocks: "dict[Named, FontBlock]" = field(default_factory=dict, repr=False)

    def open_all(self) -> None:
        """Open every font file now, so that what happens to them later does not matter.

        Raises:
            GlyphError: If one cannot be read.
        """
        for weight in FontWeight:
            self._file(weight)

    def block(self, named: Named) -> "FontBlock":
        """A whole block; it is cut once.

        Raises:
            GlyphError: If the font file cannot be read.
        """
        block = self._blocks.get(named)
        if block is None:
            characters = self._codes(named).characters(named[1])
            block = self._blocks[named] = self._cut(named, characters)
        return block

    def parts(self, letters: Iterable[Letter]) -> "dict[Named, FontBlock]":
        """Just these letters of their blocks, in a fixed order: for the file of one leaflet.

        Raises:
            GlyphError: If the font file cannot be read.
        """
        wanted: dict[Named, dict[int, str]] = {}
        for weight, number, code in sorted(letters, key=_place):
            character = self._codes((weight, number)).characters(number)[code]
            wanted.setdefault((weight, number), {})[code] = character
        return {named: self._cut(named, characters) for named, characters in wanted.items()}

    def _codes(self, named: Named) -> Codes:
        """The codes of all characters that the font has, be they known yet or not."""
        return replace(self.codes, known=self._file(named[0]).advances)

    def _cut(self, named: Named, characters: Mapping[int, str]) -> "FontBlock":
        # Most names have no letter outside the base block.
        weight, number = named
        return make_block(weight.value, self._file(weight), number, characters)

    def _file(self, weight: FontWeight) -> "FontFile":
        from leaflet.typesetting.font_file import open_font

        if weight not in self._files:
            self._files[weight] = open_font(self.folder / f"{weight.value}.ttf")
        return self._files[weight]


def _place(letter: Letter) -> tuple[int, str, int]:
    weight, number, code = letter
    return number, weight.name, code


def write_streams(blocks: "Iterable[FontBlock]", first: int) -> Iterator[bytes]:
    """The programs of blocks and what their codes mean: two objects for each, from ``first``."""
    for n, block in enumerate(blocks):
        number = first + 2 * n
        yield write_stream(number, block.program, block.program_entries())
        yield write_stream(number + 1, block.to_unicode)


def write_dictionaries(blocks: "Iterable[FontBlock]", stream: int, first: int) -> dict[int, str]:
    """The dictionaries of blocks by number: two for each.

    Args:
        blocks: The blocks.
        stream: The number of the first object of ``write_streams``.
        first: The number of the first dictionary.
    """
    written = {}
    for n, block in enumerate(blocks):
        program, font = stream + 2 * n, first + 2 * n
        written[font] = block.font(font + 1, program + 1)
        written[font + 1] = block.descriptor(program)
    return written


def write_names(wanted: Iterable[Named], first: int) -> str:
    """The entries of the resources for dictionaries that begin at number ``first``."""
    return "".join(f"/{resource_name(named)} {first + 2 * n} 0 R" for n, named in enumerate(wanted))


_MOST_ROWS = 100
"""How many rows one section may have (Adobe Technical Note 5014)."""

_HEAD = """\
/CIDInit/ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
/CMapName/Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<01> <FF>
endcodespacerange
"""
_TAIL = """\
endcmap
CMapName currentdict/CMap defineresource pop
end
end
"""


def write_to_unicode(characters: Mapping[int, str]) -> bytes:
    """The CMap of a font with codes of one byte, each of which stands for one character.

    Args:
        characters: The character of each code from 1 to 255; code 0 stands for none, as no text
            may hold U+0000 (ISO 14289-1, 7.21.7).
    """
    rows = [
        f"<{first:02X}> <{last:02X}> <{character.encode('utf-16-be').hex().upper()}>"
        for first, last, character in _runs(characters)
    ]
    sections = [rows[n : n + _MOST_ROWS] for n in range(0, len(rows), _MOST_ROWS)]
    body = "".join(
        f"{len(section)} beginbfrange\n" + "\n".join(section) + "\nendbfrange\n"
        for section in sections
    )
    return (_HEAD + body + _TAIL).encode("ascii")


def _runs(characters: Mapping[int, str]) -> Iterator[tuple[int, int, str]]:
    """Codes that follow each other, first and last, and the character of the first.

    Characters follow each other too, within 256: only the last byte of a row is counted up.
    """
    codes = sorted(characters)
    start = 0
    for place, code in enumerate(codes):
        following = codes[place + 1] if place + 1 < len(codes) else -1
        point = ord(characters[code])
        if following == code + 1 and ord(characters[following]) == point + 1 and ~point & 0xFF:
            continue
        yield codes[start], code, characters[codes[start]]
        start = place + 1


_SYMBOLIC = 4
_LEVEL = 9
_TAG = 6


@frozen
class FontBlock:
    """One block of one weight, finished but for the numbers of its objects.

    Attributes:
        number: Which block it is.
        name: What a PDF calls it: six letters that tell subsets apart, and the weight's name.
        first: Its lowest code.
        widths: Advance widths from that code on, in thousandths of the size; 0 for no character.
        measures: What its descriptor says.
        program: The font program, deflated.
        length: How many bytes the program has when it is not deflated.
        to_unicode: The CMap that says what its codes mean, deflated.
    """

    number: int
    name: str
    first: int
    widths: tuple[int, ...]
    measures: FontMeasures
    program: bytes
    length: int
    to_unicode: bytes

    def font(self, descriptor: int, to_unicode: int) -> str:
        """The font dictionary; it points at the objects of these numbers.

        It has no ``Encoding``: the program's own is the only one (ISO 19005-2, 6.2.11.6).
        """
        last = self.first + len(self.widths) - 1
        return (
            f"<</Type/Font/Subtype/TrueType/BaseFont/{self.name}"
            f"/FirstChar {self.first}/LastChar {last}/Widths[{_row(self.widths)}]"
            f"/FontDescriptor {descriptor} 0 R/ToUnicode {to_unicode} 0 R>>"
        )

    def descriptor(self, program: int) -> str:
        """The font descriptor; ``program`` is the number of the program's object."""
        measures = self.measures
        return (
            f"<</Type/FontDescriptor/FontName/{self.name}/Flags {_SYMBOLIC}"
            f"/FontBBox[{_row(measures.bounds)}]/ItalicAngle {measures.italic_angle:g}"
            f"/Ascent {measures.ascent}/Descent {measures.descent}"
            f"/CapHeight {measures.cap_height}/StemV {measures.stem}/FontFile2 {program} 0 R>>"
        )

    def program_entries(self) -> str:
        """What the dictionary of the program's stream says besides ``Length``."""
        return f"/Length1 {self.length}/Filter/FlateDecode"


def make_block(
    weight_name: str, font: FontFile, number: int, characters: Mapping[int, str]
) -> FontBlock:
    """Cut a block out of a font.

    Args:
        weight_name: The PostScript name of the font.
        font: Where the glyphs come from.
        number: Which block it is.
        characters: Its characters by their codes, at least one.

    Raises:
        GlyphError: If the font's glyphs are damaged.
        ValueError: If there is no character, or one that the font lacks.
    """
    program, to_unicode = cut(font, characters), write_to_unicode(characters)
    first, last = min(characters), max(characters)
    shown = (characters.get(code) for code in range(first, last + 1))
    tag = "".join(_letters(crc32(program + to_unicode)))
    return FontBlock(
        number=number,
        name=f"{tag}+{weight_name}",
        first=first,
        widths=tuple(font.advances[each] if each else 0 for each in shown),
        measures=font.measures,
        program=compress(program, _LEVEL),
        length=len(program),
        to_unicode=compress(to_unicode, _LEVEL),
    )


def _letters(number: int) -> Iterator[str]:
    for _ in range(_TAG):
        number, letter = divmod(number, 26)
        yield chr(ord("A") + letter)


def _row(numbers: Iterable[int]) -> str:
    return " ".join(map(str, numbers))
