"""A list of patients as JSON Lines: on each line an object with the fields of a patient file.

A value is a text or nothing: a number was changed by whoever wrote it as one (a date, ``1e3``).
"""

import json
from collections.abc import Iterator, Mapping

from leaflet.discharge.cell import BOUND, find_flaw, is_suspect
from leaflet.discharge.encoding import Text
from leaflet.discharge.facts import Fault, Slip, read_facts
from leaflet.discharge.field import MEDICINES, fill
from leaflet.discharge.row import NAMELESS, Row, Skipped
from leaflet.errors import Problem
from leaflet.frozen import frozen

_FAULTS = {
    Fault.UNKNOWN: "has an unknown field",
    Fault.DOUBLE: "is given a second time",
    Fault.LIST: "is a list",
    Fault.GROUP: "is a group of fields",
    Fault.NO_TEXT: "is not a text",
}
_NO_OBJECT = Problem("row", "is not one JSON object", "write one object a line, and nothing else")


def _number(_: str) -> int:
    """Any number, which is refused whatever it is."""
    return 0


# An object becomes its pairs, a tuple, in which a key that is written twice stands twice.
_DECODER = json.JSONDecoder(
    object_pairs_hook=tuple, parse_int=_number, parse_float=_number, parse_constant=_number
)


@frozen
class JsonLines:
    """A list of objects, and what their keys mean."""

    text: Text
    keys: Mapping[str, str]

    def rows(self) -> Iterator[Row]:
        """Every line, read when it is asked for."""
        with self.text.open() as lines:
            for number, line in enumerate(lines, start=1):
                if line.isspace():
                    yield Row(number, None, (), Skipped.BLANK)
                else:
                    yield _read_row(number, line, self.keys)


def _read_row(number: int, line: str, keys: Mapping[str, str]) -> Row:
    try:
        pairs = _DECODER.decode(line)
    except (ValueError, RecursionError):
        return Row(number, None, (_NO_OBJECT,))
    if not isinstance(pairs, tuple):
        return Row(number, None, (_NO_OBJECT,))
    facts, slips = read_facts(pairs, keys)
    problems = [Problem(_where(slip), _FAULTS[slip.fault], slip.remedy) for slip in slips]
    if not any(map(str.strip, facts.get("name", ()))) and "name" not in map(_where, slips):
        problems.append(NAMELESS)
    texts = [text for texts in facts.values() for text in texts]
    if is_suspect(f"{BOUND}{BOUND.join(texts)}{BOUND}"):
        problems.extend(_find_flaws(facts))
    return Row(number, None, tuple(problems)) if problems else Row(number, fill(facts))


def _where(slip: Slip) -> str:
    if slip.item is not None:
        return f"{slip.field} {slip.item + 1}"
    return slip.field or "row"


def _find_flaws(facts: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    for field, texts in facts.items():
        for number, text in enumerate(texts, start=1):
            name = f"{field} {number}" if field == MEDICINES else field
            if text.strip() and (flaw := find_flaw(text, name)):
                yield flaw
