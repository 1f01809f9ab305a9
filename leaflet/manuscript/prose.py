"""The running text of a brochure, sentence by sentence, each with its line in the file.

Paragraphs, items of lists, conditions, the text of exercises and the greeting are running text;
headings, titles, cells of the table of medicines and rows of phone numbers are not. Every item of
a list is a sentence of its own.
"""

import re
from collections.abc import Iterator, Sequence

from leaflet.errors import Place
from leaflet.frozen import frozen
from leaflet.manuscript.brochure import (
    Block,
    Brochure,
    Bullets,
    Callout,
    Exercise,
    Item,
    Mark,
    Paragraph,
    Steps,
)
from leaflet.manuscript.sentences import split_sentences
from leaflet.manuscript.source import Source
from leaflet.manuscript.text import PHONE_REFERENCE, Text
from leaflet.manuscript.value import Path

_SLACK = 8
"""Words that may stand between the place of a value and its text: a key, a dash, a comment."""


@frozen
class Sentence:
    """One sentence without markup, and the line and column where it begins."""

    place: Place
    text: str


@frozen
class Passage:
    """The running text under one heading, or that of the cover."""

    place: Place
    heading: str
    sentences: tuple[Sentence, ...]


def read_prose(brochure: Brochure, source: Source, written: str) -> tuple[Passage, ...]:
    """Every passage in reading order; one without running text is left out.

    Args:
        brochure: What is read.
        source: The file that it was read from.
        written: The same file as it is written, to find the lines in.
    """
    page = _Page(source, written)
    cover = brochure.cover
    passages = [
        Passage(
            cover.place,
            " ".join(cover.title.plain().split()),
            tuple(
                sentence
                for n, paragraph in enumerate(cover.greeting)
                for sentence in page.find(paragraph.text, ("cover", "greeting", n, "paragraph"))
            ),
        )
    ]
    for number, section in enumerate(brochure.sections):
        sentences = tuple(
            sentence
            for position, block in enumerate(section.blocks)
            for text, path in _texts(block, ("sections", number, "blocks", position))
            for sentence in page.find(text, path)
        )
        heading = " ".join(section.heading.plain().split())
        passages.append(Passage(section.place, heading, sentences))
    return tuple(passage for passage in passages if passage.sentences)


def _texts(block: Block, path: Path) -> Iterator[tuple[Text, Path]]:
    match block:
        case Paragraph(text=text):
            yield text, (*path, "paragraph")
        case Callout(text=text):
            yield text, (*path, "callout")
        case Exercise(text=text):
            yield text, (*path, "text")
        case Bullets(items=items, mark=mark):
            yield from _items(items, (*path, "crosses" if mark is Mark.CROSS else "bullets"))
        case Steps(items=items):
            yield from _items(items, (*path, "steps"))


def _items(items: Sequence[Item], path: Path) -> Iterator[tuple[Text, Path]]:
    for number, item in enumerate(items):
        # A place looked for below a plain text is that of the text.
        yield item.text, (*path, number, "text")
        for position, below in enumerate(item.items):
            yield below.text, (*path, number, "items", position)


class _Page:
    """The words of a file as they are written, each with its line and column."""

    def __init__(self, source: Source, written: str) -> None:
        self._source = source
        self._words = [
            (word, line, found.start() + 1)
            for line, text in enumerate(written.split("\n"), start=1)
            for found in re.finditer(r"\S+", _without_phones(text))
            if (word := _letters(found[0]))
        ]

    def find(self, text: Text, path: Path) -> Iterator[Sentence]:
        """The sentences of a text, which stands at a path of the file.

        One whose words are written otherwise, with escapes or elsewhere, stands where the one
        before it does, or the value.
        """
        place = self._source.place(path)
        start = (place.line or 1, place.column or 1)
        at = next((n for n, word in enumerate(self._words) if word[1:] >= start), len(self._words))
        end = at + len(text.plain().split()) + _SLACK
        for sentence in split_sentences(text.plain()):
            words = [word for each in sentence.split() if (word := _letters(each))]
            found = self._search(words, at, end)
            if found is not None:
                _, line, column = self._words[found]
                place, at = Place(place.file, line, column), found + len(words)
            yield Sentence(place, sentence)

    def _search(self, words: Sequence[str], start: int, end: int) -> int | None:
        """The number of the first word of a run of words of the file."""
        for n in range(start, min(end, len(self._words) - len(words) + 1)):
            if words and all(self._words[n + k][0] == word for k, word in enumerate(words)):
                return n
        return None


def _without_phones(line: str) -> str:
    """The line with white in the place of each phone number, so that columns stay."""
    return PHONE_REFERENCE.sub(lambda found: " " * len(found[0]), line)


def _letters(word: str) -> str:
    return "".join(sign for sign in word.casefold() if sign.isalnum())
