"""What the codes of a font mean: a ``ToUnicode`` CMap (ISO 32000-1, 9.10.3)."""

from collections.abc import Iterator, Mapping

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
