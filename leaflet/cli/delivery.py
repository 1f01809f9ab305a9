"""``--output`` and ``--print``: where a leaflet goes, and what is said once it is there."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.app.delivery import Target
from leaflet.cli.console import say
from leaflet.cli.group import find_timer
from leaflet.errors import Problem, UsageError, Where
from leaflet.messages.message import Count, File, Message, Name, Option
from leaflet.press.files import STANDARD_OUTPUT, TAKEN

if TYPE_CHECKING:
    from leaflet.cli.options import PrintWish

TO_A_FILE = Message("show.to-a-file", "write to a file")


def aim(
    topic: str, output: str | None, printing: "PrintWish | None", taken: Message = TAKEN
) -> Target:
    """The target of ``--output`` and ``--print``; a printer is checked before any work is done.

    Raises:
        OutputError: If leaflets cannot be printed as they should be.
        UsageError: If the file is to go to the printer and to standard output.
    """
    target = replace(find_target(topic, output), taken=taken)
    if printing is None:
        return target
    if target.path is None:
        what = Message("print.beside-stdout", "stands beside standard output")
        remedy = Message(
            "print.keep-file", "leave one of the two out; -o FILE keeps what is printed"
        )
        raise UsageError(Problem(Option("--print"), what, remedy))
    from leaflet.app.printing import find_printer

    printer = find_printer(printing.queue, printing.wait, os.environ, find_timer(), say)
    if output is None:
        return Target(None, Message("where.print-job", "print job"), printer)
    return replace(target, printer=printer)


def find_target(
    topic: str, output: str | None, option: str = "--output", suffix: str = ".pdf"
) -> Target:
    """The target of an option: a path, ``-``, or the topic's own file in the current folder."""
    if output == "-":
        # It is None where the program was started with its standard output closed.
        return Target(None, STANDARD_OUTPUT, stream=sys.stdout.buffer if sys.stdout else None)
    if output is None:
        return Target(Path(f"{topic}{suffix}"), File(f"{topic}{suffix}"))
    return Target(Path(output), Option(option))


def conclude(
    target: Target,
    what: Message | Count,
    sheets: int,
    advice: Message,
    binding: Message | None = None,
) -> None:
    """Say what was made and how to print it; or wait until it is printed, and say so.

    Args:
        target: Where it went.
        what: What was made: ``sheet K7M2QX``, ``50 leaflets``.
        sheets: Of paper, in all.
        advice: How it is printed.
        binding: How to bind what comes out of a printer; usually ``None``.

    Raises:
        OutputError: If it does not come out of the printer.
    """
    label, printer = target.label, target.printer
    if printer is None:
        say(_and_then(_made(label, what), advice))
        return
    if target.path is not None:
        say(_made(label, what))
    if printer.see_through(sheets):
        queue = Name(printer.queue)
        printed = Message("printed.what", "printed: {what}, queue {queue}", what=what, queue=queue)
        say(_and_then(printed, binding) if binding else printed)


def name_sheet(sheet: str) -> Message:
    """``sheet K7M2QX``: how one leaflet is called once it is made."""
    return Message("made.sheet", "sheet {sheet}", sheet=Name(sheet))


def _made(label: Where, what: Message | Count) -> Message:
    return Message("made.what", "{file}: made, {what}", file=label, what=what)


def _and_then(made: Message, advice: Message) -> Message:
    return Message("made.and-then", "{made} — {advice}", made=made, advice=advice)
