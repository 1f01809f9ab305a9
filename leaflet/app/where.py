"""The call behind ``leaflet where``: every file that a leaflet reads, and whose it is."""

from collections.abc import Iterator

from leaflet.content.files import LEFT_OUT
from leaflet.content.site import Library
from leaflet.errors import ContentError, GlyphError

Row = tuple[str, str, str]
"""What is used, whose it is, and where it is."""


def list_files(library: Library) -> tuple[Row, ...]:
    """The folders and every file that a leaflet reads; under each, what it replaces.

    What is wrong with a file stands in its place.
    """
    parts = (_folders, _texts, _drawings, _left_out)
    return tuple(row for part in parts for row in part(library))


def _folders(library: Library) -> Iterator[Row]:
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


def _left_out(library: Library) -> Iterator[Row]:
    """Built-in leaflets that the site does not use."""
    for name in library.left_out():
        yield f"{name}/", "left out", f"by {LEFT_OUT} of the site"


def _texts(library: Library) -> Iterator[Row]:
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


def _drawings(library: Library) -> Iterator[Row]:
    """Those of the site's own; what is wrong with one, in its place."""
    site, built_in = library.site, library.built_in
    try:
        drawings = library.assets()
    except GlyphError as error:
        missing = {each.where for each in library.find_missing()}
        for problem in error.problems:
            if problem.where not in missing:
                yield str(problem.where), "unreadable", str(problem.what)
        return
    for name, path in drawings.items():
        if site is not None and path.is_relative_to(site):
            file = f"assets/{name}.svg"
            yield file, "site", str(path.absolute())
            if (built_in / file).exists():
                yield "", "instead of", str(built_in / file)
