"""The options that say how a leaflet is set; they are the same for every command."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from leaflet.commands.choices import BodySize, Edge, FoldName
from leaflet.errors import Problem, UsageError
from leaflet.frozen import frozen
from leaflet.paper.fold import Fold
from leaflet.paper.sheet import Flip
from leaflet.typesetting.layout import Layout, Pages
from leaflet.typesetting.profile import LARGE_PRINT

_LARGE_PRINT_FOLD = "flat"
"""How large print is folded where nobody says: sheets that lie flat on the table."""

Command = Callable[..., Any]

_OPTIONS = (
    click.option("--fold", type=FoldName(), help="c (as a letter), z, half, booklet or flat."),
    click.option("--size", type=BodySize(), help="The only type size to try; else the largest."),
    click.option("--large-print", is_flag=True, help="16 pt or more, flat or as a booklet."),
    click.option(
        "--flip",
        type=Edge(),
        metavar="EDGE",
        help="short or long: turn the backs for a printer that only flips so.",
    ),
)
_SCREEN = click.option("--screen", is_flag=True, help="One panel a page, to be read on a screen.")


def layout_options(command: Command) -> Command:
    """Add the options for leaflets on paper; the command is given a ``layout``, as was wished."""
    return _gathering(command, _OPTIONS)


def layout_options_with_screen(command: Command) -> Command:
    """The same, and the choice of a leaflet that is never printed."""
    return _gathering(command, (*_OPTIONS, _SCREEN))


@frozen
class LayoutWish:
    """What was given of a layout; ``None`` stands for what was left open.

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
        """The layout, with what is usual for what was left open."""
        from leaflet.paper.folds import DEFAULT_FOLD, FOLDS
        from leaflet.typesetting.measures import LADDER, SIZES

        folds, size = self.folds, self.size
        if folds is None:
            large = size is not None and size >= LARGE_PRINT
            folds = FOLDS[_LARGE_PRINT_FOLD if large else DEFAULT_FOLD]
        # A fold that may take more sheets has room for type that no other holds.
        ladder = LADDER if len(folds) == 1 else SIZES
        return Layout(folds, ladder if size is None else (size,), self.pages, self.flip)


def _gathering(command: Command, options: tuple[Callable[[Command], Command], ...]) -> Command:
    def collect(*args: Any, **given: Any) -> Any:
        fold, size, flip = given.pop("fold"), given.pop("size"), given.pop("flip")
        if given.pop("large_print"):
            size = _large(size)
        pages = Pages.PANELS if given.pop("screen", False) else Pages.SHEETS
        if flip and pages is Pages.PANELS:
            what = "turns the backs of a sheet, and --screen has none"
            raise UsageError(Problem("--flip", what, "leave one of the two out"))
        return command(*args, layout=LayoutWish(fold, size, flip, pages), **given)

    gathered: Command = wraps(command)(collect)
    for option in reversed(options):
        gathered = option(gathered)
    return gathered


def _large(size: float | None) -> float:
    """The size of large print; a smaller one that was asked for contradicts it."""
    if size is not None and size < LARGE_PRINT:
        what = f"is {LARGE_PRINT:g} pt or more, and --size asks for {size:g} pt"
        raise UsageError(Problem("--large-print", what, "leave one of the two out"))
    return LARGE_PRINT if size is None else size
