"""``leaflet list``: the leaflets that there are."""

from pathlib import Path

import click

from leaflet.commands.clock import read_clock
from leaflet.commands.columns import set_columns
from leaflet.commands.site import site_option
from leaflet.commands.voice import tell

_EXAMPLES = """\b
Examples:
  leaflet list
  leaflet --site /srv/leaflet list
"""


@click.command("list", epilog=_EXAMPLES, short_help="List the leaflets, their versions and state.")
@site_option
def list_leaflets(site: Path | None) -> None:
    """List topic, language, version, review date and state of every leaflet."""
    from leaflet.commands.catalogue import HEADINGS, catalogue
    from leaflet.manuscript.library import open_library

    rows = catalogue(open_library(site), read_clock().value)
    for line in set_columns([HEADINGS, *rows]):
        tell(line)
