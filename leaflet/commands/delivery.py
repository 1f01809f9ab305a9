"""Where a finished leaflet goes: a file or standard output."""

from dataclasses import dataclass
from pathlib import Path

import click

from leaflet.errors import OutputError, Problem
from leaflet.press.file import Existing, write_file, write_stdout


@dataclass(frozen=True, slots=True)
class Target:
    """A file, or standard output where ``path`` is ``None``.

    ``label`` is what messages call it: a name that the user chose may be a patient's (law 5).
    """

    path: Path | None
    label: str


def find_target(topic: str, output: str | None) -> Target:
    """The target of ``-o``: a path, ``-``, or the topic's own file in the current folder."""
    if output == "-":
        return Target(None, "standard output")
    if output is None:
        return Target(Path(f"{topic}.pdf"), f"{topic}.pdf")
    return Target(Path(output), "the file of --output")


def deliver(pdf: bytes, target: Target, existing: Existing) -> None:
    """Write the leaflet, whole or not at all.

    Raises:
        OutputError: If that is not possible.
    """
    if target.path is not None:
        write_file(pdf, target.path, existing, target.label)
        return
    try:
        stream = click.get_binary_stream("stdout")
    except RuntimeError:
        what, remedy = "is closed", "write to a file with -o FILE"
        raise OutputError(Problem(target.label, what, remedy)) from None
    write_stdout(pdf, stream)
