"""``leaflet where``: which files are used, and whose they are."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.commands.site import site_option
from leaflet.commands.voice import tell

if TYPE_CHECKING:
    from leaflet.manuscript.library import Library

_EXAMPLES = """\b
Examples:
  leaflet where
  leaflet --site /srv/leaflet where
"""


@click.command("where", epilog=_EXAMPLES, short_help="Show which files are used, and whose.")
@site_option
def where(site: Path | None) -> None:
    """Show the folders and every file that a leaflet reads, and whose each is."""
    from leaflet.manuscript.library import open_library

    for label, whose, path in _inventory(open_library(site)):
        tell(f"{label:<28}{whose:<10}{path}".rstrip())


def _inventory(library: "Library") -> Iterator[tuple[str, str, str]]:
    """Name, owner and path of each; a drawing is named only where the site has its own."""
    site, built_in = library.site, library.built_in
    if site is None:
        yield "site folder", "none", "give one with --site or LEAFLET_SITE"
    else:
        yield "site folder", "site", str(site.absolute())
    yield "content/", "built in", str(built_in / "content")
    yield "fonts/", "built in", str(library.fonts)
    yield "assets/", "built in", str(built_in / "assets")
    if site is not None and (site / "assets").is_dir():
        yield "assets/", "site", str(site.absolute() / "assets")
    for file in library.inventory():
        yield file.name, file.origin.value, str(file.path.absolute())
    for name, path in library.assets().items():
        if site is not None and path.is_relative_to(site):
            yield f"assets/{name}.svg", "site", str(path.absolute())
