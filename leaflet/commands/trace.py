"""``leaflet trace``: what the id in the imprint of a printed leaflet stands for."""

from pathlib import Path

import click

from leaflet.commands.choices import Said
from leaflet.commands.clock import read_clock
from leaflet.commands.site import site_option
from leaflet.commands.voice import tell

_EXAMPLES = """\b
Examples:
  leaflet --site hospital trace 3f9a27-c191b0

\b
The id stands in small print on the back, after topic and language. Its first half is the text with
all that is printed beside it, its second half the phone numbers. It tells nothing of a patient.
"""


@click.command("trace", epilog=_EXAMPLES, short_help="Explain the id on a printed leaflet.")
@click.argument("content_id", metavar="ID", type=Said())
@site_option
def trace(content_id: str, site: Path | None) -> None:
    """Tell which words and which phone numbers a leaflet with this ID carries."""
    from leaflet.commands.tracing import trace_id
    from leaflet.manuscript.library import open_library

    for line in trace_id(open_library(site), content_id, read_clock().value):
        tell(line)
