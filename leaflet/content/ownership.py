"""What a site has of its own, and leaves out: once it had a file, the built-in one never returns.

A list in the site says which files are its own. A backup beside a file, or a number in the ledger
that the program's phone book does not have, is proof as well. Begin with ``is_owned``.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from leaflet.content.files import (
    ASSETS,
    EXAMPLE,
    FORMULARY,
    HOSPITAL,
    LEDGER,
    LEFT_OUT,
    OWNED,
    PHONEBOOK,
    REGISTER,
    SHARED,
    read_plain,
    reason_of,
)
from leaflet.content.suggest import suggest
from leaflet.content.yaml import LARGEST_FILE
from leaflet.errors import ContentError, Place, Problem
from leaflet.messages.message import Command, File, Message, both


def read_left_out(site: Path) -> tuple[str, ...]:
    """The built-in topics that a site leaves out.

    Raises:
        ContentError: If the list is there, and cannot be read.
    """
    listed = _read_list(site, LEFT_OUT)
    return (EXAMPLE,) if listed is None else listed


_BUILT_IN = "built-in "
"""How a line of the list begins that says: the program's own file is meant, whatever was before."""


def read_owned(site: Path) -> tuple[str, ...] | None:
    """The names of the content and drawings that a site says it has; ``None`` without the list.

    Raises:
        ContentError: If the list is there, and cannot be read or names a file that there is not.
    """
    listed = _read_list(site, OWNED)
    if listed is None:
        return None
    names = [each.removeprefix(_BUILT_IN).strip().removeprefix("content/") for each in listed]
    for name in names:
        # Texts, words and drawings have a folder; a name without one is that of a shared file.
        if "/" not in name and name not in SHARED:
            what = Message("site.owned-nothing", "a line names no file of a site")
            remedy = suggest(name, SHARED, Message("all.take-line-out", "take the line out"))
            raise ContentError(Problem(Place(OWNED), what, remedy))
    pairs = zip(listed, names, strict=True)
    return tuple(name for line, name in pairs if not line.startswith(_BUILT_IN))


def _is_meant_built_in(site: Path, name: str) -> bool:
    """Whether the list says that the program's own file is meant."""
    listed = _read_list(site, OWNED) or ()
    return any(line.removeprefix(_BUILT_IN).strip() == name != line for line in listed)


def _read_list(site: Path, name: str) -> tuple[str, ...] | None:
    """The lines of a list of the site, each once; the text after a # is a remark."""
    path = site / name
    try:
        lines = read_plain(path, LARGEST_FILE).decode("utf-8", "replace").splitlines()
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not path.is_symlink():
            return None
        reason = reason_of(error)
        what = Message("all.unreadable", "the file cannot be read ({reason})", reason=reason)
        remedy = Message("all.permissions", "look at its permissions")
        raise ContentError(Problem(Place(name), what, remedy)) from None
    names = (line.partition("#")[0].strip("\ufeff \t") for line in lines)
    return tuple(dict.fromkeys(each for each in names if each))


_BACKUPS = (".bak", "~", ".orig", ".old")
"""What commands and editors add to the name of a file as it was before."""

_OURS = {
    PHONEBOOK: Message("site.our-numbers", "the program's numbers are not this hospital's"),
    FORMULARY: Message("site.our-limits", "the program's limits are not this hospital's"),
    REGISTER: Message("site.our-medicines", "the program's medicines are not this hospital's"),
    HOSPITAL: Message("site.our-name", "the program's name and rules are not this hospital's"),
}
"""Why the program's own file may not stand in."""

_TOLD_NUMBERS = re.compile(rb'"numbers": \{([^}]*)\}')
_TOLD_NUMBER = re.compile(r': "([^"]*)"')
"""The numbers that a line of the ledger tells of, by their keys, and each of them."""

_LARGEST_LEDGER = 64_000_000


def names_owned(site: Path, built_in: Path) -> tuple[str, ...]:
    """The files that the site has or had: as its list says, and as other files show.

    Args:
        site: The folder of the site.
        built_in: The folder of the program's own files.

    Raises:
        ContentError: If the list is there, and cannot be read.
    """
    listed = read_owned(site) or ()
    shown = (name for name in SHARED if name not in listed and is_owned(site, name, built_in))
    return (*listed, *shown)


def is_owned(site: Path, name: str, built_in: Path) -> bool:
    """Whether the site has or had a file of this name.

    Its list may say so, a backup beside the file, or a number in the ledger that the program's own
    phone book does not have.

    Raises:
        ContentError: If the list is there, and cannot be read.
    """
    if name in (read_owned(site) or ()):
        return True
    if name not in SHARED or _is_meant_built_in(site, name):
        return False
    is_told = name == PHONEBOOK and _is_told(site, built_in)
    return is_told or _find_backup(site, name) is not None


def is_in_site(site: Path, name: str) -> bool:
    """Whether anything of this name is in the site, be it readable or not."""
    return any(os.path.lexists(path) for path in _places(site, name))


def find_missing(site: Path, names: Iterable[str]) -> Iterator[Problem]:
    """Tell those of the files that are not in the site."""
    return (tell_missing(site, name) for name in names if not is_in_site(site, name))


def tell_missing(site: Path, name: str) -> Problem:
    """That a file of the site is gone, and how it comes back."""
    if name in _OURS:
        ours = _OURS[name]
    elif name.endswith(".yaml"):
        ours = Message("site.our-words", "the program's words are not this hospital's")
    else:
        ours = Message("site.our-drawings", "the program's drawings are not this hospital's")
    what = Message("site.missing", "the site's own file is missing, and {ours}", ours=ours)
    if backup := _find_backup(site, name):
        back = Message("site.put-back", "put it back from {backup}", backup=File(backup))
    else:
        back = Message("site.put-back-any", "put it back from a backup of the site folder")
    if name in SHARED:
        meant = Message(
            "site.meant-built-in",
            "if it was meant, write the line `{line}` into owned.txt, in the place of its own",
            line=Command(f"{_BUILT_IN}{name}"),
        )
    else:
        meant = Message("site.meant-gone", "if it was meant, take its line out of owned.txt")
    return Problem(Place(name), what, both(back, meant))


def _find_backup(site: Path, name: str) -> str | None:
    """The path of a backup inside the site; ``None`` if there is none."""
    for path in _places(site, name):
        for ending in _BACKUPS:
            if (backup := path.with_name(path.name + ending)).is_file():
                return backup.relative_to(site).as_posix()
    return None


def _is_told(site: Path, built_in: Path) -> bool:
    """Whether the ledger tells of a number that is not in the program's own phone book."""
    for path in _places(site, LEDGER):
        with suppress(OSError):
            told = set(_TOLD_NUMBERS.findall(read_plain(path, _LARGEST_LEDGER)))
            known = (built_in / "content" / PHONEBOOK).read_text("utf-8")
            return any(
                number.partition(" · ")[0] not in known
                for numbers in told
                for number in _TOLD_NUMBER.findall(numbers.decode("utf-8", "replace"))
            )
    return False


def _places(site: Path, name: str) -> tuple[Path, ...]:
    """Where the site would have the file."""
    if name.startswith(ASSETS):
        return (site / name,)
    return site / name, site / "content" / name
