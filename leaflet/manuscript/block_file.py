"""The shapes of a block in ``content/TOPIC/LANG.yaml``, and the blocks that they make.

A block is a mapping whose one kind key says what it is.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from leaflet.frozen import frozen
from leaflet.manuscript.brochure import (
    Callout,
    Contacts,
    Exercise,
    Paragraph,
    PlanField,
)
from leaflet.manuscript.limit_table_file import MedicinesShape
from leaflet.manuscript.list_file import BulletsShape, CrossesShape, StepsShape
from leaflet.manuscript.scalar import Line, Running, refuse
from leaflet.manuscript.source import Source
from leaflet.manuscript.suggestion import cite, enumerate_words, suggest
from leaflet.manuscript.value import Path


@frozen
class ParagraphShape:
    """``paragraph: text``.

    Attributes:
        paragraph: One thought. `**` stands around bold words; `{phone:campus.purpose}` stands for a
            number of the phone book.
    """

    paragraph: Running

    def make(self, source: Source, path: Path) -> Paragraph:
        """The block at this path of the file."""
        return Paragraph(source.place(path), self.paragraph)


@frozen
class CalloutShape:
    """``callout: text``.

    Attributes:
        callout: A condition that stands out, such as "only after 6 weeks"; it stays with
            the heading above it.
    """

    callout: Running

    def make(self, source: Source, path: Path) -> Callout:
        """The block at this path of the file."""
        return Callout(source.place(path), self.callout)


@frozen
class ExerciseShape:
    """``exercise: title`` with ``figure``, ``alt`` and ``text``.

    Attributes:
        exercise: The name of the movement.
        figure: A drawing in assets/figures, without .svg.
        alt: What the drawing shows, in words, for a reader who cannot see it.
        text: What to do.
    """

    exercise: Running
    figure: Line
    alt: Line
    text: Running

    def make(self, source: Source, path: Path) -> Exercise:
        """The block at this path of the file."""
        return Exercise(source.place(path), self.exercise, self.text, self.figure, self.alt)


@frozen
class ContactsShape:
    """``contacts: [key of the phone book, ...]``.

    Attributes:
        contacts: Keys of phonebook.yaml, such as bornem.pijnkliniek; each is a row with its number.
    """

    contacts: Annotated[tuple[Line, ...], Field(min_length=1)]

    def make(self, source: Source, path: Path) -> Contacts:
        """The block at this path of the file."""
        return Contacts(source.place(path), self.contacts)


@frozen
class PlanShape:
    """``plan: foot``.

    Attributes:
        plan: Room for the patient's medication plan at the foot of the panel; one in a leaflet.
    """

    plan: Literal["foot"]

    def make(self, source: Source, path: Path) -> PlanField:
        """The block at this path of the file."""
        return PlanField(source.place(path))


_KINDS = (
    "paragraph",
    "bullets",
    "crosses",
    "steps",
    "callout",
    "medicines",
    "exercise",
    "contacts",
    "plan",
)


def _one_kind(value: object) -> object:
    if not isinstance(value, dict):
        raise refuse("a block says what it is", "write for example `- paragraph: text`")
    kinds = [kind for kind in _KINDS if kind in value]
    if len(kinds) > 1:
        what = f"`{kinds[0]}` and `{kinds[1]}` stand in one block"
        raise refuse(what, "begin each block with a dash of its own")
    if not kinds:
        remedy = f"use {enumerate_words(_KINDS)}"
        first = str(next(iter(value), ""))
        raise refuse(f"unknown kind of block {cite(first)}", suggest(first, _KINDS, remedy))
    return value


def _kind(value: object) -> str:
    if isinstance(value, dict):
        return next(f"<{kind}>" for kind in _KINDS if kind in value)
    return f"<{type(value).__name__.removesuffix('Shape').lower()}>"


BlockShape = Annotated[
    Annotated[ParagraphShape, Tag("<paragraph>")]
    | Annotated[BulletsShape, Tag("<bullets>")]
    | Annotated[CrossesShape, Tag("<crosses>")]
    | Annotated[StepsShape, Tag("<steps>")]
    | Annotated[CalloutShape, Tag("<callout>")]
    | Annotated[MedicinesShape, Tag("<medicines>")]
    | Annotated[ExerciseShape, Tag("<exercise>")]
    | Annotated[ContactsShape, Tag("<contacts>")]
    | Annotated[PlanShape, Tag("<plan>")],
    Discriminator(_kind),
    BeforeValidator(_one_kind),
]
"""Any block; an error's path holds the tag, which :mod:`.shape` takes out again."""
