"""The lock of a site folder: who holds it may compare a file and replace it in one step.

It is a lock of the system on a file that has nothing in it, so that it ends with the program that
holds it, however that ends. Other editors know nothing of it (``site_file.py`` looks again just
before it writes). Written for Windows too, and for folders that several computers share.
"""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from leaflet.errors import OutputError, Problem

LOCK = ".leaflet.lock"
"""Its name in the folder; it is there only while somebody writes, or was killed while writing."""

_PATIENCE = 5.0
_PAUSE = 0.02
"""Seconds to wait for somebody else, who needs some hundredths of one, and between two tries."""

_HOW = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_HELD = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}


@contextmanager
def locked(folder: Path, label: str) -> Iterator[None]:
    """Hold the lock of the folder.

    Args:
        label: What messages call the file that is going to be written.

    Raises:
        OutputError: If somebody else holds it all the time.
        OSError: If the folder cannot be written, or its disk knows no locks.
    """
    path = folder / LOCK
    descriptor = _wait_for(path, label)
    try:
        yield
    finally:
        _give_back(descriptor, path)


def _wait_for(path: Path, label: str) -> int:
    end = time.monotonic() + _PATIENCE
    while (descriptor := _try(path)) is None:
        if time.monotonic() > end:
            what = "is being changed by another program at this moment"
            raise OutputError(Problem(label, what, "try again; nothing is changed"))
        time.sleep(_PAUSE)
    return descriptor


def _try(path: Path) -> int | None:
    """The open file with its lock; ``None`` where somebody else holds it."""
    descriptor = os.open(path, _HOW, 0o600)
    try:
        _open_to_all(descriptor, path.parent)
        if _take(descriptor) and _is_still(descriptor, path):
            return descriptor
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _open_to_all(descriptor: int, folder: Path) -> None:
    """Let whoever may write in the folder use the file, also where it was left behind."""
    if hasattr(os, "fchmod"):
        with suppress(OSError):  # it is somebody else's, who has done this
            os.fchmod(descriptor, folder.stat().st_mode & 0o666)


def _is_still(descriptor: int, path: Path) -> bool:
    """Whether the file is the one of this name: who held it before may have removed it."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _take(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as trouble:
            if trouble.errno in _HELD:
                return False
            raise
        return True

    def _give_back(descriptor: int, path: Path) -> None:
        with suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
        os.close(descriptor)
        # Refused while somebody else has it open, who then removes it.
        with suppress(OSError):
            path.unlink()

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as trouble:
            if trouble.errno in _HELD:
                return False
            raise
        return True

    def _give_back(descriptor: int, path: Path) -> None:
        # Removed while it is held: who waits for it sees that it has no name any more.
        with suppress(OSError):
            path.unlink()
        os.close(descriptor)
