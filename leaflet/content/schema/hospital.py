"""Shapes of ``hospital.yaml`` and ``phonebook.yaml``, and the records made from them."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import WithJsonSchema

from leaflet.content.model.hospital import Hospital, PhoneBook, PhoneNumber
from leaflet.content.phones.numbers import read_number
from leaflet.content.schema.fields import PHONE_KEY, Answer, Colour, Day, Line, perhaps_line
from leaflet.content.schema.validate import ForeignSchema, fill
from leaflet.content.suggest import cite
from leaflet.content.yaml.reader import Source
from leaflet.errors import ContentError, Place, Problem, Warned
from leaflet.messages.message import Message
from leaflet.messages.phrases import KEEP_ONE
from leaflet.records import frozen


@frozen
class _HospitalShape:
    """Who the hospital is. What stays empty is not printed.

    Attributes:
        name: The name, at the head of the cover.
        department: The department, after the name.
        logo: An SVG file beside this one, printed instead of the name.
        editor: The responsible editor (V.U.), in the colophon.
        campuses: Each campus: a key of your own, which the phone book uses, and the name that is
            printed.
        accent: The colour of headings.
        alarm: The colour of the red flags.
        approved_only: yes if only texts that were approved as they stand may be printed.
    """

    name: Line | None = None
    department: Line | None = None
    logo: Line | None = None
    editor: Line | None = None
    campuses: Mapping[Line, Line] | None = None
    accent: Colour | None = None
    alarm: Colour | None = None
    approved_only: Answer | None = None


HOSPITAL_SHAPES = (_HospitalShape,)
"""Of schema 1."""


def read_hospital(source: Source) -> Hospital:
    """The hospital of one file.

    Raises:
        ContentError: With every key that is unknown or of another kind.
    """
    shape = fill(_HospitalShape, source)
    return Hospital(
        name=shape.name,
        department=shape.department,
        logo=shape.logo,
        editor=shape.editor,
        campuses=MappingProxyType(dict(shape.campuses or {})),
        accent=shape.accent,
        alarm=shape.alarm,
        approved_only=bool(shape.approved_only),
    )


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


PHONE_BOOK_SHAPES = (_PhoneBookShape,)
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
    shape = None
    problems: list[Problem] = []
    try:
        shape = fill(_PhoneBookShape, source)
    except ForeignSchema:
        raise
    except ContentError as error:
        problems += error.problems
    problems += _check_keys(source)
    printed: dict[str, Warned[str]] = {}
    for key in source.keys(("numbers",)):
        typed = perhaps_line(source.find(("numbers", key, "number")))
        if typed is not None:
            try:
                printed[key] = read_number(typed, source.place(("numbers", key, "number")))
            except ContentError as error:
                problems += error.problems
    if shape is None or problems:
        raise ContentError(*problems)
    numbers = tuple(
        PhoneNumber(
            source.place(("numbers", written, "number")),
            key,
            printed[written].value,
            entry.hours,
            entry.checked_on,
            entry.checked_by,
        )
        for written, (key, entry) in zip(printed, shape.numbers.items(), strict=True)
    )
    warnings = [warning for number in printed.values() for warning in number.warnings]
    return Warned(PhoneBook(numbers), tuple(warnings))


def _check_keys(source: Source) -> Iterator[Problem]:
    """Keys that are not ``campus.purpose``, and those that differ from another in spaces alone."""
    first: dict[str, Place] = {}
    for written in source.keys(("numbers",)):
        key, place = perhaps_line(written), source.key_place(("numbers", written))
        if key is None:
            continue
        if not is_key(key):
            what = Message(
                "phonebook.odd-key", "the key {key} is not campus.purpose", key=cite(key)
            )
            remedy = Message(
                "phonebook.write-key",
                "write it in small letters with one point, such as bornem.pijnkliniek",
            )
            yield Problem(place, what, remedy)
        elif key in first:
            what = Message(
                "phonebook.key-twice",
                "this key stands twice, but for spaces; the first is on line {line}",
                line=first[key].line or 0,
            )
            yield Problem(place, what, KEEP_ONE)
        first.setdefault(key, place)
