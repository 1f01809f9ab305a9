"""The review of a text: its version, who approved its words, and until when they hold."""

from datetime import date
from enum import StrEnum

from leaflet.errors import Place, Problem
from leaflet.messages.message import Message, Name
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
        approval: The last one, of these words or of others; ``None`` if it was never approved.
        by: The last day on which it is taken for good; ``None`` if not stated.
        place: Where that day stands.
        is_binding: Whether the hospital has only approved texts printed.
        prompts: How many prompts of a skeleton nobody has filled in yet.
    """

    text: Place
    version: str | None
    state: ApprovalState
    approval: Approval | None
    by: date | None
    place: Place
    is_binding: bool
    prompts: int

    @property
    def approved(self) -> str | None:
        """By whom and when it was approved last, as the ledger has it; ``None`` if never."""
        last = self.approval
        return f"by {last.by} on {last.on.isoformat()}" if last else None

    @property
    def printed_by(self) -> date | None:
        """The day that the colophon names: that of an approval of other words is left out."""
        return None if self.state is ApprovalState.EDITED else self.by

    def find_overdue(self, today: date) -> tuple[Problem, ...]:
        """What is to be said if the day has passed."""
        if self.by is None or today <= self.by:
            return ()
        what = Message("review.overdue", "the text had to be reviewed by {day}", day=self.by)
        remedy = Message(
            "review.again", "have it reviewed, then record that with `leaflet approve`"
        )
        return (Problem(self.place, what, remedy),)

    def find_unwritten(self) -> tuple[Problem, ...]:
        """What is to be said of a skeleton of which something is left to be written (T57)."""
        if not self.prompts:
            return ()
        if self.prompts == 1:
            what = Message("review.prompt", "1 prompt is left in the text, between ‹ and ›")
        else:
            what = Message(
                "review.prompts",
                "{number} prompts are left in the text, between ‹ and ›",
                number=self.prompts,
            )
        remedy = Message("review.write", "write what belongs there; `leaflet check` names each")
        return (Problem(self.text, what, remedy),)

    def find_unapproved(self) -> tuple[Problem, ...]:
        """What is to be said if these are not the words that were approved."""
        if self.state is ApprovalState.APPROVED:
            return ()
        if last := self.approval:
            what = Message(
                "review.edited",
                "the words have changed since they were approved by {by} on {day}",
                by=Name(last.by),
                day=last.on,
            )
            remedy = Message(
                "review.diff",
                "`leaflet diff TOPIC` shows what; undo it, or have it approved again",
            )
        else:
            what = Message("review.none", "these words are not approved, and the colophon says so")
            remedy = Message(
                "review.first", "have them reviewed, then record that with `leaflet approve`"
            )
        return (Problem(self.text, what, remedy),)
