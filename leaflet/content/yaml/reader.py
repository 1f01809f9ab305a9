"""Read a YAML file as its writer meant it: text stays text, and every value knows its line.

YAML's own types are not used: ``no``, ``0470123456``, ``12:30``, ``1.0`` and ``~`` stay the typed
characters (``docs/rules.md`` T12, T50). Only UTF-8 is read, with or without a byte order mark.
Tags, aliases that make a small file grow large, and deep nesting are refused. JSON is read as well,
as YAML between brackets; its ``null`` means nothing. Begin with ``read_source``.

The reader serves patients' files too: no message repeats a key or a value (law 5).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from leaflet.content.yaml import LARGEST_FILE
from leaflet.content.yaml.errors import HALF_A_CHARACTER, QUOTE, explain, find_swallowed_dash
from leaflet.errors import ContentError, Place, Problem, Warned
from leaflet.messages.message import Message, Name
from leaflet.messages.phrases import KEEP_ONE
from leaflet.records import frozen

Value: TypeAlias = "dict[str, Value] | list[Value] | str | None"
"""What a file holds: mappings, lists and text; ``None`` where nothing is written."""

Path: TypeAlias = tuple[str | int, ...]
"""The keys and list positions, from 0, that lead to a value."""


_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE = Message("yaml.save-utf-8", "save it as UTF-8 (in the editor: Save as, encoding UTF-8)")
_TAKE_OUT = Message("all.take-out", "take it out")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def decode(content: bytes, file: str) -> str:
    """Read the bytes as UTF-8; a byte order mark is dropped, line ends become newlines.

    Args:
        file: What messages call the file.

    Raises:
        ContentError: If it is too large, in another encoding, or holds control characters.
    """
    if len(content) > LARGEST_FILE:
        most = LARGEST_FILE // 1_000_000
        what = Message("yaml.too-large", "the file is larger than {most} MB", most=most)
        remedy = Message("yaml.no-leaflet", "a text of that size is no leaflet's")
        raise ContentError(Problem(Place(file), what, remedy))
    if content.startswith(_UTF_16) or content[:4].count(0) >= 2:
        what = Message("yaml.utf-16", "the file is in UTF-16, not in UTF-8")
        raise ContentError(Problem(Place(file), what, _SAVE))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _position(content[: error.start].decode("utf-8", "replace"))
        what = Message(
            "yaml.not-utf-8",
            "byte {byte} is not UTF-8; the file is in another encoding",
            byte=Name(f"0x{content[error.start]:02X}"),
        )
        raise ContentError(Problem(Place(file, line, column), what, _SAVE)) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if control := _CONTROL.search(text):
        line, column = _position(text[: control.start()])
        code = Name(f"U+{ord(control[0]):04X}")
        what = Message("yaml.control-character", "control character {code}", code=code)
        raise ContentError(Problem(Place(file, line, column), what, _TAKE_OUT))
    return text


def _position(before: str) -> tuple[int, int]:
    """Line and column, from 1, of what follows this text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


_DEEPEST = 40
_MOST_NODES = 50_000
_MOST_ALIASES = 20

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

    def _complain(self, event: yaml.Event, what: Message, remedy: Message) -> None:
        self.problems.append(Problem(Place(self._file, *_spot(event)), what, remedy))

    def _document(self, event: yaml.DocumentStartEvent) -> bool:
        self._documents += 1
        if self._documents > 1:
            what = Message("yaml.second-document", "a second document begins here")
            remedy = Message("yaml.take-dashes-out", "take out the line with ---")
            self._complain(event, what, remedy)
            return False
        if event.version or event.tags:
            what = Message("yaml.directive", "a line begins with %")
            remedy = Message("yaml.take-out-or-quote", "take it out, or quote the text")
            self._complain(event, what, remedy)
        return True

    def _begin(self, event: yaml.NodeEvent) -> bool:
        tag = getattr(event, "tag", None)
        if tag is not None:
            what = Message("yaml.tag", "a text begins with ! and is read as a tag")
            self._complain(event, what, QUOTE)
        if event.anchor is not None:
            if event.anchor in self._anchors:
                what = Message("yaml.anchor-twice", "this anchor (&) stands twice")
                self._complain(event, what, Message("yaml.rename-one", "rename one of them"))
            self._anchors[event.anchor] = None
        return self._count(event, 1, 1)

    def _count(self, event: yaml.Event, size: int, height: int) -> bool:
        self._nodes += size
        if self._nodes > _MOST_NODES:
            what = Message("yaml.too-many-values", "more than {most} values", most=_MOST_NODES)
            self._complain(event, what, Message("yaml.smaller", "make the file smaller"))
            return False
        if len(self._open) + height > _DEEPEST:
            what = Message("yaml.too-deep", "nested more than {most} deep", most=_DEEPEST)
            self._complain(event, what, Message("yaml.nest-less", "nest it less"))
            return False
        return True

    def _scalar(self, event: yaml.ScalarEvent) -> bool:
        plain = event.style in (None, "")
        text: str | None = event.value
        if plain and (text == "" or (self._json and text == "null")):
            text = None
        if text and any("\0" <= sign < " " and sign not in "\t\n\r" for sign in text):
            what = Message("yaml.escaped-control", "an escape stands for a control character")
            self._complain(event, what, _TAKE_OUT)
        if text and any("\ud800" <= sign <= "\udfff" for sign in text):
            self._complain(event, *HALF_A_CHARACTER)
        if event.anchor is not None:
            self._anchors[event.anchor] = (text, 1, 1)
        return self._add(event, text, 1, 1)

    def _collection(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> bool:
        path = self._path()
        if path is None:
            what = Message("yaml.no-text-key", "a list or mapping stands where a key should")
            self._complain(event, what, QUOTE)
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
            what = Message(
                "yaml.no-anchor", "a text begins with * and is read as a reference to nothing"
            )
            self._complain(event, what, QUOTE)
            return self._add(event, None, 1, 1)
        if self._aliases > _MOST_ALIASES:
            what = Message(
                "yaml.too-many-references", "more than {most} references (*)", most=_MOST_ALIASES
            )
            self._complain(event, what, Message("yaml.write-out", "write them out"))
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
            what = Message("yaml.no-key", "a key is missing before the colon")
            self._complain(event, what, Message("yaml.write-key", "write the key"))
            key = ""
        elif key != key.strip():
            if getattr(event, "style", None) in ("'", '"'):
                what = Message("yaml.key-space", "a key begins or ends with a space")
                self._complain(event, what, _TAKE_OUT)
            else:
                what = Message(
                    "yaml.key-odd-space",
                    "a key begins or ends with a space that is not an ordinary one",
                )
                remedy = Message("yaml.ordinary-spaces", "indent with ordinary spaces")
                self._complain(event, what, remedy)
        path = (*parent.path, key)
        if isinstance(parent.value, dict) and key in parent.value:
            what = Message(
                "yaml.key-twice",
                "this key stands twice; the first is on line {line}",
                line=self.keys[path][0],
            )
            self._complain(event, what, KEEP_ONE)
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


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@frozen
class Source:
    """The values of one file, and where each stands.

    Attributes:
        file: What messages call the file.
        value: The whole; nothing may change it, for aliases share their parts.
    """

    file: str
    value: Value
    _values: Mapping[Path, tuple[int, int]]
    _keys: Mapping[Path, tuple[int, int]]

    def place(self, path: Path) -> Place:
        """Where the value stands; within an alias, where the alias stands."""
        while path and path not in self._values:
            path = path[:-1]
        return Place(self.file, *self._values.get(path, (1, 1)))

    def key_place(self, path: Path) -> Place:
        """Where the last key of the path stands; for an item of a list, the item."""
        return Place(self.file, *self._keys[path]) if path in self._keys else self.place(path)

    def find(self, path: Path) -> Value:
        """The value at the path; ``None`` where it leads nowhere, whatever stands there instead."""
        value = self.value
        for step in path:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def keys(self, path: Path) -> tuple[str, ...]:
        """The keys of the mapping at the path, in the order of the file; none of anything else."""
        value = self.find(path)
        return tuple(value) if isinstance(value, dict) else ()

    def items(self, path: Path) -> Sequence[Value]:
        """The items of the list at the path; none of anything else."""
        value = self.find(path)
        return value if isinstance(value, list) else ()

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Every text with its path, in the order of the file."""
        waiting: list[tuple[Path, Value]] = [((), self.value)]
        while waiting:
            path, value = waiting.pop()
            if isinstance(value, str):
                yield path, value
            elif isinstance(value, dict):
                waiting.extend(((*path, key), child) for key, child in reversed(value.items()))
            elif isinstance(value, list):
                waiting.extend(((*path, i), value[i]) for i in reversed(range(len(value))))

    def renamed(self, key: str, name: str) -> "Source":
        """The same with a key of the whole file under another name; a name that is there stays."""
        if not isinstance(self.value, dict) or key not in self.value or name in self.value:
            return self

        def rename(path: Path) -> Path:
            return (name, *path[1:]) if path[:1] == (key,) else path

        return Source(
            self.file,
            {name if each == key else each: value for each, value in self.value.items()},
            {rename(path): place for path, place in self._values.items()},
            {rename(path): place for path, place in self._keys.items()},
        )

    def overlaid(self, upper: "Source") -> "Source":
        """Lay the keys of another source over this one; lists are replaced whole.

        A key with nothing written after it covers nothing.
        """
        return Source(
            upper.file,
            _lay(upper.value, self.value),
            {**self._values, **upper._values},
            {**self._keys, **upper._keys},
        )


def _lay(upper: Value, lower: Value) -> Value:
    if isinstance(upper, dict) and isinstance(lower, dict):
        return lower | {key: _lay(child, lower.get(key)) for key, child in upper.items()}
    return lower if upper is None else upper


def read_source(content: bytes, file: str) -> Source:
    """Read one YAML or JSON document; an empty unquoted value is ``None``.

    Args:
        file: What messages call the file.

    Raises:
        ContentError: With every problem that can be told at once: not UTF-8, not YAML, empty,
            several documents, duplicate keys, tags, too many aliases, too deep or too large.
    """
    read = scan_source(content, file)
    if read.value is None or read.warnings:
        raise ContentError(*read.warnings)
    return read.value


def scan_source(content: bytes, file: str) -> Warned[Source | None]:
    """The same with its problems beside it, so that what can be judged in spite of them is.

    Returns:
        ``None`` where the whole cannot be known: not UTF-8, not YAML, empty, or cut off by a cap.
        A key that stands twice, a tag or a reference to nothing leave the rest as it is.
    """
    try:
        text = decode(content, file)
    except ContentError as error:
        return Warned(None, error.problems)
    reading = Assembly(file, text.lstrip()[:1] in ("{", "["))
    whole, lines = True, text.split("\n")
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.ScalarEvent):
                reading.problems += find_swallowed_dash(event, lines, file)
            if not reading.take(event):
                whole = False
                break
    except yaml.MarkedYAMLError as error:
        whole = False
        _tell(explain(error, text, file), reading.problems)
    except yaml.YAMLError:
        whole = False
        what = Message("yaml.no-text", "a character is no text")
        reading.problems.append(Problem(Place(file), what, _TAKE_OUT))
    if not reading.problems and reading.root is NOTHING:
        what, remedy = (
            Message("yaml.empty", "the file is empty"),
            Message("all.fill-in", "fill it in"),
        )
        reading.problems.append(Problem(Place(file, 1, 1), what, remedy))
    if not whole or reading.root is NOTHING:
        return Warned(None, tuple(reading.problems))
    read = Source(file, reading.root, reading.values, reading.keys)
    return Warned(read, tuple(reading.problems))


def _tell(problem: Problem, problems: list[Problem]) -> None:
    """Add what stopped the parser, unless its line has been told of already."""
    lines = {each.where.line for each in problems if isinstance(each.where, Place)}
    if not (isinstance(problem.where, Place) and problem.where.line in lines):
        problems.append(problem)
