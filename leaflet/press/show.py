"""Characters as the operators that show them, moved together by their kerning."""

from collections.abc import Iterator

from leaflet.press.codes import Codes
from leaflet.typesetting.kerning import Kerning


def show(text: str, codes: Codes, kerning: Kerning) -> Iterator[tuple[int, bytes, bytes]]:
    """For each run of a font block, its number, its codes and the operator that shows them.

    A number between two strings moves what follows to the left, in thousandths of the size.
    """
    moves, place = kerning.moves(text), 0
    for block, shown in codes.split(text):
        inside = moves[place : place + len(shown)]
        place += len(shown)
        yield block, shown, _operator(shown, inside)


def _operator(codes: bytes, moves: tuple[int, ...]) -> bytes:
    if not any(moves):
        return b"(%b) Tj" % _escape(codes)
    parts, start = [], 0
    for end, move in enumerate(moves, 1):
        if move:
            parts.append(b"(%b)%d" % (_escape(codes[start:end]), -move))
            start = end
    if start < len(codes):
        parts.append(b"(%b)" % _escape(codes[start:]))
    return b"[%b] TJ" % b"".join(parts)


def _escape(codes: bytes) -> bytes:
    return codes.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
