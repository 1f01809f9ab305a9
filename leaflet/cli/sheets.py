"""``leaflet dummy``, ``testsheet``, ``folds`` and ``printers``: paper, folds and print queues."""

import os
from pathlib import Path

import click

from leaflet.app.text import NONE, set_columns
from leaflet.cli.console import say, tell
from leaflet.cli.group import site_option
from leaflet.cli.sheet_options import SheetWish, make_sheet, sheet_options
from leaflet.cli.types import Count, Language, Topic
from leaflet.content.suggest import enumerate_words
from leaflet.errors import Problem, UsageError
from leaflet.paper.fold import Fold

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
    "--sheets", type=Count(), metavar="N", help="How many of a booklet or of flat; else the fewest."
)
@sheet_options
def dummy(sheets: int | None, wish: SheetWish) -> None:
    """Make a folding dummy: each panel with its number, and each fold with its order and side."""
    from leaflet.typesetting.sheets.folding_dummy import set_dummy

    make_sheet("dummy", wish, _find(wish.choice, sheets), set_dummy)


def _find(folds: tuple[Fold, ...], sheets: int | None) -> Fold:
    """The fold with so many sheets, or with the fewest.

    Raises:
        UsageError: If there is none.
    """
    by_sheets = {fold.sheets: fold for fold in folds}
    if sheets is None:
        return folds[0]
    if sheets not in by_sheets:
        there_are = enumerate_words([f"{count}" for count in by_sheets])
        what = f"the fold {folds[0].name} is not made of so many sheets"
        raise UsageError(Problem("--sheets", what, f"there is {there_are}"))
    return by_sheets[sheets]


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

    make_sheet("testsheet", wish, wish.choice[0], set_test_sheet)


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
    from leaflet.app.text import set_columns
    from leaflet.content.read import read_manuscript
    from leaflet.content.site import open_library
    from leaflet.press.make_plate import open_case
    from leaflet.typesetting.fit import Fit, tabulate
    from leaflet.typesetting.look import SIZES

    def write(fit: Fit | None) -> str:
        if fit is None:
            return "-"
        spare = f"{fit.spare:.0f} mm"
        return spare if fit.sheets == 1 else f"{spare}, {fit.sheets} sheets"

    library = open_library(site)
    manuscript = read_manuscript(library, topic, lang).value
    sizes = sorted(SIZES)
    rows = [("FOLD", "LARGEST", *(f"{size:g} PT" for size in sizes))]
    for fold, fits in tabulate(manuscript, sizes, open_case(manuscript, library)):
        largest = max((size for size, fit in fits.items() if fit), default=None)
        named = "-" if largest is None else f"{largest:g} pt"
        rows.append((fold, named, *(write(fits[size]) for size in sizes)))
    for line in set_columns(rows):
        tell(line)


_PRINTERS_EXAMPLES = """\b
Examples:
  leaflet printers
  leaflet make lage-rugpijn --pen --queue ward      prints on the queue `ward`
  leaflet make lage-rugpijn --pen --print           prints on the default queue

\b
A leaflet needs a queue that prints on both sides and has A4. `unknown` means that the queue does
not say, as one without a driver; nothing is printed there.
"""
_HEADINGS = ("QUEUE", "DEFAULT", "BOTH SIDES", "A4", "STATE")


@click.command(
    "printers", epilog=_PRINTERS_EXAMPLES, short_help="List the print queues, and what they can."
)
def printers() -> None:
    """List the print queues of CUPS: whether they print on both sides, on A4, and how they are."""
    from leaflet.press.printing.cups import PrintSystem
    from leaflet.press.printing.queue import find_default, list_queues, read_queue

    system = PrintSystem(os.environ)
    names = list_queues(system)
    if not names:
        say("no print queue is set up here")
        return
    default = find_default(system)
    rows = []
    for queue in (read_queue(system, name) for name in names):
        mark = "yes" if queue.name == default else NONE
        abilities = (queue.both_sides.value, queue.takes_a4.value)
        rows.append((queue.name, mark, *abilities, queue.describe_state()))
    for line in set_columns([_HEADINGS, *rows]):
        tell(line)
