"""``leaflet folds``: which folds and type sizes hold a leaflet."""

from pathlib import Path

import click

from leaflet.commands.content_choices import Language, Topic
from leaflet.commands.site import site_option
from leaflet.commands.voice import tell

_EXAMPLES = """\b
Examples:
  leaflet folds lage-rugpijn

\b
Each cell says what is left where the leaflet fits: millimetres of white in its columns, and how
many sheets it takes where that is more than one. A dash stands where it does not fit.
"""


@click.command("folds", epilog=_EXAMPLES, short_help="Tell which folds and sizes hold a leaflet.")
@click.argument("topic", type=Topic())
@click.option("--lang", type=Language(), default="nl", show_default=True, help="Language.")
@site_option
def folds(topic: str, lang: str, site: Path | None) -> None:
    """Set the leaflet on TOPIC in every fold at every size, and tell where it fits."""
    from leaflet.commands.columns import set_columns
    from leaflet.manuscript.library import open_library
    from leaflet.manuscript.reading import read_manuscript
    from leaflet.press.making_ready import open_case
    from leaflet.typesetting.fitting import Fit, tabulate
    from leaflet.typesetting.measures import SIZES

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
