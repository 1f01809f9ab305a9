"""The fields of a patient's record, and every header or key that may stand for them.

Values are the typed texts, whatever kind of file they came from. Begin with ``read_facts``.
"""

from collections.abc import Iterable, Mapping
from enum import Enum, auto
from functools import lru_cache

from leaflet.content.model.words import Words
from leaflet.content.suggest import suggest
from leaflet.discharge.patient import Record
from leaflet.messages.message import Message, any_of
from leaflet.messages.phrases import KEEP_ONE
from leaflet.records import frozen

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


class Fault(Enum):
    """What can be wrong with a key or a value."""

    UNKNOWN = auto()
    DOUBLE = auto()
    LIST = auto()
    GROUP = auto()
    NO_TEXT = auto()


@frozen
class FieldError:
    """One key or value that cannot be used; the reader of the file says where it stands.

    Attributes:
        key: As it stands in the file; no message repeats it.
        field: What the key means; ``None`` where it is unknown.
        item: Which text of a list is meant, from 0; ``None`` where the whole value is.
    """

    fault: Fault
    key: str
    field: str | None
    item: int | None
    remedy: Message


def read_facts(
    pairs: Iterable[tuple[str, object]], keys: Mapping[str, str]
) -> tuple[dict[str, tuple[str, ...]], list[FieldError]]:
    """The texts of each field that is given, and what is wrong with the rest.

    Args:
        pairs: Keys and values as they stand in the file; ``None`` is a value that is not given.
        keys: What each key means, by its plain form.
    """
    facts: dict[str, tuple[str, ...]] = {}
    slips: list[FieldError] = []
    for key, value in pairs:
        field = keys.get(key) or keys.get(plain(key))
        if field is None:
            slips.append(
                FieldError(Fault.UNKNOWN, key, None, None, _meant(plain(key), tuple(keys)))
            )
        elif field in facts:
            slips.append(FieldError(Fault.DOUBLE, key, field, None, KEEP_ONE))
        elif isinstance(value, str):
            facts[field] = (value,)
        elif value is None:
            facts[field] = ()
        elif isinstance(value, list) and field == MEDICINES:
            facts[field] = tuple(text for text in value if isinstance(text, str))
            remedy = Message("record.text-a-medicine", "write one text a medicine")
            slips.extend(
                FieldError(Fault.NO_TEXT, key, field, number, remedy)
                for number, text in enumerate(value)
                if not isinstance(text, str)
            )
        else:
            facts[field] = ()
            slips.append(_wrong_kind(key, field, value))
    return facts, slips


# A list has the same unknown field on every line.
@lru_cache(maxsize=16)
def _meant(key: str, known: tuple[str, ...]) -> Message:
    fields = Message("record.fields", "the fields are {fields}", fields=any_of(FIELDS))
    return suggest(key, known, fields)


def _wrong_kind(key: str, field: str, value: object) -> FieldError:
    if isinstance(value, int | float):
        remedy = Message("record.quote-it", "write it between quotation marks")
        return FieldError(Fault.NO_TEXT, key, field, None, remedy)
    fault = Fault.LIST if isinstance(value, list) else Fault.GROUP
    if field == MEDICINES:
        remedy = Message("record.text-or-list", "write a text or a list of texts")
    else:
        remedy = Message("all.write-one-text", "write one text")
    return FieldError(fault, key, field, None, remedy)
