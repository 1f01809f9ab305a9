"""Detect that content was saved, from file stamps alone; no file is opened.

All places where a leaflet's files are, or could be, are looked at: copying a built-in file into the
site, removing one or saving by renaming changes the leaflet as well.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from leaflet.content.files import APPROVALS, SHARED
from leaflet.content.site import Library
from leaflet.records import frozen

_DEEP = 3
"""Folders below a root in which drawings and the logo are looked for."""

_DRAWING = ".svg"


@frozen
class Stamp:
    """A file as the disk knows it.

    Attributes:
        path: Where it is.
        saved: When it was written last, in nanoseconds, as the disk counts.
        size: In bytes.
        number: Its own number on the disk; another one after it was saved by renaming.
    """

    path: Path
    saved: int
    size: int
    number: int


def take_stamps(library: Library, topic: str, language: str) -> Mapping[str, tuple[Stamp, ...]]:
    """The stamps of all that a leaflet is set from, by the names that messages use.

    Args:
        library: Where the files are.
        topic: The leaflet.
        language: Its language.

    Returns:
        For each file the built-in one and the site's, as far as they are there. Files of the site
        that nothing reads have a name and no stamp: they are told of, and their content is not.
    """
    roots = _roots(library)
    names = (f"{topic}/{language}.yaml", f"words/{language}.yaml", *SHARED, APPROVALS)
    found = [(name, stamp) for name in names for root in roots if (stamp := _stamp(root / name))]
    for root, stamp in _drawings(library):
        found.append((stamp.path.relative_to(root).as_posix(), stamp))
    stamps: dict[str, tuple[Stamp, ...]] = {}
    for name, stamp in found:
        stamps[name] = (*stamps.get(name, ()), stamp)
    # A folder of the site may go away while it is looked into; the next look sees what is left.
    with suppress(OSError):
        stamps |= {str(stray.where): () for stray in library.find_strays()}
    return stamps


def stamp_file(path: Path) -> tuple[Stamp, ...]:
    """The stamp of one file; nothing if it is not there."""
    stamp = _stamp(path)
    return (stamp,) if stamp else ()


def _roots(library: Library) -> tuple[Path, ...]:
    site = (library.site, library.site / "content") if library.site else ()
    return (library.built_in / "content", *site)


def _drawings(library: Library) -> Iterator[tuple[Path, Stamp]]:
    """Each drawing with the folder that its name begins in; a logo may stand anywhere in a site."""
    places = [(library.built_in, library.built_in / "assets")]
    places.append((library.built_in / "content",) * 2)
    if library.site:
        places.append((library.site, library.site))
    for root, folder in places:
        for path in _files(folder, _DEEP):
            if path.suffix == _DRAWING and (stamp := _stamp(path)):
                yield root, stamp


def _files(folder: Path, depth: int) -> Iterator[Path]:
    """Files in the folder and below it, none hidden; links to folders are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth:
                yield from _files(Path(entry.path), depth - 1)
        else:
            yield Path(entry.path)


def _stamp(path: Path) -> Stamp | None:
    try:
        state = path.stat()
    except (OSError, ValueError):
        return None
    return Stamp(path, state.st_mtime_ns, state.st_size, state.st_ino)
