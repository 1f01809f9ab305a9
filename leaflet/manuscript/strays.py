"""What stands in a site folder and is read by nothing: usually a name with a slip in it."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from leaflet.errors import Place, Problem
from leaflet.manuscript.content_folder import (
    LANGUAGE_TAG,
    LEFT_OUT,
    RECORDS,
    SHARED,
    TOPIC_NAME,
    languages_in,
)
from leaflet.manuscript.suggestion import enumerate_words, suggest

_YAML = re.compile(r"\.ya?ml(?:\.txt)?$", re.I)


def find_left_out(names: Iterable[str], built_in: Collection[str]) -> Iterator[Problem]:
    """Lines of the list of what is left out that name no built-in topic."""
    for name in names:
        if name not in built_in:
            remedy = suggest(name, built_in, "take the line out")
            yield Problem(Place(LEFT_OUT), "a line names no built-in leaflet", remedy)


def find_files(roots: Iterable[Path]) -> Iterator[Problem]:
    """Files with the look of content that no leaflet reads.

    Args:
        roots: The site folder, and its folder ``content``.
    """
    for root in roots:
        for path in _yaml_files(root):
            if not (path.suffix == ".yaml" and _is_read(path, root)):
                what = "this file of the site folder is read by nothing"
                place = Place(path.relative_to(root).as_posix())
                yield Problem(place, what, _remedy(path, root))


def _is_read(path: Path, root: Path) -> bool:
    if path.parent == root:
        return path.name in (*SHARED, *RECORDS)
    named = LANGUAGE_TAG.fullmatch(path.stem) and TOPIC_NAME.fullmatch(path.parent.name)
    return path.parent.parent == root and bool(named)


def _remedy(path: Path, root: Path) -> str:
    known = [*SHARED, *RECORDS]
    if path.parent != root:
        known = [f"{stem}.yaml" for stem in languages_in(path.parent)] or ["nl.yaml"]
    if path.name in known or (path.parent == root and LANGUAGE_TAG.fullmatch(path.stem)):
        return "put it in the folder of its topic, or in `words`"
    return suggest(path.name, known, f"name it {enumerate_words(known)}")


def _yaml_files(root: Path) -> Iterator[Path]:
    """YAML files in the folder and below it, none hidden; ``content`` is its own root.

    Neither drawings nor approved words are content. An editor may have added ``.txt`` to a name.
    """
    for pattern in ("*", "*/*", "*/*/*"):
        for path in sorted(root.glob(pattern)):
            folder, *deeper = parts = path.relative_to(root).parts
            hidden = any(part.startswith(".") for part in parts)
            other = bool(deeper) and folder in ("content", "assets", "approvals")
            if not hidden and not other and _YAML.search(path.name):
                yield path
