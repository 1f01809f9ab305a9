"""``leaflet adopt``: a built-in file copied into the site, to change it there."""

from pathlib import Path

import click

from leaflet.commands.content_choices import BuiltInFile
from leaflet.commands.site import site_option
from leaflet.commands.voice import tell, warn

_EXAMPLES = """\b
Examples:
  leaflet --site /srv/leaflet adopt lage-rugpijn/nl.yaml
  leaflet --site /srv/leaflet adopt content/formulary.yaml assets/figures/spine.svg
  leaflet where                              shows what there is

\b
From then on the copy replaces the whole built-in file: a newer version of the program does not
change it any more. Of words/LANG.yaml only the lines that stand in the copy count. A first line
leads an editor to the schema of the file; the rest is copied byte for byte.
"""


@click.command("adopt", epilog=_EXAMPLES, short_help="Copy a built-in file into the site.")
@click.argument("paths", metavar="PATH...", type=BuiltInFile(), nargs=-1, required=True)
@site_option
def adopt(paths: tuple[str, ...], site: Path | None) -> None:
    """Copy built-in files into the site folder, all of them or none."""
    from leaflet.commands.site_folder import adopt_files, find_missing_schemas
    from leaflet.commands.site_records import record_owned
    from leaflet.manuscript.library import open_library

    library = open_library(site)
    adopted = adopt_files(library, paths)
    for name in adopted:
        tell(f"{name} is copied into the site folder: from now on an update does not change it")
    warn(*record_owned(library, adopted))
    warn(*find_missing_schemas(library.require_site()))
