"""What a kept plate is known by: a hash over every byte that has a say in it.

So an edit can never print an old number: whatever changes, the plate of before is not found. Only
the hospital's logo is not in it, since who has not read the content does not know its name.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from leaflet.errors import LeafletError
from leaflet.manuscript.content_file import Snapshot
from leaflet.manuscript.drawing import LARGEST_DRAWING
from leaflet.manuscript.library import Library
from leaflet.manuscript.plain_file import read_plain
from leaflet.typesetting.layout import Layout

_FORMAT = b"leaflet plate 1"
_PACKAGE = Path(__file__).resolve().parent.parent
_LIBRARIES = (
    *("cssselect2", "lxml", "pydantic", "pydantic_core", "pyphen", "pyyaml", "reportlab"),
    *("svglib", "tinycss2"),
)
_INSTALLED = (".dist-info", ".egg-info")


def plate_key(library: Library, snapshot: Snapshot, layout: Layout) -> str | None:
    """Sixty-four hexadecimal digits; ``None`` where something of it cannot be read.

    Args:
        library: Where drawings and fonts are.
        snapshot: The content, read.
        layout: How the leaflet is set.
    """
    digest = sha256(_FORMAT)
    try:
        for part in _parts(library, snapshot, layout):
            digest.update(b"%d:" % len(part))
            digest.update(part)
    except (OSError, LeafletError):
        return None
    return digest.hexdigest()


def _parts(library: Library, snapshot: Snapshot, layout: Layout) -> Iterator[bytes]:
    yield f"{snapshot.topic} {snapshot.language} {layout!r}".encode()
    yield f"{sys.version} {' '.join(_versions())}".encode()
    for file, content in snapshot.files:
        # Places in messages name the site's files otherwise than built-in ones.
        yield f"{file.name} {file.origin.value}".encode()
        yield content
    for name, path in sorted(library.assets().items()):
        yield os.fsencode(name)
        yield read_plain(path, LARGEST_DRAWING + 1)
    fonts = (path for path in library.fonts.iterdir() if path.suffix in (".ttf", ".json"))
    for path in (*sorted(fonts), library.colour_profile):
        yield os.fsencode(path.name)
        yield path.read_bytes()
    for path in sorted(_PACKAGE.rglob("*.py")):
        yield os.fsencode(path.relative_to(_PACKAGE))
        yield path.read_bytes()


def _versions() -> Iterable[str]:
    """The libraries that set a plate, each with its version, as they are installed.

    An installed library has a folder such as ``reportlab-5.1.0.dist-info``; to list those takes a
    hundredth of the time of asking each for its version.
    """
    for place in sys.path:
        with suppress(OSError):
            names = (path.name.lower() for path in Path(place or ".").iterdir())
            yield from sorted(
                name
                for name in names
                if name.endswith(_INSTALLED) and name.partition("-")[0] in _LIBRARIES
            )
