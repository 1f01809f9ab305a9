"""How a transcript comes about: the brochure line by line, then what a plan on it is made of."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from xml.etree.ElementTree import ParseError, canonicalize

from leaflet.errors import Place
from leaflet.manuscript.brochure import (
    Block,
    Brochure,
    Bullets,
    Callout,
    Contacts,
    Cover,
    Exercise,
    Item,
    LimitTable,
    Mark,
    Paragraph,
    PlanField,
    Section,
    Steps,
)
from leaflet.manuscript.formulary import Formulary
from leaflet.manuscript.plan_transcription import transcribe_formulary, transcribe_words
from leaflet.manuscript.text import Text
from leaflet.manuscript.transcript import Statement, Transcript, flatten
from leaflet.manuscript.words import Words

_DIGITS = 12
"""Hexadecimal digits of a drawing's hash: enough to tell two drawings of a hospital apart."""


def transcribe(
    brochure: Brochure,
    formulary: Formulary,
    words: Words,
    own_words: Iterable[Statement],
    drawings: Mapping[str, Path],
) -> Transcript:
    """The transcript of one leaflet.

    Args:
        brochure: What is said.
        formulary: What a plan on it is held against.
        words: What a plan on it is printed with.
        own_words: What the hospital words itself of what is printed besides.
        drawings: The file of every drawing, by names such as ``figures/spine``.

    Raises:
        OSError: If a drawing cannot be read.
    """
    statements = [*_of_cover(brochure, drawings)]
    for section in brochure.sections:
        statements += _of_section(section, drawings)
    if brochure.has_plan_field():
        statements += transcribe_formulary(formulary)
        statements += transcribe_words(words)
    statements += own_words
    return Transcript(tuple(statements))


def _of_cover(brochure: Brochure, drawings: Mapping[str, Path]) -> Iterator[Statement]:
    cover: Cover = brochure.cover
    yield Statement("leaflet", flatten(brochure.title), brochure.place)
    for name in ("kicker", "title", "question", "salutation"):
        text: Text = getattr(cover, name)
        if text.parts:
            yield Statement(name, _written(text), cover.place)
    for block in cover.greeting:
        yield from _of_block(block, drawings)
    if cover.illustration is not None:
        yield _drawing("illustration", "figures", cover.illustration, cover.place, drawings)


def _of_section(section: Section, drawings: Mapping[str, Path]) -> Iterator[Statement]:
    # What a section is for decides how it is marked: red flags stand in a frame.
    yield Statement(f"section {section.role}", _written(section.heading), section.place)
    if section.pictogram is not None:
        yield _drawing("sign", "pictograms", section.pictogram, section.place, drawings)
    for block in section.blocks:
        yield from _of_block(block, drawings)


def _of_block(block: Block, drawings: Mapping[str, Path]) -> Iterator[Statement]:
    match block:
        case Paragraph(place=place, text=text):
            yield Statement("paragraph", _written(text), place)
        case Callout(place=place, text=text):
            yield Statement("callout", _written(text), place)
        case Bullets(items=items, mark=Mark.CROSS):
            yield _drawing("sign", "pictograms", "cross", block.place, drawings)
            yield from _of_items("cross", items)
        case Bullets(items=items):
            yield from _of_items("bullet", items)
        case Steps(items=items):
            for number, item in enumerate(items, start=1):
                yield from _of_items(f"step {number}", (item,))
        case LimitTable(rows=rows):
            for row in rows:
                yield Statement("row", flatten(row.medicine), row.place)
                for name in ("note", "maximum", "detail"):
                    part: Text = getattr(row, name)
                    if part.parts:
                        yield Statement(name, _written(part), row.place)
        case Exercise(place=place, title=title, text=text, figure=figure, alt=alt):
            yield Statement("exercise", _written(title), place)
            yield Statement("movement", _written(text), place)
            yield _drawing("figure", "figures", figure, place, drawings)
            yield Statement("figure in words", flatten(alt), place)
        case Contacts(place=place, keys=keys):
            for key in keys:
                yield Statement("phone", key, place)
        case PlanField(place=place):
            yield Statement("plan", "the patient's own", place)


def _of_items(kind: str, items: tuple[Item, ...]) -> Iterator[Statement]:
    for item in items:
        yield Statement(kind, _written(item.text), item.place)
        yield from _of_items(f"{kind} below", item.items)


def _drawing(
    kind: str, folder: str, name: str, place: Place, drawings: Mapping[str, Path]
) -> Statement:
    content = drawings[f"{folder}/{name}"].read_bytes()
    # Remarks, ends of lines and the order of attributes are no part of what is drawn.
    with suppress(ParseError, UnicodeDecodeError):
        content = canonicalize(content.decode("utf-8-sig")).encode()
    return Statement(kind, f"{name} {sha256(content).hexdigest()[:_DIGITS]}", place)


def _written(text: Text) -> str:
    return flatten(text.write())
