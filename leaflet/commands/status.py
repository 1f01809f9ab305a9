"""``leaflet status``: how every leaflet and every number stands."""

from pathlib import Path

import click

from leaflet.commands.clock import read_clock
from leaflet.commands.columns import set_columns
from leaflet.commands.site import site_option
from leaflet.commands.voice import refuse, tell, warn
from leaflet.errors import ExitCode

_EXAMPLES = """\b
Examples:
  leaflet --site hospital status
  leaflet --site hospital diff lage-rugpijn     what has changed since the approval
  leaflet --site hospital check                 what is wrong, or hard to read

\b
ID is what stands in the imprint of what is printed now; `leaflet trace` explains an older one.
"""


@click.command("status", epilog=_EXAMPLES, short_help="Show what is approved, overdue, unchecked.")
@site_option
@click.pass_context
def status(ctx: click.Context, site: Path | None) -> None:
    """Show which texts are approved, by whom and until when, and which numbers to call again."""
    from leaflet.commands.status_table import (
        HEADINGS,
        find_unusable,
        list_standings,
        list_unchecked,
    )
    from leaflet.manuscript.library import open_library

    today = read_clock()
    warn(*today.warnings)
    library = open_library(site)
    unusable = find_unusable(library)
    refuse(*unusable)
    for line in set_columns([HEADINGS, *list_standings(library, today.value)]):
        tell(line)
    unchecked = list_unchecked(library, today.value)
    warn(*(each for each in unchecked.warnings if each not in unusable))
    if unchecked.value:
        tell("")
        tell("Numbers to call, because nobody is known to have done so for a year:")
        for line in set_columns(unchecked.value):
            tell(f"  {line}")
    if unusable:
        ctx.exit(ExitCode.CONTENT)
