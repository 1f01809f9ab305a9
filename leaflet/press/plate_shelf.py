"""The shelf: a folder of the user's own in which plates stand until they are needed again.

It holds nothing of a patient. What cannot be read, written or trusted is passed over: a plate that
is not found is made again, and nothing else is different.
"""

import os
import re
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from leaflet.frozen import frozen

_MOST = 40
"""Plates that are kept; one takes some 150 kB."""

_LARGEST = 20_000_000
_SEAL = 32
_OURS = re.compile(r"[0-9a-f]{64}|\.[0-9a-f]{24}\.part")


@frozen
class Shelf:
    """A folder for plates; it need not exist."""

    folder: Path

    def find(self, key: str) -> bytes | None:
        """What was kept under the key, unharmed; ``None`` where nothing is."""
        try:
            if not self._is_ours():
                return None
            content = self._read(self.folder / key)
        except OSError:
            return None
        kept, seal = content[:-_SEAL], content[-_SEAL:]
        return kept if _seal(key, kept) == seal else None

    def keep(self, key: str, content: bytes) -> None:
        """Keep the content under the key, for its owner only; whole, or not at all."""
        with suppress(OSError):
            _make_folder(self.folder)
            if not self._is_ours():
                return
            self._make_room()
            draft = self.folder / f".{os.urandom(12).hex()}.part"
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            try:
                with os.fdopen(os.open(draft, flags, 0o600), "wb") as stream:
                    stream.write(content + _seal(key, content))
                os.replace(draft, self.folder / key)  # noqa: PTH105
            finally:
                with suppress(OSError):
                    draft.unlink()

    def _is_ours(self) -> bool:
        """Whether the folder is the user's, and nobody else can put anything into it."""
        state = self.folder.lstat()
        if not stat.S_ISDIR(state.st_mode):
            return False
        return not hasattr(os, "getuid") or (
            state.st_uid == os.getuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        )

    def _read(self, path: Path) -> bytes:
        # A pipe or a device of this name would be waited for.
        if not stat.S_ISREG(path.lstat().st_mode):
            return b""
        with path.open("rb") as stream:
            return stream.read(_LARGEST)

    def _make_room(self) -> None:
        """Take away the plates that have not been written for longest, and what was never done."""
        kept = [path for path in self.folder.iterdir() if _OURS.fullmatch(path.name)]
        kept.sort(key=_written)
        for path in kept[: max(0, len(kept) - _MOST + 1)]:
            with suppress(OSError):
                path.unlink()


def _seal(key: str, content: bytes) -> bytes:
    """What shows that the content is whole, and was kept under this key."""
    return sha256(key.encode() + content).digest()


def _make_folder(folder: Path) -> None:
    """Make the folder and those above it, each for its owner only where it is not there."""
    absent = [each for each in (folder, *folder.parents) if not each.is_dir()]
    for each in reversed(absent):
        each.mkdir(mode=0o700, exist_ok=True)


def _written(path: Path) -> float:
    """When the file was written last; another process may have taken it away."""
    try:
        return path.lstat().st_mtime
    except OSError:
        return 0.0
