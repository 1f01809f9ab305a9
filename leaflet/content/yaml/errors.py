"""Explain why a line is not YAML, in the words of its writer.

The cause often stands lines above: an open quote, a bracket, a block of text (``find_culprit``).
Only the first sign of the line is repeated: the same reader serves patients' files.
"""

import re
from collections.abc import Iterator
from enum import Enum

import yaml
from yaml import MarkedYAMLError, ScalarEvent

from leaflet.errors import Place, Problem
from leaflet.records import frozen

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENING = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
_CLOSING = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
_BEFORE_A_TEXT = " -?"


class Construct(Enum):
    """What it is that runs on."""

    QUOTE = "quote"
    BRACKET = "bracket"
    KEY = "key without its colon"
    TEXT = "text after a key"


@frozen
class OpenConstruct:
    """Where it begins: line and column from 0, and the sign that opens it, if one does."""

    kind: Construct
    line: int
    column: int
    sign: str


def find_culprit(text: str, line: int, column: int) -> OpenConstruct | None:
    """What reaches from where it begins to this spot, the innermost; ``None`` if nothing does.

    Args:
        text: The whole file.
        line: Of the spot at which the parser stopped, from 0.
        column: The same.
    """
    lines = text.split("\n")
    brackets: list[yaml.Token] = []
    found: OpenConstruct | None = None
    try:
        for token in yaml.scan(text, Loader=_LOADER):
            start, end = token.start_mark, token.end_mark
            if (start.line, start.column) > (line, column):
                break
            if isinstance(token, _OPENING):
                brackets.append(token)
            elif isinstance(token, _CLOSING) and brackets:
                brackets.pop()
            elif isinstance(token, yaml.ScalarToken) and start.line < end.line == line:
                found = _runs_on(token, lines[start.line])
    except yaml.YAMLError:
        pass  # the same slip stops the scanner
    if brackets and (found is None or found.kind is not Construct.QUOTE):
        start = brackets[-1].start_mark
        found = OpenConstruct(
            Construct.BRACKET, start.line, start.column, lines[start.line][start.column]
        )
    return found


def _runs_on(token: yaml.ScalarToken, written: str) -> OpenConstruct | None:
    """What a text is that begins on one line and ends on another."""
    start = token.start_mark
    if token.style in ("'", '"'):
        return OpenConstruct(Construct.QUOTE, start.line, start.column, token.style)
    if not token.plain:
        return None
    alone = not written[: start.column].strip(_BEFORE_A_TEXT)
    return OpenConstruct(Construct.KEY if alone else Construct.TEXT, start.line, start.column, "")


_QUOTE = "put the whole text between double quotes"
_START = re.compile(r"\s*(?:- +)*(?:[^\s\"'#{\[@`%*&!|>,\]}][^:#]*:\s+)?(\S?)")
_BLOCK_TEXT = re.compile(r":\s+[|>][-+0-9]*\s*$")
_TIGHT_COLON = re.compile(r"^\s*(?:- +)*[A-Za-z0-9_.-]+:(?:([\u00a0\u202f])|\S)")
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

    First comes what began on an earlier line and was not ended there, then the line itself; the
    scanner's wording, which differs between the C and the Python scanner, only decides what
    neither can tell.
    """
    said = f"{error.context} {error.problem}"
    mark, opened = error.problem_mark, error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if "quoted scalar" in said and "end of stream" in said and opened:
        what, remedy = "the quote that opens here is never closed", "close it where its text ends"
        return Problem(Place(file, opened.line + 1, opened.column + 1), what, remedy)
    lines = text.split("\n")
    if culprit := find_culprit(text, line, column):
        told = _run_on(culprit, lines, line, column)
        if told:
            return Problem(Place(file, told[0] + 1, told[1] + 1), told[2], told[3])
    if "document start" in said:
        first = next((n for n, each in enumerate(lines) if each.strip()[:1] not in ("", "#")), line)
        if lines[first][:1].isalnum():
            return Problem(Place(file, first + 1, 1), *_look_for_colon(lines, first))
    if opened and "expected ':'" in said:
        line, column = opened.line, opened.column
        return Problem(Place(file, line + 1, column + 1), *_look_for_colon(lines, line))
    written = lines[line] if line < len(lines) else ""
    if written.startswith("%"):
        column = 0
    if "escape" in said:
        column = max(written.rfind("\\", 0, column + 1), 0)
    what, remedy = _look(written, column, said)
    return Problem(Place(file, line + 1, column + 1), what, remedy)


def find_swallowed_dash(event: ScalarEvent, lines: list[str], file: str) -> Iterator[Problem]:
    """The first item of a list that is read as part of the text above it, if there is one."""
    if event.style not in (None, "") or not (event.start_mark and event.end_mark):
        return
    for line in range(event.start_mark.line + 1, event.end_mark.line + 1):
        if line < len(lines) and lines[line].lstrip().startswith("- "):
            what = "this item is read as part of the text above it"
            remedy = "give the dashes of one list the same indentation, below their key"
            yield Problem(Place(file, line + 1, _indent(lines[line]) + 1), what, remedy)
            return


def _run_on(
    culprit: OpenConstruct, lines: list[str], line: int, column: int
) -> tuple[int, int, str, str] | None:
    """Line and column from 0, what and remedy; ``None`` where the line itself says more."""
    written = lines[line] if line < len(lines) else ""
    if culprit.kind is Construct.QUOTE:
        what = f"the quote that opens here is not closed on its line, but on line {line + 1}"
        return culprit.line, culprit.column, what, "close it where its text ends"
    if culprit.kind is Construct.BRACKET:
        closing = "]" if culprit.sign == "[" else "}"
        outward = _indent(written) <= _indent(lines[culprit.line])
        if culprit.line < line and outward and written.strip()[:1] not in ("]", "}"):
            what = f"the {culprit.sign} that opens here is not closed"
            remedy = f"close it with {closing}, or put the whole text between double quotes"
            return culprit.line, culprit.column, what, remedy
        if (sign := written[column : column + 1]) in ("@", "`", "%"):
            return line, column, _say_sign(sign), _QUOTE
        if culprit.line == line and line == len(lines) - 1:
            return None
        what = f"between {culprit.sign} and {closing}, a comma or a closing quote is missing"
        return line, column, f"{what} before this", "write a comma between two items"
    if culprit.kind is Construct.KEY:
        return culprit.line, culprit.column, *_look_for_colon(lines, culprit.line)
    if _indented_oddly(written):
        return None
    if _indented_oddly(lines[culprit.line]):
        return culprit.line, 0, *_look(lines[culprit.line], 0, "")
    what = f"this line is read as part of the text that begins on line {culprit.line + 1}"
    return line, _indent(written), what, "give the keys that belong together the same indentation"


def _look_for_colon(lines: list[str], line: int) -> tuple[str, str]:
    """What is wrong with a line that should be ``key: text`` and is not."""
    written = lines[line]
    above = next((each for each in reversed(lines[:line]) if each.strip()), "")
    if _indented_oddly(written):
        return _look(written, 0, "")
    if _BLOCK_TEXT.search(above):
        return "this text is not indented under its key", "indent it deeper than the key"
    if found := _TIGHT_COLON.search(written):
        if found[1]:
            return "a no-break space stands after the colon", "write an ordinary space"
        return "the colon has no space after it", "write `key: text`"
    if above.lstrip().startswith("- ") and _indent(above) == _indent(written):
        return "this item has no dash", "begin it with a dash and a space"
    return (
        "this line has no colon after its key",
        "write `key: text`, or indent it deeper if it belongs to the line above",
    )


def _indent(written: str) -> int:
    return len(written) - len(written.lstrip())


def _indented_oddly(written: str) -> bool:
    return bool(written[: _indent(written)].strip(" "))


def _look(written: str, column: int, said: str) -> tuple[str, str]:
    indent = written[: _indent(written)]
    if "\t" in indent:
        return "the line is indented with a tab", "indent it with spaces"
    if indent.strip(" "):
        return "the line is indented with no-break spaces", "indent it with ordinary spaces"
    if "invalid Unicode" in said:
        return "an escape stands for half a character", "type the character"
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
        return _say_sign(start), _QUOTE
    if "'-' indicator" in said or "expected <block end>" in said or "expected key" in said:
        return (
            "this line does not fit what stands above it",
            "give the lines that belong together the same indentation, and each item its dash",
        )
    return (
        "this line is not understood",
        "write `key: text` with the indentation of its neighbours, or quote the text",
    )


def _say_sign(sign: str) -> str:
    return f"{_SIGNS[sign]}, which YAML reads as a sign of its own"


def _requote(start: str) -> str:
    if start == "'":
        return "put the whole text between double quotes"
    return 'put the whole text between single quotes, or write \\" for a quote within it'
