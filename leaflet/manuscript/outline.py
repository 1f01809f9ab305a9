"""Where each value of a YAML file stands in its text, to the character: for whoever changes one.

What the values are is read by ``source.py`` alone; this is asked only after it has read the file.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import yaml

from leaflet.errors import ContentError, Place, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.value import Path

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Form(Enum):
    """How a value is written."""

    EMPTY = "nothing"
    KEY_ALONE = "as a key without a colon"
    PLAIN = "without quotes"
    SINGLE = "between single quotes"
    DOUBLE = "between double quotes"
    BLOCK = "after > or |"
    ALIAS = "as a reference (*)"
    LINES = "one entry a line"
    BRACES = "between braces or brackets"


_STYLES = {"'": Form.SINGLE, '"': Form.DOUBLE, ">": Form.BLOCK, "|": Form.BLOCK}

_TO_COLON = re.compile(r"(?:\s|#[^\r\n]*[\r\n])*:")
"""From the end of a key to its colon, which may come after comments and on a later line."""


@frozen
class Span:
    """A value in the text; counted in characters from 0, ``end`` being the first after it.

    Attributes:
        key: Where its key begins and ends; ``None`` for an item of a list and for the whole.
        quoted_key: Whether the key stands between double quotes, as in JSON.
        anchored: Whether references (*) may lead to it.
        keys: Of a mapping, its keys in the order of the file.
    """

    start: int
    end: int
    form: Form
    key: tuple[int, int] | None
    quoted_key: bool
    anchored: bool
    keys: tuple[str, ...]


Outline = Mapping[Path, Span]
"""The span of each value by its path; what stands behind a reference has none."""


@dataclass(slots=True)
class _Open:
    """A mapping or list that is not closed yet, and the key that waits for its value."""

    path: Path
    is_list: bool
    begun: yaml.Event
    own_key: yaml.NodeEvent | None
    children: list[str]
    items: int = 0
    key: yaml.NodeEvent | None = None

    def awaits_key(self) -> bool:
        """Whether a key comes next, and no value."""
        return not self.is_list and self.key is None

    def begin(self, key: yaml.NodeEvent, anchors: Mapping[str, str]) -> None:
        """Take a key, be it a reference (*) to a text; others were refused when it was read."""
        self.key = key
        if isinstance(key, yaml.ScalarEvent):
            self.children.append(key.value)
        else:
            self.children.append(anchors[key.anchor or ""])


def outline(text: str, file: str) -> Outline:
    """The outline of a file that ``read_source`` has read without a problem.

    Args:
        text: As it stands in the file, with its own line ends but without a byte order mark.
        file: What messages call the file.

    Raises:
        ContentError: If it is no YAML after all.
    """
    found: dict[Path, Span] = {}
    waiting: list[_Open] = []
    anchors: dict[str, str] = {}
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.CollectionEndEvent):
                done = waiting.pop()
                begun = done.begun
                assert isinstance(begun, yaml.CollectionStartEvent)
                form = Form.BRACES if begun.flow_style else Form.LINES
                keys = tuple(done.children)
                found[done.path] = _span(begun, event, form, done.own_key, keys)
            elif isinstance(event, yaml.NodeEvent):
                if isinstance(event, yaml.ScalarEvent) and event.anchor:
                    anchors[event.anchor] = event.value
                if waiting and waiting[-1].awaits_key():
                    waiting[-1].begin(event, anchors)
                else:
                    _take(event, waiting, found, text)
    except yaml.YAMLError:
        raise ContentError(Problem(Place(file), "is no YAML", "mend it in an editor")) from None
    return found


def _take(event: yaml.NodeEvent, waiting: list[_Open], found: dict[Path, Span], text: str) -> None:
    path, key = _arrive(waiting[-1] if waiting else None)
    if isinstance(event, yaml.CollectionStartEvent):
        is_list = isinstance(event, yaml.SequenceStartEvent)
        waiting.append(_Open(path, is_list, event, key, []))
    elif isinstance(event, yaml.ScalarEvent):
        plain = Form.PLAIN if event.value else Form.EMPTY
        form = _STYLES.get(event.style or "", plain)
        span = _span(event, event, form, key, ())
        if form is Form.EMPTY and key is not None:
            span = _where_nothing_is(span, _index(key.end_mark), text)
        found[path] = span
    else:
        found[path] = _span(event, event, Form.ALIAS, key, ())


def _where_nothing_is(span: Span, key_end: int, text: str) -> Span:
    """The span of no value: after the colon, or after the key where there is none (``? key``)."""
    # Between braces the parser finds nothing only at the next sign.
    colon = _TO_COLON.match(text, key_end)
    if colon is None:
        return replace(span, start=key_end, end=key_end, form=Form.KEY_ALONE)
    return replace(span, start=colon.end(), end=colon.end())


def _arrive(above: _Open | None) -> tuple[Path, yaml.NodeEvent | None]:
    """The path of the value that comes now, and the key that waited for it."""
    if above is None:
        return (), None
    if above.is_list:
        above.items += 1
        return (*above.path, above.items - 1), None
    key, above.key = above.key, None
    return (*above.path, above.children[-1]), key


def _span(
    begun: yaml.Event,
    ended: yaml.Event,
    form: Form,
    key: yaml.NodeEvent | None,
    keys: tuple[str, ...],
) -> Span:
    return Span(
        _index(begun.start_mark),
        _index(ended.end_mark),
        form,
        None if key is None else (_index(key.start_mark), _index(key.end_mark)),
        getattr(key, "style", None) == '"',
        getattr(begun, "anchor", None) is not None,
        keys,
    )


def _index(mark: Any) -> int:
    """The character that a mark of either scanner points at."""
    place: int = mark.index
    return place
