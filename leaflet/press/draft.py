"""A file in the making, which nobody meets before it is whole.

Where the system has files without a name (Linux, on most of its disks), a draft has none: whatever
ends the program, not even a piece of it is left. Elsewhere it stands beside its final place under a
name that cannot be guessed, until it is given that place or discarded. Written for Windows too.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

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
