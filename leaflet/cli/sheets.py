"""``leaflet dummy``, ``testsheet``, ``folds`` and ``printers``: paper, folds and print queues."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.app.text import NONE, Cell, set_columns
from leaflet.cli.console import say, show
from leaflet.cli.group import site_option
from leaflet.cli.sheet_options import SheetWish, deliver_sheet, sheet_options
from leaflet.cli.types import Language, Number, Topic
from leaflet.messages.message import Count, Message

if TYPE_CHECKING:
    from leaflet.typesetting.fit import Fit

_DUMMY_EXAMPLES = """\b
Examples:
  leaflet dummy                              of a leaflet folded like a letter: dummy-c.pdf
  leaflet dummy --fold z -o zigzag.pdf
  leaflet dummy --fold booklet --sheets 3    of three sheets, 12 pages

\b
Print it, fold it as it says, and leaf through it: 1, 2, 3 and so on, all upright.
"""


@click.command("dummy", epilog=_DUMMY_EXAMPLES, short_help="Make a numbered sheet to try a fold.")
@click.option(
    "--sheets",
    type=Number(),
    metavar="N",
    help="How many of a booklet or of flat; else the fewest.",
)
@sheet_options
def dummy(sheets: int | None, wish: SheetWish) -> None:
    """Make a folding dummy: each panel with its number, and each fold with its order and side."""
    from leaflet.app.sheets import find_fold
    from leaflet.typesetting.sheets.folding_dummy import set_dummy

    deliver_sheet("dummy", wish, find_fold(wish.choice, sheets), set_dummy)


_TEST_SHEET_EXAMPLES = """\b
Examples:
  leaflet testsheet                              for a leaflet folded like a letter: testsheet-c.pdf
  leaflet testsheet --fold flat -o flat.pdf
  leaflet testsheet --flip long -o long.pdf      for a printer that only flips on the long edge

\b
Print it with the settings of the leaflets. It says itself what to look at and what to change:
  the two big arrows          a back that is upside down
  the bar of 100 mm           "fit to page", which makes it 96 or 97 mm
  the scales and frames       other paper, or an edge that the printer leaves white
  the squares and crosses     a back that is not behind its front
"""


@click.command(
    "testsheet", epilog=_TEST_SHEET_EXAMPLES, short_help="Make a sheet to test the printer."
)
@sheet_options
def testsheet(wish: SheetWish) -> None:
    """Make the sheet that shows whether the printer is set right for the leaflets of a fold."""
    from leaflet.typesetting.sheets.test_sheet import set_test_sheet

    deliver_sheet("testsheet", wish, wish.choice[0], set_test_sheet)


_FOLDS_EXAMPLES = """\b
Examples:
  leaflet folds lage-rugpijn

\b
Each cell says what is left where the leaflet fits: millimetres of white in its columns, and how
many sheets it takes where that is more than one. A dash stands where it does not fit.
"""


@click.command(
    "folds", epilog=_FOLDS_EXAMPLES, short_help="Tell which folds and sizes hold a leaflet."
)
@click.argument("topic", type=Topic())
@click.option("--lang", type=Language(), default="nl", show_default=True, help="Language.")
@site_option
def folds(topic: str, lang: str, site: Path | None) -> None:
    """Set the leaflet on TOPIC in every fold at every size, and tell where it fits."""
    from leaflet.app.sheets import find_holdings
    from leaflet.content.site import open_library
    from leaflet.typesetting.look import SIZES

    rows: list[tuple[Cell, ...]] = []
    rows.append(
        (
            Message("heading.fold", "FOLD"),
            Message("heading.largest", "LARGEST"),
            *(f"{size:g} PT" for size in sorted(SIZES)),
        )
    )
    for held in find_holdings(open_library(site), topic, lang):
        largest = NONE if held.largest is None else f"{held.largest:g} pt"
        rows.append((held.fold, largest, *map(_write, held.fits.values())))
    for line in set_columns(rows):
        show(line)


def _write(fit: "Fit | None") -> Cell:
    if fit is None:
        return NONE
    if fit.sheets == 1:
        return f"{fit.spare:.0f} mm"
    sheets = Count(fit.sheets, "sheet")
    return Message("folds.spare", "{spare:.0f} mm, {sheets}", spare=fit.spare, sheets=sheets)


_PRINTERS_EXAMPLES = """\b
Examples:
  leaflet printers
  leaflet make lage-rugpijn --pen --queue ward      prints on the queue `ward`
  leaflet make lage-rugpijn --pen --print           prints on the default queue

\b
A leaflet needs a queue that prints on both sides and has A4. `unknown` means that the queue does
not say, as one without a driver; nothing is printed there.
"""
_HEADINGS = (
    Message("heading.queue", "QUEUE"),
    Message("heading.default", "DEFAULT"),
    Message("heading.both-sides", "BOTH SIDES"),
    Message("heading.a4", "A4"),
    Message("heading.state", "STATE"),
)


@click.command(
    "printers", epilog=_PRINTERS_EXAMPLES, short_help="List the print queues, and what they can."
)
def printers() -> None:
    """List the print queues of CUPS: whether they print on both sides, on A4, and how they are."""
    from leaflet.app.printing import list_printers
    from leaflet.press.printing.queue import Ability

    abilities = {
        Ability.YES: Message("queue.yes", "yes"),
        Ability.NO: Message("queue.no", "no"),
        Ability.UNKNOWN: Message("queue.unknown", "unknown"),
    }
    rows: list[tuple[Cell, ...]] = [
        (
            *(queue.name, abilities[Ability.YES] if is_default else NONE),
            *(abilities[queue.both_sides], abilities[queue.takes_a4], queue.describe_state()),
        )
        for queue, is_default in list_printers(os.environ)
    ]
    if not rows:
        say(Message("print.no-queue", "no print queue is set up here"))
        return
    for line in set_columns([_HEADINGS, *rows]):
        show(line)
