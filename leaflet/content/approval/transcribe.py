"""Transcribe a leaflet into plain lines: the words and limits that an approval binds.

First the brochure, then the formulary and the words of a medication plan, last what only a site
has: its labels and its own register of medicines. Begin with ``transcribe``.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from xml.etree.ElementTree import ParseError, canonicalize

from leaflet.content.model.brochure import (
    Block,
    Brochure,
    Bullets,
    Callout,
    Contacts,
    Cover,
    Exercise,
    Item,
    LimitTable,
    ListMark,
    Paragraph,
    PlanField,
    RichText,
    Section,
    Steps,
)
from leaflet.content.model.medicines import (
    Amount,
    Formulary,
    Limits,
    Medicine,
    MedicineRegister,
    Product,
)
from leaflet.content.model.transcript import Statement, Transcript, flatten
from leaflet.content.model.words import Words
from leaflet.content.yaml.reader import Source
from leaflet.errors import Place


def transcribe_formulary(formulary: Formulary) -> Iterator[Statement]:
    """Every medicine with what is stated of it, then what holds for all of them."""
    for medicine in formulary.medicines:
        yield Statement("medicine", medicine.key, medicine.place)
        for kind, said in _of_medicine(medicine):
            if said:
                yield Statement(kind, said, medicine.place)
    place = Place("formulary.yaml")
    yield Statement("medicines", "all of them", place)
    yield Statement("longest course", f"{formulary.longest_course}", place)
    yield Statement("waking hours", f"{formulary.waking_hours}", place)


def _of_medicine(medicine: Medicine) -> Iterator[tuple[str, str]]:
    yield "atc", medicine.atc
    for brand in medicine.brands:
        yield "brand", brand
    yield "usual", _amount(medicine.usual) if medicine.usual else ""
    yield from _of_limits("limit", medicine.limits)
    if medicine.ceiling is not None:
        yield from _of_limits("ceiling", medicine.ceiling)
    yield "with food", _answer(medicine.with_food)
    yield "on prescription", _answer(medicine.on_prescription)
    yield "default regimen", medicine.default_regimen or ""
    for intakes, moments in medicine.moments.items():
        yield f"moments of {intakes}", ", ".join(moments)
    for each in medicine.presentations:
        yield "presentation", f"{each.form} {_amount(each.strength)}, scored {_answer(each.scored)}"


def _of_limits(kind: str, limits: Limits) -> Iterator[tuple[str, str]]:
    for name in ("single", "per_day", "intakes", "interval", "days"):
        stated = getattr(limits, name)
        if stated is not None:
            yield f"{kind} {name}", _amount(stated) if isinstance(stated, Amount) else f"{stated}"


def transcribe_words(words: Words) -> Iterator[Statement]:
    """The words that a plan is printed with."""
    place = Place(f"words/{words.language}.yaml")
    yield Statement("words", f"of a plan, {words.language}", place)
    yield Statement("decimal sign", words.decimal_sign, place)
    for group in ("calendar", "moments", "meals", "units", "fractions", "plan"):
        for key, said in _entries(group, getattr(words, group)):
            yield Statement(key, flatten(said), place)


def _entries(path: str, value: object) -> Iterator[tuple[str, str]]:
    """Each text below a value with the keys, or the numbers from 1, that lead to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for number, each in enumerate(value, start=1):
            yield from _entries(f"{path}.{number}", each)
    elif isinstance(value, Mapping):
        for key in sorted(value):
            yield from _entries(f"{path}.{key}", value[key])
    else:
        for name in value.__match_args__:  # type: ignore[attr-defined]
            yield from _entries(f"{path}.{name}", getattr(value, name))


def _amount(amount: Amount) -> str:
    return f"{amount.value:f} {amount.unit}"


def _answer(said: bool) -> str:
    return "yes" if said else "no"


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
        text: RichText = getattr(cover, name)
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
        case Bullets(items=items, mark=ListMark.CROSS):
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
                    part: RichText = getattr(row, name)
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


def _written(text: RichText) -> str:
    return flatten(text.write())


_LABELS: Mapping[tuple[str | int, ...], str] = {
    ("fields",): "fields",
    ("colophon",): "imprint",
    ("contacts",): "contacts",
}
"""Groups of ``words/`` that are printed on every leaflet and are no part of a plan, each under the
name that transcripts have for it: what was approved hangs on that."""


def transcribe_labels(own: Source, built_in: Source | None) -> Iterator[Statement]:
    """The labels that a site words otherwise than the program, or for a language of its own.

    Args:
        own: The site's words.
        built_in: The program's in the same language; ``None`` where there are none.
    """
    known = {} if built_in is None else dict(built_in.texts())
    for path, text in own.texts():
        if path[:1] in _LABELS and known.get(path, "").strip() != text.strip():
            kind = ".".join(map(str, (_LABELS[path[:1]], *path[1:])))
            yield Statement(f"label {kind}", flatten(text.strip()), own.place(path))


def transcribe_register(register: MedicineRegister, own: Source) -> Iterator[Statement]:
    """The medicines that a site's own register names, and what it refuses together."""
    for product in register.products:
        place = own.key_place(("products", product.name))
        yield Statement("medicine known as", product.name, place)
        for kind, said in _of_product(product):
            yield Statement(kind, said, place)
    for group in register.groups:
        place = own.key_place(("groups", group.key))
        yield Statement("medicine group", group.key, place)
        yield Statement("title", group.title, place)
        for kind, prefixes in (("atc", group.atc), ("atc excepted", group.excepted)):
            for prefix in prefixes:
                yield Statement(kind, prefix, place)
    for conflict in register.conflicts:
        said = f"{conflict.first} {conflict.second} {conflict.verdict}"
        yield Statement("medicine conflict", said, conflict.place)
        yield Statement("reason", flatten(conflict.reason), conflict.place)


def _of_product(product: Product) -> Iterator[tuple[str, str]]:
    yield "atc", product.atc
    kinds = (("brand", product.brands), ("contains", product.contains), ("also", product.also))
    yield from ((kind, name) for kind, names in kinds for name in names)
    for piece in product.per_piece:
        for substance, amount in piece.holds.items():
            yield f"per piece of {piece.name}", f"{substance} {amount.value:f} {amount.unit}"
    if product.taken is not None:
        yield "taken", product.taken
    if product.injection:
        yield "injection", "yes"
    if product.withdrawn:
        yield "withdrawn", "yes"
