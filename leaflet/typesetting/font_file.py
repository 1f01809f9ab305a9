"""A TrueType font as it lies in its file: characters, advance widths, measures and tables.

Only what setting and printing ask for is read. The layout of each table is that of the OpenType
specification 1.9 (ISO/IEC 14496-22), whose names of fields are used in comments.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from struct import error, unpack_from

from leaflet.errors import GlyphError, Problem
from leaflet.frozen import frozen, frozen_unique
from leaflet.typesetting.character_map import read_characters

_TRUETYPE = (0x00010000, 0x74727565)  # the second is "true", as Apple wrote it


@frozen
class FontMeasures:
    """What a font descriptor says of a font (ISO 32000-1, 9.8), in thousandths of the size.

    Attributes:
        ascent: Height above the baseline that lines are to keep free.
        descent: The same below it, negative.
        cap_height: Height of a capital.
        bounds: Left, bottom, right and top of a box that holds every glyph.
        italic_angle: In degrees, negative where letters lean to the right.
        stem: Thickness of an upright stem, estimated from the weight class.
    """

    ascent: int
    descent: int
    cap_height: int
    bounds: tuple[int, int, int, int]
    italic_angle: float
    stem: int


@frozen_unique
class FontFile:
    """A font that was read.

    Attributes:
        name: The name of its file, for messages.
        advances: The advance width of every character, in thousandths of the size.
        glyphs: The number of each character's glyph; several characters may share one.
        measures: Heights, bounds and stems.
        offsets: Where each glyph begins in table ``glyf``, and where the last one ends.
        tables: The bytes of each table, by its tag.
    """

    name: str
    advances: Mapping[str, int]
    glyphs: Mapping[str, int]
    measures: FontMeasures
    offsets: Sequence[int]
    tables: Mapping[str, memoryview]

    def outline(self, glyph: int) -> memoryview:
        """What table ``glyf`` has for a glyph; empty where nothing is drawn.

        Raises:
            IndexError: If there is no such glyph.
        """
        return self.tables["glyf"][self.offsets[glyph] : self.offsets[glyph + 1]]


def open_font(path: Path) -> FontFile:
    """Read a font with TrueType outlines that do not vary.

    Raises:
        GlyphError: If the file is missing, damaged, or another kind of font.
    """
    with reading(path.name):
        tables = _tables(memoryview(path.read_bytes()))
        (count,) = unpack_from(">H", tables["maxp"], 4)
        glyphs = read_characters(tables["cmap"], count)
        (units,) = unpack_from(">H", tables["head"], 18)
        if not 16 <= units <= 16384:
            raise ValueError("units outside what the specification allows")
        widths = _widths(tables, count, units)
        advances = dict(zip(glyphs, map(widths.__getitem__, glyphs.values()), strict=True))
        offsets = _offsets(tables, count)
        return FontFile(path.name, advances, glyphs, _measures(tables, units), offsets, tables)


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Say that the font of this file name cannot be read, whatever trips over its bytes.

    Raises:
        GlyphError: Where the body raises what a missing or damaged file leads to.
    """
    try:
        yield
    except (OSError, ValueError, LookupError, error) as trouble:
        problem = Problem(f"fonts/{name}", "this font cannot be read", "install leaflet again")
        raise GlyphError(problem) from trouble


def _tables(data: memoryview) -> dict[str, memoryview]:
    kind, count = unpack_from(">IH", data)
    if kind not in _TRUETYPE:
        raise ValueError("not a TrueType font")
    tables = {}
    for place in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = unpack_from(">4s3I", data, place)
        if offset + length > len(data):
            raise ValueError("the file ends too early")
        tables[tag.decode("latin-1")] = data[offset : offset + length]
    return tables


def _widths(tables: Mapping[str, memoryview], count: int, units: int) -> list[int]:
    """The advance width of each glyph, in thousandths of the size."""
    given: int = unpack_from(">H", tables["hhea"], 34)[0]
    if not 0 < given <= count or len(tables["hmtx"]) < 2 * (count + given):
        raise ValueError("widths that are not there")
    widths: list[int] = list(unpack_from(f">{2 * given}H", tables["hmtx"])[::2])
    if units != 1000:
        widths = [round(width * 1000 / units) for width in widths]
    return widths + widths[-1:] * (count - given)


def _offsets(tables: Mapping[str, memoryview], count: int) -> Sequence[int]:
    (is_long,) = unpack_from(">h", tables["head"], 50)
    offsets: Sequence[int] = unpack_from(f">{count + 1}{'I' if is_long else 'H'}", tables["loca"])
    if not is_long:
        offsets = [2 * half for half in offsets]
    if list(offsets) != sorted(offsets) or offsets[-1] > len(tables["glyf"]):
        raise ValueError("glyphs outside their table")
    return offsets


def _measures(tables: Mapping[str, memoryview], units: int) -> FontMeasures:
    def scaled(value: int) -> int:
        return round(value * 1000 / units)

    left, bottom, right, top = map(scaled, unpack_from(">4h", tables["head"], 36))
    ascent, descent = unpack_from(">2h", tables["hhea"], 4)
    version, weight = unpack_from(">H2xH", tables["OS/2"])
    (capital,) = unpack_from(">h", tables["OS/2"], 88) if version > 1 else (ascent,)
    (angle,) = unpack_from(">i", tables["post"], 4)
    return FontMeasures(
        ascent=scaled(ascent),
        descent=scaled(descent),
        cap_height=scaled(capital),
        bounds=(left, bottom, right, top),
        italic_angle=angle / 65536,
        stem=round(50 + (weight / 65) ** 2),  # dvipdfmx's estimate: no table states it
    )
