"""A patient's record in a YAML or JSON file, so that it need not be on the command line.

    name: An Peeters
    born: 1980-05-17
    med: [ibuprofen, paracetamol]

Text stays text, ``No`` and ``1e3`` included. No message repeats the contents of the file (law 5).
"""

from collections.abc import Callable, Mapping

from leaflet.content.model.words import Words
from leaflet.content.yaml.reader import Source, read_source
from leaflet.discharge.patient import Record
from leaflet.discharge.patient_fields import FIELDS, Fault, FieldError, fill, known_keys, read_facts
from leaflet.errors import ContentError, DischargeError, Place, Problem
from leaflet.messages.message import Key, Message, any_of

_FAULTS: Mapping[Fault, Callable[[Key], Message]] = {
    Fault.UNKNOWN: lambda _: Message("record.unknown", "is an unknown field"),
    Fault.DOUBLE: lambda field: Message(
        "record.double-in-file", "gives the field {field} a second time", field=field
    ),
    Fault.LIST: lambda field: Message("record.list-in-file", "{field} is a list", field=field),
    Fault.GROUP: lambda field: Message(
        "record.group-in-file", "{field} is a group of fields", field=field
    ),
    Fault.NO_TEXT: lambda _: Message("record.no-text", "is not a text"),
}


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
        what = Message("record.no-record", "is not a record")
        remedy = Message(
            "record.begin-lines", "begin each line with {fields}", fields=any_of(FIELDS)
        )
        raise DischargeError(Problem(source.place(()), what, remedy))
    facts, slips = read_facts(source.value.items(), known_keys(words))
    if slips:
        raise DischargeError(*(_explain(slip, source) for slip in slips))
    return fill(facts)


def _explain(slip: FieldError, source: Source) -> Problem:
    what = _FAULTS[slip.fault](Key(slip.field or ""))
    return Problem(_place(slip, source), what, slip.remedy)


def _place(slip: FieldError, source: Source) -> Place:
    if slip.fault in (Fault.UNKNOWN, Fault.DOUBLE):
        return source.key_place((slip.key,))
    return source.place((slip.key,) if slip.item is None else (slip.key, slip.item))
