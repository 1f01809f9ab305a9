"""A YAML file changed at one place: every byte that is not meant stays as it is.

Comments, order, quotes, spacing, line ends, a byte order mark and a missing last newline are the
writer's. What was changed is read again, and is refused unless just the values that were meant
have changed; so no file is ever spoilt in silence, however strangely it is written.
"""

import re
from collections.abc import Mapping, Sequence

from leaflet.manuscript.outline import Form
from leaflet.manuscript.value import Path, Value
from leaflet.manuscript.worksheet import LINE_END, Worksheet

_PLAIN = re.compile(r"[\w+(][\w +./()’-]*(?<! )")
"""Texts that mean themselves without quotes, wherever they stand."""

_UNTOUCHED = (Form.ALIAS, Form.BLOCK, Form.LINES, Form.BRACES, Form.KEY_ALONE)
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
    if draft.spans[path].form is not Form.LINES:
        raise draft.refusal(path, "the entries do not stand one a line")
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
    if path not in draft.spans or above is None or above.form is not Form.LINES:
        raise draft.refusal(path, "the entries do not stand one a line")
    if len(above.keys) == 1:
        raise draft.refusal(path, "it is the only one, and the list may not be empty")
    start = draft.line_start(path)
    draft = draft.spliced(start, draft.end_of_comments(draft.end_of(path), draft.indent(path)), "")
    key = str(path[-1])
    return draft.finish(lambda root: _mapping(root, path[:-1]).pop(key))


def _replacement(draft: Worksheet, path: Path, value: str) -> tuple[int, int, str]:
    """What is replaced by what, so that the value at ``path`` becomes this text."""
    span = draft.span(path)
    if span.form in _UNTOUCHED or span.anchored:
        marked = span.anchored and span.form is not Form.ALIAS
        how = "with a mark (&)" if marked else span.form.value
        raise draft.refusal(path, f"this value is written {how}")
    if LINE_END.search(draft.text[span.start : span.end]):
        raise draft.refusal(path, "this value is written on several lines")
    # In JSON nothing is written as null; without quotes, texts are none.
    form = Form.DOUBLE if span.quoted_key and span.form is not Form.SINGLE else span.form
    written = _write(value, form)
    if span.form is Form.EMPTY:
        return span.start, span.start, f" {written}"
    return span.start, span.end, written


def _write(value: str, form: Form) -> str:
    if form is Form.SINGLE:
        return "'" + value.replace("'", "''") + "'"
    if form is not Form.DOUBLE and _PLAIN.fullmatch(value):
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
    if draft.spans[path].form is Form.BRACES:
        quoted = Form.DOUBLE if span.quoted_key else span.form
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
        each: "" if value is None else _write(value, forms.get(each, Form.PLAIN))
        for each, value in values.items()
    }
    first = (*pattern, span.keys[0])
    if span.form is Form.BRACES:
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
