"""The JSON Schemas of the files that a hospital writes, each by its name."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from leaflet.errors import Problem, UsageError
from leaflet.manuscript import (
    approvals_file,
    brochure_file,
    formulary_file,
    hospital_file,
    phonebook_file,
    register_file,
)
from leaflet.manuscript.json_schema import describe, describe_overlay
from leaflet.manuscript.limit_words import LimitWords
from leaflet.manuscript.scalar_schema import JsonSchema
from leaflet.manuscript.sheet_words import SheetWords
from leaflet.manuscript.suggestion import enumerate_words, suggest
from leaflet.manuscript.words import Words


def _words() -> JsonSchema:
    besides = {"sheets": SheetWords, "limits": LimitWords}
    schema = describe_overlay("leaflet: words of a language", Words, besides)
    calendar = schema["$defs"]["Calendar"]["properties"]
    for name, number in (("months", 12), ("weekdays", 7), ("weekdays_short", 7)):
        days, _ = calendar[name]["anyOf"]
        days.update(minItems=number, maxItems=number)
    return schema


SCHEMAS: Mapping[str, Callable[[], JsonSchema]] = MappingProxyType(
    {
        "brochure": partial(describe, "leaflet: a brochure", brochure_file.SHAPES),
        "phonebook": partial(describe, "leaflet: the phone book", phonebook_file.SHAPES),
        "hospital": partial(describe, "leaflet: the hospital", hospital_file.SHAPES),
        "formulary": partial(describe, "leaflet: the formulary", formulary_file.SHAPES),
        "medicines": partial(describe, "leaflet: names of medicines", register_file.SHAPES),
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
        remedy = suggest(name, SCHEMAS, f"there is {enumerate_words(SCHEMAS)}")
        raise UsageError(Problem("NAME", "there is no schema of this name", remedy))
    return json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2) + "\n"
