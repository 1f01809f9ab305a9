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
from leaflet.messages.message import Message, Name
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


QUOTE = Message("yaml.quote", "put the whole text between double quotes")
"""What to do with a text that begins as something else."""

_CLOSE_QUOTE = Message("yaml.close-quote", "close it where its text ends")
HALF_A_CHARACTER = (
    Message("yaml.half-character", "an escape stands for half a character"),
    Message("yaml.type-character", "type the character"),
)
"""What is wrong with ``\\ud83d``, and what to do."""

_START = re.compile(r"\s*(?:- +)*(?:[^\s\"'#{\[@`%*&!|>,\]}][^:#]*:\s+)?(\S?)")
_BLOCK_TEXT = re.compile(r":\s+[|>][-+0-9]*\s*$")
_TIGHT_COLON = re.compile(r"^\s*(?:- +)*[A-Za-z0-9_.-]+:(?:([\u00a0\u202f])|\S)")
_SIGNS = frozenset("@`%*&!|>,]}{[")


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
        what = Message("yaml.quote-open", "the quote that opens here is never closed")
        return Problem(Place(file, opened.line + 1, opened.column + 1), what, _CLOSE_QUOTE)
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
            what = Message("yaml.swallowed", "this item is read as part of the text above it")
            remedy = Message(
                "yaml.align-dashes",
                "give the dashes of one list the same indentation, below their key",
            )
            yield Problem(Place(file, line + 1, _indent(lines[line]) + 1), what, remedy)
            return


def _run_on(
    culprit: OpenConstruct, lines: list[str], line: int, column: int
) -> tuple[int, int, Message, Message] | None:
    """Line and column from 0, what and remedy; ``None`` where the line itself says more."""
    written = lines[line] if line < len(lines) else ""
    if culprit.kind is Construct.QUOTE:
        what = Message(
            "yaml.quote-runs-on",
            "the quote that opens here is not closed on its line, but on line {line}",
            line=line + 1,
        )
        return culprit.line, culprit.column, what, _CLOSE_QUOTE
    if culprit.kind is Construct.BRACKET:
        opening, closing = Name(culprit.sign), Name("]" if culprit.sign == "[" else "}")
        outward = _indent(written) <= _indent(lines[culprit.line])
        if culprit.line < line and outward and written.strip()[:1] not in ("]", "}"):
            what = Message(
                "yaml.bracket-open", "the {sign} that opens here is not closed", sign=opening
            )
            remedy = Message(
                "yaml.close-bracket",
                "close it with {sign}, or put the whole text between double quotes",
                sign=closing,
            )
            return culprit.line, culprit.column, what, remedy
        if (sign := written[column : column + 1]) in ("@", "`", "%"):
            return line, column, _say_sign(sign), QUOTE
        if culprit.line == line and line == len(lines) - 1:
            return None
        what = Message(
            "yaml.no-comma",
            "between {opening} and {closing}, a comma or a closing quote is missing before this",
            opening=opening,
            closing=closing,
        )
        return line, column, what, Message("yaml.write-comma", "write a comma between two items")
    if culprit.kind is Construct.KEY:
        return culprit.line, culprit.column, *_look_for_colon(lines, culprit.line)
    if _indented_oddly(written):
        return None
    if _indented_oddly(lines[culprit.line]):
        return culprit.line, 0, *_look(lines[culprit.line], 0, "")
    what = Message(
        "yaml.read-on",
        "this line is read as part of the text that begins on line {line}",
        line=culprit.line + 1,
    )
    remedy = Message("yaml.align-keys", "give the keys that belong together the same indentation")
    return line, _indent(written), what, remedy


def _look_for_colon(lines: list[str], line: int) -> tuple[Message, Message]:
    """What is wrong with a line that should be ``key: text`` and is not."""
    written = lines[line]
    above = next((each for each in reversed(lines[:line]) if each.strip()), "")
    if _indented_oddly(written):
        return _look(written, 0, "")
    if _BLOCK_TEXT.search(above):
        return (
            Message("yaml.not-indented", "this text is not indented under its key"),
            Message("yaml.indent-deeper", "indent it deeper than the key"),
        )
    if found := _TIGHT_COLON.search(written):
        if found[1]:
            return (
                Message("yaml.no-break-colon", "a no-break space stands after the colon"),
                Message("yaml.ordinary-space", "write an ordinary space"),
            )
        return (
            Message("yaml.tight-colon", "the colon has no space after it"),
            Message("yaml.write-key-text", "write `key: text`"),
        )
    if above.lstrip().startswith("- ") and _indent(above) == _indent(written):
        return (
            Message("yaml.no-dash", "this item has no dash"),
            Message("yaml.begin-dash", "begin it with a dash and a space"),
        )
    return (
        Message("yaml.no-colon", "this line has no colon after its key"),
        Message(
            "yaml.write-or-indent",
            "write `key: text`, or indent it deeper if it belongs to the line above",
        ),
    )


def _indent(written: str) -> int:
    return len(written) - len(written.lstrip())


def _indented_oddly(written: str) -> bool:
    return bool(written[: _indent(written)].strip(" "))


def _look(written: str, column: int, said: str) -> tuple[Message, Message]:
    indent = written[: _indent(written)]
    if "\t" in indent:
        return (
            Message("yaml.tab-indent", "the line is indented with a tab"),
            Message("yaml.indent-spaces", "indent it with spaces"),
        )
    if indent.strip(" "):
        return (
            Message("yaml.no-break-indent", "the line is indented with no-break spaces"),
            Message("yaml.indent-ordinary", "indent it with ordinary spaces"),
        )
    if "invalid Unicode" in said:
        return HALF_A_CHARACTER
    if "escape" in said:
        return (
            Message("yaml.escape", "a \\ stands between double quotes"),
            Message("yaml.single-quotes", "use single quotes, or write \\\\"),
        )
    if "sequence entries" in said:
        return (
            Message("yaml.list-on-line", "a list begins on the line of its key"),
            Message("yaml.next-line", "begin it on the next line, or quote the text"),
        )
    if "not allowed" in said and ": " in written[:column]:
        return Message("yaml.second-colon", "a second colon stands in one line"), QUOTE
    found = _START.match(written)
    start = found[1] if found else ""
    if start in ("'", '"'):
        what = Message(
            "yaml.quote-within", "text follows a closing quote, or a quote stands within quotes"
        )
        return what, _requote(start)
    if start in _SIGNS:
        return _say_sign(start), QUOTE
    if "'-' indicator" in said or "expected <block end>" in said or "expected key" in said:
        return (
            Message("yaml.misfit", "this line does not fit what stands above it"),
            Message(
                "yaml.align-lines",
                "give the lines that belong together the same indentation, and each item its dash",
            ),
        )
    return (
        Message("yaml.not-understood", "this line is not understood"),
        Message(
            "yaml.like-neighbours",
            "write `key: text` with the indentation of its neighbours, or quote the text",
        ),
    )


def _say_sign(sign: str) -> Message:
    if sign == ",":
        return Message(
            "yaml.comma-first",
            "a text begins with a comma, which YAML reads as a sign of its own",
        )
    if sign == "*":
        return Message(
            "yaml.star-first",
            "a text begins with * or **, which YAML reads as a sign of its own",
        )
    if sign in "{[":
        return Message(
            "yaml.bracket-first",
            "a text begins with {sign}, or a {sign} is not closed,"
            " which YAML reads as a sign of its own",
            sign=Name(sign),
        )
    return Message(
        "yaml.sign-first",
        "a text begins with {sign}, which YAML reads as a sign of its own",
        sign=Name(sign),
    )


def _requote(start: str) -> Message:
    if start == "'":
        return QUOTE
    return Message(
        "yaml.requote",
        'put the whole text between single quotes, or write \\" for a quote within it',
    )
