"""A YAML file that is being changed: its text, where everything stands in it, and what it was."""

import re
from collections.abc import Callable

from leaflet.errors import ContentError, Place, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.outline import Form, Outline, Span, outline
from leaflet.manuscript.source import Source, read_source
from leaflet.manuscript.value import Path, Value

LINE_END = re.compile(r"\r\n|\r|\n")
"""The end of a line, of any system."""

BY_HAND = "change it in the file itself, with an editor"
"""What to do where the program cannot change a file by itself."""

_BOM = "\ufeff"
_REFERENCE = "this is a reference (*) to what stands elsewhere"


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
        what = "this cannot be changed without changing something else"
        return ContentError(Problem(Place(self.file), what, BY_HAND))

    def span(self, path: Path) -> Span:
        """The span of a value.

        Raises:
            ContentError: If it is not there, or stands behind a reference.
        """
        if path not in self.spans:
            known = max(n for n in range(len(path)) if path[:n] in self.spans)
            if self.spans[path[:known]].form is Form.ALIAS:
                raise self.refusal(path, _REFERENCE)
            raise self.refusal(path, f"there is no `{path[known]}` here")
        return self.spans[path]

    def require_keys(self, path: Path) -> None:
        """Refuse what is no mapping with a key at least: nothing can be put beside its keys.

        Raises:
            ContentError: If something else stands there, or nothing.
        """
        span, value = self.span(path), self.before.find(path)
        if span.form is Form.ALIAS:
            raise self.refusal(path, _REFERENCE)
        if isinstance(value, list):
            raise self.refusal(path, "a list stands where `key: value` should")
        if isinstance(value, str):
            raise self.refusal(path, "a text stands where `key: value` should")
        if not span.keys:
            raise self.refusal(path, "nothing is written where `key: value` should stand")

    def keys_of(self, path: Path) -> tuple[str, ...]:
        """The keys of a mapping."""
        return self.span(path).keys

    def refusal(self, path: Path, what: str) -> ContentError:
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
            raise self.refusal(path, "this does not stand on a line of its own")
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
            if each[: len(path)] == path and span.form is not Form.LINES
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
