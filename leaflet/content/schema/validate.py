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

from leaflet.content.schema.fields import NOTHING_WRITTEN, REFUSED, WRITE_ONE_TEXT
from leaflet.content.suggest import cite, suggest
from leaflet.content.yaml.reader import Path, Source, Value
from leaflet.errors import ContentError, Place, Problem
from leaflet.messages.message import Count, Foreign, Key, Message, any_of

T = TypeVar("T")
Older = TypeVar("Older")

_adapters: dict[type, TypeAdapter[Any]] = {}
_TAG = re.compile(r"<[a-z]+>")
_COMPARE = Message("shape.compare", "compare it with the file that comes with leaflet")
_SEE_OURS = Message("shape.see-ours", "see the file that comes with leaflet")
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


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
        what = Message("shape.no-mapping", "the file should consist of `key: value` lines")
        raise ContentError(Problem(source.place(()), what, _SEE_OURS))
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
        what = Message("schema.unsaid", "the file does not say its schema")
        remedy = Message("schema.begin", "begin it with `schema: {newest}`", newest=newest)
        return shapes[-1], [Problem(place, what, remedy)]
    if isinstance(written, str) and _NUMBER.fullmatch(written):
        what = Message(
            "schema.newer",
            "the file has schema {written}, and this program knows up to {newest}",
            written=int(written),
            newest=newest,
        )
        remedy = Message("schema.update", "it was written for a newer leaflet: update the program")
        raise ForeignSchema(Problem(place, what, remedy))
    what = Message("schema.no-number", "this is not the number of a schema")
    remedy = Message("schema.write", "write `schema: {newest}`", newest=newest)
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
        what = Message("shape.key-missing", "the key {key} is missing", key=cite(last))
        remedy = Message("all.add-key", "add `{key}:`", key=Key(last))
        return Problem(source.place(path[:-1]), what, remedy)
    if kind == "unexpected_keyword_argument":
        known = _known_keys(shape, detail["loc"][:-1])
        what = Message("shape.unknown-key", "unknown key {key}", key=cite(last))
        keys = Message("shape.keys-here", "the keys here are {keys}", keys=any_of(known))
        return Problem(source.key_place(path), what, suggest(last, known, keys))
    if len(path) > 1 and path[-1] == "[key]":
        path = path[:-1]
        if kind == REFUSED:
            return Problem(source.key_place(path), *_say(detail))
        expected = _expected(detail)
        last = str(path[-1])
        what = Message("shape.unknown-key", "unknown key {key}", key=cite(last))
        return Problem(source.key_place(path), what, suggest(last, expected, _one_of(expected)))
    return Problem(source.place(path), *_say(detail))


def _say(detail: ErrorDetails) -> tuple[Message, Message]:
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    if kind == REFUSED:
        return context["what"], context["remedy"]
    if value is None and kind != "value_error":
        return NOTHING_WRITTEN
    if kind in ("enum", "literal_error"):
        one_word = Message("shape.write-one-word", "write one word")
        if isinstance(value, list):
            return Message("shape.list-for-word", "a list stands where one word should"), one_word
        if isinstance(value, dict):
            what = Message("shape.mapping-for-word", "a `key: value` stands where one word should")
            return what, one_word
        expected = _expected(detail)
        what = Message("shape.unknown-value", "unknown value {value}", value=cite(str(value)))
        return what, suggest(str(value), expected, _one_of(expected))
    if kind in ("tuple_type", "list_type"):
        return (
            Message("shape.no-list", "a list should stand here"),
            Message("shape.write-items", "write each item on its own line, after a dash"),
        )
    if kind == "too_short" and not value:
        return Message("shape.empty-list", "this list is empty"), NOTHING_WRITTEN[1]
    if kind in ("too_short", "too_long"):
        number: int = context["min_length" if kind == "too_short" else "max_length"]
        what = Message(
            "shape.number-of-items",
            "this list has {items}, and should have {number}",
            items=Count(len(value), "item"),
            number=number,
        )
        return what, Message("shape.write-number", "write {number}", number=number)
    if kind in ("dataclass_type", "dict_type", "mapping_type"):
        return Message("shape.no-lines", "`key: value` lines should stand here"), _SEE_OURS
    if kind == "string_type":
        return Message("shape.no-text", "text should stand here"), WRITE_ONE_TEXT
    if kind == "value_error":
        (what,) = context["error"].args
        return what, _COMPARE
    said = Foreign(detail["msg"].lower())
    return Message("shape.refused", "{said}", said=said), _COMPARE


def _expected(detail: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))


def _one_of(words: list[str]) -> Message:
    return Message("all.use", "use {names}", names=any_of(words))


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
