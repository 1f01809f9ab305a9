"""A font block: characters of one weight, as a simple font of a PDF with codes of one byte."""

from collections.abc import Iterable, Iterator, Mapping
from zlib import compress, crc32

from leaflet.frozen import frozen
from leaflet.press.cut import cut
from leaflet.press.to_unicode import write_to_unicode
from leaflet.typesetting.font_file import FontFile, FontMeasures

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
