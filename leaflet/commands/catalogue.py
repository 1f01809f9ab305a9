"""The one call behind ``leaflet list``: one row for each leaflet in each language."""

from datetime import date

from leaflet.commands.columns import NONE, show_review
from leaflet.errors import LeafletError
from leaflet.manuscript.library import Library
from leaflet.manuscript.reading import read_manuscript

Row = tuple[str, str, str, str, str]

HEADINGS: Row = ("TOPIC", "LANGUAGE", "VERSION", "REVIEW BY", "STATE")


def catalogue(library: Library, today: date) -> tuple[Row, ...]:
    """Every leaflet of the library; one that cannot be made is told as broken."""
    return tuple(
        _row(library, topic, language, today)
        for topic in library.topics()
        for language in library.languages(topic)
    )


def _row(library: Library, topic: str, language: str, today: date) -> Row:
    try:
        manuscript = read_manuscript(library, topic, language).value
    except LeafletError:
        return topic, language, NONE, NONE, "broken: see `leaflet check`"
    review = manuscript.review
    by = show_review(review.by, today)
    return topic, language, review.version or NONE, by, review.state
