"""``--print``, ``--queue`` and ``--wait``: what the commands that print have in common."""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

import click
from click.shell_completion import CompletionItem

from leaflet.commands.choices import Count, Said
from leaflet.errors import LeafletError, Problem, UsageError
from leaflet.frozen import frozen

_WAIT = 60
"""Seconds without any progress after which nobody is kept waiting."""


@frozen
class PrintWish:
    """Paper is wanted.

    Attributes:
        queue: The queue that was named, or ``None`` for the default one.
        wait: Seconds without any progress after which the user is told, and not kept.
    """

    queue: str | None
    wait: int


class QueueName(Said):
    """A print queue, by its name."""

    name = "queue"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The queues that there are."""
        from leaflet.press.print_queue import list_queues
        from leaflet.press.print_system import PrintSystem

        with suppress(LeafletError, OSError):
            names = list_queues(PrintSystem(os.environ))
            return [CompletionItem(name) for name in names if name.startswith(incomplete)]
        return []


def print_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command the options, and the argument ``printing``: a wish, or ``None``."""

    @click.option("--print", "to_print", is_flag=True, help="Print it; a file only with -o.")
    @click.option("--queue", type=QueueName(), metavar="NAME", help="Print it on this queue.")
    @click.option(
        "--wait",
        type=Count(),
        metavar="SECONDS",
        help=f"How long the printer may show no progress.  [default: {_WAIT}]",
    )
    @wraps(command)
    def packed(*args: Any, to_print: bool, queue: str | None, wait: int | None, **kw: Any) -> Any:
        wished = to_print or queue is not None
        if wait is not None and not wished:
            what = "waits for a printer, and nothing is printed"
            raise UsageError(Problem("--wait", what, "give --print, or leave it out"))
        printing = PrintWish(queue, wait or _WAIT) if wished else None
        return command(*args, printing=printing, **kw)

    return packed
