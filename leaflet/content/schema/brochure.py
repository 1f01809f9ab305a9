"""The shape of ``content/TOPIC/LANG.yaml``, and the brochure made from it.

One class for each kind of block; lists and the table of limits are blocks too. Begin with
``read_brochure``.
"""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Discriminator, Field, GetJsonSchemaHandler, Tag
from pydantic_core import CoreSchema

from leaflet.content.model.brochure import (
    Brochure,
    Bullets,
    Callout,
    Component,
    Contacts,
    Cover,
    Exercise,
    Item,
    LimitRow,
    LimitTable,
    ListMark,
    PanelRole,
    Paragraph,
    PlanField,
    RichText,
    Role,
    Section,
    Steps,
)
from leaflet.content.schema.fields import RUNNING, Broken, Day, Line, PerhapsBroken, Running, refuse
from leaflet.content.schema.validate import fill
from leaflet.content.suggest import cite, suggest
from leaflet.content.yaml.reader import Path, Source
from leaflet.messages.message import Key, Message, any_of
from leaflet.records import frozen


@frozen
class _ItemShape:
    """An item with a list of its own.

    Attributes:
        text: What the item says.
        items: Its own list, one level deeper: texts.
    """

    text: Running
    items: tuple[Running, ...] = ()


def _spell_out(value: object) -> object:
    return value if isinstance(value, dict) else {"text": value}


class _OrText:
    """To an editor, an item is its text alone, or the mapping."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [RUNNING, handler(core)]}


_Item = Annotated[_ItemShape, BeforeValidator(_spell_out), _OrText()]
_Items = Annotated[tuple[_Item, ...], Field(min_length=1)]


def _items(shapes: tuple[_ItemShape, ...], source: Source, path: Path) -> tuple[Item, ...]:
    return tuple(
        Item(
            source.place((*path, n)),
            shape.text,
            tuple(
                Item(source.place((*path, n, "items", m)), text)
                for m, text in enumerate(shape.items)
            ),
        )
        for n, shape in enumerate(shapes)
    )


@frozen
class BulletsShape:
    """``bullets: [item, ...]``.

    Attributes:
        bullets: A list in which order does not count; each item is a text, or `text:` with
            `items:`.
    """

    bullets: _Items

    def make(self, source: Source, path: Path) -> Bullets:
        """The block at this path of the file."""
        items = _items(self.bullets, source, (*path, "bullets"))
        return Bullets(source.place(path), items, ListMark.BULLET)


@frozen
class CrossesShape:
    """``crosses: [item, ...]``, each with a cross before it.

    Attributes:
        crosses: What is better not done; each item is a text, or `text:` with `items:`.
    """

    crosses: _Items

    def make(self, source: Source, path: Path) -> Bullets:
        """The block at this path of the file."""
        items = _items(self.crosses, source, (*path, "crosses"))
        return Bullets(source.place(path), items, ListMark.CROSS)


@frozen
class StepsShape:
    """``steps: [item, ...]``, numbered.

    Attributes:
        steps: A numbered list; each item is a text, or `text:` with `items:`.
    """

    steps: _Items

    def make(self, source: Source, path: Path) -> Steps:
        """The block at this path of the file."""
        return Steps(source.place(path), _items(self.steps, source, (*path, "steps")))


_NOTHING = RichText(())


@frozen
class _RowShape:
    """What the text says of one medicine.

    Attributes:
        medicine: A key of formulary.yaml; the limits there may not contradict this row.
        maximum: The most that may be taken, found at a glance.
        note: What stands under the name; may stay empty.
        detail: What stands under the maximum; may stay empty.
    """

    medicine: Line
    maximum: Broken
    note: PerhapsBroken = _NOTHING
    detail: PerhapsBroken = _NOTHING


@frozen
class MedicinesShape:
    """``medicines: [{medicine, note, maximum, detail}, ...]``.

    Attributes:
        medicines: A row for each medicine, with its maximum.
    """

    medicines: Annotated[tuple[_RowShape, ...], Field(min_length=1)]

    def make(self, source: Source, path: Path) -> LimitTable:
        """The block at this path of the file."""
        rows = tuple(
            LimitRow(
                source.place((*path, "medicines", n, "medicine")),
                row.medicine,
                row.note,
                row.maximum,
                row.detail,
            )
            for n, row in enumerate(self.medicines)
        )
        return LimitTable(source.place(path), rows)


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
        raise refuse(
            Message("block.no-kind", "a block says what it is"),
            Message("block.write-paragraph", "write for example `- paragraph: text`"),
        )
    kinds = [kind for kind in _KINDS if kind in value]
    if len(kinds) > 1:
        what = Message(
            "block.two-kinds",
            "`{first}` and `{second}` stand in one block",
            first=Key(kinds[0]),
            second=Key(kinds[1]),
        )
        raise refuse(what, Message("block.dash-each", "begin each block with a dash of its own"))
    if not kinds:
        first = str(next(iter(value), ""))
        what = Message("block.unknown-kind", "unknown kind of block {kind}", kind=cite(first))
        use = Message("all.use", "use {names}", names=any_of(_KINDS))
        raise refuse(what, suggest(first, _KINDS, use))
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


@frozen
class _CoverShape:
    """The front of the folded leaflet.

    Attributes:
        title: The complaint, large; a new line is a break by sense.
        kicker: A line above the title; may stay empty.
        question: What stands under the title; may stay empty.
        salutation: What the greeting begins with, such as "Beste patiënt"; may stay empty.
        greeting: Paragraphs that greet the patient.
        illustration: A drawing in assets/figures, without .svg; may stay empty.
    """

    title: Broken
    kicker: PerhapsBroken = _NOTHING
    question: PerhapsBroken = _NOTHING
    salutation: PerhapsBroken = _NOTHING
    greeting: tuple[ParagraphShape, ...] = ()
    illustration: Line | None = None


@frozen
class _SectionShape:
    """A heading with what belongs to it.

    Attributes:
        id: A name of its own in this file, for `parent`, and in messages.
        role: What the section is for; it decides how it looks.
        panel: The part of the folded leaflet that it is meant for.
        heading: The heading; a new line is a break by sense.
        blocks: What stands under the heading, each a kind of block of its own.
        parent: The id of an earlier section that this one belongs to; may stay empty.
        pictogram: A drawing in assets/pictograms, without .svg; may stay empty.
    """

    id: Line
    role: Role
    panel: PanelRole
    heading: Broken
    blocks: Annotated[tuple[BlockShape, ...], Field(min_length=1)]
    parent: Line | None = None
    pictogram: Line | None = None


_Sections = Annotated[tuple[_SectionShape, ...], Field(min_length=1)]


@frozen
class _BrochureShape:
    """What a hospital tells a patient about one complaint, in one language.

    Attributes:
        language: The language, as in the name of the file: nl.
        title: The name of the leaflet, for lists and for whoever opens the file.
        cover: The front of the folded leaflet.
        sections: The sections, in the order in which they are read.
        version: As the hospital counts; it is printed. May stay empty.
        omits: Parts of good discharge instructions that this leaflet leaves out on purpose.
    """

    language: Line
    title: Line
    cover: _CoverShape
    sections: _Sections
    version: Line | None = None
    omits: tuple[Component, ...] | None = None


@frozen
class _FirstBrochureShape:
    """Schema 1: the writer says what later ones leave to ``leaflet approve``.

    Attributes:
        language: The language, as in the name of the file: nl.
        title: The name of the leaflet, for lists and for whoever opens the file.
        cover: The front of the folded leaflet.
        sections: The sections, in the order in which they are read.
        version: As the hospital counts; it is printed. May stay empty.
        state: What the writer said of its approval; it counts no more, `leaflet approve` does.
        review_by: The day by which the text has to be reviewed; may stay empty.
    """

    language: Line
    title: Line
    cover: _CoverShape
    sections: _Sections
    version: Line | None = None
    state: Literal["draft", "approved"] = "draft"
    review_by: Day | None = None


_AnyBrochureShape: TypeAlias = _BrochureShape | _FirstBrochureShape


SHAPES = (_FirstBrochureShape, _BrochureShape)
"""Of schema 1 and 2."""


def read_brochure(source: Source, topic: str) -> Brochure:
    """The brochure of one file; references to other files are not followed here.

    Raises:
        ContentError: With every key that is missing, unknown or of another kind.
    """
    shape: _AnyBrochureShape = fill(_BrochureShape, source, older=(_FirstBrochureShape,))
    return Brochure(
        place=source.place(()),
        topic=topic,
        language=shape.language,
        title=shape.title,
        version=shape.version,
        review_by=shape.review_by if isinstance(shape, _FirstBrochureShape) else None,
        cover=_cover(shape.cover, source),
        sections=tuple(_section(section, source, n) for n, section in enumerate(shape.sections)),
        omits=(shape.omits or ()) if isinstance(shape, _BrochureShape) else (),
    )


def _cover(shape: _CoverShape, source: Source) -> Cover:
    greeting = enumerate(shape.greeting)
    return Cover(
        place=source.place(("cover",)),
        kicker=shape.kicker,
        title=shape.title,
        question=shape.question,
        salutation=shape.salutation,
        greeting=tuple(block.make(source, ("cover", "greeting", n)) for n, block in greeting),
        illustration=shape.illustration,
    )


def _section(shape: _SectionShape, source: Source, number: int) -> Section:
    path = ("sections", number)
    return Section(
        place=source.place(path),
        id=shape.id,
        role=shape.role,
        panel=shape.panel,
        parent=shape.parent,
        heading=shape.heading,
        pictogram=shape.pictogram,
        blocks=tuple(
            block.make(source, (*path, "blocks", n)) for n, block in enumerate(shape.blocks)
        ),
    )
