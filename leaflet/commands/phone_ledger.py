"""Leaflets on which a number changes: which ids they carried, and which they carry from then on."""

from collections.abc import Mapping

from leaflet.errors import LeafletError
from leaflet.manuscript.library import Library
from leaflet.manuscript.manuscript import Manuscript
from leaflet.manuscript.phone_places import Usage
from leaflet.manuscript.reading import read_manuscript

Leaflet = tuple[str, str]
"""A topic and a language."""


def read_printing(library: Library, key: str, usage: Usage) -> Mapping[Leaflet, Manuscript]:
    """Every leaflet that prints the number; one that could not be made is left out."""
    found: dict[Leaflet, Manuscript] = {}
    for topic, language in dict.fromkeys((use.topic, use.language) for use in usage.of(key)):
        try:
            found[topic, language] = read_manuscript(library, topic, language).value
        except LeafletError:
            continue  # `leaflet check` tells what is wrong with it
    return found
