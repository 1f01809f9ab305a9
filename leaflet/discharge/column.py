"""A column of a list: the field that its header means, and what the header should have been."""

import re
from collections.abc import Collection, Mapping

from leaflet.discharge.field import FIELDS, MEDICINES, plain
from leaflet.frozen import frozen
from leaflet.manuscript.suggestion import enumerate_words, suggest
from leaflet.manuscript.words import Words

_NUMBERED = re.compile(r"(\D+?)0*([1-9][0-9]?)")


@frozen
class Column:
    """What stands in a column.

    Attributes:
        field: A field of a record.
        number: Which of the columns of medicines it is; 0 for a header without number.
    """

    field: str
    number: int = 0

    def __str__(self) -> str:
        """What messages call it: ``name``, ``med``, ``med 2``."""
        return f"{self.field} {self.number}" if self.number else self.field


def read_column(header: str, keys: Mapping[str, str]) -> Column | None:
    """The column that a header means, or ``None`` where it means none.

    Args:
        header: As written; case and spaces do not matter.
        keys: The field that each header means, by its plain form; for medicines the header
            without its number.
    """
    written = plain(header.replace("\ufeff", ""))
    if written in keys:
        return Column(keys[written])
    numbered = _NUMBERED.fullmatch(written)
    if numbered and keys.get(numbered[1]) == MEDICINES:
        return Column(MEDICINES, int(numbered[2]))
    return None


def mend_header(header: str, present: Collection[str], words: Words) -> str:
    """What to do with a header that is unknown.

    Args:
        header: As written; never repeated.
        present: Fields that the list has a column for; none of them was meant.
        words: Knows the headers.
    """
    absent = [field for field in FIELDS if field == MEDICINES or field not in present]
    known = [form for f in absent for form in (f, *words.columns.get(FIELDS[f], ()))]
    every = enumerate_words(show_header(field, words) for field in FIELDS)
    otherwise = f"take it out if no leaflet needs it; those that are read are {every}"
    typed = " ".join(header.split())
    return suggest(typed, [*known, f"{show_header(MEDICINES, words)} 1"], otherwise)


def show_header(field: str, words: Words) -> str:
    """The header that a field has in the language of the leaflet."""
    return next(iter(words.columns.get(FIELDS[field], ())), field)


def letter_of(number: int) -> str:
    """What a spreadsheet calls the column with this number, from 0: A to Z, AA, AB."""
    higher, lower = divmod(number, 26)
    return (letter_of(higher - 1) if higher else "") + chr(ord("A") + lower)
