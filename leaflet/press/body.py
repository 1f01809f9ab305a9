"""A row of finished objects, as they stand in a file one after the other, with their table."""

from collections.abc import Mapping, Sequence

from leaflet.press.object_stream import row_in_file, row_in_stream, write_object_stream
from leaflet.press.syntax import write_stream


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
