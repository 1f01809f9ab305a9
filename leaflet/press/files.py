"""Write a finished PDF: whole or not at all, readable by its owner only.

It is written as a draft, synced, and renamed in one step (``docs/rules.md`` T91-T94, T98, T102). An
existing file is replaced only on request, and so is one that appears at the last moment. Names must
be valid on Windows too, where the shared folder of a ward may be. Begin with ``write_file``.
"""

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import BinaryIO, TextIO

from leaflet.errors import OutputError, Problem, Where
from leaflet.messages.message import Message
from leaflet.messages.phrases import OTHER_NAME

_OWNER_ONLY = 0o600
_UNNAMED: int | None = getattr(os, "O_TMPFILE", None)
# What tempfile.mkstemp does, without its import, which costs a fifth of a warm start.
_NAMED = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_BITE = 1 << 20


@contextmanager
def open_draft(folder: Path) -> Iterator["Draft"]:
    """A new file for its owner's eyes only, whatever the umask; it is gone if it got no name.

    Raises:
        OSError: If none can be made in this folder.
    """
    draft = Draft(folder)
    try:
        draft.begin()
        yield draft
    finally:
        draft.discard()


class Draft:
    """A file in the making; ``open_draft`` begins and discards it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._descriptor: int | None = None
        self._name: Path | None = None

    def begin(self) -> None:
        """Make the file, empty."""
        if _UNNAMED is not None:
            # Where this is refused, the other way is refused too, or is the right one.
            with suppress(OSError):
                self._descriptor = os.open(self._folder, _UNNAMED | os.O_RDWR, _OWNER_ONLY)
        if self._descriptor is None:
            self._descriptor = self._open_named()
        if hasattr(os, "fchmod"):
            # A umask can only take rights away; this gives the owner's back.
            os.fchmod(self._descriptor, _OWNER_ONLY)

    def write(self, chunk: bytes) -> None:
        """Add a chunk."""
        _write(self._opened, chunk)

    def share(self, rights: "os.stat_result | int") -> None:
        """Give it the rights and the owner of another file, as far as the system lets it.

        Args:
            rights: The other file's state; or the rights alone, such as ``0o644``.
        """
        _share(self._opened, rights)

    def settle(self) -> None:
        """Bring what was written to the disk itself."""
        os.fsync(self._opened)

    def publish(self, path: Path) -> None:
        """Give it its name unless that is taken, in one step that cannot be raced.

        Raises:
            FileExistsError: If it is taken, be it by a dangling link.
        """
        if self._name is None:
            try:
                self._link(path)
            except FileExistsError:
                raise
            except OSError:
                self._take_name()
            else:
                return
        _publish(self._closed(), path)

    def replace(self, path: Path) -> None:
        """Give it its name, in one step, also where another file has that name until then."""
        if self._name is None:
            self._take_name()
        os.replace(self._closed(), path)  # noqa: PTH105

    def discard(self) -> None:
        """Leave nothing but what got its name."""
        with suppress(OSError):
            self._close()
        if self._name is not None:
            # It is gone where it became the file itself.
            with suppress(OSError):
                self._name.unlink()

    @property
    def _opened(self) -> int:
        assert self._descriptor is not None
        return self._descriptor

    def _closed(self) -> Path:
        """Its name for now; a disk on the network tells only here that it is full."""
        self._close()
        assert self._name is not None
        return self._name

    def _close(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def _link(self, path: Path) -> None:
        # Only with a folder to start from does os.link follow /proc to the file itself.
        os.link(f"/proc/self/fd/{self._opened}", path, src_dir_fd=self._opened)

    def _take_name(self) -> None:
        """Get a name that cannot be guessed; where there is no other way, as a copy."""
        try:
            with self._naming() as name:
                self._link(name)
        except FileExistsError:
            raise
        except OSError:
            self._copy()

    def _copy(self) -> None:
        nameless, self._descriptor = self._opened, None
        try:
            self._descriptor = copy = self._open_named()
            _share(copy, os.fstat(nameless))
            os.lseek(nameless, 0, os.SEEK_SET)
            while bite := os.read(nameless, _BITE):
                _write(copy, bite)
            os.fsync(copy)
        finally:
            os.close(nameless)

    def _open_named(self) -> int:
        with self._naming() as name:
            return os.open(name, _NAMED, _OWNER_ONLY)

    @contextmanager
    def _naming(self) -> Iterator[Path]:
        """A new name, which counts as this file's from before it is: a signal may come between."""
        self._name = self._folder / f".leaflet-{os.urandom(12).hex()}.part"
        try:
            yield self._name
        except OSError:
            self._name = None  # nothing is there, or somebody else's
            raise


def _share(descriptor: int, rights: os.stat_result | int) -> None:
    if isinstance(rights, os.stat_result) and hasattr(os, "fchown"):
        # Only the superuser can give a file away; to a group of one's own, everybody can.
        with suppress(OSError):
            os.fchown(descriptor, -1, rights.st_gid)
        with suppress(OSError):
            os.fchown(descriptor, rights.st_uid, -1)
    if hasattr(os, "fchmod"):
        mode = rights if isinstance(rights, int) else stat.S_IMODE(rights.st_mode)
        os.fchmod(descriptor, mode)


def _write(descriptor: int, chunk: bytes) -> None:
    rest = memoryview(chunk)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _publish(draft: Path, path: Path) -> None:
    if os.name == "nt":
        draft.rename(path)  # refuses an existing name, on Windows
        return
    try:
        os.link(draft, path)
    except OSError as trouble:
        if trouble.errno not in _NO_LINKS:
            raise
        _reserve_and_replace(draft, path)


def _reserve_and_replace(draft: Path, path: Path) -> None:
    """The same on a disk without hard links: the name is reserved first, empty."""
    reserved = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY)
    try:
        os.close(reserved)
        os.replace(draft, path)  # noqa: PTH105
    except BaseException:
        path.unlink(missing_ok=True)
        raise


_LONGEST = 255
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\\/]')
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE
)


def check_file_name(name: str, label: Where) -> None:
    """Refuse the last part of a path where some system could not hold it (T91).

    Args:
        name: The last part of the path.
        label: What messages call the file; the name itself may hold a patient's (law 5).

    Raises:
        OutputError: If it is empty, too long, kept for a device, or holds a forbidden character.
    """
    if not name:
        what = Message("file.no-name", "has no name")
    elif name.endswith((".", " ")):
        what = Message("file.name-end", "has a name that ends in a dot or a space")
    elif _FORBIDDEN.search(name):
        what = Message(
            "file.name-sign", 'has a control character or one of < > : " | ? * \\ in its name'
        )
    elif _RESERVED.fullmatch(name):
        what = Message("file.name-device", "has a name that Windows keeps for a device")
    elif len(name.encode("utf-8", "surrogatepass")) > _LONGEST:
        what = Message("file.name-long", "has a name longer than {most} bytes", most=_LONGEST)
    else:
        return
    raise OutputError(Problem(label, what, OTHER_NAME))


TAKEN = Message("file.taken", "is there already: it was not made now")
"""What is said of a file that has the name, where nothing more is known of it."""

NOT_THESE_PATIENTS = Message("file.taken-by-others", "is there already, and is not these patients'")
NOT_THIS_PATIENTS = Message("file.taken-by-another", "is there already, and is not this patient's")

OUTPUT = Message("where.output", "output")
STANDARD_OUTPUT = Message("where.standard-output", "standard output")


def _explain(number: int | None) -> tuple[Message, Message]:
    """What the system refused, and what to do about it.

    Args:
        number: Of the error, as ``errno`` has it; ``None`` where there is none.
    """
    elsewhere = Message("file.elsewhere", "write elsewhere")
    room = Message("file.make-room", "make room, or write elsewhere")
    match number:
        case errno.ENOSPC:
            return Message("file.disk-full", "the disk is full"), room
        case errno.EDQUOT:
            return Message("file.quota", "the disk quota is used up"), room
        case errno.EFBIG:
            return Message("file.too-large", "the file would be larger than is allowed"), elsewhere
        case errno.EACCES | errno.EPERM:
            remedy = Message(
                "file.close-elsewhere", "write elsewhere, or close it in other programs"
            )
            return Message("file.not-allowed", "may not be written"), remedy
        case errno.EROFS:
            return Message("file.read-only", "the disk is read-only"), elsewhere
        case errno.ENOENT:
            return (
                Message("file.no-folder", "the folder does not exist"),
                Message("file.make-folder", "make it first, or write elsewhere"),
            )
        case errno.ENOTDIR:
            return Message("file.folder-is-file", "the folder is a file"), elsewhere
        case errno.ENAMETOOLONG:
            return (
                Message("file.path-long", "the path is too long"),
                Message("file.shorter", "give a shorter one"),
            )
        case errno.EMFILE | errno.ENFILE:
            return (
                Message("file.too-many", "cannot be opened beside so many others"),
                Message("file.close-others", "close other programs, or try again"),
            )
        case errno.EPIPE:
            return (
                Message("file.reader-stopped", "the program that reads it has stopped"),
                Message("file.start-both", "start both again"),
            )
    return Message("file.not-written", "cannot be written"), elsewhere


class Existing(Enum):
    """What happens to a file that already has the name."""

    REFUSE = "refuse"
    REPLACE = "replace"


class Settling(Enum):
    """When a file has to be on the disk itself: before it gets its name, or when all are made."""

    NOW = "now"
    LATER = "later"


def write_file(
    content: bytes | Iterable[bytes],
    path: Path,
    existing: Existing,
    label: Where = OUTPUT,
    settling: Settling = Settling.NOW,
    taken: Message = TAKEN,
) -> None:
    """Write ``content`` to ``path``, or leave everything as it was.

    Args:
        content: The finished PDF, at once or in chunks.
        path: Its final name. A symbolic link there is refused, never followed and never replaced.
        existing: What happens to an ordinary file there.
        label: What messages call the file. A name that a user chose may hold a patient's, so it
            is not repeated unless the caller knows better (law 5).
        settling: Whether it survives a loss of power from now on, or from ``settle_all`` on.
        taken: See :func:`check_target`.

    Raises:
        OutputError: If it cannot be written; nothing is left behind then. What the chunks
            themselves raise passes through, and nothing is left behind either.
    """
    check_file_name(path.name, label)
    check_target(path, existing, label, taken)
    with ExitStack() as discarding:
        with _told(label):
            draft = discarding.enter_context(open_draft(path.parent))
        _fill(draft, content, label, settling)
        with _told(label, taken):
            if existing is Existing.REPLACE:
                check_target(path, existing, label)
                draft.replace(path)
            else:
                draft.publish(path)


def holds(path: Path, content: bytes) -> bool:
    """Whether there is an ordinary file that holds just this."""
    try:
        state = path.lstat()
        same = stat.S_ISREG(state.st_mode) and state.st_size == len(content)
        return same and path.read_bytes() == content
    except OSError:
        return False


def is_torn(path: Path, content: bytes) -> bool:
    """Whether there is an ordinary file that holds the beginning of this, or nothing.

    A loss of power leaves zeros for what had not come to the disk.
    """
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode) or state.st_size > len(content):
            return False
        return content.startswith(path.read_bytes().rstrip(b"\0"))
    except OSError:
        return False


def settle_all() -> None:
    """Bring everything that was written to the disk itself."""
    if hasattr(os, "sync"):
        os.sync()


def write_stdout(content: bytes | Iterable[bytes], stream: BinaryIO) -> None:
    """Write ``content`` to standard output, and see it through.

    Raises:
        OutputError: If ``stream`` is a terminal, its reader has gone, or its disk is full.
            The stream is then emptied, so that the interpreter does not stumble over it at exit.
    """
    label = STANDARD_OUTPUT
    if stream.isatty():
        what = Message("file.terminal", "is a terminal, not a file")
        remedy = Message("file.redirect", "send it to a file: > FILE")
        raise OutputError(Problem(label, what, remedy))
    try:
        for chunk in _chunks(content):
            with _told(label):
                rest = memoryview(chunk)
                while rest:
                    rest = rest[stream.write(rest) :]
        with _told(label):
            stream.flush()
    except OutputError:
        empty_stream(stream)
        raise


def check_target(path: Path, existing: Existing, label: Where, taken: Message = TAKEN) -> None:
    """Refuse a name under which ``write_file`` would write nothing.

    Args:
        path: The name.
        existing: What happens to an ordinary file there.
        label: What messages call it.
        taken: What is said of an ordinary file that is there.

    Raises:
        OutputError: If something is there that is not replaced.
    """
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError):
        return  # it is not there, or making the draft meets the same trouble and says so
    if stat.S_ISREG(mode) and existing is Existing.REPLACE:
        return
    if stat.S_ISLNK(mode):
        what = Message("file.link", "is a symbolic link")
        remedy = Message("file.not-the-link", "write to the file itself, or elsewhere")
    elif stat.S_ISDIR(mode):
        what = Message("file.is-folder", "is a folder")
        remedy = Message("file.add-name", "add a file name")
    elif stat.S_ISREG(mode):
        raise OutputError(_occupied(label, taken))
    else:
        what = Message("file.odd", "is not an ordinary file")
        remedy = Message("file.elsewhere", "write elsewhere")
    raise OutputError(Problem(label, what, remedy))


def _occupied(label: Where, taken: Message) -> Problem:
    remedy = Message("file.replace", "choose another name, or replace it with --force")
    return Problem(label, taken, remedy)


def _fill(draft: Draft, content: bytes | Iterable[bytes], label: Where, settling: Settling) -> None:
    for chunk in _chunks(content):
        with _told(label):
            draft.write(chunk)
    if settling is Settling.NOW:
        with _told(label):
            draft.settle()


def _chunks(content: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (content,) if isinstance(content, bytes) else content


def empty_stream(stream: BinaryIO | TextIO) -> None:
    """Let what is still buffered go nowhere, so that the interpreter ends in peace."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)


@contextmanager
def _told(label: Where, taken: Message = TAKEN) -> Iterator[None]:
    """Say what the system refused in the user's words; its own words may hold a path."""
    try:
        yield
    except FileExistsError:
        raise OutputError(_occupied(label, taken)) from None
    except (OSError, ValueError) as trouble:  # a path that the system cannot hold: ValueError
        number = trouble.errno if isinstance(trouble, OSError) else None
        raise OutputError(Problem(label, *_explain(number))) from None
