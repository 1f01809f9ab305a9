"""Running text as the hospital wrote it: words, bold words and phone numbers by key.

The only markup is ``**bold**`` and ``{phone:campus.purpose}``. A newline is a break by sense,
allowed in headings and in table cells.
"""

import re
from collections.abc import Iterator
from enum import Enum

from leaflet.frozen import frozen

PHONE_REFERENCE = re.compile(r"\{phone:([^{}]*)\}")
"""A number of the phone book, named by its key."""

_BOLD = "**"
_TOKEN = re.compile(r"\*\*|" + PHONE_REFERENCE.pattern)


class Weight(Enum):
    """How heavy a run is set: running text, or a key word."""

    PLAIN = "plain"
    BOLD = "bold"


@frozen
class Run:
    """Characters of one weight."""

    text: str
    weight: Weight = Weight.PLAIN


@frozen
class PhoneReference:
    """A number of the phone book, named by its key; it is set in its own unbreakable run."""

    key: str
    weight: Weight = Weight.PLAIN


@frozen
class Text:
    """A sequence of runs and phone references, in reading order."""

    parts: tuple[Run | PhoneReference, ...]

    @classmethod
    def parse(cls, markup: str) -> "Text":
        """Read the markup.

        Raises:
            ValueError: If a bold word is not closed, or an empty one is opened.
        """
        return cls(tuple(_parts(markup)))

    def unbroken(self) -> "Text":
        """The same text without its breaks by sense: for a measure that has room for more."""
        return Text(
            tuple(
                Run(part.text.replace("\n", " "), part.weight) if isinstance(part, Run) else part
                for part in self.parts
            )
        )

    def phone_keys(self) -> tuple[str, ...]:
        """Keys of the phone book that this text names, in order."""
        return tuple(part.key for part in self.parts if isinstance(part, PhoneReference))

    def write(self) -> str:
        """The markup again: what ``parse`` reads as this text."""
        written, weight = [], Weight.PLAIN
        for part in self.parts:
            if part.weight is not weight:
                written.append(_BOLD)
                weight = part.weight
            written.append(part.text if isinstance(part, Run) else f"{{phone:{part.key}}}")
        return "".join(written) + (_BOLD if weight is Weight.BOLD else "")

    def plain(self) -> str:
        """The words alone, without weight; phone references are left out."""
        return "".join(part.text for part in self.parts if isinstance(part, Run))


def _parts(markup: str) -> Iterator[Run | PhoneReference]:
    weight, start = Weight.PLAIN, 0
    for token in _TOKEN.finditer(markup):
        if token.start() > start:
            yield Run(markup[start : token.start()], weight)
        elif token[0] == "**" and weight is Weight.BOLD and markup[start - 2 : start] == "**":
            raise ValueError("** opens and closes nothing")
        if token[0] == "**":
            weight = Weight.PLAIN if weight is Weight.BOLD else Weight.BOLD
        else:
            yield PhoneReference(token[1], weight)
        start = token.end()
    if weight is Weight.BOLD:
        raise ValueError("** is opened and never closed")
    if start < len(markup):
        yield Run(markup[start:], weight)
