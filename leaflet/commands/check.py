"""``leaflet check``: every problem of the content at once."""

from pathlib import Path

import click

from leaflet.commands.choices import Topic
from leaflet.commands.clock import read_clock
from leaflet.commands.site import site_option
from leaflet.commands.voice import refuse, tell, warn

_EXAMPLES = """\b
Examples:
  leaflet check                        everything
  leaflet check lage-rugpijn           one leaflet, and what it needs
  leaflet --site /srv/leaflet check    the hospital's own files

\b
Exit codes: 3 where something is wrong with the content; 5 where only a text does not fit;
6 where only a character or a drawing is missing.
"""


@click.command("check", epilog=_EXAMPLES, short_help="Tell every problem of the content at once.")
@click.argument("topics", type=Topic(), nargs=-1, metavar="[TOPIC]...")
@site_option
@click.pass_context
def check(ctx: click.Context, topics: tuple[str, ...], site: Path | None) -> None:
    """Read every leaflet in every language, set it, and tell all that is wrong."""
    from leaflet.commands.rehearsal import rehearse
    from leaflet.manuscript.library import open_library

    rehearsal = rehearse(open_library(site), topics, read_clock().value)
    warn(*rehearsal.warnings)
    refuse(*rehearsal.problems)
    for line in rehearsal.set_at:
        tell(line)
    tell(rehearsal.summary)
    ctx.exit(rehearsal.exit_code)
