"""The call behind ``leaflet where``: every file that a leaflet reads, and whose it is."""

from collections.abc import Iterator

from leaflet.app.text import Cell
from leaflet.content.files import LEFT_OUT, Origin
from leaflet.content.site import Library
from leaflet.errors import ContentError, GlyphError
from leaflet.messages.message import File, Message

Row = tuple[Cell, Cell, Cell]
"""A file or folder, whose it is, and its path."""


SITE_FOLDER = Message("where.site-folder", "site folder")
_WHOSE = {
    Origin.SITE: Message("origin.site", "site"),
    Origin.BUILT_IN: Message("origin.built-in", "built in"),
}
_UNREADABLE = Message("origin.unreadable", "unreadable")
_INSTEAD = Message("origin.instead", "instead of")


def list_files(library: Library) -> tuple[Row, ...]:
    """The folders and every file that a leaflet reads; under each, what it replaces.

    A problem with a file stands in place of its path.
    """
    parts = (_folders, _texts, _drawings, _left_out)
    return tuple(row for part in parts for row in part(library))


def _folders(library: Library) -> Iterator[Row]:
    site, built_in = library.site, library.built_in
    if site is None:
        give = Message("origin.give-site", "give one with --site or LEAFLET_SITE")
        yield SITE_FOLDER, Message("origin.none", "none"), give
    else:
        yield SITE_FOLDER, _WHOSE[Origin.SITE], str(site.absolute())
    yield "content/", _WHOSE[Origin.BUILT_IN], str(built_in / "content")
    yield "fonts/", _WHOSE[Origin.BUILT_IN], str(library.fonts)
    yield "assets/", _WHOSE[Origin.BUILT_IN], str(built_in / "assets")
    if site is not None and (site / "assets").is_dir():
        yield "assets/", _WHOSE[Origin.SITE], str(site.absolute() / "assets")


def _left_out(library: Library) -> Iterator[Row]:
    """Built-in leaflets that the site does not use."""
    for name in library.left_out():
        by = Message("origin.left-out-by", "by {file} of the site", file=File(LEFT_OUT))
        yield f"{name}/", Message("origin.left-out", "left out"), by


def _texts(library: Library) -> Iterator[Row]:
    """Every file that some leaflet reads, and under one of the site, the built-in one."""
    missing = {str(each.where): each for each in library.find_missing()}
    for name in dict.fromkeys((*library.names(), *missing)):
        try:
            found = library.find_all(name)
        except ContentError as error:
            problem = missing.get(name, error.problems[0])
            state = Message("origin.missing", "missing") if name in missing else _UNREADABLE
            said = Message(
                "origin.problem", "{what} — {remedy}", what=problem.what, remedy=problem.remedy
            )
            yield name, state, said
            continue
        if not found:
            continue
        *lower, used = found
        yield name, _WHOSE[used.origin], str(used.path.absolute())
        for file in lower:
            is_words = name.startswith("words/")
            goes = Message("origin.laid-over", "laid over") if is_words else _INSTEAD
            yield "", goes, str(file.path.absolute())


def _drawings(library: Library) -> Iterator[Row]:
    """The site's own drawings; a problem with one stands in place of its path."""
    site, built_in = library.site, library.built_in
    try:
        drawings = library.assets()
    except GlyphError as error:
        missing = {each.where for each in library.find_missing()}
        for problem in error.problems:
            if problem.where not in missing:
                yield str(problem.where), _UNREADABLE, problem.what
        return
    for name, path in drawings.items():
        if site is not None and path.is_relative_to(site):
            file = f"assets/{name}.svg"
            yield file, _WHOSE[Origin.SITE], str(path.absolute())
            if (built_in / file).exists():
                yield "", _INSTEAD, str(built_in / file)
