"""What the hospital wrote about one complaint: sections in reading order, each with its role.

Blocks know the place in the file where they stand, so that a block that does not fit, or says
something that the formulary does not, can be named by file and line.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from leaflet.errors import Place
from leaflet.frozen import frozen
from leaflet.manuscript.component import Component
from leaflet.manuscript.panel_role import PanelRole as PanelRole
from leaflet.manuscript.role import Role as Role
from leaflet.manuscript.text import Text


class Mark(StrEnum):
    """What stands before the items of a list."""

    BULLET = "bullet"
    CROSS = "cross"


@frozen
class Paragraph:
    """One thought."""

    place: Place
    text: Text


@frozen
class Item:
    """One entry of a list, with its own list of examples one level deeper (or none)."""

    place: Place
    text: Text
    items: tuple["Item", ...] = ()


@frozen
class Bullets:
    """A list in which order does not count."""

    place: Place
    items: tuple[Item, ...]
    mark: Mark


@frozen
class Steps:
    """A numbered list."""

    place: Place
    items: tuple[Item, ...]


@frozen
class Callout:
    """A condition that is never parted from the heading above it, such as "only after 6 weeks"."""

    place: Place
    text: Text


@frozen
class LimitRow:
    """What the brochure says of one medicine: its name, a note under it, its maximum, a detail.

    ``medicine`` is a key of the formulary; its limits are held against this text by ``check``.
    """

    place: Place
    medicine: str
    note: Text
    maximum: Text
    detail: Text


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
    title: Text
    text: Text
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
    heading: Text
    pictogram: str | None
    blocks: tuple[Block, ...]


@frozen
class Cover:
    """The front: a line above the title, the title, a question, the greeting, a picture or none."""

    place: Place
    kicker: Text
    title: Text
    question: Text
    salutation: Text
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
