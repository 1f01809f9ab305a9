"""Files that are opened only if they are plain files: nothing odd is waited for, or passed over.

A pipe would be waited for without end, and a link to nothing taken for no file at all. What is
there, and cannot be read, is an error everywhere; only what is not there may be done without.
"""

import os
import stat
from errno import EINVAL
from pathlib import Path

# Where a pipe takes the place of a file between a look at it and its opening, nobody waits for it.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_BITE = 1 << 20
_KINDS = (
    (stat.S_ISDIR, "it is a folder, and should be a file"),
    (stat.S_ISFIFO, "it is a pipe, and should be a file"),
    (stat.S_ISSOCK, "it is a socket, and should be a file"),
)


def read_plain(path: Path, most: int) -> bytes:
    """What a plain file holds, to so many bytes.

    Raises:
        OSError: If it is none, or cannot be read; its ``strerror`` says why.
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
            raise OSError(EINVAL, "it is a link to nothing") from None
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
            raise OSError(EINVAL, f"`{each.name}` is there, and is no folder")
        if each == root:
            return


def _require_plain(state: os.stat_result) -> None:
    if not stat.S_ISREG(state.st_mode):
        kinds = (said for is_kind, said in _KINDS if is_kind(state.st_mode))
        raise OSError(EINVAL, next(kinds, "it is a device, and should be a file"))
