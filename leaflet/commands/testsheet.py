"""``leaflet testsheet``: the sheet that tells whether the printer is set right."""

import click

from leaflet.commands.sheet_options import SheetWish, make_sheet, sheet_options

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
def testsheet(wish: SheetWish) -> None:
    """Make the sheet that shows whether the printer is set right for the leaflets of a fold."""
    from leaflet.typesetting.test_sheet import set_test_sheet

    make_sheet("testsheet", wish, wish.choice[0], set_test_sheet)
