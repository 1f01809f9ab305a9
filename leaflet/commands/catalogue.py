"""The one call behind ``leaflet list``: one row for each leaflet in each language."""

from datetime import date

from leaflet.errors import LeafletError
from leaflet.manuscript.brochure import Brochure
from leaflet.manuscript.library import Library
from leaflet.manuscript.reading import read_manuscript

Row = tuple[str, str, str, str, str]

HEADINGS: Row = ("TOPIC", "LANGUAGE", "VERSION", "REVIEW BY", "STATE")

_NONE = "-"


def catalogue(library: Library, today: date) -> tuple[Row, ...]:
    """Every leaflet of the library; one that cannot be made is told as broken."""
    return tuple(
        _row(library, topic, language, today)
        for topic in library.topics()
        for language in library.languages(topic)
    )


def _row(library: Library, topic: str, language: str, today: date) -> Row:
    try:
        brochure = read_manuscript(library, topic, language).value.brochure
    except LeafletError:
        return topic, language, _NONE, _NONE, "broken: see `leaflet check`"
    return topic, language, brochure.version or _NONE, _review(brochure, today), brochure.state


def _review(brochure: Brochure, today: date) -> str:
    if brochure.review_by is None:
        return _NONE
    passed = " (passed)" if brochure.review_by < today else ""
    return f"{brochure.review_by.isoformat()}{passed}"
