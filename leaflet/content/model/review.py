"""The review of a text: its version, who approved its words, and until when they hold."""

from datetime import date
from enum import StrEnum

from leaflet.errors import Place, Problem
from leaflet.records import frozen


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


@frozen
class Review:
    """The standing of a text.

    Attributes:
        text: The brochure's file.
        version: As the hospital counts; ``None`` if not stated.
        state: Whether its words are those that were approved.
        approved: By whom and when it was approved last; ``None`` if never.
        by: The last day on which it is taken for good; ``None`` if not stated.
        place: Where that day stands.
        is_binding: Whether the hospital has only approved texts printed.
        prompts: How many prompts of a skeleton nobody has filled in yet.
    """

    text: Place
    version: str | None
    state: ApprovalState
    approved: str | None
    by: date | None
    place: Place
    is_binding: bool
    prompts: int

    @property
    def printed_by(self) -> date | None:
        """The day that the imprint names: that of an approval of other words is left out."""
        return None if self.state is ApprovalState.EDITED else self.by

    def find_overdue(self, today: date) -> tuple[Problem, ...]:
        """What is to be said if the day has passed."""
        if self.by is None or today <= self.by:
            return ()
        what = f"the text had to be reviewed by {self.by.isoformat()}"
        remedy = "have it reviewed, then record that with `leaflet approve`"
        return (Problem(self.place, what, remedy),)

    def find_unwritten(self) -> tuple[Problem, ...]:
        """What is to be said of a skeleton of which something is left to be written (T57)."""
        if not self.prompts:
            return ()
        several = "s are" if self.prompts > 1 else " is"
        what = f"{self.prompts} prompt{several} left in the text, between ‹ and ›"
        return (Problem(self.text, what, "write what belongs there; `leaflet check` names each"),)

    def find_unapproved(self) -> tuple[Problem, ...]:
        """What is to be said if these are not the words that were approved."""
        if self.state is ApprovalState.APPROVED:
            return ()
        if self.state is ApprovalState.EDITED:
            what = f"the words have changed since they were approved {self.approved}"
            remedy = "`leaflet diff TOPIC` shows what; undo it, or have it approved again"
        else:
            what = "these words are not approved, and the imprint says so"
            remedy = "have them reviewed, then record that with `leaflet approve`"
        return (Problem(self.text, what, remedy),)
