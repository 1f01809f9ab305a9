"""The shape of ``phonebook.yaml``, and the phone book that it makes."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import WithJsonSchema

from leaflet.errors import ContentError, Problem, Warned
from leaflet.frozen import frozen
from leaflet.manuscript.phonebook import PhoneBook, PhoneNumber
from leaflet.manuscript.phonenumber import read_number
from leaflet.manuscript.scalar import Day, Line
from leaflet.manuscript.scalar_schema import PHONE_KEY
from leaflet.manuscript.shape import fill
from leaflet.manuscript.source import Source

_KEY = re.compile(r"[a-z0-9_-]+\.[a-z0-9_-]+")


@frozen
class _EntryShape:
    """A phone number, and who made sure of it.

    Attributes:
        number: As it is dialled from Belgium.
        hours: When it is answered, printed beside it; may stay empty.
        checked_on: The day on which someone last called it; may stay empty.
        checked_by: Who did; may stay empty.
    """

    number: Line
    hours: Line | None = None
    checked_on: Day | None = None
    checked_by: Line | None = None


@frozen
class _PhoneBookShape:
    """Every phone number that a leaflet prints.

    Attributes:
        numbers: Each number by its key campus.purpose; the campus is a key of hospital.yaml.
    """

    numbers: Mapping[Annotated[Line, WithJsonSchema(PHONE_KEY)], _EntryShape]


SHAPES = (_PhoneBookShape,)
"""Of schema 1."""


def is_key(key: str) -> bool:
    """Whether this is ``campus.purpose`` in small letters."""
    return bool(_KEY.fullmatch(key))


def read_phonebook(source: Source) -> Warned[PhoneBook]:
    """The phone book of one file, its numbers in the form in which they are printed.

    Raises:
        ContentError: With every key that is missing, unknown or of another kind, and every number
            that cannot be dialled.
    """
    shape = fill(_PhoneBookShape, source)
    problems: list[Problem] = []
    warnings: list[Problem] = []
    numbers = []
    for key, entry in shape.numbers.items():
        path = ("numbers", key)
        if not is_key(key):
            what = f"the key `{key}` is not campus.purpose"
            remedy = "write it in small letters with one point, such as bornem.pijnkliniek"
            problems.append(Problem(source.key_place(path), what, remedy))
        place = source.place((*path, "number"))
        try:
            number = read_number(entry.number, place)
        except ContentError as error:
            problems.extend(error.problems)
            continue
        warnings.extend(number.warnings)
        numbers.append(
            PhoneNumber(place, key, number.value, entry.hours, entry.checked_on, entry.checked_by)
        )
    if problems:
        raise ContentError(*problems)
    return Warned(PhoneBook(tuple(numbers)), tuple(warnings))
