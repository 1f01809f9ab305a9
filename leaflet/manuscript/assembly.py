"""The events of a YAML parser, made values one by one; what makes a small file large is refused.

Nothing recurses, so that a file cannot be too deep for the program before it is too deep for the
cap. No message repeats a key or a value (law 5).
"""

from dataclasses import dataclass

import yaml

from leaflet.errors import Place, Problem
from leaflet.manuscript.value import Path, Value

_DEEPEST = 40
_MOST_NODES = 50_000
_MOST_ALIASES = 20
_QUOTE = "put the whole text between double quotes"

NOTHING: Value = {}


def _spot(event: yaml.Event) -> tuple[int, int]:
    """Line and column, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


@dataclass(slots=True)
class _Collection:
    """A mapping or list that is not closed yet; ``size`` counts its nodes, ``height`` its depth."""

    value: dict[str, Value] | list[Value]
    path: Path
    anchor: str | None
    size: int = 1
    height: int = 1
    key: str | None = None


class Assembly:
    """The parser's events, made values one by one, without recursion."""

    def __init__(self, file: str, json: bool) -> None:
        self.problems: list[Problem] = []
        self.root: Value = NOTHING
        self.values: dict[Path, tuple[int, int]] = {}
        self.keys: dict[Path, tuple[int, int]] = {}
        self._file = file
        self._json = json
        self._open: list[_Collection] = []
        self._anchors: dict[str, tuple[Value, int, int] | None] = {}
        self._nodes = 0
        self._aliases = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Use one event; false when nothing after it can be understood."""
        if isinstance(event, yaml.ScalarEvent):
            return self._begin(event) and self._scalar(event)
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            return self._begin(event) and self._collection(event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if isinstance(event, yaml.CollectionEndEvent):
            return self._close()
        if isinstance(event, yaml.DocumentStartEvent):
            return self._document(event)
        return True

    def _complain(self, event: yaml.Event, what: str, remedy: str) -> None:
        self.problems.append(Problem(Place(self._file, *_spot(event)), what, remedy))

    def _document(self, event: yaml.DocumentStartEvent) -> bool:
        self._documents += 1
        if self._documents > 1:
            self._complain(event, "a second document begins here", "take out the line with ---")
            return False
        if event.version or event.tags:
            self._complain(event, "a line begins with %", "take it out, or quote the text")
        return True

    def _begin(self, event: yaml.NodeEvent) -> bool:
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._complain(event, "a text begins with ! and is read as a tag", _QUOTE)
        if event.anchor is not None:
            if event.anchor in self._anchors:
                self._complain(event, "this anchor (&) stands twice", "rename one of them")
            self._anchors[event.anchor] = None
        return self._count(event, 1, 1)

    def _count(self, event: yaml.Event, size: int, height: int) -> bool:
        self._nodes += size
        if self._nodes > _MOST_NODES:
            self._complain(event, f"more than {_MOST_NODES} values", "make the file smaller")
            return False
        if len(self._open) + height > _DEEPEST:
            self._complain(event, f"nested more than {_DEEPEST} deep", "nest it less")
            return False
        return True

    def _scalar(self, event: yaml.ScalarEvent) -> bool:
        plain = event.style in (None, "")
        text: str | None = event.value
        if plain and (text == "" or (self._json and text == "null")):
            text = None
        if text and any("\0" <= sign < " " and sign not in "\t\n\r" for sign in text):
            self._complain(event, "an escape stands for a control character", "take it out")
        if text and any("\ud800" <= sign <= "\udfff" for sign in text):
            self._complain(event, "an escape stands for half a character", "type the character")
        if event.anchor is not None:
            self._anchors[event.anchor] = (text, 1, 1)
        return self._add(event, text, 1, 1)

    def _collection(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> bool:
        path = self._path()
        if path is None:
            self._complain(event, "a list or mapping stands where a key should", _QUOTE)
            return False
        value: dict[str, Value] | list[Value]
        value = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.values[path] = _spot(event)
        self._open.append(_Collection(value, path, event.anchor))
        return True

    def _alias(self, event: yaml.AliasEvent) -> bool:
        self._aliases += 1
        known = self._anchors.get(event.anchor or "")
        if known is None:
            what = "a text begins with * and is read as a reference to nothing"
            self._complain(event, what, _QUOTE)
            return self._add(event, None, 1, 1)
        if self._aliases > _MOST_ALIASES:
            self._complain(event, f"more than {_MOST_ALIASES} references (*)", "write them out")
            return False
        value, size, height = known
        return self._count(event, size, height) and self._add(event, value, size, height)

    def _path(self) -> Path | None:
        """Where the next value goes; ``None`` where a key is expected."""
        if not self._open:
            return ()
        parent = self._open[-1]
        if isinstance(parent.value, list):
            return (*parent.path, len(parent.value))
        return None if parent.key is None else (*parent.path, parent.key)

    def _add(self, event: yaml.Event, value: Value, size: int, height: int) -> bool:
        path = self._path()
        if path is None:
            return self._key(event, value)
        self.values[path] = _spot(event)
        self._put(value, size, height)
        return True

    def _put(self, value: Value, size: int, height: int) -> None:
        if not self._open:
            self.root = value
            return
        parent = self._open[-1]
        parent.size += size
        parent.height = max(parent.height, height + 1)
        if isinstance(parent.value, list):
            parent.value.append(value)
        elif parent.key is not None:
            parent.value[parent.key] = value
            parent.key = None

    def _key(self, event: yaml.Event, key: Value) -> bool:
        parent = self._open[-1]
        if not isinstance(key, str):
            self._complain(event, "a key is missing before the colon", "write the key")
            key = ""
        elif key != key.strip():
            if getattr(event, "style", None) in ("'", '"'):
                self._complain(event, "a key begins or ends with a space", "take it out")
            else:
                what = "a key begins or ends with a space that is not an ordinary one"
                self._complain(event, what, "indent with ordinary spaces")
        path = (*parent.path, key)
        if isinstance(parent.value, dict) and key in parent.value:
            first = self.keys[path][0]
            what = f"this key stands twice; the first is on line {first}"
            self._complain(event, what, "keep one of them")
        else:
            self.keys[path] = _spot(event)
        parent.key = key
        parent.size += 1
        return True

    def _close(self) -> bool:
        done = self._open.pop()
        if done.anchor is not None:
            self._anchors[done.anchor] = (done.value, done.size, done.height)
        self._put(done.value, done.size, done.height)
        return True
