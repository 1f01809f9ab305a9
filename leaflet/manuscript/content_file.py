"""Files of the hospital as they are found and read: whose they are, and their bytes.

Nothing outside the folders that hold them is ever opened (``domain.md`` T54).
"""

from enum import Enum
from pathlib import Path

from leaflet.errors import ContentError, Place, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.decoding import LARGEST_FILE
from leaflet.manuscript.plain_file import is_plain_file, read_plain


class Origin(Enum):
    """Who a file comes from."""

    SITE = "site"
    BUILT_IN = "built in"


@frozen
class ContentFile:
    """A file that was found: its short name, whose it is, and its path on this machine."""

    name: str
    origin: Origin
    path: Path


@frozen
class Snapshot:
    """The bytes of every file that one leaflet needs, each read once.

    Attributes:
        files: In a fixed order; words may stand twice, the built-in file before the site's.
    """

    topic: str
    language: str
    files: tuple[tuple[ContentFile, bytes], ...]


def locate(root: Path, name: str) -> Path | None:
    """The file of this name below the folder, ``None`` if there is none.

    Raises:
        ContentError: If the name, or a link that it leads through, leaves the folder, or if what
            is there is no plain file.
    """
    parts = Path(name).parts
    what, remedy = "this leads out of the content folder", "name a file inside it"
    if ".." in parts or Path(name).is_absolute() or "\\" in name or ":" in name:
        raise ContentError(Problem(Place(name), what, remedy))
    path = root / name
    try:
        found = is_plain_file(path, root)
    except OSError as error:
        raise _unreadable(name, error) from None
    if found and not path.resolve().is_relative_to(root.resolve()):
        raise ContentError(Problem(Place(name), what, remedy))
    return path if found else None


def read_bytes(file: ContentFile) -> bytes:
    """The content of the file; one that is too large is cut one byte past what may be read.

    Raises:
        ContentError: If it cannot be read.
    """
    try:
        return read_plain(file.path, LARGEST_FILE + 1)
    except OSError as error:
        raise _unreadable(file.name, error) from None


def _unreadable(name: str, error: OSError) -> ContentError:
    what = f"the file cannot be read ({error.strerror})"
    remedy = "put the file itself there, and look at its permissions"
    return ContentError(Problem(Place(name), what, remedy))
