"""The fields of a record, and every word that a file may call them by."""

from collections.abc import Mapping

from leaflet.discharge.record import Record
from leaflet.manuscript.words import Words

FIELDS: Mapping[str, str] = {
    "name": "name",
    "born": "born",
    "date": "date",
    "campus": "campus",
    "med": "medicine",
    "override": "override",
    "prescriber": "prescriber",
}
"""The fields in the order in which messages list them, each with its key in ``Words.columns``."""

MEDICINES = "med"
"""The one field that holds several texts."""


def known_keys(words: Words) -> Mapping[str, str]:
    """Every key that is understood, in its plain form, with the field that it means."""
    keys = {field: field for field in FIELDS}
    for field, column in FIELDS.items():
        keys |= {plain(header): field for header in words.columns.get(column, ())}
    return keys


def plain(key: str) -> str:
    """The key without what does not matter in it: case and spaces."""
    return "".join(key.casefold().split())


def fill(facts: Mapping[str, tuple[str, ...]]) -> Record:
    """The record that has these texts in its fields."""
    return Record(
        name=_only(facts, "name"),
        born=_only(facts, "born"),
        date=_only(facts, "date"),
        campus=_only(facts, "campus"),
        med=facts.get(MEDICINES, ()),
        override=_only(facts, "override"),
        prescriber=_only(facts, "prescriber"),
    )


def _only(facts: Mapping[str, tuple[str, ...]], field: str) -> str | None:
    texts = facts.get(field)
    return texts[0] if texts else None
