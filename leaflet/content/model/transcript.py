"""A transcript: everything clinical on a leaflet as plain lines, which an approval binds.

It holds the words of the brochure, the drawings beside them and, where a plan can be printed, the
formulary and the words of a plan. It leaves out phone numbers (their keys are in it), the identity
of the hospital, labels of the patient's fields, the colophon, the panels of sections, line breaks
by sense, and the notation of the files. So two texts have the same transcript exactly where a
patient reads the same advice.
"""

from hashlib import sha256

from leaflet.errors import Place
from leaflet.records import frozen

_TITLE = "leaflet transcript 1"


@frozen
class Statement:
    """One line of a transcript.

    Attributes:
        kind: What it is: ``paragraph``, ``step``, ``limit per_day``.
        says: What is printed, or decides about it, on one line.
        place: Where it was written.
    """

    kind: str
    says: str
    place: Place

    def __str__(self) -> str:
        return f"{self.kind}: {self.says}"


@frozen
class Transcript:
    """The lines in reading order; headings, medicines and groups of words begin a chapter."""

    statements: tuple[Statement, ...]

    def write(self) -> str:
        """The transcript as a file has it: a title, then one statement a line."""
        return "\n".join((_TITLE, *map(str, self.statements), ""))

    @property
    def fingerprint(self) -> str:
        """SHA-256 of that file, in hexadecimal digits."""
        return sha256(self.write().encode()).hexdigest()


def flatten(said: str) -> str:
    """The text on one line: a break by sense is a matter of looks."""
    return " ".join(said.split("\n"))
