"""A finished PDF on disk: whole or not at all, and for its owner's eyes only.

It is written as a draft, synced, and then given its name in one step (``domain.md`` T91-T94, T98,
T102). A file that is not asked to be replaced is never touched, not even when it appears at the
last moment. Written for Windows too.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import BinaryIO, TextIO

from leaflet.errors import OutputError, Problem
from leaflet.press.draft import Draft, open_draft
from leaflet.press.file_name import check_file_name

_REASONS = {
    errno.ENOSPC: ("the disk is full", "make room, or write elsewhere"),
    errno.EDQUOT: ("the disk quota is used up", "make room, or write elsewhere"),
    errno.EFBIG: ("the file would be larger than is allowed", "write elsewhere"),
    errno.EACCES: ("may not be written", "write elsewhere, or close it in other programs"),
    errno.EPERM: ("may not be written", "write elsewhere, or close it in other programs"),
    errno.EROFS: ("the disk is read-only", "write elsewhere"),
    errno.ENOENT: ("the folder does not exist", "make it first, or write elsewhere"),
    errno.ENOTDIR: ("the folder is a file", "write elsewhere"),
    errno.ENAMETOOLONG: ("the path is too long", "give a shorter one"),
    errno.EMFILE: ("cannot be opened beside so many others", "close other programs, or try again"),
    errno.ENFILE: ("cannot be opened beside so many others", "close other programs, or try again"),
    errno.EPIPE: ("the program that reads it has stopped", "start both again"),
}

_TAKEN = (
    "is there already: it was not made now, and may be another patient's",
    "choose another name, or replace it with --force",
)


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
    label: str = "output",
    settling: Settling = Settling.NOW,
) -> None:
    """Write ``content`` to ``path``, or leave everything as it was.

    Args:
        content: The finished PDF, at once or in chunks.
        path: Its final name. A symbolic link there is refused, never followed and never replaced.
        existing: What happens to an ordinary file there.
        label: What messages call the file. A name that a user chose may hold a patient's, so it
            is not repeated unless the caller knows better (law 5).
        settling: Whether it survives a loss of power from now on, or from ``settle_all`` on.

    Raises:
        OutputError: If it cannot be written; nothing is left behind then. What the chunks
            themselves raise passes through, and nothing is left behind either.
    """
    check_file_name(path.name, label)
    check_target(path, existing, label)
    with ExitStack() as discarding:
        with _told(label):
            draft = discarding.enter_context(open_draft(path.parent))
        _fill(draft, content, label, settling)
        with _told(label):
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


def ends_with(path: Path, end: bytes) -> bool:
    """Whether there is an ordinary file that ends with these bytes."""
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode) or state.st_size < len(end):
            return False
        with path.open("rb") as stream:
            stream.seek(-len(end), os.SEEK_END)
            return stream.read() == end
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
    label = "standard output"
    if stream.isatty():
        raise OutputError(Problem(label, "is a terminal, not a file", "send it to a file: > FILE"))
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


def check_target(path: Path, existing: Existing, label: str) -> None:
    """Refuse a name under which ``write_file`` would write nothing.

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
        what, remedy = "is a symbolic link", "write to the file itself, or elsewhere"
    elif stat.S_ISDIR(mode):
        what, remedy = "is a folder", "add a file name"
    elif stat.S_ISREG(mode):
        what, remedy = _TAKEN
    else:
        what, remedy = "is not an ordinary file", "write elsewhere"
    raise OutputError(Problem(label, what, remedy))


def _fill(draft: Draft, content: bytes | Iterable[bytes], label: str, settling: Settling) -> None:
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
def _told(label: str) -> Iterator[None]:
    """Say what the system refused in the user's words; its own words may hold a path."""
    try:
        yield
    except FileExistsError:
        raise OutputError(Problem(label, *_TAKEN)) from None
    except (OSError, ValueError) as trouble:  # a path that the system cannot hold: ValueError
        number = trouble.errno if isinstance(trouble, OSError) else None
        what, remedy = _REASONS.get(number or 0, ("cannot be written", "write elsewhere"))
        raise OutputError(Problem(label, what, remedy)) from None
