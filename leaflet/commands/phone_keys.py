"""The keys of the phone book that the Tab key offers, read from ``phonebook.yaml`` and no more."""

from collections.abc import Iterable
from pathlib import Path

from leaflet.errors import Problem, UsageError
from leaflet.manuscript.content_file import read_bytes
from leaflet.manuscript.content_folder import PHONEBOOK
from leaflet.manuscript.library import open_library
from leaflet.manuscript.source import read_source
from leaflet.manuscript.suggestion import enumerate_words, suggest


def phone_keys_of(site: Path | None) -> tuple[str, ...]:
    """The keys, in the order of the file.

    Raises:
        LeafletError: If the folder or the file cannot be read.
    """
    file = open_library(site).find(PHONEBOOK)
    value = read_source(read_bytes(file), PHONEBOOK).value if file else None
    numbers = value.get("numbers") if isinstance(value, dict) else None
    return tuple(numbers) if isinstance(numbers, dict) else ()


def require_key(key: str, known: Iterable[str]) -> None:
    """Refuse a key that the phone book does not have.

    Raises:
        UsageError: With the key that was most likely meant.
    """
    keys = tuple(known)
    if key not in keys:
        remedy = suggest(key, keys, f"there is {enumerate_words(keys)}")
        raise UsageError(Problem("KEY", "the phone book has no such number", remedy))
