"""Prompts of a skeleton that nobody has filled in: words between single angle quotes, ``‹…›``.

``leaflet new`` writes them where a text belongs. They can be set, so that a page can be looked at
while it is being written; ``check`` tells each of them, and none may be approved.
"""

import re
from collections.abc import Iterator

from leaflet.errors import Place, Problem
from leaflet.manuscript.source import Source

_PROMPT = re.compile(r"‹([^‹›]*)›")
_SHOWN = 40


def find_prompts(source: Source, written: str = "") -> Iterator[Problem]:
    """Every prompt that is left in a file.

    Args:
        source: The file.
        written: The same as it is written, to tell each at its own line within a long text; without
            it, each is told where its text begins.
    """
    lines = written.split("\n")
    line, column = 1, 0
    for path, text in source.texts():
        place = source.place(path)
        line, column = max((line, column), (place.line or 1, place.column or 1))
        for found in _PROMPT.finditer(text):
            told = place
            if at := _find(found[0], lines, line, column):
                told = Place(place.file, *at)
                line, column = at[0], at[1] + len(found[0])
            asked = " ".join(found[1].split())
            shown = asked if len(asked) <= _SHOWN else f"{asked[: _SHOWN - 1]}…"
            what = f"the prompt `‹{shown}›` is left in the text"
            yield Problem(told, what, "write what belongs here, without the marks ‹ and ›")


def _find(prompt: str, lines: list[str], line: int, column: int) -> tuple[int, int] | None:
    """Line and column of its first words, at or after a place; one may run over several lines."""
    first = prompt.split()[0]
    for number in range(line, len(lines) + 1):
        start = column - 1 if number == line else 0
        found = lines[number - 1].find(first, max(start, 0))
        if found >= 0:
            return number, found + 1
    return None
