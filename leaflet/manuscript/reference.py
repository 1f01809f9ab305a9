"""What the files say of each other, held together: keys, ids, names and drawings.

Each check goes through the values of one file, whether or not they fit its shape, and tells every
reference that leads nowhere at the line where it is made. What is no text at all is passed over:
the shape has told it. So is what refers to a list that cannot be read.
"""

from collections.abc import Collection, Iterator

from leaflet.errors import Problem
from leaflet.frozen import frozen
from leaflet.manuscript.brochure import Role
from leaflet.manuscript.misprint import find_markup, find_misprints
from leaflet.manuscript.phonebook import PhoneBook, PhoneNumber
from leaflet.manuscript.phonebook_file import is_key
from leaflet.manuscript.scalar import perhaps_line
from leaflet.manuscript.source import Source
from leaflet.manuscript.suggestion import cite, enumerate_words, suggest
from leaflet.manuscript.text import PHONE_REFERENCE
from leaflet.manuscript.value import Path


@frozen
class Shelf:
    """What a brochure may refer to; ``None`` where the list cannot be read.

    Attributes:
        phones: Keys of the phone book.
        medicines: Keys of the formulary.
        drawings: Names such as ``figures/spine``.
    """

    phones: Collection[str] | None
    medicines: Collection[str] | None
    drawings: Collection[str]


def check_brochure(source: Source, shelf: Shelf) -> Iterator[Problem]:
    """Every reference of a brochure that leads nowhere, and every misprint in its words."""
    yield from _check_identity(source)
    yield from _check_drawing("figures", source, ("cover", "illustration"), shelf)
    seen: list[str | None] = []
    plans = 0
    for number in range(len(source.items(("sections",)))):
        path = ("sections", number)
        yield from _check_section(seen, source, path, shelf)
        seen.append(perhaps_line(source.find((*path, "id"))))
        for position in range(len(source.items((*path, "blocks")))):
            here = (*path, "blocks", position)
            if "plan" in source.keys(here):
                plans += 1
                if plans > 1:
                    what = "a second field for the medication plan"
                    yield Problem(source.place(here), what, "keep one")
            yield from _check_drawing("figures", source, (*here, "figure"), shelf)
            for n, written in enumerate(source.items((*here, "contacts"))):
                if key := perhaps_line(written):
                    yield from _check_phone(key, source, (*here, "contacts", n), shelf)
            yield from _check_medicines(source, (*here, "medicines"), shelf)
    yield from _check_texts(source, shelf)


def check_phonebook(source: Source, campuses: Collection[str]) -> Iterator[Problem]:
    """Every number of a campus that the hospital does not name (T90)."""
    for written in source.keys(("numbers",)):
        key = perhaps_line(written)
        if key is None or not is_key(key):
            continue
        campus = key.partition(".")[0]
        if campus not in campuses:
            remedy = suggest(
                campus, campuses, f"add `{campus}:` and its name to campuses in hospital.yaml"
            )
            what = f"hospital.yaml names no campus {cite(campus)}"
            yield Problem(source.key_place(("numbers", written)), what, remedy)


def find_shared_numbers(phonebook: PhoneBook) -> Iterator[Problem]:
    """Numbers that two campuses share; usually one of them was copied (``domain.md`` 5.1)."""
    seen: dict[str, PhoneNumber] = {}
    for entry in phonebook.numbers:
        first = seen.setdefault(entry.number, entry)
        if first.campus != entry.campus:
            what = f"`{first.key}` and `{entry.key}` have one number"
            yield Problem(entry.place, what, "make sure that both are meant")


def _check_identity(source: Source) -> Iterator[Problem]:
    named = source.file.rpartition("/")[2].removesuffix(".yaml")
    language = perhaps_line(source.find(("language",)))
    if language is not None and language != named:
        what = f"the language is {cite(language)}, the name of the file says `{named}`"
        yield Problem(source.place(("language",)), what, "make them the same")
    sections = range(len(source.items(("sections",))))
    roles = [source.find(("sections", number, "role")) for number in sections]
    # A role that is none may have been meant for this one; that it is none has been told.
    if roles and all(role in list(Role) and role != Role.WHEN_TO_RETURN for role in roles):
        what = "no section says when to come back"
        remedy = f"give the section with the red flags `role: {Role.WHEN_TO_RETURN}`"
        yield Problem(source.place(("sections",)), what, remedy)


def _check_section(
    earlier: Collection[str | None], source: Source, path: Path, shelf: Shelf
) -> Iterator[Problem]:
    own = perhaps_line(source.find((*path, "id")))
    if own is not None and own in earlier:
        what = f"the id {cite(own)} stands twice"
        yield Problem(source.place((*path, "id")), what, "give each section an id of its own")
    parent = perhaps_line(source.find((*path, "parent")))
    known = [each for each in earlier if each is not None]
    # An earlier section whose id cannot be read may be the one that is meant.
    if parent is not None and parent not in known and len(known) == len(earlier):
        what = f"no earlier section has the id {cite(parent)}"
        remedy = f"use {enumerate_words(known)}" if known else "take `parent` out"
        yield Problem(source.place((*path, "parent")), what, suggest(parent, known, remedy))
    yield from _check_drawing("pictograms", source, (*path, "pictogram"), shelf)


def _check_drawing(folder: str, source: Source, path: Path, shelf: Shelf) -> Iterator[Problem]:
    name = perhaps_line(source.find(path))
    if name is None or f"{folder}/{name}" in shelf.drawings:
        return
    known = [key.partition("/")[2] for key in shelf.drawings if key.startswith(f"{folder}/")]
    if "/" in name or "\\" in name or ".." in name:
        what = f"{cite(name)} leads out of assets/{folder}"
    else:
        what = f"there is no drawing assets/{folder}/{name}.svg"
    yield Problem(source.place(path), what, suggest(name, known, f"use {enumerate_words(known)}"))


def _check_phone(key: str, source: Source, path: Path, shelf: Shelf) -> Iterator[Problem]:
    if shelf.phones is not None and key not in shelf.phones:
        what = f"the phone book has no key {cite(key)}"
        remedy = suggest(key, shelf.phones, "add it to phonebook.yaml")
        yield Problem(source.place(path), what, remedy)


def _check_medicines(source: Source, table: Path, shelf: Shelf) -> Iterator[Problem]:
    seen: list[str] = []
    for number in range(len(source.items(table))):
        path = (*table, number, "medicine")
        medicine = perhaps_line(source.find(path))
        if medicine is None:
            continue
        known = shelf.medicines
        if known is not None and medicine not in known:
            what = f"the formulary has no medicine {cite(medicine)}"
            remedy = suggest(medicine, known, f"it has {enumerate_words(known)}")
            yield Problem(source.place(path), what, remedy)
        if medicine in seen:
            yield Problem(
                source.place(path), f"{cite(medicine)} stands twice", "keep one row of it"
            )
        seen.append(medicine)


_LONGEST_TEXT = 2_000
_MOST_TEXT = 30_000
"""Characters: a paragraph of 2,000 fills a panel, and 30,000 no leaflet on four sheets holds."""

_NAMES = {(key,) for key in ("id", "role", "panel", "parent", "pictogram", "figure", "language")}
"""Keys after which no text is printed."""


def _check_texts(source: Source, shelf: Shelf) -> Iterator[Problem]:
    lengths = [len(text) for path, text in source.texts() if path[-1:] not in _NAMES]
    total = sum(lengths)
    if total > _MOST_TEXT and max(lengths) <= _LONGEST_TEXT:
        what = f"the text has {total:,} characters, and no leaflet holds more than {_MOST_TEXT:,}"
        yield Problem(source.place(()), what, "make two leaflets of it, or shorten it")
    for path, text in source.texts():
        if len(text) > _LONGEST_TEXT and path[-1:] not in _NAMES:
            what = f"this text has {len(text):,} characters, and fills more than a panel"
            yield Problem(source.place(path), what, "cut it up into paragraphs, or shorten it")
            continue
        for key in PHONE_REFERENCE.findall(text):
            yield from _check_phone(key, source, path, shelf)
        find = find_markup if len(path) == 1 or path[-1:] == ("alt",) else find_misprints
        for what, remedy in find(text):
            yield Problem(source.place(path), what, remedy)
