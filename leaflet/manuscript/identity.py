"""What a printed leaflet is known by: an id of two halves, of its text and of its numbers.

``3f9a27-c191b0``: the first half stands for all that is printed but the numbers, the second for
the numbers. It says nothing of a patient. Notes in a file, and the way it is written, change
neither, so the same id is the same leaflet (``domain.md`` 3.5, T89); a logo counts by its name.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from leaflet.manuscript.brochure import Brochure
from leaflet.manuscript.hospital import Hospital
from leaflet.manuscript.phonebook import PhoneBook
from leaflet.manuscript.printed_numbers import find_keys
from leaflet.manuscript.review import Review
from leaflet.manuscript.transcript import Transcript
from leaflet.manuscript.words import Words

_DIGITS = 6


def identify(
    transcript: Transcript,
    brochure: Brochure,
    hospital: Hospital,
    words: Words,
    review: Review,
    phonebook: PhoneBook,
) -> str:
    """The id of a leaflet in one language."""
    text = [transcript.write(), *_around(brochure, hospital, words, review)]
    numbers = numbers_of(brochure, phonebook)
    return f"{_half(text)}-{_half(f'{key} {number}' for key, number in numbers.items())}"


def numbers_of(brochure: Brochure, phonebook: PhoneBook) -> Mapping[str, str]:
    """What a leaflet prints of the phone book, by key: each number, and its hours after it."""
    keys = frozenset(find_keys(brochure))
    return {
        entry.key: f"{entry.number} · {entry.hours}" if entry.hours else entry.number
        for entry in phonebook.numbers
        if entry.key in keys
    }


def _around(brochure: Brochure, hospital: Hospital, words: Words, review: Review) -> Iterator[str]:
    """What is printed beside the words that are approved, and where these stand."""
    yield f"{brochure.topic} {brochure.language} {brochure.version}"
    yield f"{review.state} {review.printed_by}"
    for section in brochure.sections:
        yield f"{section.panel} {section.parent} {section.heading.write()}"
    yield repr((hospital.name, hospital.department, hospital.logo, hospital.editor))
    yield repr((dict(hospital.campuses), hospital.accent, hospital.alarm))
    yield f"({', '.join(_labels(words))})"


def _labels(words: Words) -> Iterator[str]:
    """The labels beside a text; ids on paper hang on these names, whatever the code calls them."""
    fields, imprint, contacts = words.fields, words.imprint, words.contacts
    yield _record(
        "FieldWords",
        name=fields.name,
        born=fields.born,
        visited=fields.visited,
        campus=fields.campus,
        sheet=fields.sheet,
        replaces=fields.replaces,
    )
    yield _record(
        "ImprintWords",
        draft=imprint.draft,
        draft_note=imprint.draft_note,
        version=imprint.version,
        review_by=imprint.review_by,
        editor=imprint.editor,
    )
    yield _record("ContactWords", campus=contacts.campus)


def _record(kind: str, /, **said: str) -> str:
    return f"{kind}({', '.join(f'{key}={each!r}' for key, each in said.items())})"


def _half(parts: Iterator[str] | list[str]) -> str:
    digest = sha256()
    for part in parts:
        content = part.encode()
        digest.update(b"%d:" % len(content) + content)
    return digest.hexdigest()[:_DIGITS]
