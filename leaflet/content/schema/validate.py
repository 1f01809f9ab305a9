"""Validate a file against its shape, field by field; unknown keys are refused.

All faults are reported at once, each at its line and in the writer's own words. ``ProblemList``
gathers those of all files of a leaflet, in the order of the files. Begin with ``fill``.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config
from pydantic_core import ErrorDetails

from leaflet.content.schema.fields import REFUSED
from leaflet.content.suggest import cite, enumerate_words, suggest
from leaflet.content.yaml.reader import Path, Source, Value
from leaflet.errors import ContentError, Place, Problem

T = TypeVar("T")
Older = TypeVar("Older")

_adapters: dict[type, TypeAdapter[Any]] = {}
_TAG = re.compile(r"<[a-z]+>")
_COMPARE = "compare it with the file that comes with leaflet"
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_NAMES = {list: "a list", dict: "a `key: value`"}


class ForeignSchema(ContentError):
    """The file is of another schema: nothing else in it can be judged."""


def fill(shape: type[T], source: Source, older: tuple[type[Older], ...] = ()) -> T | Older:
    """Make the shape from the file.

    Args:
        shape: Of the newest schema, whose number is one more than there are older ones.
        source: The file.
        older: The shapes of schema 1, 2 and so on, which files of before still have.

    Raises:
        ForeignSchema: If the file is of another schema.
        ContentError: With every key that is missing, unknown or of another kind.
    """
    if not isinstance(source.value, dict):
        what = "the file should consist of `key: value` lines"
        raise ContentError(Problem(source.place(()), what, "see the file that comes with leaflet"))
    values = dict(source.value)
    chosen: Any
    chosen, told = _choose(source, values.pop("schema", None), (*older, shape))
    try:
        filled: T | Older = _adapter(chosen).validate_python(values)
    except ValidationError as error:
        told += [
            _translate(detail, source, chosen)
            for detail in error.errors(include_url=False)
            if not _follows(detail)
        ]
    if told:
        raise ContentError(*sorted(dict.fromkeys(told), key=_order))
    return filled


def glance(shape: type[T], value: Value) -> T | None:
    """The shape made of a part of a file; ``None`` where that is refused, and told elsewhere."""
    try:
        return _adapter(shape).validate_python(value)
    except ValidationError:
        return None


def _adapter(shape: type[T]) -> TypeAdapter[T]:
    if shape not in _adapters:
        _adapters[shape] = TypeAdapter(with_config(ConfigDict(extra="forbid"))(shape))
    return _adapters[shape]


def _choose(source: Source, written: Value, shapes: tuple[type, ...]) -> tuple[type, list[Problem]]:
    """The shape of the schema that the file says it has, and what is wrong with its word."""
    newest, place = len(shapes), source.place(("schema",))
    known = {str(number): each for number, each in enumerate(shapes, start=1)}
    if isinstance(written, str) and written in known:
        return known[written], []
    if written is None:
        what, remedy = "the file does not say its schema", f"begin it with `schema: {newest}`"
        return shapes[-1], [Problem(place, what, remedy)]
    if isinstance(written, str) and _NUMBER.fullmatch(written):
        what = f"the file has schema {written}, and this program knows up to {newest}"
        raise ForeignSchema(
            Problem(place, what, "it was written for a newer leaflet: update the program")
        )
    what, remedy = "this is not the number of a schema", f"write `schema: {newest}`"
    return shapes[-1], [Problem(place, what, remedy)]


def _follows(detail: ErrorDetails) -> bool:
    """Whether a list is called too short only because items of it were refused."""
    if detail["type"] != "too_short" or not isinstance(detail["input"], list):
        return False
    least: int = detail["ctx"]["min_length"]
    return len(detail["input"]) >= least


def _order(problem: Problem) -> tuple[int, int]:
    where = problem.where
    return (where.line or 0, where.column or 0) if isinstance(where, Place) else (0, 0)


def _translate(detail: ErrorDetails, source: Source, shape: type) -> Problem:
    path: Path = tuple(step for step in detail["loc"] if not _TAG.fullmatch(str(step)))
    kind = detail["type"]
    last = str(path[-1]) if path else ""
    if kind == "missing":
        return Problem(
            source.place(path[:-1]), f"the key {cite(last)} is missing", f"add `{last}:`"
        )
    if kind == "unexpected_keyword_argument":
        known = _known_keys(shape, detail["loc"][:-1])
        remedy = suggest(last, known, f"the keys here are {enumerate_words(known)}")
        return Problem(source.key_place(path), f"unknown key {cite(last)}", remedy)
    if len(path) > 1 and path[-1] == "[key]":
        path = path[:-1]
        if kind == REFUSED:
            return Problem(source.key_place(path), *_say(detail))
        expected = _expected(detail)
        what, place = f"unknown key {cite(str(path[-1]))}", source.key_place(path)
        return Problem(place, what, suggest(str(path[-1]), expected, _one_of(expected)))
    return Problem(source.place(path), *_say(detail))


def _say(detail: ErrorDetails) -> tuple[str, str]:
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    if kind == REFUSED:
        return context["what"], context["remedy"]
    if value is None and kind != "value_error":
        return "nothing is written here", "fill it in"
    if kind in ("enum", "literal_error") and isinstance(value, list | dict):
        return f"{_NAMES[type(value)]} stands where one word should", "write one word"
    if kind in ("enum", "literal_error"):
        expected = _expected(detail)
        return f"unknown value {cite(str(value))}", str(
            suggest(str(value), expected, _one_of(expected))
        )
    if kind in ("tuple_type", "list_type"):
        return "a list should stand here", "write each item on its own line, after a dash"
    if kind == "too_short" and not value:
        return "this list is empty", "fill it in"
    if kind in ("too_short", "too_long"):
        number = context.get("min_length", context.get("max_length"))
        items = f"{len(value)} item{'' if len(value) == 1 else 's'}"
        return f"this list has {items}, and should have {number}", f"write {number}"
    if kind in ("dataclass_type", "dict_type", "mapping_type"):
        return "`key: value` lines should stand here", "see the file that comes with leaflet"
    if kind == "string_type":
        return "text should stand here", "write one text"
    if kind == "value_error":
        return str(context.get("error", detail["msg"])), _COMPARE
    return detail["msg"].lower(), _COMPARE


def _expected(detail: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))


def _one_of(words: list[str]) -> str:
    return f"use {enumerate_words(words)}"


def _known_keys(shape: Any, steps: tuple[str | int, ...]) -> list[str]:
    """Keys of the dataclass to which the steps of an error lead."""
    for step in steps:
        shape = _follow(_bare(shape), step)
    shape = _bare(shape)
    return [field.name for field in fields(shape)] if is_dataclass(shape) else []


def _bare(shape: Any) -> Any:
    """The type without annotation, and without the ``None`` of an optional field."""
    if get_origin(shape) is Annotated:
        return _bare(get_args(shape)[0])
    present = [part for part in get_args(shape) if part is not type(None)]
    if len(present) == 1 and type(None) in get_args(shape):
        return _bare(present[0])
    return shape


def _follow(shape: Any, step: str | int) -> Any:
    if is_dataclass(shape) and isinstance(shape, type):
        return get_type_hints(shape, include_extras=True).get(str(step))
    origin, parts = get_origin(shape), get_args(shape)
    if origin is tuple:
        return parts[0]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return parts[1]
    for member in parts:
        # A member of a tagged union; its tag, such as <steps>, is the step.
        if any(getattr(mark, "tag", None) == step for mark in get_args(member)[1:]):
            return member
    return None


class ProblemList:
    """The problems so far.

    Attributes:
        files: The files that are read, in the order in which they are told.
    """

    def __init__(self, files: Iterable[str]) -> None:
        self.files = tuple(dict.fromkeys(files))
        self._unread: list[Problem] = []
        self._others: list[Problem] = []

    def __bool__(self) -> bool:
        return bool(self._unread or self._others)

    def add(self, problems: Iterable[Problem]) -> None:
        """Keep what is wrong with what is said."""
        self._others.extend(problems)

    def add_unread(self, problems: Iterable[Problem]) -> None:
        """Keep what is no value for YAML; it is not told again as a value that does not fit."""
        self._unread.extend(problems)

    def in_order(self) -> list[Problem]:
        """Each problem once: file by file, line by line; first what is of no file that is read."""
        unread = {problem.where for problem in self._unread}
        kept = [each for each in self._others if each.where not in unread]
        return sorted(dict.fromkeys((*self._unread, *kept)), key=self._rank)

    def _rank(self, problem: Problem) -> tuple[int, int, int]:
        where = problem.where
        if not isinstance(where, Place) or where.file not in self.files:
            return -1, 0, 0
        return self.files.index(where.file), where.line or 0, where.column or 0
