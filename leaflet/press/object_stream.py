"""Objects in streams, and the table that says where each one is (ISO 32000-1, 7.5.7 and 7.5.8)."""

from collections.abc import Iterable

from leaflet.press.syntax import deflate, write_stream

_WIDTHS = "/W[1 5 2]"
"""How many bytes the three numbers of a row take."""

END = b"%%EOF\n"
"""What every whole file ends with."""

ROW = 8
"""Size of a row in bytes."""

FREE = bytes(ROW)
"""The row of a number that no object has."""


def write_object_stream(number: int, objects: Iterable[tuple[int, str]]) -> bytes:
    """Object ``number``: a stream of other objects, each given with its own number."""
    head, bodies, offset = [], [], 0
    for each, body in objects:
        head.append(f"{each} {offset}")
        bodies.append(body)
        offset += len(body) + 1
    table = " ".join(head) + "\n"
    content = (table + "\n".join(bodies)).encode("ascii")
    entries = f"/Type/ObjStm/N {len(bodies)}/First {len(table)}/Filter/FlateDecode"
    return write_stream(number, deflate(content), entries)


def row_in_file(offset: int) -> bytes:
    """The row of an object that begins ``offset`` bytes after the start of the file."""
    return b"\x01%b\x00\x00" % offset.to_bytes(5, "big")


def row_in_stream(stream: int, place: int) -> bytes:
    """The row of the object at ``place`` (from 0) in the object stream of number ``stream``."""
    return b"\x02%b%b" % (stream.to_bytes(5, "big"), place.to_bytes(2, "big"))


def write_table(number: int, rows: bytes, trailer: str, offset: int) -> bytes:
    """The end of a file: the table as object ``number``, which begins at ``offset``.

    Args:
        number: Its own number, and the highest; so the table has one row more than ``rows``.
        rows: The rows of all objects before it, that of number 0 included.
        trailer: The entries of the trailer: root, info and id.
        offset: Where the table begins, in bytes from the start of the file.
    """
    entries = f"/Type/XRef/Size {number + 1}{_WIDTHS}{trailer}/Filter/FlateDecode"
    table = write_stream(number, deflate(rows + row_in_file(offset), 6), entries)
    return b"%bstartxref\n%d\n%b" % (table, offset, END)
