"""Deliver a finished leaflet: to a file, to standard output, to a printer, or to file and printer.

Begin with ``deliver``; ``require_free`` looks at the target before any work is done.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from leaflet.errors import LeafletError, OutputError, Problem, Where
from leaflet.messages.message import Message, Option
from leaflet.press.files import (
    TAKEN,
    Existing,
    check_file_name,
    check_target,
    write_file,
    write_stdout,
)
from leaflet.records import frozen

if TYPE_CHECKING:
    from leaflet.app.printing import Printer
    from leaflet.paper.fold import Flip


_MOST_COPIES = 99
"""Copies that a printer is asked to make of one sheet; beyond, it might make fewer in silence."""

_AT_ONCE = 65_536


@frozen
class Target:
    """A file, or standard output where ``path`` is ``None`` and there is no printer.

    Attributes:
        label: What messages call it; a file name that the user chose may be a patient's (law 5).
        taken: What to say of a file that is there already.
        stream: Standard output; ``None`` where it is closed, or not wanted.
    """

    path: Path | None
    label: Where
    printer: "Printer | None" = None
    taken: Message = TAKEN
    stream: BinaryIO | None = None

    @property
    def is_stdout(self) -> bool:
        """Whether the file itself goes to standard output, and nothing else may."""
        return self.path is None and self.printer is None

    def makes(self, copies: int) -> bool:
        """Whether the printer makes the copies of one leaflet, since no file has to hold them."""
        return self.printer is not None and self.path is None and copies <= _MOST_COPIES


def find_parts(target: Target) -> Iterator[Target]:
    """Targets for the parts of a file, without end: ``ward-001.pdf``, then ``ward-002.pdf``."""
    return (part_of(target, number) for number in count(1))


def part_of(target: Target, number: int) -> Target:
    """The target for one part of a file, its number counted from 1."""
    label = Message("where.part", "{file}, part {number}", file=target.label, number=number)
    if target.path is None:
        return replace(target, label=label)
    name = f"{target.path.stem}-{number:03}{target.path.suffix}"
    return replace(target, path=target.path.with_name(name), label=label)


def require_free(target: Target, existing: Existing) -> None:
    """Refuse a target that cannot be written before any work is done; writing checks again.

    Raises:
        OutputError: If no file can have this name, there is no such folder, or there is a file
            that may not be replaced.
    """
    if target.path is None:
        return
    check_file_name(target.path.name, target.label)
    if not target.path.parent.is_dir():
        what = Message("file.no-folder", "the folder does not exist")
        remedy = Message("file.make-folder", "make it first, or write elsewhere")
        raise OutputError(Problem(target.label, what, remedy))
    check_target(target.path, existing, target.label, target.taken)


@contextmanager
def told_with(target: Target, existing: Existing) -> Iterator[None]:
    """Add to whatever the block refuses that the target cannot be written either.

    Raises:
        LeafletError: What was refused, and after it what is wrong with the target.
    """
    try:
        yield
    except LeafletError as refused:
        try:
            require_free(target, existing)
        except OutputError as taken:
            raise type(refused)(*refused.problems, *taken.problems) from None
        raise


def deliver(
    content: bytes | Iterable[bytes],
    target: Target,
    existing: Existing,
    flip: "Flip | None" = None,
    copies: int = 1,
) -> None:
    """Write a file, whole or not at all, and then print what was written.

    Args:
        flip: The edge about which a printer turns the paper; ``None`` for what is not printed.
        copies: How often a printer prints it; more than one only where the target ``makes`` them.

    Raises:
        OutputError: If that is not possible.
    """
    if target.path is not None:
        write_file(content, target.path, existing, target.label, taken=target.taken)
        if target.printer is not None and flip is not None:
            kept = content if isinstance(content, bytes) else _read(target.path)
            try:
                target.printer.take(kept, flip, copies)
            except OutputError as refused:
                what = Message("print.made-only", "is made, and not printed")
                remedy = Message(
                    "print.print-that", "print that file, or make it again with --force"
                )
                made = Problem(target.label, what, remedy)
                raise OutputError(*refused.problems, made) from None
        return
    if target.printer is not None and flip is not None:
        target.printer.take(content, flip, copies)
        return
    if target.stream is None:
        what = Message("file.closed", "is closed")
        remedy = Message("file.give-name", "give the name of a file")
        raise OutputError(Problem(target.label, what, remedy))
    write_stdout(content, target.stream)


def _read(path: Path) -> Iterator[bytes]:
    """A file, chunk by chunk.

    Raises:
        OutputError: If it is gone again.
    """
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_AT_ONCE):
                yield chunk
    except OSError:
        what = Message("print.gone", "cannot be read again")
        remedy = Message("print.leave-it", "leave it there until it is printed")
        raise OutputError(Problem(Option("--output"), what, remedy)) from None
