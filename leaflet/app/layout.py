"""Settle how a leaflet is set, from what was typed: fold, size, edge, paper or screen.

Begin with ``settle_layout``; the others read one value each.
"""

import math
from collections.abc import Sequence

from leaflet.content.suggest import suggest
from leaflet.errors import Problem, UsageError
from leaflet.messages.message import Message, Option, Quantity, any_of
from leaflet.messages.phrases import LEAVE_ONE_OUT, there_is
from leaflet.paper.fold import Flip, Fold
from leaflet.paper.folds import DEFAULT_FOLD, FOLDS
from leaflet.records import frozen
from leaflet.typesetting.layout import Layout, Pages
from leaflet.typesetting.look import LADDER, LARGE_PRINT, SIZES

_LARGE_PRINT_FOLD = "flat"
"""The default for large print: sheets that lie flat on the table."""


@frozen
class LayoutWish:
    """The layout as far as it was given; ``None`` stands for what was left open.

    Attributes:
        folds: One way of folding, with ever more sheets.
        size: The only body size in points.
        flip: The edge about which the printer turns the paper.
        pages: What a page of the file is.
    """

    folds: tuple[Fold, ...] | None
    size: float | None
    flip: Flip | None
    pages: Pages

    def read(self) -> Layout:
        """The layout, with what is usual for what was left open.

        Raises:
            UsageError: If they contradict each other.
        """
        return settle_layout(self.folds, self.size, self.flip, self.pages)


def read_fold(typed: object) -> tuple[Fold, ...]:
    """The fold of this name, with ever more sheets.

    Raises:
        UsageError: If there is no such fold.
    """
    if typed not in FOLDS:
        what = Message("layout.no-such-fold", "there is no such fold")
        remedy = suggest(str(typed), FOLDS, there_is(FOLDS))
        raise UsageError(Problem(Option("--fold"), what, remedy))
    return FOLDS[str(typed)]


def read_size(typed: object) -> float:
    """A body size in points, at or above the floor that keeps a leaflet readable.

    Raises:
        UsageError: If it is no number, or lies outside the sizes that can be set.
    """
    try:
        size = float(str(typed).replace(",", "."))
    except ValueError:
        size = math.nan
    least, most = LADDER[-1], 2 * LADDER[0]
    if not least <= size <= most:
        what = Message(
            "layout.no-size",
            "is not a number of points from {least} to {most}",
            least=least,
            most=most,
        )
        sizes = any_of(f"{step:g}" for step in reversed(SIZES))
        remedy = Message("layout.choose-size", "choose {sizes}", sizes=sizes)
        raise UsageError(Problem(Option("--size"), what, remedy))
    return size


def read_edge(typed: object) -> Flip:
    """The edge of the paper, about which a printer turns it.

    Raises:
        UsageError: If it is neither.
    """
    edges = [flip.value for flip in Flip]
    if typed not in edges:
        what = Message("layout.no-such-edge", "there is no such edge")
        raise UsageError(
            Problem(Option("--flip"), what, suggest(str(typed), edges, there_is(edges)))
        )
    return Flip(typed)


def enlarge(size: float | None) -> float:
    """The size of large print.

    Raises:
        UsageError: If a smaller one was asked for.
    """
    if size is not None and size < LARGE_PRINT:
        what = Message(
            "layout.smaller-print",
            "is {least} or more, and --size asks for {size}",
            least=Quantity(LARGE_PRINT, "pt"),
            size=Quantity(size, "pt"),
        )
        raise UsageError(Problem(Option("--large-print"), what, LEAVE_ONE_OUT))
    return LARGE_PRINT if size is None else size


def settle_layout(
    folds: Sequence[Fold] | None, size: float | None, flip: Flip | None, pages: Pages
) -> Layout:
    """The layout, with what is usual for what was left open.

    Raises:
        UsageError: If the backs of a sheet are to be turned, and there is none.
    """
    if flip and pages is Pages.PANELS:
        what = Message(
            "layout.screen-has-no-backs", "turns the backs of a sheet, and --screen has none"
        )
        raise UsageError(Problem(Option("--flip"), what, LEAVE_ONE_OUT))
    if folds is None:
        large = size is not None and size >= LARGE_PRINT
        folds = FOLDS[_LARGE_PRINT_FOLD if large else DEFAULT_FOLD]
    # A fold that may take more sheets has room for type that no other holds.
    ladder = LADDER if len(folds) == 1 else SIZES
    return Layout(tuple(folds), ladder if size is None else (size,), pages, flip)
