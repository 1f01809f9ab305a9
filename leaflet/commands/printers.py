"""``leaflet printers``: the print queues of this computer, and which of them can print leaflets."""

import os

import click

from leaflet.commands.columns import NONE, set_columns
from leaflet.commands.voice import say, tell

_EXAMPLES = """\b
Examples:
  leaflet printers
  leaflet make lage-rugpijn --pen --queue ward      prints on the queue `ward`
  leaflet make lage-rugpijn --pen --print           prints on the default queue

\b
A leaflet needs a queue that prints on both sides and has A4. `unknown` means that the queue does
not say, as one without a driver; nothing is printed there.
"""
_HEADINGS = ("QUEUE", "DEFAULT", "BOTH SIDES", "A4", "STATE")


@click.command("printers", epilog=_EXAMPLES, short_help="List the print queues, and what they can.")
def printers() -> None:
    """List the print queues of CUPS: whether they print on both sides, on A4, and how they are."""
    from leaflet.press.print_queue import find_default, list_queues, read_queue
    from leaflet.press.print_system import PrintSystem

    system = PrintSystem(os.environ)
    names = list_queues(system)
    if not names:
        say("no print queue is set up here")
        return
    default = find_default(system)
    rows = []
    for queue in (read_queue(system, name) for name in names):
        mark = "yes" if queue.name == default else NONE
        abilities = (queue.both_sides.value, queue.takes_a4.value)
        rows.append((queue.name, mark, *abilities, queue.describe_state()))
    for line in set_columns([_HEADINGS, *rows]):
        tell(line)
