"""``leaflet phones where``: every place where a leaflet prints a number."""

from pathlib import Path

import click

from leaflet.commands.columns import NONE, set_columns
from leaflet.commands.content_choices import PhoneKey
from leaflet.commands.site import site_option
from leaflet.commands.voice import say, tell, warn

_EXAMPLES = """\b
Examples:
  leaflet phones where bornem.pijnkliniek
"""
_HEADINGS = ("TOPIC", "LANGUAGE", "PANEL", "SECTION", "LINE")


@click.command("where", epilog=_EXAMPLES, short_help="Show where a number is printed.")
@click.argument("key", type=PhoneKey(), metavar="KEY")
@site_option
def find_number(key: str, site: Path | None) -> None:
    """Show topic, language, panel, section and line of every place that prints the number KEY."""
    from leaflet.commands.phone_keys import phone_keys_of, require_key
    from leaflet.manuscript.library import open_library
    from leaflet.manuscript.phone_places import survey_usage

    usage = survey_usage(open_library(site))
    uses = usage.of(key)
    if not uses:
        require_key(key, phone_keys_of(site))
    warn(*usage.unread)
    if not uses:
        say("no leaflet prints this number")
        return
    rows = [
        (use.topic, use.language, use.panel or NONE, use.heading or NONE, str(use.place))
        for use in uses
    ]
    for line in set_columns([_HEADINGS, *rows]):
        tell(line)
