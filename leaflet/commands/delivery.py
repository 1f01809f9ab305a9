"""Where a finished leaflet goes: a file or standard output."""

import sys
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from leaflet.errors import OutputError, Problem
from leaflet.frozen import frozen
from leaflet.press.file import Existing, check_target, write_file, write_stdout
from leaflet.press.file_name import check_file_name


@frozen
class Target:
    """A file, or standard output where ``path`` is ``None``.

    ``label`` is what messages call it: a name that the user chose may be a patient's (law 5).
    """

    path: Path | None
    label: str


def find_target(
    topic: str, output: str | None, option: str = "--output", suffix: str = ".pdf"
) -> Target:
    """The target of an option: a path, ``-``, or the topic's own file in the current folder."""
    if output == "-":
        return Target(None, "standard output")
    if output is None:
        return Target(Path(f"{topic}{suffix}"), f"{topic}{suffix}")
    return Target(Path(output), option)


def find_parts(target: Target) -> Iterator[Target]:
    """Targets for the parts of a file, without end: ``ward-001.pdf``, then ``ward-002.pdf``."""
    return (part_of(target, number) for number in count(1))


def part_of(target: Target, number: int) -> Target:
    """The target for one part of a file, its number counted from 1."""
    assert target.path is not None
    name = f"{target.path.stem}-{number:03}{target.path.suffix}"
    return Target(target.path.with_name(name), f"{target.label}, part {number}")


def require_free(target: Target, existing: Existing) -> None:
    """Refuse a place that cannot be written before any work is done; writing looks again.

    Raises:
        OutputError: If no file can have this name, there is no such folder, or there is a file and
            it is not to be replaced.
    """
    if target.path is None:
        return
    check_file_name(target.path.name, target.label)
    if not target.path.parent.is_dir():
        remedy = "make it first, or write elsewhere"
        raise OutputError(Problem(target.label, "the folder does not exist", remedy))
    check_target(target.path, existing, target.label)


def deliver(content: bytes | Iterable[bytes], target: Target, existing: Existing) -> None:
    """Write a file, whole or not at all.

    Raises:
        OutputError: If that is not possible.
    """
    if target.path is not None:
        write_file(content, target.path, existing, target.label)
        return
    # It is None where the program was started with its standard output closed.
    if not sys.stdout:
        raise OutputError(Problem(target.label, "is closed", "give the name of a file"))
    write_stdout(content, sys.stdout.buffer)
