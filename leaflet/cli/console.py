"""Messages on standard error, made safe for any console (``docs/rules.md`` T09, T96).

``show_file`` opens a finished leaflet in the viewer of this computer.
"""

import sys
import unicodedata
from pathlib import Path
from typing import TextIO

import click

from leaflet.errors import LeafletError, Problem
from leaflet.messages.message import Message


def open_streams() -> None:
    """Let a console that lacks a character show a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def say(text: Message | str) -> None:
    """One line on standard error; where nobody listens, it is lost and the work goes on."""
    try:
        click.echo(_printable(str(text)), err=True)
    except OSError:
        _empty(sys.stderr)


def tell(text: Message | str) -> None:
    """One line of the answer, on standard output."""
    click.echo(_printable(str(text)))


def warn(*problems: Problem) -> None:
    """What the user should know, and that does not stop the work."""
    for problem in problems:
        say(f"warning: {problem}")


def refuse(*problems: Problem) -> None:
    """What stops the work."""
    for problem in problems:
        say(f"error: {problem}")


def is_terminal() -> bool:
    """Whether somebody sits there who can be asked."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def close_broken_streams() -> None:
    """Let what nobody reads any more go nowhere, so that the interpreter ends in peace."""
    for stream in (sys.stdout, sys.stderr):
        # It is None where the program was started with it closed.
        if stream is not None:
            try:
                stream.flush()
            except (OSError, ValueError):
                _empty(stream)


def _empty(stream: TextIO) -> None:
    from leaflet.press.files import empty_stream  # only where nobody listens any more

    empty_stream(stream)


def _printable(text: str) -> str:
    """The text without control characters, which could steer a terminal."""
    return "".join(c if c == "\n" or unicodedata.category(c) != "Cc" else "?" for c in text)


def show_file(path: Path) -> None:
    """Open the file with the viewer of this computer; what was made is there in any case."""
    try:
        failed = click.launch(str(path.absolute())) != 0
    except (OSError, LeafletError):
        failed = True
    if failed:
        warn(Problem("--open", "no viewer could be started", "open the file yourself"))
