"""``leaflet dummy``: a numbered sheet to print, fold and leaf through."""

import click

from leaflet.commands.choices import Count
from leaflet.commands.sheet_options import SheetWish, make_sheet, sheet_options
from leaflet.errors import Problem, UsageError
from leaflet.manuscript.suggestion import enumerate_words
from leaflet.paper.fold import Fold

_EXAMPLES = """\b
Examples:
  leaflet dummy                              of a leaflet folded like a letter: dummy-c.pdf
  leaflet dummy --fold z -o zigzag.pdf
  leaflet dummy --fold booklet --sheets 3    of three sheets, 12 pages

\b
Print it, fold it as it says, and leaf through it: 1, 2, 3 and so on, all upright.
"""


@click.command("dummy", epilog=_EXAMPLES, short_help="Make a numbered sheet to try a fold.")
@click.option(
    "--sheets", type=Count(), metavar="N", help="How many of a booklet or of flat; else the fewest."
)
@sheet_options
def dummy(sheets: int | None, wish: SheetWish) -> None:
    """Make a folding dummy: each panel with its number, and each fold with its order and side."""
    from leaflet.typesetting.folding_dummy import set_dummy

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
