"""Everything clinical that a leaflet prints, as plain lines: what an approval is bound to.

In it are the brochure's words, the drawings beside them, and, where a plan can be printed, the
formulary and the words of a plan. Not in it: phone numbers (their keys are), who the hospital is,
labels of the patient's fields, the imprint, on which panel a section stands, breaks by sense, and
how the files are written. So two manuscripts have the same transcript where a patient reads the
same advice, and only there.
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
