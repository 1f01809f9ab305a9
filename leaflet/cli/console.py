"""Messages and lines, made safe for any console (``docs/rules.md`` T09, T96).

Messages are spoken: ``say``, ``tell``, ``warn``, ``refuse``. What is not a sentence is shown:
``show`` writes a line, ``show_file`` opens a finished leaflet in the viewer of this computer.
"""

import sys
import unicodedata
from pathlib import Path
from typing import TextIO

import click

from leaflet.errors import LeafletError, Problem
from leaflet.messages.message import Message, Option


def open_streams() -> None:
    """Let a console that lacks a character show a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def show(line: str, *, aside: bool = False) -> None:
    """Write a line of a table, a document or a file: no sentence, so nothing to translate.

    Args:
        line: Is written as it stands.
        aside: Whether it goes to standard error; if nobody listens there, it is lost and the work
            goes on.
    """
    try:
        click.echo(_printable(line), err=aside)
    except OSError:
        if not aside:
            raise
        _empty(sys.stderr)


def say(message: Message) -> None:
    """Say a message beside the answer, on standard error."""
    show(str(message), aside=True)


def tell(message: Message) -> None:
    """Say a message that is the answer, on standard output."""
    show(str(message))


def warn(*told: Problem | Message) -> None:
    """Say what the user should know, and what does not stop the work."""
    for each in told:
        say(Message("told.warning", "warning: {told}", told=_clause(each)))


def refuse(*told: Problem | Message) -> None:
    """Say what stops the work."""
    for each in told:
        say(Message("told.error", "error: {told}", told=_clause(each)))


def _clause(told: Problem | Message) -> Message:
    if isinstance(told, Message):
        return told
    where, what, remedy = told.where, told.what, told.remedy
    return Message(
        "told.problem", "{where}: {what} — {remedy}", where=where, what=what, remedy=remedy
    )


def is_terminal() -> bool:
    """Whether there is somebody to ask."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def close_broken_streams() -> None:
    """Send what nobody reads any more nowhere, so that the interpreter can exit."""
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
    """Open the file in the viewer of this computer; a failure is only a warning."""
    try:
        failed = click.launch(str(path.absolute())) != 0
    except (OSError, LeafletError):
        failed = True
    if failed:
        what = Message("show.no-viewer", "no viewer could be started")
        remedy = Message("show.yourself", "open the file yourself")
        warn(Problem(Option("--open"), what, remedy))
