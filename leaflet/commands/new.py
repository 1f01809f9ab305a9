"""``leaflet new``: a brochure to fill in."""

from pathlib import Path

import click

from leaflet.commands.choices import Said
from leaflet.commands.content_choices import Language
from leaflet.commands.site import site_option
from leaflet.commands.voice import tell, warn

_EXAMPLES = """\b
Examples:
  leaflet --site /srv/leaflet new enkel-verstuikt
  leaflet --site /srv/leaflet preview enkel-verstuikt

\b
What has to be written stands between ‹ and ›, section by section; `leaflet check` tells what is
left of it. To change a leaflet that comes with the program, see `leaflet adopt`.
"""


@click.command("new", epilog=_EXAMPLES, short_help="Begin a new leaflet, with prompts to fill in.")
@click.argument("topic", metavar="TOPIC", type=Said())
@click.option(
    "--lang", "language", type=Language(), default="nl", show_default=True, help="Its language."
)
@site_option
def new(topic: str, language: str, site: Path | None) -> None:
    """Write TOPIC/nl.yaml into the site folder: a leaflet that can be set at once, and filled in.

    TOPIC is its name in commands: small letters, digits and hyphens, such as enkel-verstuikt.
    """
    from leaflet.commands.site_folder import add_to_site, find_missing_schemas
    from leaflet.commands.skeleton import draw_up
    from leaflet.manuscript.library import open_library

    library = open_library(site)
    folder = library.require_site()
    for name in add_to_site(folder, draw_up(library, topic, language)):
        tell(f"{name} is made")
    tell(f"Fill in what stands between ‹ and ›; see it with `leaflet preview {topic}`.")
    warn(*find_missing_schemas(folder))
