"""``leaflet diff``: what has changed in the words of a leaflet since they were approved."""

from pathlib import Path

import click

from leaflet.commands.content_choices import Language, Topic
from leaflet.commands.site import site_option
from leaflet.commands.voice import tell

_EXAMPLES = """\b
Examples:
  leaflet --site hospital diff lage-rugpijn

\b
Shown are words that are printed, or that decide about a plan, with file and line; not phone
numbers, colours or comments. What was taken out stands after "was", what came instead after "now".
"""


@click.command("diff", epilog=_EXAMPLES, short_help="Show what changed since the approval.")
@click.argument("topic", type=Topic())
@click.option("--lang", type=Language(), default="nl", show_default=True, help="Language.")
@site_option
def diff(topic: str, lang: str, site: Path | None) -> None:
    """Show, in words, what has changed in TOPIC since it was approved."""
    from leaflet.commands.comparing import compare_with_approved
    from leaflet.manuscript.library import open_library

    for line in compare_with_approved(open_library(site), topic, lang):
        tell(line)
