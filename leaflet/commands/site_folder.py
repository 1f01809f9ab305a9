"""The calls behind ``leaflet init`` and ``leaflet adopt``: files of the site, never replaced."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from leaflet.errors import OutputError, Problem, UsageError
from leaflet.manuscript.content_file import Origin
from leaflet.manuscript.library import HOSPITAL, PHONEBOOK, Library
from leaflet.manuscript.suggestion import suggest

README = """\
# The hospital's own files for leaflet

The files in this folder go before those that come with the program. A file here replaces the
whole built-in file of the same name; what is not here is taken from the program. Of
`words/LANG.yaml` only the lines that stand here replace the program's.

    hospital.yaml    name, logo, campuses, colours; what stands empty is not printed
    phonebook.yaml   every phone number that a leaflet prints

Use it by setting LEAFLET_SITE to this folder, or with `leaflet --site FOLDER` before a command.

    leaflet where                          which files are used, and whose they are
    leaflet adopt lage-rugpijn/nl.yaml     copies a built-in text to here, to change it
    leaflet check                          tells everything that is wrong, before a patient has it
    leaflet list                           the leaflets, their versions and their state

Run `leaflet check` after each change. Keep earlier versions of this folder, for example in git:
a leaflet names the version of its text and the identity of its content in small print. Nothing
about a patient belongs in this folder.
"""


def make_site(library: Library, folder: Path) -> tuple[str, ...]:
    """Make a site folder; return the names of the files in it.

    Raises:
        OutputError: If one of them is there already, or the folder cannot be written.
    """
    content = library.built_in / "content"
    files = {name: (content / name).read_bytes() for name in (HOSPITAL, PHONEBOOK)}
    return _add(folder, {**files, "README.md": README.encode()})


def adopt_files(library: Library, names: tuple[str, ...]) -> tuple[str, ...]:
    """Copy built-in files into the site; return their names, without ``content/``.

    Raises:
        UsageError: If there is no site, or no built-in file of one of these names.
        OutputError: If the site has one of them already, or cannot be written.
    """
    if library.site is None:
        remedy = "give --site DIR or set LEAFLET_SITE; `leaflet init DIR` makes one"
        raise UsageError(Problem("--site", "is not given", remedy))
    known = list_built_in(library)
    problems, files = [], {}
    for typed in names:
        name = typed.replace("\\", "/").removeprefix("./").removeprefix("content/")
        if name in known:
            files[name] = known[name]
        else:
            remedy = suggest(name, known, "`leaflet where` shows the files that there are")
            problems.append(Problem("PATH", "there is no such built-in file", remedy))
    if problems:
        raise UsageError(*problems)
    taken = [name for name in files if _is_in_site(library, name)]
    if taken:
        remedy = "change it there, or remove it first"
        what = "is in the site folder already"
        raise OutputError(*(Problem(name, what, remedy) for name in taken))
    own = library.site / "content"
    roots = {name: "content/" if own.is_dir() and not _is_asset(name) else "" for name in files}
    return _add(
        library.site, {f"{roots[name]}{name}": path.read_bytes() for name, path in files.items()}
    )


def list_built_in(library: Library) -> Mapping[str, Path]:
    """Every file that can be adopted, by its name: content, and drawings under ``assets/``."""
    content = library.built_in / "content"
    texts = {path.relative_to(content).as_posix(): path for path in content.rglob("*.yaml")}
    drawings = {
        path.relative_to(library.built_in).as_posix(): path
        for path in (library.built_in / "assets").rglob("*.svg")
    }
    return dict(sorted({**texts, **drawings}.items()))


def _is_asset(name: str) -> bool:
    return name.startswith("assets/")


def _is_in_site(library: Library, name: str) -> bool:
    if _is_asset(name):
        return library.site is not None and os.path.lexists(library.site / name)
    return any(file.origin is Origin.SITE for file in library.find_all(name))


def _add(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write new files, all of them or none.

    Raises:
        OutputError: If one is there already, or the folder cannot be written.
    """
    taken = [name for name in files if os.path.lexists(folder / name)]
    if taken:
        what, remedy = "is there already", "choose another folder, or remove it first"
        raise OutputError(*(Problem(name, what, remedy) for name in taken))
    made: list[Path] = []
    try:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as stream:
                made.append(path)
                stream.write(content)
    except OSError as trouble:
        for path in made:
            with suppress(OSError):
                path.unlink()
        reason = os.strerror(trouble.errno) if trouble.errno else "no reason is given"
        remedy = "choose another folder, or look at its permissions"
        what = f"cannot be written ({reason})"
        raise OutputError(Problem("site folder", what, remedy)) from None
    return tuple(files)
