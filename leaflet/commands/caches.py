"""Where the user keeps what can be made again: the only place that asks for that folder."""

import os
import sys
from pathlib import Path

from leaflet.press.plate_shelf import Shelf

_NAME = "leaflet"


def find_shelf() -> Shelf | None:
    """The shelf in the user's cache folder; ``None`` where the system names no such folder."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = _at_home("Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        # A path that is not absolute is to be passed over (XDG Base Directory Specification).
        if not base.startswith("/"):
            base = _at_home(".cache")
    return Shelf(Path(base) / _NAME / "plates") if os.path.isabs(base) else None  # noqa: PTH117


def _at_home(*parts: str) -> str:
    home = os.path.expanduser("~")  # noqa: PTH111
    return os.path.join(home, *parts) if home != "~" else ""  # noqa: PTH118
