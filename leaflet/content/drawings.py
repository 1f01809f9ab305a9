"""Find drawings: small SVG files that refer to nothing else (``docs/rules.md`` T54).

Begin with ``find_drawings``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from leaflet.content.files import read_plain, reason_of, require_folders
from leaflet.errors import GlyphError, Problem
from leaflet.messages.message import File, Message

LARGEST_DRAWING = 500_000
"""Bytes that a drawing may have; those of the program have some five thousand."""

_FOLDERS = ("figures", "pictograms")
_TO_ITSELF = Message("drawing.link-to-itself", "it is a link to itself")
_DANGERS = (
    (
        re.compile(rb"<!ENTITY", re.I),
        Message("drawing.entities", "this drawing defines entities"),
    ),
    (
        re.compile(rb"<(?:image|script|foreignObject)\b", re.I),
        Message("drawing.picture", "this drawing holds a picture, script or page"),
    ),
    (
        re.compile(rb"<(?:\w+:)?text\b", re.I),
        Message("drawing.text", "this drawing holds text, which would be set in another typeface"),
    ),
    (
        re.compile(rb"href\s*=\s*[\"'](?!#)|url\(\s*[\"']?(?!#)|@import", re.I),
        Message("drawing.points-elsewhere", "this drawing points at another file or address"),
    ),
    (
        re.compile(rb"""(?<![\w-])opacity\s*[=:]\s*["']?(?!1(?:\.0*)?["';\s])"""),
        Message(
            "drawing.opacity",
            "this drawing has an `opacity`, which is not printed; `fill-opacity` is",
        ),
    ),
    (re.compile(rb"\x00"), Message("drawing.not-utf-8", "this drawing is not in UTF-8")),
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
            what = Message(
                "drawing.folder-unreadable",
                "this folder of drawings cannot be read ({reason})",
                reason=reason_of(error),
            )
            remedy = Message("all.permissions", "look at its permissions")
            problems.append(Problem(File(f"assets/{folder}"), what, remedy))
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
            what = Message("drawing.leads-away", "this drawing leads out of its folder")
        elif len(drawn := read_plain(path, LARGEST_DRAWING + 1)) > LARGEST_DRAWING:
            most = LARGEST_DRAWING // 1000
            what = Message("drawing.too-large", "this drawing is larger than {most} kB", most=most)
        else:
            what = next((told for danger, told in _DANGERS if danger.search(drawn)), None)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself, until Python 3.13
        what = Message(
            "drawing.unreadable-because",
            "this drawing cannot be read ({reason})",
            reason=reason_of(error) if isinstance(error, OSError) else _TO_ITSELF,
        )
    remedy = Message(
        "drawing.use-plain", "use a plain small SVG file, its letters turned into outlines"
    )
    return [Problem(File(name), what, remedy)] if what else []
