"""JSON Schemas (draft 2020-12) of all files that a hospital writes, for checks while typing.

They are made from the shapes that the reader uses, so the two differ only in what a schema cannot
express; ``tests/content/test_schemas.py`` lists that and proves the rest. The description of a key
is its entry under ``Attributes:`` in the docstring of the shape.
"""

import inspect
import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode
from pydantic_core import core_schema

from leaflet.content.approval import approvals as approvals_file
from leaflet.content.model.sheet_words import SheetWords
from leaflet.content.model.words import LimitWords, Words
from leaflet.content.schema import brochure as brochure_file
from leaflet.content.schema.fields import WRITTEN, JsonSchema
from leaflet.content.schema.hospital import HOSPITAL_SHAPES, PHONE_BOOK_SHAPES
from leaflet.content.schema.medicines import FORMULARY_SHAPES, REGISTER_SHAPES
from leaflet.content.suggest import suggest
from leaflet.errors import Problem, UsageError
from leaflet.messages.message import Message, Option
from leaflet.messages.phrases import there_is

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_NOTHING: JsonSchema = {"type": "null"}
_NOTE = re.compile(r"^    (\w+): (.+(?:\n {6,}.+)*)", re.MULTILINE)


def describe(title: str, shapes: Sequence[type]) -> JsonSchema:
    """The schema of a file that has one of these shapes: of schema 1, 2 and so on."""
    made, parts = _generate({str(n): each for n, each in enumerate(shapes, 1)}, _Complete)
    numbered = []
    for number in range(1, len(shapes) + 1):
        own = _resolve(made[str(number)], parts)
        said = {"enum": [number, str(number)], "description": "The schema of this file."}
        own["properties"] = {"schema": said, **own["properties"]}
        own["required"] = ["schema", *own.get("required", [])]
        numbered.append(own)
    return _whole(title, _choose(numbered), parts)


def describe_overlay(title: str, shape: type, more: Mapping[str, type]) -> JsonSchema:
    """The schema of a file that may hold any part of a shape, and of what stands under more keys.

    A key with nothing written after it covers nothing.
    """
    made, parts = _generate({"": shape, **more}, _Partial)
    own = _resolve(made[""], parts)
    said = {"enum": [1, "1", None], "description": "The schema of this file."}
    others = {name: _or_nothing(made[name]) for name in more}
    own["properties"] = {"schema": said, **own["properties"], **others}
    return _whole(title, own, parts)


def _generate(
    kinds: Mapping[str, type], generator: type[GenerateJsonSchema]
) -> tuple[dict[str, JsonSchema], dict[str, JsonSchema]]:
    """The schema of each kind, and the parts that they refer to."""
    mode: JsonSchemaMode = "validation"
    adapters = [(name, mode, TypeAdapter[Any](kind)) for name, kind in kinds.items()]
    made, whole = TypeAdapter.json_schemas(adapters, schema_generator=generator)
    return {name: made[name, mode] for name in kinds}, whole.get("$defs", {})


def _resolve(schema: JsonSchema, parts: dict[str, JsonSchema]) -> JsonSchema:
    """The object itself, where a reference to a part stands for it."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    return dict(parts.pop(name)) if name else dict(schema)


def _choose(numbered: list[JsonSchema]) -> JsonSchema:
    """That of the number that the file says; of the newest if it says none."""
    *older, newest = numbered
    chosen = newest
    for each in reversed(older):
        says = {"properties": {"schema": each["properties"]["schema"]}, "required": ["schema"]}
        chosen = {"if": says, "then": each, "else": chosen}
    return chosen


def _whole(title: str, schema: JsonSchema, parts: JsonSchema) -> JsonSchema:
    used: JsonSchema = {}
    waiting = _references(schema)
    while waiting:
        name = waiting.pop()
        if name not in used:
            used[name] = parts[name]
            waiting |= _references(parts[name])
    kept = {"$defs": dict(sorted(used.items()))} if used else {}
    return {"$schema": DIALECT, **schema, "title": title, "type": "object", **kept}


def _references(schema: Any) -> set[str]:
    """Names of the parts that are referred to."""
    if isinstance(schema, list):
        return {name for each in schema for name in _references(each)}
    if not isinstance(schema, dict):
        return set()
    own = {schema["$ref"].rpartition("/")[2]} if "$ref" in schema else set()
    return own | _references(list(schema.values()))


def _or_nothing(schema: JsonSchema) -> JsonSchema:
    """The same, or nothing; what is said of it stays at its head."""
    said = {key: value for key, value in schema.items() if key == "description"}
    bare = {key: value for key, value in schema.items() if key != "description"}
    return {**said, "anyOf": [bare, _NOTHING]}


class _Complete(GenerateJsonSchema):
    """Every key is said to be known, and text may look like a number to an editor."""

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchema:
        made = super().dataclass_schema(schema)
        made.pop("title", None)
        made["additionalProperties"] = False
        written = inspect.getdoc(schema["cls"]) or ""
        made["description"] = _tidy(written.partition("\n\n")[0])
        for name, note in _NOTE.findall(written.partition("Attributes:")[2]):
            made["properties"][name] = {**made["properties"][name], "description": _tidy(note)}
        return made

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchema:
        made = super().enum_schema(schema)
        made.pop("title", None)
        return made

    def normalize_name(self, name: str) -> str:
        return super().normalize_name(name.strip("_").removesuffix("Shape"))

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchema:
        return dict(WRITTEN)

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchema:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchema:
        keys = self.generate_inner(schema["keys_schema"])
        values = self.generate_inner(schema["values_schema"])
        names = {} if keys == WRITTEN else {"propertyNames": keys}
        return {"type": "object", **names, "additionalProperties": values}

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


class _Partial(_Complete):
    """No key is required, and each may stay empty."""

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchema:
        made = super().dataclass_schema(schema)
        made.pop("required", None)
        properties = made["properties"].items()
        made["properties"] = {name: _or_nothing(each) for name, each in properties}
        return made

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchema:
        made = super().dict_schema(schema)
        made["additionalProperties"] = _or_nothing(made["additionalProperties"])
        return made


def _tidy(written: str) -> str:
    """One line, in the marks that an editor shows."""
    return " ".join(written.replace("``", "`").split())


def _words() -> JsonSchema:
    besides = {"sheets": SheetWords, "limits": LimitWords}
    schema = describe_overlay("leaflet: words of a language", Words, besides)
    calendar = schema["$defs"]["Calendar"]["properties"]
    for name, number in (("months", 12), ("weekdays", 7), ("weekdays_short", 7)):
        days, _ = calendar[name]["anyOf"]
        days.update(minItems=number, maxItems=number)
    # What the block was called before; files that were written then are read for ever.
    schema["properties"]["imprint"] = {**schema["properties"]["colophon"], "deprecated": True}
    schema["not"] = {"required": ["imprint", "colophon"]}
    return schema


SCHEMAS: Mapping[str, Callable[[], JsonSchema]] = MappingProxyType(
    {
        "brochure": partial(describe, "leaflet: a brochure", brochure_file.SHAPES),
        "phonebook": partial(describe, "leaflet: the phone book", PHONE_BOOK_SHAPES),
        "hospital": partial(describe, "leaflet: the hospital", HOSPITAL_SHAPES),
        "formulary": partial(describe, "leaflet: the formulary", FORMULARY_SHAPES),
        "medicines": partial(describe, "leaflet: names of medicines", REGISTER_SHAPES),
        "words": _words,
        "approvals": partial(describe, "leaflet: approvals", approvals_file.SHAPES),
    }
)
"""What makes the schema of each kind of file."""


def write_schema(name: str) -> str:
    """The schema of this name, as a JSON file.

    Raises:
        UsageError: If there is none.
    """
    if name not in SCHEMAS:
        what = Message("schema.none", "there is no schema of this name")
        raise UsageError(Problem(Option("NAME"), what, suggest(name, SCHEMAS, there_is(SCHEMAS))))
    return json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2) + "\n"
