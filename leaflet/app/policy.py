"""``--approved-only``, and the hospital's own rule: nothing is printed but what was approved."""

from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from typing import Any, TypeVar

import click

from leaflet.content.model.review import Review
from leaflet.content.site import HOSPITAL
from leaflet.errors import ContentError, Problem

F = TypeVar("F", bound=Callable[..., Any])


class Insistence(Enum):
    """When words that are not approved are refused."""

    ALWAYS = "always"
    AS_RULED = "as the hospital's rule is"
    NEVER = "never"


def approved_option(command: F) -> F:
    """Give the command ``--approved-only`` and the argument ``insistence``."""
    return click.option(
        "--approved-only",
        "insistence",
        is_flag=True,
        callback=_insist,
        help="Refuse words that the hospital has not approved.",
    )(command)


def find_forbidden(review: Review, insistence: Insistence) -> tuple[Problem, ...]:
    """Why a text may not be printed; nothing where it may."""
    problems = review.find_unapproved()
    if insistence is Insistence.ALWAYS:
        return problems
    if insistence is Insistence.AS_RULED and review.is_binding:
        rule = f"{HOSPITAL} says approved_only"
        return tuple(replace(each, what=f"{each.what}; {rule}") for each in problems)
    return ()


def require_approved(review: Review, insistence: Insistence) -> None:
    """Refuse to print words that are not approved, where that is insisted on.

    Raises:
        ContentError: If these are not.
    """
    if problems := find_forbidden(review, insistence):
        raise ContentError(*problems)


def require_written(review: Review) -> None:
    """Refuse to print a skeleton in numbers, be it approved or not.

    Raises:
        ContentError: If prompts are left in it.
    """
    if problems := review.find_unwritten():
        raise ContentError(*problems)


def _insist(ctx: click.Context, param: click.Parameter, value: bool) -> Insistence:
    return Insistence.ALWAYS if value else Insistence.AS_RULED
