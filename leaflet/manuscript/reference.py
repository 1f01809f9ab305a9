"""What the files say of each other, held together: keys, ids, names and drawings.

Each check goes through one brochure and tells every reference that leads nowhere, at the line
where it is made.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path as FilePath

from leaflet.errors import Problem
from leaflet.frozen import frozen
from leaflet.manuscript.brochure import (
    Brochure,
    Contacts,
    Exercise,
    LimitTable,
    PlanField,
    Role,
    Section,
)
from leaflet.manuscript.formulary import Formulary
from leaflet.manuscript.hospital import Hospital
from leaflet.manuscript.misprint import find_markup, find_misprints
from leaflet.manuscript.phonebook import PhoneBook, PhoneNumber
from leaflet.manuscript.source import Source
from leaflet.manuscript.suggestion import enumerate_words, suggest
from leaflet.manuscript.text import PHONE_REFERENCE
from leaflet.manuscript.value import Path


@frozen
class Shelf:
    """What a brochure may refer to."""

    phonebook: PhoneBook
    formulary: Formulary
    drawings: Mapping[str, FilePath]


def check_brochure(brochure: Brochure, source: Source, shelf: Shelf) -> Iterator[Problem]:
    """Every reference of a brochure that leads nowhere, and every misprint in its words."""
    yield from _check_identity(brochure, source)
    illustration = brochure.cover.illustration
    if illustration is not None:
        picture = ("cover", "illustration")
        yield from _check_drawing("figures", illustration, source, picture, shelf)
    seen: list[str] = []
    plans = 0
    for number, section in enumerate(brochure.sections):
        path = ("sections", number)
        yield from _check_section(section, seen, source, path, shelf)
        seen.append(section.id)
        for position, block in enumerate(section.blocks):
            here = (*path, "blocks", position)
            plans += isinstance(block, PlanField)
            if isinstance(block, PlanField) and plans > 1:
                what = "a second field for the medication plan"
                yield Problem(source.place(here), what, "keep one")
            elif isinstance(block, Exercise):
                figure = (*here, "figure")
                yield from _check_drawing("figures", block.figure, source, figure, shelf)
            elif isinstance(block, Contacts):
                for n, key in enumerate(block.keys):
                    yield from _check_phone(key, source, (*here, "contacts", n), shelf)
            elif isinstance(block, LimitTable):
                yield from _check_medicines(block, shelf)
    yield from _check_texts(source, shelf)


def check_phonebook(phonebook: PhoneBook, hospital: Hospital, source: Source) -> Iterator[Problem]:
    """Every number of a campus that the hospital does not name (T90)."""
    for entry in phonebook.numbers:
        if entry.campus not in hospital.campuses:
            remedy = suggest(
                entry.campus,
                hospital.campuses,
                f"add `{entry.campus}:` and its name to campuses in hospital.yaml",
            )
            what = f"hospital.yaml names no campus `{entry.campus}`"
            yield Problem(source.key_place(("numbers", entry.key)), what, remedy)


def find_shared_numbers(phonebook: PhoneBook) -> Iterator[Problem]:
    """Numbers that two campuses share; usually one of them was copied (``domain.md`` 5.1)."""
    seen: dict[str, PhoneNumber] = {}
    for entry in phonebook.numbers:
        first = seen.setdefault(entry.number, entry)
        if first.campus != entry.campus:
            what = f"`{first.key}` and `{entry.key}` have one number"
            yield Problem(entry.place, what, "make sure that both are meant")


def _check_identity(brochure: Brochure, source: Source) -> Iterator[Problem]:
    language = source.file.rpartition("/")[2].removesuffix(".yaml")
    if brochure.language != language:
        what = f"the language is `{brochure.language}`, the name of the file says `{language}`"
        yield Problem(source.place(("language",)), what, "make them the same")
    if not any(section.role is Role.WHEN_TO_RETURN for section in brochure.sections):
        what = "no section says when to come back"
        remedy = f"give the section with the red flags `role: {Role.WHEN_TO_RETURN}`"
        yield Problem(source.place(("sections",)), what, remedy)


def _check_section(
    section: Section, earlier: Collection[str], source: Source, path: Path, shelf: Shelf
) -> Iterator[Problem]:
    if section.id in earlier:
        what = f"the id `{section.id}` stands twice"
        yield Problem(source.place((*path, "id")), what, "give each section an id of its own")
    if section.parent is not None and section.parent not in earlier:
        what = f"no earlier section has the id `{section.parent}`"
        remedy = f"use {enumerate_words(earlier)}" if earlier else "take `parent` out"
        place = source.place((*path, "parent"))
        yield Problem(place, what, suggest(section.parent, earlier, remedy))
    if section.pictogram is not None:
        sign = (*path, "pictogram")
        yield from _check_drawing("pictograms", section.pictogram, source, sign, shelf)


def _check_drawing(
    folder: str, name: str, source: Source, path: Path, shelf: Shelf
) -> Iterator[Problem]:
    if f"{folder}/{name}" in shelf.drawings:
        return
    known = [key.partition("/")[2] for key in shelf.drawings if key.startswith(f"{folder}/")]
    if "/" in name or "\\" in name or ".." in name:
        what = f"`{name}` leads out of assets/{folder}"
    else:
        what = f"there is no drawing assets/{folder}/{name}.svg"
    yield Problem(source.place(path), what, suggest(name, known, f"use {enumerate_words(known)}"))


def _check_phone(key: str, source: Source, path: Path, shelf: Shelf) -> Iterator[Problem]:
    known = shelf.phonebook.keys()
    if key not in known:
        what = f"the phone book has no key `{key}`"
        remedy = suggest(key, known, "add it to phonebook.yaml")
        yield Problem(source.place(path), what, remedy)


def _check_medicines(table: LimitTable, shelf: Shelf) -> Iterator[Problem]:
    known = [medicine.key for medicine in shelf.formulary.medicines]
    seen: list[str] = []
    for row in table.rows:
        if row.medicine not in known:
            what = f"the formulary has no medicine `{row.medicine}`"
            remedy = suggest(row.medicine, known, f"it has {enumerate_words(known)}")
            yield Problem(row.place, what, remedy)
        if row.medicine in seen:
            yield Problem(row.place, f"`{row.medicine}` stands twice", "keep one row of it")
        seen.append(row.medicine)


def _check_texts(source: Source, shelf: Shelf) -> Iterator[Problem]:
    for path, text in source.texts():
        for key in PHONE_REFERENCE.findall(text):
            yield from _check_phone(key, source, path, shelf)
        find = find_markup if len(path) == 1 or path[-1] == "alt" else find_misprints
        for what, remedy in find(text):
            yield Problem(source.place(path), what, remedy)
