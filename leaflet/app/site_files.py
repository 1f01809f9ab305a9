"""Replace a file of the site: whole or not at all, and only if nobody changed it meanwhile.

Begin with ``replace_file``. Of two writers one is refused, so no change is lost (``docs/rules.md``
T87): whoever holds the lock of the site compares the file with what was read of it and replaces it
in one step. After a crash the old or the new file is there, complete (T88). The previous file stays
beside it as ``NAME.bak``.
"""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from leaflet.app.timer import Timer
from leaflet.errors import OutputError, Problem, Where
from leaflet.messages.message import NO_REASON, File, Foreign, Message
from leaflet.press.files import Draft, Existing, check_target, open_draft

LOCK = ".leaflet.lock"
"""The file is there only while somebody writes, or was killed while writing."""

_PATIENCE = 5.0
_PAUSE = 0.02
"""Seconds to wait for somebody else, who needs some hundredths of one, and between two tries."""

_HOW = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_HELD = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}


@contextmanager
def locked(folder: Path, label: Where, timer: Timer) -> Iterator[None]:
    """Hold the lock of the folder.

    Args:
        label: What messages call the file that is going to be written.
        timer: Measures the wait for somebody else who holds it.

    Raises:
        OutputError: If somebody else does not let go of it in time.
        OSError: If the folder cannot be written, or its disk has no locks.
    """
    path = folder / LOCK
    descriptor = _wait_for(path, label, timer)
    try:
        yield
    finally:
        _give_back(descriptor, path)


def _wait_for(path: Path, label: Where, timer: Timer) -> int:
    end = timer.read() + _PATIENCE
    while (descriptor := _try(path)) is None:
        if timer.read() > end:
            what = Message(
                "site.being-changed", "is being changed by another program at this moment"
            )
            remedy = Message("site.try-again", "try again; nothing is changed")
            raise OutputError(Problem(label, what, remedy))
        timer.wait(_PAUSE)
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
    """Let whoever may write in the folder use the lock, even one that was left behind."""
    if hasattr(os, "fchmod"):
        with suppress(OSError):  # somebody else owns it, and has done this
            os.fchmod(descriptor, folder.stat().st_mode & 0o666)


def _is_still(descriptor: int, path: Path) -> bool:
    """Whether the open file still has this name: its last holder may have removed it."""
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
        # Removed while it is held: ``_is_still`` tells whoever waits for it.
        with suppress(OSError):
            path.unlink()
        os.close(descriptor)


_READ = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
_BITE = 1 << 20


def replace_file(
    path: Path, label: Where, before: bytes | None, after: bytes, timer: Timer
) -> None:
    """Make ``after`` the content of a file that has held ``before`` until now.

    Permissions and owner stay, as far as the system allows. A new file takes its permissions from
    its folder. If both contents are the same, nothing is written.

    Args:
        path: The file, in a folder that exists. A symbolic link is refused, never followed.
        label: What messages call it.
        before: What was read; ``None`` if there was no such file.
        after: Its new content.
        timer: Measures the wait for somebody else who is writing.

    Raises:
        OutputError: If it does not hold ``before`` any more, is not an ordinary file that may be
            written, or cannot be written. Then nothing is changed.
    """
    with _told(label):
        check_target(path, Existing.REPLACE, label)
        if before is not None:
            _require_writable(path, label)
        with locked(path.parent, label, timer):
            _compare(path, label, before)
            if before != after:
                _write(path, label, before, after)


def backup_of(path: Path) -> Path:
    """The path of the backup, which holds the content before the last change."""
    return path.with_name(f"{path.name}.bak")


def _write(path: Path, label: Where, before: bytes | None, after: bytes) -> None:
    with open_draft(path.parent) as draft:
        if before is None:
            _fill(draft, after, _rights_below(path.parent))
            draft.publish(path)
        else:
            state = path.lstat()
            _fill(draft, after, state)
            with _kept(path, label, before, state):
                draft.replace(path)
    _settle_folder(path.parent)


@contextmanager
def _kept(path: Path, label: Where, before: bytes, state: os.stat_result) -> Iterator[None]:
    """Keep the file as a backup while it is replaced; where that fails, keep the older one."""
    backup = backup_of(path)
    check_target(backup, Existing.REPLACE, File(backup.name))
    put_back = _remember(backup)
    with open_draft(path.parent) as copy:
        _fill(copy, before, state)
        # Before the older backup goes, so that whoever is refused keeps it.
        _compare(path, label, before)
        copy.replace(backup)
    try:
        yield
    except OSError:
        with suppress(OSError):
            if _read(path) == before:
                put_back()
        raise


def _remember(backup: Path) -> Callable[[], None]:
    """Give a function that restores the backup as it is now; an unreadable one is given up."""
    try:
        content = _read(backup)
    except PermissionError:
        return lambda: None
    if content is None:
        return backup.unlink
    state = backup.lstat()

    def put_back() -> None:
        with open_draft(backup.parent) as draft:
            _fill(draft, content, state)
            draft.replace(backup)

    return put_back


def _fill(draft: Draft, content: bytes, rights: os.stat_result | int) -> None:
    draft.write(content)
    draft.share(rights)
    draft.settle()


def _rights_below(folder: Path) -> int:
    return folder.stat().st_mode & 0o666


def _require_writable(path: Path, label: Where) -> None:
    """Refuse a read-only file: the folder would let it be replaced, but somebody meant it."""
    with suppress(FileNotFoundError):  # the comparison tells it
        if not (path.lstat().st_mode & 0o222 and os.access(path, os.W_OK)):
            what = Message("file.not-allowed", "may not be written")
            remedy = Message("site.allow", "allow it, or ask whoever looks after the site folder")
            raise OutputError(Problem(label, what, remedy))


def _compare(path: Path, label: Where, before: bytes | None) -> None:
    if _read(path) == before:
        return
    if before is None:
        raise OutputError(_appeared(label))
    what = Message("site.changed", "has been changed, moved or removed since it was read")
    raise OutputError(Problem(label, what, _LOOK_AGAIN))


_LOOK_AGAIN = Message("site.look-again", "look at it and try again; nothing is changed")


def _appeared(label: Where) -> Problem:
    return Problem(label, Message("site.appeared", "is there by now"), _LOOK_AGAIN)


def _read(path: Path) -> bytes | None:
    """The content of the file; ``None`` if there is no such file."""
    try:
        descriptor = os.open(path, _READ)
    except FileNotFoundError:
        return None
    try:
        bites = []
        while bite := os.read(descriptor, _BITE):
            bites.append(bite)
        return b"".join(bites)
    finally:
        os.close(descriptor)


def _settle_folder(folder: Path) -> None:
    """Flush the new name to the disk, on systems where a folder can be flushed."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def not_written(trouble: OSError) -> Message:
    """Say why the system refused to write, without the path that its own words may hold."""
    reason = Foreign(os.strerror(trouble.errno)) if trouble.errno else NO_REASON
    return Message("site.not-written", "cannot be written ({reason})", reason=reason)


@contextmanager
def _told(label: Where) -> Iterator[None]:
    """Turn what the system refuses into an ``OutputError`` without a path."""
    try:
        yield
    except FileExistsError:
        raise OutputError(_appeared(label)) from None
    except OSError as trouble:
        remedy = Message(
            "site.look-at-disk",
            "look at the disk and at the permissions of the site folder; nothing is changed",
        )
        raise OutputError(Problem(label, not_written(trouble), remedy)) from None
