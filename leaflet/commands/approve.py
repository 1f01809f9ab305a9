"""``leaflet approve``: a hospital answers for the words of a leaflet, as they stand now."""

from pathlib import Path

import click

from leaflet.commands.choices import Phrase, Said
from leaflet.commands.clock import read_clock
from leaflet.commands.content_choices import Language, Topic
from leaflet.commands.site import site_option
from leaflet.commands.voice import tell, warn

_EXAMPLES = """\b
Examples:
  leaflet --site hospital approve lage-rugpijn --by "dr. Els Claes" --review-by 2028-11-22
  leaflet --site hospital diff lage-rugpijn         what has changed since
  leaflet --site hospital status                    how all leaflets stand

\b
Approved are the words that are printed: the text, the drawings beside it, the formulary, the words
of a plan, and what the site words otherwise than the program. A phone number, the hospital's name,
colours and the layout may change, and the approval holds. One other word, and the imprint says
"Concept" again; undone, it holds again. What was approved is kept as plain text in the folder
approvals of the site.
"""


@click.command("approve", epilog=_EXAMPLES, short_help="Record that a text is approved.")
@click.argument("topic", type=Topic())
@click.option("--lang", type=Language(), default="nl", show_default=True, help="Language.")
@click.option("--by", required=True, type=Phrase(), metavar="NAME", help="Who answers for it.")
@click.option(
    "--review-by", required=True, type=Said(), metavar="DATE", help="Until when it is good."
)
@site_option
def approve(topic: str, lang: str, by: str, review_by: str, site: Path | None) -> None:
    """Record in the site folder that the words of TOPIC are approved, as they stand now."""
    from leaflet.commands.approving import approve_text
    from leaflet.manuscript.library import open_library

    today = read_clock()
    warn(*today.warnings)
    done = approve_text(open_library(site), topic, lang, by, review_by, today.value)
    warn(*done.warnings)
    for line in done.value:
        tell(line)
