"""Find drawings: small SVG files that refer to nothing else (``docs/rules.md`` T54).

Begin with ``find_drawings``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from leaflet.content.files import read_plain, require_folders
from leaflet.errors import GlyphError, Problem

LARGEST_DRAWING = 500_000
"""Bytes that a drawing may have; those of the program have some five thousand."""

_TRANSLUCENT = "has an `opacity`, which is not printed; `fill-opacity` is"
_FOLDERS = ("figures", "pictograms")
_DANGERS = (
    (re.compile(rb"<!ENTITY", re.I), "defines entities"),
    (re.compile(rb"<(?:image|script|foreignObject)\b", re.I), "holds a picture, script or page"),
    (re.compile(rb"<(?:\w+:)?text\b", re.I), "holds text, which would be set in another typeface"),
    (re.compile(rb"href\s*=\s*[\"'](?!#)", re.I), "points at another file or address"),
    (re.compile(rb"url\(\s*[\"']?(?!#)|@import", re.I), "points at another file or address"),
    (re.compile(rb"""(?<![\w-])opacity\s*[=:]\s*["']?(?!1(?:\.0*)?["';\s])"""), _TRANSLUCENT),
    (re.compile(rb"\x00"), "is not in UTF-8"),
)


def find_drawings(roots: Iterable[Path]) -> Mapping[str, Path]:
    """Every drawing of these folders by its name, such as ``figures/spine``; the last one wins.

    Raises:
        GlyphError: With every drawing that is refused.
    """
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for root, folder in _drawing_folders(roots):
        try:
            listed = _list_folder(root, folder)
        except OSError as error:
            what = f"this folder of drawings cannot be read ({error.strerror})"
            problems.append(Problem(f"assets/{folder}", what, "look at its permissions"))
            continue
        for name, path in listed:
            found[name] = path
            problems.extend(_check(path, root, f"assets/{name}.svg"))
    if problems:
        raise GlyphError(*problems)
    return MappingProxyType(found)


def name_drawings(roots: Iterable[Path]) -> tuple[str, ...]:
    """The names of the drawings of these folders, whether or not they may be opened."""
    names: dict[str, Path] = {}
    for root, folder in _drawing_folders(roots):
        with suppress(OSError):
            names.update(_list_folder(root, folder))
    return tuple(names)


def check_drawing(path: Path, root: Path, name: str) -> Path:
    """The path of a drawing that may be opened; ``name`` is what messages call it.

    Raises:
        GlyphError: If it is refused.
    """
    if problems := _check(path, root, name):
        raise GlyphError(*problems)
    return path


def _drawing_folders(roots: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    for root in roots:
        yield from ((root, folder) for folder in _FOLDERS)


def _list_folder(root: Path, folder: str) -> list[tuple[str, Path]]:
    """The name and the path of each drawing of a folder; none where it is not there.

    Raises:
        OSError: If something else is in its place, or it may not be looked into.
    """
    place = root / folder
    try:
        files = sorted(place.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        require_folders(place, root.parent)
        return []
    return [(f"{folder}/{file.stem}", file) for file in files if file.suffix == ".svg"]


def _check(path: Path, root: Path, name: str) -> list[Problem]:
    what = None
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            what = "leads out of its folder"
        elif len(drawn := read_plain(path, LARGEST_DRAWING + 1)) > LARGEST_DRAWING:
            what = f"is larger than {LARGEST_DRAWING // 1000} kB"
        else:
            what = next((told for danger, told in _DANGERS if danger.search(drawn)), None)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself, until Python 3.13
        what = f"cannot be read ({getattr(error, 'strerror', None) or 'it is a link to itself'})"
    return (
        [
            Problem(
                name,
                f"this drawing {what}",
                "use a plain small SVG file, its letters turned into outlines",
            )
        ]
        if what
        else []
    )
