"""``leaflet testsheet``: the sheet that tells whether the printer is set right."""

from pathlib import Path

import click

from leaflet.commands.sheet_options import find_flip, say_made, sheet_options
from leaflet.paper.fold import Fold
from leaflet.paper.sheet import Flip

_EXAMPLES = """\b
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


@click.command("testsheet", epilog=_EXAMPLES, short_help="Make a sheet to test the printer.")
@sheet_options
def testsheet(
    folds: tuple[Fold, ...] | None,
    flip: Flip | None,
    lang: str,
    output: str | None,
    force: bool,
    site: Path | None,
) -> None:
    """Make the sheet that shows whether the printer is set right for the leaflets of a fold."""
    from leaflet.commands.delivery import deliver, find_target, require_free
    from leaflet.manuscript.library import open_library
    from leaflet.paper.folds import DEFAULT_FOLD, FOLDS
    from leaflet.press.file import Existing
    from leaflet.press.loose_sheet import open_bench, print_sheet
    from leaflet.typesetting.test_sheet import set_test_sheet

    fold = (folds or FOLDS[DEFAULT_FOLD])[0]
    existing = Existing.REPLACE if force else Existing.REFUSE
    target = find_target(f"testsheet-{fold.name}", output)
    require_free(target, existing)
    library, edge = open_library(site), find_flip(flip, fold)
    bench = open_bench(library, lang)
    deliver(print_sheet(set_test_sheet(fold, edge, bench), bench, library), target, existing)
    say_made(target.label, edge)
