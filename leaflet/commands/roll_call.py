"""Lists that a command is given: from a file or from standard input, read once."""

import sys
from pathlib import Path

from leaflet.discharge.roll import Roll, read_roll
from leaflet.errors import Problem, UsageError
from leaflet.manuscript.words import Words

LARGEST_LIST = 64_000_000
"""Bytes that a list may have: some half a million patients."""

_LOCK = "~$"


def open_roll(records: str, words: Words) -> Roll:
    """The list, of which the bytes that it has now are used whatever happens to it later.

    Args:
        records: Path of the list, or ``-`` for standard input.
        words: Knows the column headers.

    Raises:
        UsageError: If it cannot be read.
        DischargeError: If it is no list of patients.
    """
    content, label = fetch_list(records)
    return read_roll(content, label, words)


def fetch_list(path: str) -> tuple[bytes, str]:
    """The bytes of a list, and what messages call it: its name may be a patient's (law 5).

    Args:
        path: Its path, or ``-`` for standard input.

    Raises:
        UsageError: If it cannot be read.
    """
    label = "standard input" if path == "-" else "list"
    if Path(path).name.startswith(_LOCK):
        what = "is the mark of a program that has the list open"
        raise UsageError(Problem(label, what, "name the list itself"))
    try:
        content = _read(path)
    except (OSError, ValueError) as trouble:
        reason = (trouble.strerror if isinstance(trouble, OSError) else None) or "it is not there"
        remedy = "check the path and the permissions, and close it in other programs"
        raise UsageError(Problem(label, f"cannot be read ({reason})", remedy)) from None
    if len(content) > LARGEST_LIST:
        what = f"is larger than {LARGEST_LIST // 1_000_000} MB"
        raise UsageError(Problem(label, what, "cut it into parts"))
    return content, label


def _read(records: str) -> bytes:
    if records != "-":
        with Path(records).open("rb") as stream:
            return stream.read(LARGEST_LIST + 1)
    # A program that is started without a console has no standard input at all.
    if not sys.stdin:
        raise ValueError
    return sys.stdin.buffer.read(LARGEST_LIST + 1)
