"""Which code each character has: one byte, in blocks of at most 255 characters.

The base block has what a brochure is written with. The other characters of the typeface stand in
further blocks by their place in Unicode, so that a name may hold any of them and a file carries
only what it shows. A code never depends on what was shown before it.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from operator import itemgetter

from leaflet.frozen import frozen

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
