"""The fonts of a press: blocks of the typeface, cut when a leaflet first needs them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.frozen import frozen
from leaflet.press.codes import Codes
from leaflet.press.syntax import write_stream
from leaflet.typesetting.face import Weight

if TYPE_CHECKING:
    from leaflet.press.font_block import FontBlock
    from leaflet.typesetting.font_file import FontFile

Named = tuple[Weight, int]
"""A block: its weight, and its number in each weight."""

Letter = tuple[Weight, int, int]
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
    _files: "dict[Weight, FontFile]" = field(default_factory=dict, repr=False)
    _blocks: "dict[Named, FontBlock]" = field(default_factory=dict, repr=False)

    def open_all(self) -> None:
        """Open every font file now, so that what happens to them later does not matter.

        Raises:
            GlyphError: If one cannot be read.
        """
        for weight in Weight:
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
        from leaflet.press.font_block import make_block

        weight, number = named
        return make_block(weight.value, self._file(weight), number, characters)

    def _file(self, weight: Weight) -> "FontFile":
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
