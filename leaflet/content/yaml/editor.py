"""Edit a YAML file at one place; every other byte stays as it is.

``outline`` finds the position of each value, to the character. The values themselves come from
``reader.py`` alone, which has read the file before. Begin with ``Worksheet``; ``append_entry`` adds
to the end of a record of the site.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import yaml

from leaflet.content.yaml.reader import Path, Source, Value, read_source
from leaflet.errors import ContentError, Place, Problem
from leaflet.messages.message import Key, Message
from leaflet.records import frozen

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ScalarStyle(Enum):
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


_STYLES = {
    "'": ScalarStyle.SINGLE,
    '"': ScalarStyle.DOUBLE,
    ">": ScalarStyle.BLOCK,
    "|": ScalarStyle.BLOCK,
}

_TO_COLON = re.compile(r"(?:\s|#[^\r\n]*[\r\n])*:")
"""From the end of a key to its colon, which may come after comments and on a later line."""


@frozen
class ValueSpan:
    """A value in the text; counted in characters from 0, ``end`` being the first after it.

    Attributes:
        key: Where its key begins and ends; ``None`` for an item of a list and for the whole.
        quoted_key: Whether the key stands between double quotes, as in JSON.
        anchored: Whether references (*) may lead to it.
        keys: Of a mapping, its keys in the order of the file.
    """

    start: int
    end: int
    form: ScalarStyle
    key: tuple[int, int] | None
    quoted_key: bool
    anchored: bool
    keys: tuple[str, ...]


Outline = Mapping[Path, ValueSpan]
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
    found: dict[Path, ValueSpan] = {}
    waiting: list[_Open] = []
    anchors: dict[str, str] = {}
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.CollectionEndEvent):
                done = waiting.pop()
                begun = done.begun
                assert isinstance(begun, yaml.CollectionStartEvent)
                form = ScalarStyle.BRACES if begun.flow_style else ScalarStyle.LINES
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
        what = Message("yaml.none", "is no YAML")
        remedy = Message("yaml.mend", "mend it in an editor")
        raise ContentError(Problem(Place(file), what, remedy)) from None
    return found


def _take(
    event: yaml.NodeEvent, waiting: list[_Open], found: dict[Path, ValueSpan], text: str
) -> None:
    path, key = _arrive(waiting[-1] if waiting else None)
    if isinstance(event, yaml.CollectionStartEvent):
        is_list = isinstance(event, yaml.SequenceStartEvent)
        waiting.append(_Open(path, is_list, event, key, []))
    elif isinstance(event, yaml.ScalarEvent):
        plain = ScalarStyle.PLAIN if event.value else ScalarStyle.EMPTY
        form = _STYLES.get(event.style or "", plain)
        span = _span(event, event, form, key, ())
        if form is ScalarStyle.EMPTY and key is not None:
            span = _where_nothing_is(span, _index(key.end_mark), text)
        found[path] = span
    else:
        found[path] = _span(event, event, ScalarStyle.ALIAS, key, ())


def _where_nothing_is(span: ValueSpan, key_end: int, text: str) -> ValueSpan:
    """The span of no value: after the colon, or after the key where there is none (``? key``)."""
    # Between braces the parser finds nothing only at the next sign.
    colon = _TO_COLON.match(text, key_end)
    if colon is None:
        return replace(span, start=key_end, end=key_end, form=ScalarStyle.KEY_ALONE)
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
    form: ScalarStyle,
    key: yaml.NodeEvent | None,
    keys: tuple[str, ...],
) -> ValueSpan:
    return ValueSpan(
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


LINE_END = re.compile(r"\r\n|\r|\n")
"""The end of a line, of any system."""

BY_HAND = Message("edit.by-hand", "change it in the file itself, with an editor")
"""What to do where the program cannot change a file by itself."""

_BOM = "\ufeff"
_REFERENCE = Message("edit.reference", "this is a reference (*) to what stands elsewhere")
_NOT_IN_LINES = Message("edit.not-in-lines", "the entries do not stand one a line")


@frozen
class Worksheet:
    """A file in the making: its text, and where everything stands in it.

    Attributes:
        mark: The byte order mark, or nothing.
        before: What was read of the file before it was changed.
    """

    file: str
    mark: str
    text: str
    spans: Outline
    before: Source

    @classmethod
    def of(cls, content: bytes, file: str) -> "Worksheet":
        """Read the file as it is."""
        before = read_source(content, file)
        whole = content.decode()
        mark = _BOM if whole.startswith(_BOM) else ""
        text = whole.removeprefix(mark)
        return cls(file, mark, text, outline(text, file), before)

    def spliced(self, start: int, end: int, between: str) -> "Worksheet":
        """With other characters between these two places."""
        text = self.text[:start] + between + self.text[end:]
        try:
            spans = outline(text, self.file)
        except ContentError:
            raise self._entangled() from None
        return Worksheet(self.file, self.mark, text, spans, self.before)

    def finish(self, change: Callable[[Value], object]) -> bytes:
        """The bytes, once it is proved that they hold what is meant and nothing else.

        Raises:
            ContentError: If they do not.
        """
        meant = _apart(self.before.value)
        change(meant)
        content = (self.mark + self.text).encode()
        try:
            after = read_source(content, self.file)
        except ContentError:
            raise self._entangled() from None
        if after.value != meant or not _keep_order(self.before, after):
            raise self._entangled()
        return content

    def _entangled(self) -> ContentError:
        what = Message("edit.entangled", "this cannot be changed without changing something else")
        return ContentError(Problem(Place(self.file), what, BY_HAND))

    def span(self, path: Path) -> ValueSpan:
        """The span of a value.

        Raises:
            ContentError: If it is not there, or stands behind a reference.
        """
        if path not in self.spans:
            known = max(n for n in range(len(path)) if path[:n] in self.spans)
            if self.spans[path[:known]].form is ScalarStyle.ALIAS:
                raise self.refusal(path, _REFERENCE)
            key = Key(str(path[known]))
            raise self.refusal(path, Message("edit.no-key", "there is no `{key}` here", key=key))
        return self.spans[path]

    def require_keys(self, path: Path) -> None:
        """Refuse what is no mapping with a key at least: nothing can be put beside its keys.

        Raises:
            ContentError: If something else stands there, or nothing.
        """
        span, value = self.span(path), self.before.find(path)
        if span.form is ScalarStyle.ALIAS:
            raise self.refusal(path, _REFERENCE)
        if isinstance(value, list):
            what = Message("edit.list", "a list stands where `key: value` should")
            raise self.refusal(path, what)
        if isinstance(value, str):
            what = Message("edit.text", "a text stands where `key: value` should")
            raise self.refusal(path, what)
        if not span.keys:
            what = Message("edit.nothing", "nothing is written where `key: value` should stand")
            raise self.refusal(path, what)

    def keys_of(self, path: Path) -> tuple[str, ...]:
        """The keys of a mapping."""
        return self.span(path).keys

    def refusal(self, path: Path, what: Message) -> ContentError:
        """The error that points at a value."""
        return ContentError(Problem(self.before.place(path), what, BY_HAND))

    @property
    def newline(self) -> str:
        """The line end of the file, as its first line has it."""
        found = LINE_END.search(self.text)
        return found[0] if found else "\n"

    def line_after(self, place: int, line: str) -> str:
        """What is put in at the beginning of a line, or at the end of a text without a last one."""
        if self.text[:place].endswith(("\r", "\n")):
            return line + self.newline
        return self.newline + line

    def line_start(self, path: Path) -> int:
        """Where the line of an entry begins, if the entry begins it.

        Raises:
            ContentError: If something else stands before it.
        """
        key = self.span(path).key
        assert key is not None
        start = max(self.text.rfind(sign, 0, key[0]) for sign in "\r\n") + 1
        if self.text[start : key[0]].strip(" "):
            what = Message("edit.no-own-line", "this does not stand on a line of its own")
            raise self.refusal(path, what)
        return start

    def indent(self, path: Path) -> str:
        """The spaces before an entry."""
        key = self.span(path).key
        assert key is not None
        return self.text[self.line_start(path) : key[0]]

    def end_of(self, path: Path) -> int:
        """Where the first line after a value begins; for the last one, the end of the text."""
        # A mapping ends where the next one begins; its last line is that of its last value.
        ends = [
            span.end
            for each, span in self.spans.items()
            if each[: len(path)] == path and span.form is not ScalarStyle.LINES
        ]
        last = max(len(self.text[:end].rstrip()) for end in ends)
        found = LINE_END.search(self.text, last)
        return found.end() if found else len(self.text)

    def end_of_comments(self, start: int, indent: str) -> int:
        """The same after comments that are indented deeper than ``indent``."""
        comment = re.compile(rf"{indent} +#[^\r\n]*(?:\r\n|\r|\n|\Z)")
        while found := comment.match(self.text, start):
            start = found.end()
        return start

    def gap_before(self, path: Path) -> str:
        """The empty lines between an entry and the one before it."""
        before = self.text[: self.line_start(path)]
        gap = re.search(r"(?:\r\n|\r|\n)((?: *(?:\r\n|\r|\n))*)\Z", before)
        return gap[1] if gap else ""


def _apart(value: Value) -> Value:
    """The value with a copy wherever a reference (*) shares a part of it."""
    if isinstance(value, dict):
        return {key: _apart(child) for key, child in value.items()}
    return [_apart(child) for child in value] if isinstance(value, list) else value


def _keep_order(before: Source, after: Source) -> bool:
    """Whether what stands in both stands in the same order."""
    old, new = [[path for path, _ in source.texts()] for source in (before, after)]
    both = {*old} & {*new}
    return [path for path in old if path in both] == [path for path in new if path in both]


_PLAIN = re.compile(r"[\w+(][\w +./()’-]*(?<! )")
"""Texts that mean themselves without quotes, wherever they stand."""

_UNTOUCHED = {
    ScalarStyle.ALIAS: Message("edit.as-reference", "this value is written as a reference (*)"),
    ScalarStyle.BLOCK: Message("edit.as-block", "this value is written after > or |"),
    ScalarStyle.LINES: Message("edit.as-lines", "this value is written one entry a line"),
    ScalarStyle.BRACES: Message(
        "edit.as-braces", "this value is written between braces or brackets"
    ),
    ScalarStyle.KEY_ALONE: Message("edit.as-key", "this value is written as a key without a colon"),
}
"""What a value is written as that is not put in place of another."""


def set_values(
    content: bytes, file: str, path: Path, values: Mapping[str, str], order: Sequence[str]
) -> bytes:
    """The file with these texts in the mapping at ``path``; each keeps the quotes it had.

    Args:
        file: What messages call the file.
        values: The new texts by key. A key that is not there gets a line after its neighbour.
        order: In what order the keys of such a mapping stand.

    Raises:
        ContentError: If the file cannot be read, or cannot be changed there and nowhere else.
    """
    draft = Worksheet.of(content, file)
    draft.require_keys(path)
    for key, value in values.items():
        here = (*path, key)
        if here in draft.spans:
            draft = draft.spliced(*_replacement(draft, here, value))
        else:
            draft = draft.spliced(*_addition(draft, path, key, value, order))
    return draft.finish(lambda root: _mapping(root, path).update(values))


def add_entry(
    content: bytes, file: str, path: Path, key: str, values: Mapping[str, str | None]
) -> bytes:
    """The file with one more entry after the last of the mapping at ``path``, written like it.

    Args:
        values: What the entry holds; ``None`` leaves its line empty, or out between braces.

    Raises:
        ContentError: If the file cannot be read, or the entry cannot be written like the others.
    """
    draft = Worksheet.of(content, file)
    draft.require_keys(path)
    keys = draft.keys_of(path)
    if draft.spans[path].form is not ScalarStyle.LINES:
        raise draft.refusal(path, _NOT_IN_LINES)
    draft.require_keys((*path, keys[-1]))
    made = _written_like(draft, (*path, keys[-1]), key, values)
    end = draft.end_of_comments(draft.end_of((*path, keys[-1])), draft.indent((*path, keys[-1])))
    gap = draft.gap_before((*path, keys[-1])) if len(keys) > 1 else ""
    draft = draft.spliced(end, end, draft.line_after(end, gap + made))
    meant: dict[str, Value] = {
        each: value
        for each, value in values.items()
        if value is not None or (*path, key, each) in draft.spans
    }
    return draft.finish(lambda root: _mapping(root, path).update({key: meant}))


def remove_entry(content: bytes, file: str, path: Path) -> bytes:
    """The file without the lines of the entry at ``path``, its own comments among them.

    Raises:
        ContentError: If the file cannot be read, or the entry does not stand on lines of its own.
    """
    draft = Worksheet.of(content, file)
    above = draft.spans.get(path[:-1])
    if path not in draft.spans or above is None or above.form is not ScalarStyle.LINES:
        raise draft.refusal(path, _NOT_IN_LINES)
    if len(above.keys) == 1:
        what = Message("edit.last-one", "it is the only one, and the list may not be empty")
        raise draft.refusal(path, what)
    start = draft.line_start(path)
    draft = draft.spliced(start, draft.end_of_comments(draft.end_of(path), draft.indent(path)), "")
    key = str(path[-1])
    return draft.finish(lambda root: _mapping(root, path[:-1]).pop(key))


def _replacement(draft: Worksheet, path: Path, value: str) -> tuple[int, int, str]:
    """What is replaced by what, so that the value at ``path`` becomes this text."""
    span = draft.span(path)
    if span.anchored and span.form is not ScalarStyle.ALIAS:
        what = Message("edit.as-mark", "this value is written with a mark (&)")
        raise draft.refusal(path, what)
    if span.form in _UNTOUCHED:
        raise draft.refusal(path, _UNTOUCHED[span.form])
    if LINE_END.search(draft.text[span.start : span.end]):
        what = Message("edit.several-lines", "this value is written on several lines")
        raise draft.refusal(path, what)
    # In JSON nothing is written as null; without quotes, texts are none.
    form = (
        ScalarStyle.DOUBLE if span.quoted_key and span.form is not ScalarStyle.SINGLE else span.form
    )
    written = _write(value, form)
    if span.form is ScalarStyle.EMPTY:
        return span.start, span.start, f" {written}"
    return span.start, span.end, written


def _write(value: str, form: ScalarStyle) -> str:
    if form is ScalarStyle.SINGLE:
        return "'" + value.replace("'", "''") + "'"
    if form is not ScalarStyle.DOUBLE and _PLAIN.fullmatch(value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _addition(
    draft: Worksheet, path: Path, key: str, value: str, order: Sequence[str]
) -> tuple[int, int, str]:
    """Where a key that is not there goes, and how: after the last one that stands before it."""
    keys, place = draft.keys_of(path), list(order).index(key)
    earlier = [each for each in order[:place] if each in keys]
    neighbour = (*path, earlier[-1] if earlier else keys[0])
    span = draft.span(neighbour)
    assert span.key is not None
    if draft.spans[path].form is ScalarStyle.BRACES:
        quoted = ScalarStyle.DOUBLE if span.quoted_key else span.form
        shown = f'"{key}"' if span.quoted_key else key
        return span.end, span.end, f", {shown}: {_write(value, quoted)}"
    line = f"{draft.indent(neighbour)}{_pair(draft, neighbour, key, _write(value, span.form))}"
    end = draft.end_of(neighbour)
    return end, end, draft.line_after(end, line)


def _pair(draft: Worksheet, neighbour: Path, key: str, written: str) -> str:
    """``key: value``, the value in the column of its neighbour's where those are aligned."""
    span = draft.span(neighbour)
    assert span.key is not None
    begin, end = span.key
    shown = f'"{key}"' if span.quoted_key else key
    between = draft.text[end : span.start]
    is_aligned = len(between) > 2 and not LINE_END.search(between)
    white = max(1, span.start - begin - len(shown) - 1) if is_aligned else 1
    return f"{shown}:{' ' * white}{written}" if written else f"{shown}:"


def _written_like(
    draft: Worksheet, pattern: Path, key: str, values: Mapping[str, str | None]
) -> str:
    """An entry with the indents, quotes and brackets of another, without its last line end."""
    span = draft.span(pattern)
    shown = f'"{key}"' if span.quoted_key else key
    head = f"{draft.indent(pattern)}{shown}:"
    forms = {each: draft.spans[*pattern, each].form for each in span.keys}
    written = {
        each: "" if value is None else _write(value, forms.get(each, ScalarStyle.PLAIN))
        for each, value in values.items()
    }
    first = (*pattern, span.keys[0])
    if span.form is ScalarStyle.BRACES:
        sign = '"' if draft.span(first).quoted_key else ""
        pairs = ", ".join(f"{sign}{each}{sign}: {text}" for each, text in written.items() if text)
        return f"{head} {{{pairs}}}"
    indent = draft.indent(first)
    lines = [f"{indent}{_pair(draft, first, each, text)}" for each, text in written.items()]
    return draft.newline.join([head, *lines])


def _mapping(root: Value, path: Path) -> dict[str, Value]:
    for part in path:
        root = root[part]  # type: ignore[index]
    assert isinstance(root, dict)
    return root


_PLAIN_SCALAR = re.compile("[a-z0-9][a-z0-9-]*")


def write_entry(values: Mapping[str, str]) -> str:
    """The lines of an entry of a list, each value as a text that YAML cannot take for another."""
    lines = [f"{key}: {_quote(value)}" for key, value in values.items()]
    return "".join(f"{'    ' if n else '  - '}{line}\n" for n, line in enumerate(lines))


def append_entry(content: bytes | None, head: str, entry: str) -> bytes:
    """The file with one entry more at its end.

    Args:
        content: The file; ``None`` if there is none yet.
        head: What a new file begins with.
        entry: What ``write_entry`` gave.
    """
    if content is None:
        return f"{head}{entry}".encode()
    end = "\r\n" if b"\r\n" in content else "\n"
    gap = "" if content.endswith(b"\n") or not content else end
    return content + f"{gap}{entry.replace(chr(10), end)}".encode()


def _quote(value: str) -> str:
    return value if _PLAIN_SCALAR.fullmatch(value) else json.dumps(value, ensure_ascii=False)
