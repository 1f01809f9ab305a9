"""The syntax of PDF as far as a leaflet needs it: numbers, texts, streams (ISO 32000-1, 7).

``Body`` is finished objects in file order; object streams and the cross-reference table are those
of 7.5.7 and 7.5.8.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence

_ESCAPED = {ord(sign): f"\\{sign}" for sign in "()\\"}
_LEVEL = 9


def write_number(value: float) -> str:
    """A length in points with three decimals, less than a micrometre; no exponent."""
    written = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def write_text(text: str) -> str:
    """A text string of a dictionary: plain where it is printable ASCII, else UTF-16 in hexadecimal.

    In a plain one, CR is read as LF, and other control codes stand for accents (annex D.3).
    """
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPED)})"
    return f"<feff{text.encode('utf-16-be').hex()}>"


def deflate(content: bytes, level: int = _LEVEL) -> bytes:
    """The content as ``FlateDecode`` reads it."""
    return zlib.compress(content, level)


def write_stream(number: int, content: bytes, entries: str = "/Filter/FlateDecode") -> bytes:
    """Object ``number``, a stream; ``content`` is as its filter wants it, ``entries`` says which.

    The line end before ``endstream`` (ISO 19005-2, 6.1.7.1) is one of two bytes: content that ends
    with CR would lose it to a single LF.
    """
    head = f"{number} 0 obj\n<<{entries}/Length {len(content)}>>\nstream\n"
    return b"%b%b\r\nendstream\nendobj\n" % (head.encode("ascii"), content)


def write_references(numbers: Sequence[int]) -> str:
    """An array of references."""
    return f"[{' '.join(f'{number} 0 R' for number in numbers)}]"


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


class Body:
    """Objects that are being put together; numbers and offsets count on from those given.

    Attributes:
        next: The number of the object that is added next.
        offset: Where it begins, in bytes from the start of the file.
        rows: Rows of the table, from that of the first number on.
    """

    def __init__(self, first: int, offset: int) -> None:
        self.next = first
        self.offset = offset
        self.rows = b""
        self._objects: list[bytes] = []

    def add_stream(self, content: bytes, entries: str = "/Filter/FlateDecode") -> int:
        """Add a stream whose content is as its filter wants it; return its number."""
        return self.add(write_stream(self.next, content, entries))

    def add_object_stream(self, objects: Mapping[int, str]) -> None:
        """Add an object stream; rows for its objects, whose numbers are given, are not added."""
        self.add(write_object_stream(self.next, objects.items()))

    def add_objects(self, objects: Sequence[str]) -> int:
        """Add an object stream; its objects take the numbers after its own. Return the first."""
        stream, first = self.next, self.next + 1
        self.add_object_stream(dict(enumerate(objects, first)))
        self.rows += b"".join(row_in_stream(stream, place) for place in range(len(objects)))
        self.next += len(objects)
        return first

    def joined(self) -> bytes:
        """The bytes of all objects."""
        return b"".join(self._objects)

    def add(self, written: bytes) -> int:
        """Add a finished object, written with the next number; return the number."""
        number = self.next
        self.rows += row_in_file(self.offset)
        self._objects.append(written)
        self.offset += len(written)
        self.next += 1
        return number
