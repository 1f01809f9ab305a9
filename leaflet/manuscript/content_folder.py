"""What stands in a folder of content: files by name, a folder for each topic, and ``words``."""

import re
from collections.abc import Iterator
from pathlib import Path

from leaflet.manuscript.decoding import LARGEST_FILE

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

EXAMPLE = "voorbeeld"
"""What a site leaves out that has no such list: sites are older than the list."""

WORDS = "words"
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
    """The built-in topics that a site leaves out; the text after a # is a remark."""
    try:
        with (site / LEFT_OUT).open("rb") as stream:
            lines = stream.read(LARGEST_FILE).decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return (EXAMPLE,)
    except OSError:
        return ()
    names = (line.partition("#")[0].strip("\ufeff \t") for line in lines)
    return tuple(dict.fromkeys(name for name in names if name))


def _folders(root: Path) -> Iterator[Path]:
    if root.is_dir():
        yield from (path for path in root.iterdir() if path.is_dir())
