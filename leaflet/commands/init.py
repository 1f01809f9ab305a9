"""``leaflet init``: a site folder of the hospital's own."""

from pathlib import Path

import click

from leaflet.commands.choices import Said
from leaflet.commands.voice import tell
from leaflet.errors import Problem, UsageError

_EXAMPLES = """\b
Examples:
  leaflet init /srv/leaflet
  leaflet --site /srv/leaflet check
"""


@click.command("init", epilog=_EXAMPLES, short_help="Make a folder for the hospital's own files.")
@click.argument("folder", metavar="DIR", type=Said())
def init(folder: str) -> None:
    """Make DIR with the hospital's name and phone numbers in it, to fill in.

    DIR may be there already, empty or with other files in it, such as a git repository. A file that
    is already there is never replaced.
    """
    from leaflet.commands.site_folder import make_site
    from leaflet.manuscript.library import open_library

    if not folder.strip():
        raise UsageError(Problem("DIR", "is empty", "name a folder, or . for this one"))
    for name in make_site(open_library(None), Path(folder)):
        tell(f"{name} is made")
    tell("Use it with --site DIR, or set LEAFLET_SITE to it; README.md in it says how.")
