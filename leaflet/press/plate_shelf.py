"""The shelf: a folder of the user's own in which plates stand until they are needed again.

It holds nothing of a patient. What cannot be read, written or trusted is passed over: a plate that
is not found is made again, and nothing else is different.
"""

import os
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from leaflet.frozen import frozen

_MOST = 40
"""Plates that are kept; one takes some 150 kB."""

_LARGEST = 20_000_000
_DIGEST = 32


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
        kept, digest = content[:-_DIGEST], content[-_DIGEST:]
        return kept if sha256(kept).digest() == digest else None

    def keep(self, key: str, content: bytes) -> None:
        """Keep the content under the key, for its owner only; whole, or not at all."""
        with suppress(OSError):
            self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.mkdir(mode=0o700, exist_ok=True)
            if not self._is_ours():
                return
            self._make_room()
            draft = self.folder / f".{os.urandom(12).hex()}.part"
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            try:
                with os.fdopen(os.open(draft, flags, 0o600), "wb") as stream:
                    stream.write(content + sha256(content).digest())
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
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        # Without O_NONBLOCK, a pipe of this name would be waited for.
        with os.fdopen(os.open(path, flags | getattr(os, "O_NONBLOCK", 0)), "rb") as stream:
            return stream.read(_LARGEST)

    def _make_room(self) -> None:
        """Take away the plates that have not been written for longest, and what was never done."""
        kept = sorted(self.folder.iterdir(), key=lambda path: path.lstat().st_mtime)
        for path in kept[: max(0, len(kept) - _MOST + 1)]:
            path.unlink()
