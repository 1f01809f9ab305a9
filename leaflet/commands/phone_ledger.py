"""Leaflets on which a number changes: which ids they carried, and which they carry from then on."""

from collections.abc import Mapping
from datetime import date

from leaflet.commands.site_records import record_leaflets
from leaflet.commands.voice import warn
from leaflet.errors import LeafletError, Problem
from leaflet.manuscript.content_folder import LEDGER
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


def record(library: Library, leaflets: Mapping[Leaflet, Manuscript], event: str, day: date) -> None:
    """Write them down in the ledger; where that cannot be done, say so and go on."""
    try:
        record_leaflets(library, leaflets.values(), event, day)
    except LeafletError as error:
        what = "what is printed is not written down, and `leaflet trace` will not know it"
        warn(*(Problem(LEDGER, f"{what}: {each.what}", each.remedy) for each in error.problems))
