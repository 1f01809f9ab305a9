"""The fonts of a press: blocks of the typeface, cut when a leaflet first needs them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from leaflet.press.body import Body
from leaflet.press.font_block import Codes, FontBlock, make_block
from leaflet.typesetting.face import Weight
from leaflet.typesetting.font_file import FontFile, open_font

Named = tuple[Weight, int]
"""A block: its weight, and its number in each weight."""


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


@dataclass(frozen=True, slots=True)
class Fonts:
    """The font files of a folder, and what was cut out of them.

    Attributes:
        folder: Holds a file for each weight.
        codes: Which character is in which block.
    """

    folder: Path
    codes: Codes
    _files: dict[Weight, FontFile] = field(default_factory=dict, repr=False)
    _blocks: dict[Named, FontBlock] = field(default_factory=dict, repr=False)

    def block(self, named: Named) -> FontBlock:
        """A block; it is cut once.

        Raises:
            GlyphError: If the font file cannot be read.
        """
        block = self._blocks.get(named)
        if block is None:
            weight, number = named
            if weight not in self._files:
                self._files[weight] = open_font(self.folder / f"{weight.value}.ttf")
            characters = self.codes.characters(number)
            block = make_block(weight.value, self._files[weight], number, characters)
            self._blocks[named] = block
        return block

    def add_streams(self, body: Body, wanted: Sequence[Named]) -> None:
        """Add the programs of blocks and what their codes mean: two objects for each."""
        for named in wanted:
            block = self.block(named)
            body.add_stream(block.program, block.program_entries())
            body.add_stream(block.to_unicode)

    def dictionaries(self, wanted: Sequence[Named], stream: int, first: int) -> dict[int, str]:
        """The dictionaries of blocks by number: two for each.

        Args:
            wanted: The blocks.
            stream: The number of the first object that ``add_streams`` adds.
            first: The number of the first dictionary.
        """
        written = {}
        for n, named in enumerate(wanted):
            block, program, font = self.block(named), stream + 2 * n, first + 2 * n
            written[font] = block.font(font + 1, program + 1)
            written[font + 1] = block.descriptor(program)
        return written


def write_names(wanted: Sequence[Named], first: int) -> str:
    """The entries of the resources for dictionaries that begin at number ``first``."""
    return "".join(f"/{resource_name(named)} {first + 2 * n} 0 R" for n, named in enumerate(wanted))
