"""Options of the commands for sheets without a patient, and the call that makes such a sheet."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflet.cli.console import say
from leaflet.cli.group import site_option
from leaflet.cli.types import Edge, FoldName, Language, Said
from leaflet.messages.message import Message
from leaflet.paper.fold import Flip, Fold
from leaflet.paper.folds import DEFAULT_FOLD, FOLDS
from leaflet.records import frozen

if TYPE_CHECKING:
    from leaflet.app.sheets import SetSheet


Command = Callable[..., Any]
_OPTIONS = (
    click.option(
        "--fold", "folds", type=FoldName(), help="c (as a letter), z, half, booklet or flat."
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


@frozen
class SheetWish:
    """The values of these options.

    Attributes:
        folds: One way of folding, with ever more sheets; ``None`` for the usual one.
        flip: The edge about which the printer turns the paper; ``None`` for that of the fold.
    """

    folds: tuple[Fold, ...] | None
    flip: Flip | None
    language: str
    output: str | None
    force: bool
    site: Path | None

    @property
    def choice(self) -> tuple[Fold, ...]:
        """The fold that was asked for, or the usual one, with ever more sheets."""
        return self.folds or FOLDS[DEFAULT_FOLD]


def deliver_sheet(name: str, wish: SheetWish, fold: Fold, set_sheet: "SetSheet") -> None:
    """Make a sheet, write it, and say how to print it.

    Args:
        name: What its file is called, before the name of the fold.
        wish: What was asked for.
        fold: The fold that it is for.
        set_sheet: Sets it.
    """
    from leaflet.app.advice import advise_printing
    from leaflet.app.delivery import deliver, require_free
    from leaflet.app.sheets import make_sheet
    from leaflet.cli.delivery import find_target
    from leaflet.content.site import open_library
    from leaflet.press.files import Existing

    existing = Existing.REPLACE if wish.force else Existing.REFUSE
    target = find_target(f"{name}-{fold.name}", wish.output)
    require_free(target, existing)
    library, edge = open_library(wish.site), wish.flip or fold.flip
    deliver(make_sheet(library, wish.language, fold, edge, set_sheet), target, existing)
    say(
        Message(
            "made.how", "{file}: made — {advice}", file=target.label, advice=advise_printing(edge)
        )
    )


def sheet_options(command: Command) -> Command:
    """Add the options of a sheet; the command is given them as a ``wish``."""

    def collect(*args: Any, **given: Any) -> Any:
        taken = (given.pop(name) for name in ("folds", "flip", "lang", "output", "force", "site"))
        return command(*args, wish=SheetWish(*taken), **given)

    gathered: Command = wraps(command)(collect)
    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered
