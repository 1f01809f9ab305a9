"""Policies of the hospital: unapproved words and unfinished texts may not be printed."""

from dataclasses import replace
from datetime import date
from enum import Enum

from leaflet.content.files import HOSPITAL
from leaflet.content.model.review import Review
from leaflet.errors import ContentError, Problem, UsageError, Where
from leaflet.messages.message import File, Message, both

_EARLIEST = date(2026, 1, 1)
"""No leaflet was made before this program was written; an earlier clock is wrong (T99)."""


def require_believable(today: date, where: Where, remedy: Message) -> None:
    """Refuse a day that only a wrong clock can tell.

    Args:
        today: In the time zone of the hospital.
        where: Where the day comes from, for messages.
        remedy: What to do about it.

    Raises:
        UsageError: If it is before this program was written.
    """
    if today < _EARLIEST:
        what = Message(
            "clock.too-early",
            "says {today}, which is before this program was written",
            today=today,
        )
        raise UsageError(Problem(where, what, remedy))


class Insistence(Enum):
    """When words that are not approved are refused."""

    ALWAYS = "always"
    AS_RULED = "as the hospital's rule is"
    NEVER = "never"


def find_forbidden(review: Review, insistence: Insistence) -> tuple[Problem, ...]:
    """The reasons why a text may not be printed; none where it may."""
    problems = review.find_unapproved()
    if insistence is Insistence.ALWAYS:
        return problems
    if insistence is Insistence.AS_RULED and review.is_binding:
        rule = Message("policy.approved-only", "{file} says approved_only", file=File(HOSPITAL))
        return tuple(replace(each, what=both(each.what, rule)) for each in problems)
    return ()


def require_approved(review: Review, insistence: Insistence) -> None:
    """Refuse to print unapproved words, where approval is insisted on.

    Raises:
        ContentError: If the words are not approved.
    """
    if problems := find_forbidden(review, insistence):
        raise ContentError(*problems)


def require_written(review: Review) -> None:
    """Refuse to print an unfinished text in quantity, whether it is approved or not.

    Raises:
        ContentError: If prompts are left in it.
    """
    if problems := review.find_unwritten():
        raise ContentError(*problems)


def find_remarks(review: Review, today: date) -> tuple[Problem, ...]:
    """Warnings about a text that is printed all the same: what is overdue, unwritten, a draft."""
    return (*review.find_overdue(today), *review.find_unwritten(), *review.find_unapproved())
