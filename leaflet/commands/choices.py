"""Types of options and arguments: what they accept, and what the Tab key offers for them.

What is refused is never repeated: after a slip of quotes it may be a patient's (law 5).
"""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from leaflet.errors import Problem, UsageError
from leaflet.manuscript.suggestion import enumerate_words, suggest
from leaflet.paper.sheet import Flip

if TYPE_CHECKING:
    from leaflet.paper.fold import Fold

    ParamType = click.ParamType[Any]
else:
    ParamType = click.ParamType

_LONGEST_REASON = 120


class Said(ParamType):
    """A text as it was typed; another option of the command in its place was a slip."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text.

        Raises:
            UsageError: If the value is the name of an option.
        """
        options = {opt for each in ctx.command.params for opt in each.opts} if ctx else set()
        if value in options and str(value).startswith("-") and param:
            remedy = "give its value, between quotes"
            raise UsageError(Problem(max(param.opts, key=len), "has no value after it", remedy))
        return str(value)


class FoldName(Said):
    """A way of folding, by its name."""

    name = "fold"

    def convert(  # type: ignore[override]
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> "tuple[Fold, ...]":
        """The fold, with ever more sheets.

        Raises:
            UsageError: If there is none of this name.
        """
        from leaflet.paper.folds import FOLDS

        if value not in FOLDS:
            remedy = suggest(str(value), FOLDS, f"there is {enumerate_words(FOLDS)}")
            raise UsageError(Problem("--fold", "there is no such fold", remedy))
        return FOLDS[value]

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The folds that there are."""
        from leaflet.paper.folds import FOLDS

        return offer(FOLDS, incomplete)


class Edge(Said):
    """An edge of the paper, about which a printer turns it."""

    name = "edge"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Flip:
        """The edge.

        Raises:
            UsageError: If it is neither.
        """
        edges = [flip.value for flip in Flip]
        if value not in edges:
            remedy = suggest(str(value), edges, f"there is {enumerate_words(edges)}")
            raise UsageError(Problem("--flip", "there is no such edge", remedy))
        return Flip(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Both of them."""
        return offer([flip.value for flip in Flip], incomplete)


class BodySize(ParamType):
    """A type size in points, at or above the floor that keeps a leaflet readable."""

    name = "points"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The size.

        Raises:
            UsageError: If it is no number, or lies outside the sizes that can be set.
        """
        from leaflet.typesetting.measures import LADDER, SIZES

        try:
            size = float(str(value).replace(",", "."))
        except ValueError:
            size = math.nan
        least, most = LADDER[-1], 2 * LADDER[0]
        if not least <= size <= most:
            what = f"is not a number of points from {least:g} to {most:g}"
            remedy = f"choose {enumerate_words(f'{step:g}' for step in reversed(SIZES))}"
            raise UsageError(Problem("--size", what, remedy))
        return size


class Count(ParamType):
    """A number of things, from 1 on."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number.

        Raises:
            UsageError: If it is no whole number, or less than 1.
        """
        text = str(value)
        if not (text.isascii() and text.isdecimal() and 0 < len(text) < 7 and int(text) > 0):
            where = max(param.opts, key=len) if param else "number"
            raise UsageError(Problem(where, "is not a number from 1 to 999999", "give a number"))
        return int(text)


class Reason(Said):
    """Why something is done that would be refused: a line for whoever reads about it later."""

    name = "reason"
    remedy = "say in a few words why"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The reason.

        Raises:
            UsageError: If it is empty, too long for a line, or no text.
        """
        text = super().convert(value, param, ctx).strip()
        if not 0 < len(text) <= _LONGEST_REASON or not text.isprintable():
            where = max(param.opts, key=len) if param else "reason"
            what = f"is not a text of 1 to {_LONGEST_REASON} characters on one line"
            raise UsageError(Problem(where, what, self.remedy))
        return text


class Phrase(Reason):
    """A few words that are kept in a file, on one line."""

    name = "text"
    remedy = "write a few words"


def offer(words: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """The words that begin with what was typed."""
    return [CompletionItem(word) for word in words if word.startswith(incomplete)]
