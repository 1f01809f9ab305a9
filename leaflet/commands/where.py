"""``leaflet where``: which files are used, and whose they are."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.commands.site import site_option
from leaflet.commands.voice import tell

if TYPE_CHECKING:
    from leaflet.manuscript.library import Library

Row = tuple[str, str, str]
"""What is used, whose it is, and where it is."""

_EXAMPLES = """\b
Examples:
  leaflet where
  leaflet --site /srv/leaflet where

\b
Under a file of the site stands the built-in one that it goes `instead of`, or that it is
`laid over`: of words/, only the keys that the site's file has replace the built-in ones.
"""


@click.command("where", epilog=_EXAMPLES, short_help="Show which files are used, and whose.")
@site_option
def where(site: Path | None) -> None:
    """Show the folders and every file that a leaflet reads, whose each is, and what it replaces."""
    from leaflet.commands.columns import set_columns
    from leaflet.manuscript.library import open_library

    library = open_library(site)
    parts = (_folders, _texts, _drawings, _left_out)
    for line in set_columns([row for part in parts for row in part(library)]):
        tell(line)


def _folders(library: "Library") -> Iterator[Row]:
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


def _left_out(library: "Library") -> Iterator[Row]:
    """Built-in leaflets that the site does not use."""
    from leaflet.manuscript.content_folder import LEFT_OUT

    for name in library.left_out():
        yield f"{name}/", "left out", f"by {LEFT_OUT} of the site"


def _texts(library: "Library") -> Iterator[Row]:
    """Every file that some leaflet reads, and under one of the site, the built-in one."""
    for name in dict.fromkeys(file.name for file in library.inventory()):
        *lower, used = library.find_all(name)
        yield name, used.origin.value, str(used.path.absolute())
        for file in lower:
            goes = "laid over" if name.startswith("words/") else "instead of"
            yield "", goes, str(file.path.absolute())


def _drawings(library: "Library") -> Iterator[Row]:
    """Those of the site's own."""
    site, built_in = library.site, library.built_in
    for name, path in library.assets().items():
        if site is not None and path.is_relative_to(site):
            file = f"assets/{name}.svg"
            yield file, "site", str(path.absolute())
            if (built_in / file).exists():
                yield "", "instead of", str(built_in / file)
