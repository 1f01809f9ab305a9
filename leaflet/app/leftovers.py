"""Find old leaflets where new ones are written: they could reach the wrong patient."""

import os
import re
from pathlib import Path

from leaflet.app.delivery import Target, part_of, require_free
from leaflet.errors import Problem
from leaflet.messages.message import Count, Message, Option
from leaflet.press.files import Existing

_LAST_UNTIED = 999
_LEAFLET = re.compile(r"[0-9]{5,}-[0-9A-Z]{6}\.pdf")


def require_no_parts(target: Target) -> None:
    """Refuse a print file of which parts are there already, before one of them is made.

    Raises:
        OutputError: If there are any.
    """
    for number in _parts(target):
        require_free(part_of(target, number), Existing.REFUSE)


def find_old_parts(target: Target, made: int) -> tuple[Problem, ...]:
    """Warn of parts beyond the ``made`` ones of this run."""
    old = [number for number in _parts(target) if number > made]
    if not old:
        return ()
    what = Message(
        "leftover.parts",
        "{parts} from number {first} on are of an earlier run",
        parts=Count(len(old), "part"),
        first=old[0],
    )
    remedy = Message("leftover.delete-them", "delete them before anybody prints them")
    return (Problem(target.label, what, remedy),)


def find_old_file(target: Target) -> tuple[Problem, ...]:
    """Warn of a file of that name where this run made none."""
    if target.path is None or not os.path.lexists(target.path):
        return ()
    what = Message("leftover.file", "is still the file of an earlier run")
    remedy = Message("leftover.delete-it", "delete it before anybody prints it")
    return (Problem(target.label, what, remedy),)


def find_old_leaflets(folder: Path, made: int) -> tuple[Problem, ...]:
    """Warn of a folder that holds more leaflets than the ``made`` ones of this run."""
    try:
        held = sum(_LEAFLET.fullmatch(path.name) is not None for path in folder.iterdir())
    except OSError:
        return ()  # it is not there, as nothing was made
    if held <= made:
        return ()
    what = Message(
        "leftover.leaflets",
        "holds {leaflets} that this run did not make",
        leaflets=Count(held - made, "leaflet"),
    )
    remedy = Message("leftover.look", "look at them before anybody prints the folder")
    return (Problem(Option("--into"), what, remedy),)


def _parts(target: Target) -> list[int]:
    """The numbers of the parts that are there.

    A number of four digits or more counts only if the one before it does: a file that is named
    after a year or a day is no part.
    """
    if target.path is None:
        return []
    name = re.compile(
        rf"{re.escape(target.path.stem)}-([0-9]{{3,}}){re.escape(target.path.suffix)}"
    )
    try:
        paths = list(target.path.parent.iterdir())
    except OSError:
        return []
    parts: list[int] = []
    for number in sorted(int(found[1]) for path in paths if (found := name.fullmatch(path.name))):
        if number <= _LAST_UNTIED or number - 1 in parts[-1:]:
            parts.append(number)
    return parts
