"""Who approved which words, and until when: the hospital's own record, in its site folder."""

from datetime import date
from enum import StrEnum

from leaflet.errors import Place
from leaflet.frozen import frozen


class ApprovalState(StrEnum):
    """How the words of a leaflet stand to the last approval of it."""

    DRAFT = "draft"
    EDITED = "edited since approval"
    APPROVED = "approved"


@frozen
class Approval:
    """One approval of one text.

    Attributes:
        place: Where it is recorded.
        topic: The leaflet.
        language: Its language.
        words: The fingerprint of the transcript that was approved.
        by: Who answers for it.
        on: The day on which it was given.
        review_by: The last day on which the text is taken for good.
    """

    place: Place
    topic: str
    language: str
    words: str
    by: str
    on: date
    review_by: date


@frozen
class Approvals:
    """All approvals, in the order in which they were given."""

    given: tuple[Approval, ...] = ()

    def find(self, topic: str, language: str) -> Approval | None:
        """The last approval of a text: an earlier one was of words that it replaced."""
        asked = (topic, language)
        found = [each for each in self.given if (each.topic, each.language) == asked]
        return found[-1] if found else None
