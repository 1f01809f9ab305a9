"""``leaflet phones list``: every number, when it was checked, and which leaflets print it."""

from pathlib import Path

import click

from leaflet.commands.clock import read_clock
from leaflet.commands.columns import set_columns
from leaflet.commands.site import site_option
from leaflet.commands.voice import tell, warn

_EXAMPLES = """\b
Examples:
  leaflet phones list
  leaflet --site /srv/leaflet phones
"""


@click.command("list", epilog=_EXAMPLES, short_help="List the numbers and who prints them.")
@site_option
def list_numbers(site: Path | None) -> None:
    """List key, campus, purpose, number, day of the last check and leaflets of every number."""
    from leaflet.commands.phone_table import HEADINGS, list_phones
    from leaflet.manuscript.library import open_library

    listed = list_phones(open_library(site), read_clock().value)
    warn(*listed.warnings)
    for line in set_columns([HEADINGS, *listed.value]):
        tell(line)
