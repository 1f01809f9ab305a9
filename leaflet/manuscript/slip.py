"""What is wrong with a line that is not YAML, in the words of the person who wrote it.

Nothing of the line is repeated but its first sign: the same reader serves patients' files.
"""

import re

from yaml import MarkedYAMLError

from leaflet.errors import Place, Problem

_QUOTE = "put the whole text between double quotes"
_START = re.compile(r"\s*(?:- +)*(?:[^\s\"'#{\[@`%*&!|>,\]}][^:#]*:\s+)?(\S?)")
_SIGNS = {
    "@": "a text begins with @",
    "`": "a text begins with `",
    "%": "a text begins with %",
    "*": "a text begins with * or **",
    "&": "a text begins with &",
    "!": "a text begins with !",
    "|": "a text begins with |",
    ">": "a text begins with >",
    ",": "a text begins with a comma",
    "]": "a text begins with ]",
    "}": "a text begins with }",
    "{": "a text begins with {, or a { is not closed",
    "[": "a text begins with [, or a [ is not closed",
}


def explain(error: MarkedYAMLError, text: str, file: str) -> Problem:
    """Put the scanner's complaint about ``text`` in plain words, with its place.

    The line itself is looked at first; the scanner's wording, which differs between the C and
    the Python scanner, only decides what the line cannot tell.
    """
    said = f"{error.context} {error.problem}"
    mark = error.problem_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if "quoted scalar" in said and "end of stream" in said and error.context_mark:
        opened = error.context_mark
        place = Place(file, opened.line + 1, opened.column + 1)
        return Problem(
            place, "the quote that opens here is never closed", "close it on the line it belongs to"
        )
    lines = text.split("\n")
    written = lines[line] if line < len(lines) else ""
    what, remedy = _look(written, column, said)
    return Problem(Place(file, line + 1, column + 1), what, remedy)


def _look(written: str, column: int, said: str) -> tuple[str, str]:
    indent = written[: len(written) - len(written.lstrip())]
    if "\t" in indent:
        return "the line is indented with a tab", "indent it with spaces"
    if indent.strip(" "):
        return "the line is indented with no-break spaces", "indent it with ordinary spaces"
    if "escape" in said:
        return "a \\ stands between double quotes", "use single quotes, or write \\\\"
    if "sequence entries" in said:
        return (
            "a list begins on the line of its key",
            "begin it on the next line, or quote the text",
        )
    if "not allowed" in said and ": " in written[:column]:
        return "a second colon stands in one line", _QUOTE
    found = _START.match(written)
    start = found[1] if found else ""
    if start in ("'", '"'):
        return "text follows a closing quote, or a quote stands within quotes", _requote(start)
    if start in _SIGNS:
        return f"{_SIGNS[start]}, which YAML reads as a sign of its own", _QUOTE
    if "mapping values" in said and ":" in written[: column + 1]:
        return (
            "the line above holds a text already, or has no colon of its own",
            "put a colon and a space after each key, or indent this line like its neighbours",
        )
    if "'-' indicator" in said or "expected <block end>" in said or "expected key" in said:
        return (
            "this line does not fit what stands above it",
            "give the lines that belong together the same indentation, and each item its dash",
        )
    if "','" in said or "flow" in said:
        return "a [ or { is not closed before this", "close it with ] or }"
    return (
        "this line is not understood",
        "write `key: text` with the indentation of its neighbours, or quote the text",
    )


def _requote(start: str) -> str:
    if start == "'":
        return "put the whole text between double quotes"
    return 'put the whole text between single quotes, or write \\" for a quote within it'
