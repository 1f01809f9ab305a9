"""The calls behind ``leaflet init``, ``adopt`` and ``new``: files of the site, never replaced."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from leaflet.commands.modeline import FOLDER, add_modeline
from leaflet.commands.site_readme import IGNORED, LEFT_OUT_LIST, OWNED_LIST, README
from leaflet.errors import OutputError, Problem, UsageError
from leaflet.manuscript.content_file import Origin
from leaflet.manuscript.content_folder import ASSETS, HOSPITAL, LEFT_OUT, OWNED, PHONEBOOK
from leaflet.manuscript.library import Library
from leaflet.manuscript.suggestion import suggest


def make_site(library: Library, folder: Path) -> tuple[str, ...]:
    """Make a site folder; return the names of the files in it.

    Raises:
        OutputError: If one of them is there already, or the folder cannot be written.
    """
    from leaflet.manuscript.schemas import SCHEMAS, write_schema

    content = library.built_in / "content"
    own = {
        name: add_modeline(name, (content / name).read_bytes()) for name in (HOSPITAL, PHONEBOOK)
    }
    own[OWNED] = f"{OWNED_LIST}{HOSPITAL}\n{PHONEBOOK}\n".encode()
    own[LEFT_OUT] = LEFT_OUT_LIST.encode()
    beside = {"README.md": README.encode(), ".gitignore": IGNORED.encode()}
    schemas = {f"{FOLDER}/{name}.json": write_schema(name).encode() for name in SCHEMAS}
    # A repository has these already, and they are its own.
    beside = {name: text for name, text in beside.items() if not os.path.lexists(folder / name)}
    _add(folder, {**own, **beside, **schemas})
    return (*own, *beside, f"{FOLDER}/")


def adopt_files(library: Library, names: tuple[str, ...]) -> tuple[str, ...]:
    """Copy built-in files into the site; return their names, without ``content/``.

    Raises:
        UsageError: If there is no site, or no built-in file of one of these names.
        OutputError: If the site has one of them already, or cannot be written.
    """
    site = library.require_site()
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
    return add_to_site(site, {name: path.read_bytes() for name, path in files.items()})


def add_to_site(site: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write new files into the site, all of them or none; return their paths in it.

    What is YAML gets a line before it for editors. Content goes into the site's folder ``content``
    if it has one.

    Raises:
        OutputError: If one is there already, or the folder cannot be written.
    """
    root = "content/" if (site / "content").is_dir() else ""
    placed = {name if _is_asset(name) else f"{root}{name}": each for name, each in files.items()}
    return _add(
        site,
        {
            name: add_modeline(name, content) if name.endswith(".yaml") else content
            for name, content in placed.items()
        },
    )


def find_missing_schemas(site: Path) -> tuple[Problem, ...]:
    """What is to be said if editors do not find what the first line of a file leads them to."""
    if (site / FOLDER).is_dir():
        return ()
    remedy = f"`leaflet schema --into {FOLDER}` in the site folder makes them"
    return (Problem(FOLDER, "editors look here for schemas, and there are none", remedy),)


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
    return name.startswith(ASSETS)


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
            made += _make_folders(path.parent)
            with path.open("xb") as stream:
                made.append(path)
                stream.write(content)
    except OSError as trouble:
        for path in reversed(made):
            with suppress(OSError):
                _remove(path)
        reason = os.strerror(trouble.errno) if trouble.errno else "no reason is given"
        remedy = "choose another folder, or look at its permissions"
        what = f"cannot be written ({reason})"
        raise OutputError(Problem("site folder", what, remedy)) from None
    return tuple(files)


def _make_folders(folder: Path) -> list[Path]:
    """Make the folder and those above it; return the new ones, the uppermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _remove(path: Path) -> None:
    if path.is_dir():
        path.rmdir()
    else:
        path.unlink()
