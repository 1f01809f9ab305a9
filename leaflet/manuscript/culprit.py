"""What began above a line that is not YAML, and made it so: a quote, a bracket or a text.

A parser stops where it can go no further. The slip is often lines above: a quote that was not
closed ends at the next one, wherever that is.
"""

from enum import Enum

import yaml

from leaflet.frozen import frozen

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENING = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
_CLOSING = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
_BEFORE_A_TEXT = " -?"


class Kind(Enum):
    """What it is that runs on."""

    QUOTE = "quote"
    BRACKET = "bracket"
    KEY = "key without its colon"
    TEXT = "text after a key"


@frozen
class Culprit:
    """Where it begins: line and column from 0, and the sign that opens it, if one does."""

    kind: Kind
    line: int
    column: int
    sign: str


def find_culprit(text: str, line: int, column: int) -> Culprit | None:
    """What reaches from where it begins to this spot, the innermost; ``None`` if nothing does.

    Args:
        text: The whole file.
        line: Of the spot at which the parser stopped, from 0.
        column: The same.
    """
    lines = text.split("\n")
    brackets: list[yaml.Token] = []
    found: Culprit | None = None
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
    if brackets and (found is None or found.kind is not Kind.QUOTE):
        start = brackets[-1].start_mark
        found = Culprit(Kind.BRACKET, start.line, start.column, lines[start.line][start.column])
    return found


def _runs_on(token: yaml.ScalarToken, written: str) -> Culprit | None:
    """What a text is that begins on one line and ends on another."""
    start = token.start_mark
    if token.style in ("'", '"'):
        return Culprit(Kind.QUOTE, start.line, start.column, token.style)
    if not token.plain:
        return None
    alone = not written[: start.column].strip(_BEFORE_A_TEXT)
    return Culprit(Kind.KEY if alone else Kind.TEXT, start.line, start.column, "")
