"""The drawings that content may name: SVG files, small, and pointing at nothing else.

An SVG can name other files and addresses, or grow without end as it is read; such a drawing is
refused before a reader of SVG opens it (``domain.md`` T54).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

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
    for root, name, path in _drawings(roots):
        found[name] = path
        problems.extend(_check(path, root, f"assets/{name}.svg"))
    if problems:
        raise GlyphError(*problems)
    return MappingProxyType(found)


def name_drawings(roots: Iterable[Path]) -> tuple[str, ...]:
    """The names of the drawings of these folders, whether or not they may be opened."""
    return tuple(dict.fromkeys(name for _, name, _ in _drawings(roots)))


def check_drawing(path: Path, root: Path, name: str) -> Path:
    """The path of a drawing that may be opened; ``name`` is what messages call it.

    Raises:
        GlyphError: If it is refused.
    """
    if problems := _check(path, root, name):
        raise GlyphError(*problems)
    return path


def _drawings(roots: Iterable[Path]) -> Iterator[tuple[Path, str, Path]]:
    """Each drawing: the folder of its drawings, its name and its file."""
    for root in roots:
        for folder in _FOLDERS:
            for path in sorted((root / folder).glob("*.svg")):
                yield root, f"{folder}/{path.stem}", path


def _check(path: Path, root: Path, name: str) -> list[Problem]:
    what = None
    if not path.resolve().is_relative_to(root.resolve()):
        what = "leads out of its folder"
    elif path.stat().st_size > LARGEST_DRAWING:
        what = f"is larger than {LARGEST_DRAWING // 1000} kB"
    else:
        drawn = path.read_bytes()
        what = next((told for danger, told in _DANGERS if danger.search(drawn)), None)
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
