"""The files of the content: their names, where they are found, and how they are opened.

Files are named by their path inside ``content/`` (``phonebook.yaml``, ``lage-rugpijn/nl.yaml``); a
site has them at that path, or in a ``content`` folder of its own. Only plain files inside these
folders are opened (``docs/rules.md`` T54). ``Snapshot`` is the bytes of all files at one moment.
"""

import os
import re
import stat
from collections.abc import Iterator
from enum import Enum
from errno import EINVAL
from pathlib import Path

from leaflet.content.yaml import LARGEST_FILE
from leaflet.errors import ContentError, Place, Problem
from leaflet.messages.message import NO_REASON, File, Foreign, Message
from leaflet.records import frozen

# Where a pipe takes the place of a file between a look at it and its opening, nobody waits for it.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_BITE = 1 << 20
_KINDS = (
    (stat.S_ISDIR, Message("plain.folder", "it is a folder, and should be a file")),
    (stat.S_ISFIFO, Message("plain.pipe", "it is a pipe, and should be a file")),
    (stat.S_ISSOCK, Message("plain.socket", "it is a socket, and should be a file")),
)


class NotPlain(OSError):
    """Something else is in the place of a plain file or of a folder.

    Attributes:
        reason: What it is.
    """

    def __init__(self, reason: Message) -> None:
        super().__init__(EINVAL, str(reason))
        self.reason = reason


def reason_of(error: OSError) -> Message | Foreign:
    """Why a file cannot be read, as a field of a message."""
    if isinstance(error, NotPlain):
        return error.reason
    return Foreign(error.strerror) if error.strerror else NO_REASON


def read_plain(path: Path, most: int) -> bytes:
    """What a plain file holds, to so many bytes.

    Raises:
        OSError: If it is none, or cannot be read; :func:`reason_of` says why.
    """
    descriptor = os.open(path, _READ)
    try:
        _require_plain(os.fstat(descriptor))
        bites, left = [], most
        while left and (bite := os.read(descriptor, min(left, _BITE))):
            bites.append(bite)
            left -= len(bite)
        return b"".join(bites)
    finally:
        os.close(descriptor)


def is_plain_file(path: Path, root: Path) -> bool:
    """Whether the file is there; what is there, and is no plain file, is not passed over.

    Args:
        path: Of the file, or of a link to one.
        root: The folder below which it is looked for.

    Raises:
        OSError: If something else is there, or in the place of a folder on the way to it.
    """
    try:
        _require_plain(path.stat())
    except (FileNotFoundError, NotADirectoryError):
        if path.is_symlink():
            raise NotPlain(Message("plain.link", "it is a link to nothing")) from None
        require_folders(path.parent, root)
        return False
    return True


def require_folders(folder: Path, root: Path) -> None:
    """Make sure that the folder, and each one above it up to the root, is a folder or not there.

    Raises:
        OSError: If one is anything else.
    """
    for each in (folder, *folder.parents):
        if os.path.lexists(each):
            if each.is_dir():
                return
            name = File(each.name)
            raise NotPlain(
                Message("plain.no-folder", "`{name}` is there, and is no folder", name=name)
            )
        if each == root:
            return


def _require_plain(state: os.stat_result) -> None:
    if not stat.S_ISREG(state.st_mode):
        kinds = (said for is_kind, said in _KINDS if is_kind(state.st_mode))
        device = Message("plain.device", "it is a device, and should be a file")
        raise NotPlain(next(kinds, device))


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
    if ".." in parts or Path(name).is_absolute() or "\\" in name or ":" in name:
        raise _outside(name)
    path = root / name
    try:
        found = is_plain_file(path, root)
    except OSError as error:
        raise _unreadable(name, error) from None
    if found and not path.resolve().is_relative_to(root.resolve()):
        raise _outside(name)
    return path if found else None


def _outside(name: str) -> ContentError:
    what = Message("content.leads-out", "this leads out of the content folder")
    return ContentError(
        Problem(Place(name), what, Message("content.inside", "name a file inside it"))
    )


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
    what = Message("all.unreadable", "the file cannot be read ({reason})", reason=reason_of(error))
    remedy = Message("content.put-itself", "put the file itself there, and look at its permissions")
    return ContentError(Problem(Place(name), what, remedy))


HOSPITAL = "hospital.yaml"
PHONEBOOK = "phonebook.yaml"
FORMULARY = "formulary.yaml"
REGISTER = "medicines.yaml"
SHARED = (HOSPITAL, PHONEBOOK, FORMULARY, REGISTER)
"""The files that every leaflet reads."""

APPROVALS = "approvals.yaml"
LEDGER = "ledger.jsonl"
RECORDS = (APPROVALS, LEDGER)
"""What the program writes down in the site folder; nothing of it comes with the program."""

LEFT_OUT = "left-out.txt"
"""A list of the site: built-in leaflets that this hospital does not use, one a line."""

OWNED = "owned.txt"
"""A list of the site: its own files for which the program's may never stand in, one a line."""

EXAMPLE = "voorbeeld"
"""What a site leaves out that has no such list: sites are older than the list."""

WORDS = "words"
ASSETS = "assets/"
"""How the name of a drawing begins."""

TOPIC_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def topics_in(root: Path) -> list[str]:
    """The topics that have a folder in it, with files or without."""
    names = (folder.name for folder in _folders(root))
    return [name for name in names if name != WORDS and TOPIC_NAME.fullmatch(name)]


def languages_in(folder: Path) -> list[str]:
    """The languages that have a file in it."""
    return [path.stem for path in folder.glob("*.yaml") if LANGUAGE_TAG.fullmatch(path.stem)]


def _folders(root: Path) -> Iterator[Path]:
    if root.is_dir():
        yield from (path for path in root.iterdir() if path.is_dir())
