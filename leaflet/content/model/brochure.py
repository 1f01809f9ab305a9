"""A brochure: what the hospital wrote about one complaint, as sections in reading order.

Each section has a role (what it is for) and a panel that it asks for; together the roles tell which
parts of good discharge instructions are there. Text is runs of plain and bold words and phone
numbers by key. Blocks know their line in the file, so that one that does not fit, or contradicts
the formulary, can be named by it. Begin with ``Brochure``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum, StrEnum
from types import MappingProxyType

from leaflet.errors import Place
from leaflet.messages.message import Message
from leaflet.records import frozen

PHONE_REFERENCE = re.compile(r"\{phone:([^{}]*)\}")
"""A number of the phone book, named by its key."""

_BOLD = "**"
_TOKEN = re.compile(r"\*\*|" + PHONE_REFERENCE.pattern)


class Emphasis(Enum):
    """How heavy a run is set: running text, or a key word."""

    PLAIN = "plain"
    BOLD = "bold"


@frozen
class Run:
    """Characters of one weight."""

    text: str
    weight: Emphasis = Emphasis.PLAIN


@frozen
class PhoneReference:
    """A number of the phone book, named by its key; it is set in its own unbreakable run."""

    key: str
    weight: Emphasis = Emphasis.PLAIN


@frozen
class RichText:
    """A sequence of runs and phone references, in reading order."""

    parts: tuple[Run | PhoneReference, ...]

    @classmethod
    def parse(cls, markup: str) -> "RichText":
        """Read the markup.

        Raises:
            ValueError: If a bold word is not closed, or an empty one is opened; its argument is a
                message.
        """
        return cls(tuple(_parts(markup)))

    def unbroken(self) -> "RichText":
        """The same text without its breaks by sense: for a measure that has room for more."""
        return RichText(
            tuple(
                Run(part.text.replace("\n", " "), part.weight) if isinstance(part, Run) else part
                for part in self.parts
            )
        )

    def phone_keys(self) -> tuple[str, ...]:
        """Keys of the phone book that this text names, in order."""
        return tuple(part.key for part in self.parts if isinstance(part, PhoneReference))

    def write(self) -> str:
        """The markup again: what ``parse`` reads as this text."""
        written, weight = [], Emphasis.PLAIN
        for part in self.parts:
            if part.weight is not weight:
                written.append(_BOLD)
                weight = part.weight
            written.append(part.text if isinstance(part, Run) else f"{{phone:{part.key}}}")
        return "".join(written) + (_BOLD if weight is Emphasis.BOLD else "")

    def plain(self) -> str:
        """The words alone, without weight; phone references are left out."""
        return "".join(part.text for part in self.parts if isinstance(part, Run))


def _parts(markup: str) -> Iterator[Run | PhoneReference]:
    weight, start = Emphasis.PLAIN, 0
    for token in _TOKEN.finditer(markup):
        if token.start() > start:
            yield Run(markup[start : token.start()], weight)
        elif token[0] == "**" and weight is Emphasis.BOLD and markup[start - 2 : start] == "**":
            raise ValueError(Message("text.bold-nothing", "** opens and closes nothing"))
        if token[0] == "**":
            weight = Emphasis.PLAIN if weight is Emphasis.BOLD else Emphasis.BOLD
        else:
            yield PhoneReference(token[1], weight)
        start = token.end()
    if weight is Emphasis.BOLD:
        raise ValueError(Message("text.bold-open", "** is opened and never closed"))
    if start < len(markup):
        yield Run(markup[start:], weight)


class Role(StrEnum):
    """What a section is for in a discharge leaflet."""

    EXPLANATION = "explanation"
    DIAGNOSIS = "diagnosis"
    GENERAL_PRACTICE = "general_practice"
    WHEN_TO_RETURN = "when_to_return"
    SELF_CARE = "self_care"
    MEDICATION = "medication"
    AVOID = "avoid"
    ACTIVITY = "activity"
    COURSE = "course"
    EXERCISES = "exercises"
    FOLLOW_UP = "follow_up"


class PanelRole(StrEnum):
    """The part of a folded leaflet that a section is meant for."""

    COVER = "cover"
    FLAP = "flap"
    INSIDE = "inside"
    BACK = "back"


class Component(StrEnum):
    """A part that a patient should find in every leaflet."""

    DIAGNOSIS = "diagnosis"
    MEDICATION = "medication"
    HOME_CARE = "home_care"
    COURSE = "course"
    RETURN = "return"
    FOLLOW_UP = "follow_up"


TOLD_BY: Mapping[Component, frozenset[Role]] = MappingProxyType(
    {
        Component.DIAGNOSIS: frozenset({Role.DIAGNOSIS, Role.EXPLANATION}),
        Component.MEDICATION: frozenset({Role.MEDICATION}),
        Component.HOME_CARE: frozenset({Role.SELF_CARE, Role.AVOID, Role.EXERCISES}),
        Component.COURSE: frozenset({Role.COURSE, Role.ACTIVITY}),
        Component.RETURN: frozenset({Role.WHEN_TO_RETURN}),
        Component.FOLLOW_UP: frozenset({Role.FOLLOW_UP, Role.GENERAL_PRACTICE}),
    }
)
"""The roles of the sections that tell each part; one is enough."""


class ListMark(StrEnum):
    """What stands before the items of a list."""

    BULLET = "bullet"
    CROSS = "cross"


@frozen
class Paragraph:
    """One thought."""

    place: Place
    text: RichText


@frozen
class Item:
    """One entry of a list, with its own list of examples one level deeper (or none)."""

    place: Place
    text: RichText
    items: tuple["Item", ...] = ()


@frozen
class Bullets:
    """A list in which order does not count."""

    place: Place
    items: tuple[Item, ...]
    mark: ListMark


@frozen
class Steps:
    """A numbered list."""

    place: Place
    items: tuple[Item, ...]


@frozen
class Callout:
    """A condition that is never parted from the heading above it, such as "only after 6 weeks"."""

    place: Place
    text: RichText


@frozen
class LimitRow:
    """What the brochure says of one medicine: its name, a note under it, its maximum, a detail.

    ``medicine`` is a key of the formulary; its limits are held against this text by ``check``.
    """

    place: Place
    medicine: str
    note: RichText
    maximum: RichText
    detail: RichText


@frozen
class LimitTable:
    """The medicines that the brochure names, each with the maximum found at a glance."""

    place: Place
    rows: tuple[LimitRow, ...]


@frozen
class Exercise:
    """A movement: its title, what to do, and the figure beside it (a name in ``assets/figures``).

    ``alt`` says in words what the figure shows, for a reader who cannot see it.
    """

    place: Place
    title: RichText
    text: RichText
    figure: str
    alt: str


@frozen
class Contacts:
    """Phone numbers, one row each, by key of the phone book."""

    place: Place
    keys: tuple[str, ...]


@frozen
class PlanField:
    """Where the patient's medication plan stands: at the foot of its panel."""

    place: Place


Block = Paragraph | Bullets | Steps | Callout | LimitTable | Exercise | Contacts | PlanField


@frozen
class Section:
    """A heading and what stands under it.

    Attributes:
        place: Where the section begins in its file.
        id: Unique in the brochure.
        role: What it is for.
        panel: The part of the leaflet that it is meant for; within it, sections follow in order.
        parent: The id of the section under whose heading this one stands, or ``None``.
        heading: A newline in it is a break by sense.
        pictogram: Name in ``assets/pictograms`` of the sign before the heading, or ``None``.
        blocks: In reading order.
    """

    place: Place
    id: str
    role: Role
    panel: PanelRole
    parent: str | None
    heading: RichText
    pictogram: str | None
    blocks: tuple[Block, ...]


@frozen
class Cover:
    """The front: a line above the title, the title, a question, the greeting, a picture or none."""

    place: Place
    kicker: RichText
    title: RichText
    question: RichText
    salutation: RichText
    greeting: tuple[Paragraph, ...]
    illustration: str | None


@frozen
class Brochure:
    """Everything the hospital wrote about one complaint, in one language.

    Attributes:
        topic: The folder of ``content/`` it stands in.
        language: BCP-47 tag, the stem of its file name.
        title: Title of the document, for lists and metadata.
        version: As the hospital counts; ``None`` where it says nothing.
        review_by: The day on which the text has to be reviewed, as files of schema 1 state it;
            later ones leave it to the approval.
        omits: Parts of good discharge instructions that this leaflet leaves out on purpose.
    """

    place: Place
    topic: str
    language: str
    title: str
    version: str | None
    review_by: date | None
    cover: Cover
    sections: tuple[Section, ...]
    omits: tuple[Component, ...] = ()

    def blocks(self) -> Iterator[Block]:
        """Every block of every section, in reading order."""
        for section in self.sections:
            yield from section.blocks

    def has_plan_field(self) -> bool:
        """Whether a medication plan can be printed on this leaflet."""
        return any(isinstance(block, PlanField) for block in self.blocks())


def texts_of(value: object) -> Iterator[str]:
    """The texts in a value, however deep; keys of mappings too."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from texts_of(pair)
    elif isinstance(value, tuple | frozenset):
        for part in value:
            yield from texts_of(part)


def running_texts(value: object) -> Iterator[RichText]:
    """The running texts in a value, in order; what they are made of is not looked into."""
    if isinstance(value, RichText):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from running_texts(part)
    elif is_dataclass(value) and not isinstance(value, Place | type):
        for field in fields(value):
            yield from running_texts(getattr(value, field.name))
