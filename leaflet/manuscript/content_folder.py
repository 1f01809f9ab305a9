"""What stands in a folder of content: files by name, a folder for each topic, and ``words``."""

import re
from collections.abc import Iterator
from pathlib import Path

from leaflet.errors import ContentError, Place, Problem
from leaflet.manuscript.decoding import LARGEST_FILE
from leaflet.manuscript.plain_file import read_plain

HOSPITAL = "hospital.yaml"
PHONEBOOK = "phonebook.yaml"
FORMULARY = "formulary.yaml"
REGISTER = "medicines.yaml"
SHARED = (HOSPITAL, PHONEBOOK, FORMULARY, REGISTER)
"""The files that every leaflet reads."""

APPROVALS = "approvals.yaml"
LEDGER = "ledger.jsonl"
RECORDS = (APPROVALS, LEDGER)
"""What the program writes down in the site folder; nothing of it comes with the program."""

LEFT_OUT = "left-out.txt"
"""A list of the site: built-in leaflets that this hospital does not use, one a line."""

OWNED = "owned.txt"
"""A list of the site: its own files for which the program's may never stand in, one a line."""

EXAMPLE = "voorbeeld"
"""What a site leaves out that has no such list: sites are older than the list."""

WORDS = "words"
ASSETS = "assets/"
"""How the name of a drawing begins."""

TOPIC_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def topics_in(root: Path) -> list[str]:
    """The topics that have a folder in it, with files or without."""
    names = (folder.name for folder in _folders(root))
    return [name for name in names if name != WORDS and TOPIC_NAME.fullmatch(name)]


def languages_in(folder: Path) -> list[str]:
    """The languages that have a file in it."""
    return [path.stem for path in folder.glob("*.yaml") if LANGUAGE_TAG.fullmatch(path.stem)]


def read_left_out(site: Path) -> tuple[str, ...]:
    """The built-in topics that a site leaves out.

    Raises:
        ContentError: If the list is there, and cannot be read.
    """
    listed = _read_list(site, LEFT_OUT)
    return (EXAMPLE,) if listed is None else listed


def read_owned(site: Path) -> tuple[str, ...] | None:
    """The names of the content and drawings that a site says it has; ``None`` without the list.

    Raises:
        ContentError: If the list is there, and cannot be read.
    """
    listed = _read_list(site, OWNED)
    return None if listed is None else tuple(each.removeprefix("content/") for each in listed)


def _read_list(site: Path, name: str) -> tuple[str, ...] | None:
    """The lines of a list of the site, each once; the text after a # is a remark."""
    path = site / name
    try:
        lines = read_plain(path, LARGEST_FILE).decode("utf-8", "replace").splitlines()
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not path.is_symlink():
            return None
        what = f"the file cannot be read ({error.strerror})"
        raise ContentError(Problem(Place(name), what, "look at its permissions")) from None
    names = (line.partition("#")[0].strip("\ufeff \t") for line in lines)
    return tuple(dict.fromkeys(each for each in names if each))


def _folders(root: Path) -> Iterator[Path]:
    if root.is_dir():
        yield from (path for path in root.iterdir() if path.is_dir())
