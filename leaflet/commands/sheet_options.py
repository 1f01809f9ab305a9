"""The options of the commands that make sheets for nobody, and what is said when one is made."""

from collections.abc import Callable
from typing import Any

import click

from leaflet.commands.choices import Edge, FoldName, Language, Said
from leaflet.commands.site import site_option
from leaflet.commands.voice import say
from leaflet.paper.fold import Fold
from leaflet.paper.sheet import Flip

Command = Callable[..., Any]

_OPTIONS = (
    click.option(
        "--fold", "folds", type=FoldName(), help="c, z, half, booklet or flat; c if not given."
    ),
    click.option(
        "--flip",
        type=Edge(),
        metavar="EDGE",
        help="As for the leaflets: short or long, for a printer that only flips so.",
    ),
    click.option("--lang", type=Language(), default="nl", show_default=True, help="Language."),
    click.option(
        "-o",
        "--output",
        type=Said(),
        metavar="FILE",
        help="Named after command and fold if not given; or -.",
    ),
    click.option("--force", is_flag=True, help="Replace a file of that name."),
    site_option,
)


def sheet_options(command: Command) -> Command:
    """Add the options of a sheet: fold, flip, language, file and site."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def find_flip(flip: Flip | None, fold: Fold) -> Flip:
    """The edge that was asked for, or that of the fold."""
    return flip or fold.flip


def say_made(label: str, flip: Flip) -> None:
    """Say that a sheet is made, and how it has to be printed."""
    say(f"{label}: made — print on both sides, flip on the {flip} edge, 100 %")
