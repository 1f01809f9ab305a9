"""The texts of one record among its keys and values, whatever kind of file they came from."""

from collections.abc import Iterable, Mapping
from enum import Enum, auto
from functools import lru_cache

from leaflet.discharge.field import FIELDS, MEDICINES, plain
from leaflet.frozen import frozen
from leaflet.manuscript.suggestion import enumerate_words, suggest


class Fault(Enum):
    """What can be wrong with a key or a value."""

    UNKNOWN = auto()
    DOUBLE = auto()
    LIST = auto()
    GROUP = auto()
    NO_TEXT = auto()


@frozen
class Slip:
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
    remedy: str


def read_facts(
    pairs: Iterable[tuple[str, object]], keys: Mapping[str, str]
) -> tuple[dict[str, tuple[str, ...]], list[Slip]]:
    """The texts of each field that is given, and what is wrong with the rest.

    Args:
        pairs: Keys and values as they stand in the file; ``None`` is a value that is not given.
        keys: What each key means, by its plain form.
    """
    facts: dict[str, tuple[str, ...]] = {}
    slips: list[Slip] = []
    for key, value in pairs:
        field = keys.get(key) or keys.get(plain(key))
        if field is None:
            slips.append(Slip(Fault.UNKNOWN, key, None, None, _meant(plain(key), tuple(keys))))
        elif field in facts:
            slips.append(Slip(Fault.DOUBLE, key, field, None, "keep one of them"))
        elif isinstance(value, str):
            facts[field] = (value,)
        elif value is None:
            facts[field] = ()
        elif isinstance(value, list) and field == MEDICINES:
            facts[field] = tuple(text for text in value if isinstance(text, str))
            slips.extend(
                Slip(Fault.NO_TEXT, key, field, number, "write one text a medicine")
                for number, text in enumerate(value)
                if not isinstance(text, str)
            )
        else:
            facts[field] = ()
            slips.append(_wrong_kind(key, field, value))
    return facts, slips


# A list has the same unknown field on every line.
@lru_cache(maxsize=16)
def _meant(key: str, known: tuple[str, ...]) -> str:
    return suggest(key, known, f"the fields are {enumerate_words(FIELDS)}")


def _wrong_kind(key: str, field: str, value: object) -> Slip:
    if isinstance(value, int | float):
        return Slip(Fault.NO_TEXT, key, field, None, "write it between quotation marks")
    fault = Fault.LIST if isinstance(value, list) else Fault.GROUP
    remedy = "write a text or a list of texts" if field == MEDICINES else "write one text"
    return Slip(fault, key, field, None, remedy)
