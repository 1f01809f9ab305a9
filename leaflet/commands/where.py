"""``leaflet where``: which files are used, and whose they are."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.commands.site import site_option
from leaflet.commands.voice import tell
from leaflet.errors import ContentError, GlyphError

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
`laid over`: of words/, only the keys that the site's file has replace the built-in ones. What is
`missing` was there once, as owned.txt of the site says: without it no leaflet is made.
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
    missing = {str(each.where): each for each in library.find_missing()}
    for name in dict.fromkeys((*library.names(), *missing)):
        try:
            found = library.find_all(name)
        except ContentError as error:
            problem = missing.get(name, error.problems[0])
            state = "missing" if name in missing else "unreadable"
            yield name, state, f"{problem.what} — {problem.remedy}"
            continue
        if not found:
            continue
        *lower, used = found
        yield name, used.origin.value, str(used.path.absolute())
        for file in lower:
            goes = "laid over" if name.startswith("words/") else "instead of"
            yield "", goes, str(file.path.absolute())


def _drawings(library: "Library") -> Iterator[Row]:
    """Those of the site's own; what is wrong with one, in its place."""
    site, built_in = library.site, library.built_in
    try:
        drawings = library.assets()
    except GlyphError as error:
        missing = {each.where for each in library.find_missing()}
        for problem in error.problems:
            if problem.where not in missing:
                yield str(problem.where), "unreadable", problem.what
        return
    for name, path in drawings.items():
        if site is not None and path.is_relative_to(site):
            file = f"assets/{name}.svg"
            yield file, "site", str(path.absolute())
            if (built_in / file).exists():
                yield "", "instead of", str(built_in / file)
