"""Which numbers of the phone book stand on some leaflet."""

from collections.abc import Iterable, Iterator

from leaflet.errors import Problem
from leaflet.manuscript.brochure import Brochure, Contacts
from leaflet.manuscript.lettering import running_texts
from leaflet.manuscript.phonebook import PhoneBook


def find_unused(phonebook: PhoneBook, brochures: Iterable[Brochure]) -> Iterator[Problem]:
    """Numbers that none of the brochures names, neither in a list nor in a sentence.

    Args:
        phonebook: The numbers.
        brochures: Every one that there is; otherwise a number is told that another one needs.
    """
    named = {key for brochure in brochures for key in find_keys(brochure)}
    for entry in phonebook.numbers:
        if entry.key not in named:
            what = f"no leaflet prints the number `{entry.key}`"
            yield Problem(entry.place, what, "take it out, or name its key in a leaflet")


def find_keys(brochure: Brochure) -> Iterator[str]:
    """Every key that a brochure names, in a list or in a sentence."""
    for block in brochure.blocks():
        if isinstance(block, Contacts):
            yield from block.keys
    for text in running_texts(brochure):
        yield from text.phone_keys()
