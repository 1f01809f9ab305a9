"""One patient's record in a file, YAML or JSON, so that no command line has to hold it.

    name: An Peeters
    born: 1980-05-17
    med: [ibuprofen, paracetamol]

Text stays text, ``No`` and ``1e3`` included. No message repeats what the file says (law 5).
"""

from collections.abc import Iterable, Mapping

from leaflet.discharge.record import Record
from leaflet.errors import ContentError, DischargeError, Problem
from leaflet.manuscript.source import Source, read_source
from leaflet.manuscript.suggestion import enumerate_words, suggest
from leaflet.manuscript.value import Value
from leaflet.manuscript.words import Words

_COLUMNS = {
    "name": "name",
    "born": "born",
    "date": "date",
    "campus": "campus",
    "med": "medicine",
    "override": "override",
    "prescriber": "prescriber",
}
"""The fields of a record, and the columns of a list that hold the same."""

_LIST = "med"


def read_record(content: bytes, file: str, words: Words) -> Record:
    """Read the record; keys may also be the column headers of the patient's language.

    Args:
        content: The whole file, in UTF-8.
        file: What messages call it; not a name that someone made from a patient's.
        words: Knows the column headers; case and spaces in a key do not matter.

    Raises:
        DischargeError: With every problem: no YAML, an unknown or double key, a wrong value.
    """
    try:
        source = read_source(content, file)
    except ContentError as error:
        raise DischargeError(*error.problems) from None
    if not isinstance(source.value, dict):
        what, remedy = "is not a record", f"begin each line with {enumerate_words(_COLUMNS)}"
        raise DischargeError(Problem(source.place(()), what, remedy))
    facts, problems = _read_facts(source, source.value, _known_keys(words))
    if problems:
        raise DischargeError(*problems)
    return Record(
        name=_only(facts, "name"),
        born=_only(facts, "born"),
        date=_only(facts, "date"),
        campus=_only(facts, "campus"),
        med=facts.get("med", ()),
        override=_only(facts, "override"),
        prescriber=_only(facts, "prescriber"),
    )


def _known_keys(words: Words) -> Mapping[str, str]:
    """Every key that is understood, in its plain form, with the field that it means."""
    keys = {field: field for field in _COLUMNS}
    for field, column in _COLUMNS.items():
        keys |= {_plain(header): field for header in words.columns.get(column, ())}
    return keys


def _read_facts(
    source: Source, record: dict[str, Value], keys: Mapping[str, str]
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """The texts of each field that is given, and what is wrong with the rest."""
    facts: dict[str, tuple[str, ...]] = {}
    problems = []
    for key, value in record.items():
        field = keys.get(_plain(key))
        if field is None:
            remedy = suggest(_plain(key), keys, f"the fields are {enumerate_words(_COLUMNS)}")
            problems.append(Problem(source.key_place((key,)), "is an unknown field", remedy))
        elif field in facts:
            what = f"gives the field {field} a second time"
            problems.append(Problem(source.key_place((key,)), what, "keep one of them"))
        else:
            facts[field], wrong = _read_texts(source, key, field, value)
            problems.extend(wrong)
    return facts, problems


def _read_texts(
    source: Source, key: str, field: str, value: Value
) -> tuple[tuple[str, ...], Iterable[Problem]]:
    if value is None:
        return (), ()
    if isinstance(value, str):
        return (value,), ()
    if isinstance(value, list) and field == _LIST:
        texts = tuple(text for text in value if isinstance(text, str))
        return texts, [
            Problem(source.place((key, n)), "is not a text", "write one text a medicine")
            for n, text in enumerate(value)
            if not isinstance(text, str)
        ]
    kind = "a list" if isinstance(value, list) else "a group of fields"
    remedy = "write a text or a list of texts" if field == _LIST else "write one text"
    return (), [Problem(source.place((key,)), f"{field} is {kind}", remedy)]


def _plain(key: str) -> str:
    return "".join(key.casefold().split())


def _only(facts: Mapping[str, tuple[str, ...]], field: str) -> str | None:
    return next(iter(facts.get(field, ())), None)
