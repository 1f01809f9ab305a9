"""What a site has of its own, so that no file of the program ever takes its place in silence.

The numbers and the limits of another hospital are worse than no leaflet. So a site says in a list
which of its files may not be missing; commands that write files into it write the list as well. A
site from before there was the list is known to have had a phone book by what changes left behind.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from leaflet.errors import ContentError, Place, Problem
from leaflet.manuscript.content_folder import (
    ASSETS,
    FORMULARY,
    HOSPITAL,
    LEDGER,
    OWNED,
    PHONEBOOK,
    REGISTER,
    SHARED,
    read_owned,
)
from leaflet.manuscript.plain_file import read_plain

_BACKUPS = (".bak", "~")
"""What commands and editors add to the name of a file as it was before."""

_OURS = {
    PHONEBOOK: "numbers",
    FORMULARY: "limits",
    REGISTER: "medicines",
    HOSPITAL: "name and rules",
}
"""What is not the hospital's where the program's own file stands in."""

_CHANGES = (b'"event": "phones ', b'"event": "before phones ')
"""How a line of the ledger begins to tell of a change in the site's own phone book."""

_LARGEST_LEDGER = 64_000_000


def names_owned(site: Path) -> tuple[str, ...]:
    """The files that the site has or had, as its list says; without one, as other files show.

    Raises:
        ContentError: If the list is there, and cannot be read.
    """
    listed = read_owned(site)
    if listed is not None:
        return listed
    return tuple(name for name in SHARED if _has_left_traces(site, name))


def is_owned(site: Path, name: str) -> bool:
    """Whether the site has or had a file of this name.

    Raises:
        ContentError: If the list is there, and cannot be read.
    """
    listed = read_owned(site)
    if listed is not None:
        return name in listed
    return name in SHARED and _has_left_traces(site, name)


def is_in_site(site: Path, name: str) -> bool:
    """Whether anything of this name is in the site, be it readable or not."""
    return any(os.path.lexists(path) for path in _places(site, name))


def find_missing(site: Path, names: Iterable[str]) -> Iterator[Problem]:
    """Tell those of the files that are not in the site."""
    return (tell_missing(site, name) for name in names if not is_in_site(site, name))


def tell_missing(site: Path, name: str) -> Problem:
    """That a file of the site is gone, and how it comes back."""
    ours = _OURS.get(name, "words" if name.endswith(".yaml") else "drawings")
    what = f"the site's own file is missing, and the program's {ours} are not this hospital's"
    backup = _find_backup(site, name) or "a backup of the site folder"
    meant = f"take its line out of {OWNED}"
    with suppress(ContentError):
        if read_owned(site) is None:
            meant = f"write a file {OWNED} there that does not name it"
    return Problem(Place(name), what, f"put it back from {backup}; if it was meant, {meant}")


def _find_backup(site: Path, name: str) -> str | None:
    """The path of a backup inside the site; ``None`` if there is none."""
    for path in _places(site, name):
        for ending in _BACKUPS:
            if (backup := path.with_name(path.name + ending)).is_file():
                return backup.relative_to(site).as_posix()
    return None


def _has_left_traces(site: Path, name: str) -> bool:
    """Whether there is a backup, or, of the phone book, a change in the ledger."""
    return _find_backup(site, name) is not None or (name == PHONEBOOK and _is_told(site))


def _is_told(site: Path) -> bool:
    for path in _places(site, LEDGER):
        with suppress(OSError):
            told = read_plain(path, _LARGEST_LEDGER)
            return any(change in told for change in _CHANGES)
    return False


def _places(site: Path, name: str) -> tuple[Path, ...]:
    """Where the site would have the file."""
    if name.startswith(ASSETS):
        return (site / name,)
    return site / name, site / "content" / name
