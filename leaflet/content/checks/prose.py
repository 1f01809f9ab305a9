"""Running text of a Dutch brochure, divided into sentences, each with its line in the file.

Running text is paragraphs, list items, conditions, exercises and the greeting; headings, titles,
table cells and phone numbers are not. Every list item is a sentence of its own. Abbreviations and
signs count as they are read aloud. Begin with ``read_prose``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from leaflet.content.model.brochure import (
    PHONE_REFERENCE,
    Block,
    Brochure,
    Bullets,
    Callout,
    Exercise,
    Item,
    ListMark,
    Paragraph,
    RichText,
    Steps,
)
from leaflet.content.yaml.reader import Path, Source
from leaflet.errors import Place
from leaflet.records import frozen

SPOKEN: Mapping[str, str] = MappingProxyType(
    {
        "a.h.w.": "als het ware",
        "a.u.b.": "alstublieft",
        "afb.": "afbeelding",
        "art.": "artikel",
        "bijv.": "bijvoorbeeld",
        "blz.": "bladzijde",
        "bv.": "bijvoorbeeld",
        "ca.": "circa",
        "d.w.z.": "dat wil zeggen",
        "dr.": "dokter",
        "e.a.": "en andere",
        "e.d.": "en dergelijke",
        "enz.": "enzovoort",
        "etc.": "etcetera",
        "evt.": "eventueel",
        "excl.": "exclusief",
        "i.p.v.": "in plaats van",
        "i.v.m.": "in verband met",
        "incl.": "inclusief",
        "m.a.w.": "met andere woorden",
        "m.b.v.": "met behulp van",
        "max.": "maximaal",
        "mevr.": "mevrouw",
        "mijnh.": "mijnheer",
        "min.": "minimaal",
        "n.v.t.": "niet van toepassing",
        "nl.": "namelijk",
        "nr.": "nummer",
        "o.a.": "onder andere",
        "o.l.v.": "onder leiding van",
        "p.": "pagina",
        "prof.": "professor",
        "resp.": "respectievelijk",
        "s.v.p.": "alstublieft",
        "st.": "sint",
        "t.e.m.": "tot en met",
        "t.o.v.": "ten opzichte van",
        "t/m": "tot en met",
        "tel.": "telefoon",
        "vb.": "voorbeeld",
        "vgl.": "vergelijk",
        "z.o.z.": "zie ommezijde",
        "zgn.": "zogenaamd",
        "cm": "centimeter",
        "g": "gram",
        "kg": "kilogram",
        "km": "kilometer",
        "mg": "milligram",
        "ml": "milliliter",
        "mm": "millimeter",
        "x": "keer",
        "×": "keer",
        "%": "procent",
        "°": "graden",
        "°c": "graden",
        "&": "en",
        "+": "plus",
    }
)
"""Abbreviation, unit or sign, and the words that are heard."""

MAY_END = frozenset({"a.u.b.", "e.a.", "e.d.", "enz.", "etc.", "s.v.p.", "n.v.t."})
"""Those that may be the last word of a sentence; after any other, the sentence goes on."""


_CLOSING = "\"'’”»›)]*"
_OPENING = "\"'‘’“„«‹([*"
_ENDING = re.compile(rf"[.!?…]+[{re.escape(_CLOSING)}]*$")
_ELIDED = re.compile(r"['’‘][a-z]$")
_INITIAL = re.compile(r"[A-Z]\.(?:[A-Z]\.)*")
_WORD = re.compile(r"[^\W_]|[%°]")


def split_sentences(text: str) -> Iterator[str]:
    """The sentences of one paragraph or item, its words parted by single spaces.

    What stands behind the last full stop, or has none, is a sentence too.
    """
    words = text.split()
    start = 0
    for number in range(len(words)):
        last = number == len(words) - 1
        if last or _ends(words, number, number == start):
            yield " ".join(words[start : number + 1])
            start = number + 1


def split_words(sentence: str) -> tuple[str, ...]:
    """The words that are heard; an elided one (``’s nachts``) is counted with the next.

    ``en/of`` is two words, ``op- en neerbewegen`` three.
    """
    parts = (
        part
        for word in sentence.split()
        for part in ([word] if word.lower() in SPOKEN else word.split("/"))
    )
    return tuple(part for part in parts if _WORD.search(part) and not _ELIDED.fullmatch(part))


def _ends(words: list[str], number: int, is_first: bool) -> bool:
    word, following = words[number], words[number + 1]
    if not _ENDING.search(word) or not _begins(words, number + 1):
        return False
    bare = word.strip(_OPENING + _CLOSING)
    if bare.lower() in SPOKEN:
        return bare.lower() in MAY_END and following.strip(_OPENING)[:1].isupper()
    # "1. Neem ..." numbers what follows.
    return not (_INITIAL.fullmatch(bare) or (is_first and bare[:-1].isdigit()))


def _begins(words: list[str], number: int) -> bool:
    """Whether a sentence may begin here: no word in small letters, save after an elided one."""
    if _ELIDED.fullmatch(words[number]) and number + 1 < len(words):
        return words[number + 1][:1].isupper()
    return not words[number].lstrip(_OPENING)[:1].islower()


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


def _texts(block: Block, path: Path) -> Iterator[tuple[RichText, Path]]:
    match block:
        case Paragraph(text=text):
            yield text, (*path, "paragraph")
        case Callout(text=text):
            yield text, (*path, "callout")
        case Exercise(text=text):
            yield text, (*path, "text")
        case Bullets(items=items, mark=mark):
            yield from _items(items, (*path, "crosses" if mark is ListMark.CROSS else "bullets"))
        case Steps(items=items):
            yield from _items(items, (*path, "steps"))


def _items(items: Sequence[Item], path: Path) -> Iterator[tuple[RichText, Path]]:
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

    def find(self, text: RichText, path: Path) -> Iterator[Sentence]:
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
