"""Places where leaflets print a number of the phone book: panel, section, and line of the file.

Only the raw files of the leaflets are searched, so even a leaflet that cannot be made shows which
numbers it names. ``find_unused`` lists the numbers that no leaflet prints.
"""

from collections.abc import Iterable, Iterator

from leaflet.content.files import read_bytes
from leaflet.content.model.brochure import PHONE_REFERENCE, Brochure, Contacts, running_texts
from leaflet.content.model.hospital import PhoneBook
from leaflet.content.site import Library
from leaflet.content.yaml.editor import ValueSpan, outline
from leaflet.content.yaml.reader import Path, Value, decode, read_source
from leaflet.errors import ContentError, Place, Problem
from leaflet.messages.message import Key, Message
from leaflet.records import frozen

_COVER = "cover"


@frozen
class NumberUse:
    """One place where a leaflet prints a number.

    Attributes:
        key: Of the phone book.
        place: The line and column on which the key stands.
        panel: What the panel is for, as messages say it; ``None`` where the file does not say.
        heading: Of the section, on one line and without marks; ``None`` on the cover.
    """

    topic: str
    language: str
    key: str
    place: Place
    panel: str | None
    heading: str | None


@frozen
class Usage:
    """Every use in every leaflet, in the order of topics, languages and lines.

    Attributes:
        uses: All of them.
        unread: What is wrong with leaflets that cannot be read; they may print any number.
    """

    uses: tuple[NumberUse, ...]
    unread: tuple[Problem, ...]

    def of(self, key: str) -> tuple[NumberUse, ...]:
        """The uses of one number."""
        return tuple(use for use in self.uses if use.key == key)


def survey_usage(library: Library) -> Usage:
    """Look through every leaflet of the library, in every language."""
    uses: list[NumberUse] = []
    unread: list[Problem] = []
    for topic in library.topics():
        for language in library.languages(topic):
            try:
                uses += _look_through(library, topic, language)
            except ContentError as error:
                unread += error.problems
    return Usage(tuple(uses), tuple(unread))


def _look_through(library: Library, topic: str, language: str) -> Iterator[NumberUse]:
    name = f"{topic}/{language}.yaml"
    file = library.find(name)
    if file is None:
        return
    content = read_bytes(file)
    source = read_source(content, name)
    text = decode(content, name)
    spans = outline(text, name)
    for path, value in source.texts():
        whereabouts = _whereabouts(source.value, path)
        if path[-2:-1] == ("contacts",):
            yield NumberUse(topic, language, value, source.place(path), *whereabouts)
        elif keys := PHONE_REFERENCE.findall(value):
            places = _places(text, spans.get(path), len(keys), source.place(path))
            for key, place in zip(keys, places, strict=True):
                yield NumberUse(topic, language, key, place, *whereabouts)


def _places(text: str, span: ValueSpan | None, count: int, start: Place) -> tuple[Place, ...]:
    """Where each reference within a value stands, on whichever of its lines."""
    found = [] if span is None else [*PHONE_REFERENCE.finditer(text, span.start, span.end)]
    if len(found) != count:  # written with escapes, or behind a reference (*)
        return (start,) * count
    befores = [text[: each.start()] for each in found]
    return tuple(
        Place(start.file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        for before in befores
    )


def _whereabouts(root: Value, path: Path) -> tuple[str | None, str | None]:
    """The panel and the heading of the section that a value stands in."""
    if path[:1] == (_COVER,):
        return _COVER, None
    section = _at(root, path[:2])
    panel, heading = (_at(section, (key,)) for key in ("panel", "heading"))
    words = " ".join(heading.replace("**", "").split()) if isinstance(heading, str) else ""
    return panel if isinstance(panel, str) else None, words or None


def _at(value: Value, path: Path) -> Value:
    for part in path:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part]
        else:
            return None
    return value


def find_unused(phonebook: PhoneBook, brochures: Iterable[Brochure]) -> Iterator[Problem]:
    """Numbers that none of the brochures names, neither in a list nor in a sentence.

    Args:
        phonebook: The numbers.
        brochures: Every one that there is; otherwise a number is told that another one needs.
    """
    named = {key for brochure in brochures for key in find_keys(brochure)}
    for entry in phonebook.numbers:
        if entry.key not in named:
            key = Key(entry.key)
            what = Message("phones.unused", "no leaflet prints the number `{key}`", key=key)
            remedy = Message("phones.name-key", "take it out, or name its key in a leaflet")
            yield Problem(entry.place, what, remedy)


def find_keys(brochure: Brochure) -> Iterator[str]:
    """Every key that a brochure names, in a list or in a sentence."""
    for block in brochure.blocks():
        if isinstance(block, Contacts):
            yield from block.keys
    for text in running_texts(brochure):
        yield from text.phone_keys()
