"""The objects of a plate under other numbers, so that one file can hold several plates."""

import re
import zlib
from collections.abc import Iterator

from leaflet.press.body import Body
from leaflet.press.plate import HEADER, Plate

_STREAM = re.compile(rb"\d+ 0 obj\n<<(.*?)/Length (\d+)>>\nstream\n")
_END = b"endobj\n"
_FIRST = re.compile(r"/Type/ObjStm.*/First (\d+)")
_REFERENCE = re.compile(r"(\d+) 0 R")


def add_plate(plate: Plate, body: Body) -> int:
    """Add what every file of a plate begins with: page code and fonts.

    Returns:
        How much higher every number is than in the plate.
    """
    by = body.next - 1
    for entries, content in _read_streams(plate.body):
        if first := _FIRST.match(entries):
            objects = zlib.decompress(content)[int(first[1]) :].decode("ascii").split("\n")
            body.add_objects([raise_references(each, by) for each in objects])
        else:
            body.add_stream(content, entries)
    return by


def raise_references(text: str, by: int) -> str:
    """The text with every reference leading to a number that is so much higher."""
    return _REFERENCE.sub(lambda found: f"{int(found[1]) + by} 0 R", text)


def _read_streams(body: bytes) -> Iterator[tuple[str, bytes]]:
    """The streams that a plate consists of: entries without the length, and content."""
    place = len(HEADER)
    while found := _STREAM.match(body, place):
        end = found.end() + int(found[2])
        yield found[1].decode("ascii"), body[found.end() : end]
        place = body.index(_END, end) + len(_END)
    assert place == len(body)
