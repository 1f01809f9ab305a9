"""The shape of ``content/TOPIC/LANG.yaml``, and the brochure that it makes."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from leaflet.frozen import frozen
from leaflet.manuscript.block_file import BlockShape, ParagraphShape
from leaflet.manuscript.brochure import Brochure, Cover, PanelRole, Role, Section
from leaflet.manuscript.component import Component
from leaflet.manuscript.scalar import Broken, Day, Line, PerhapsBroken
from leaflet.manuscript.shape import fill
from leaflet.manuscript.source import Source
from leaflet.manuscript.text import Text

_NOTHING = Text(())


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
