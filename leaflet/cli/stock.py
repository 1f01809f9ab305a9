"""``leaflet stock``: leaflets for the shelf, with their pick list."""

import gc
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.app.layout import LayoutWish
from leaflet.app.policy import Insistence
from leaflet.app.text import set_columns
from leaflet.cli.console import show, warn
from leaflet.cli.group import find_timer, read_clock, site_option
from leaflet.cli.options import PrintWish, approved_option, layout_options, print_options
from leaflet.cli.types import Campus, Language, Number, Reason, Said, Topic
from leaflet.errors import Problem, UsageError
from leaflet.messages.message import Count, Message, Option
from leaflet.messages.phrases import MISSING, OTHER_NAME

if TYPE_CHECKING:
    from leaflet.app.stock import StockOrder
    from leaflet.content.site import Library

_EXAMPLES = """\b
Examples:
  leaflet stock lage-rugpijn                            one leaflet, lage-rugpijn-stock.pdf
  leaflet stock lage-rugpijn --copies 50 -o shelf.pdf   one print file of 50
  leaflet stock lage-rugpijn --copies 50 --print        50 on paper, and no file
  leaflet stock --list shelf.csv -o shelf.pdf           several leaflets, one print file
  leaflet stock lage-rugpijn --copies 50 --overdue-anyway "review planned, shelf empty"

\b
The list is CSV as a spreadsheet saves it; the headers may be Dutch or English:
  onderwerp; taal; lettergrootte; vouw; aantal
  topic; language; size; fold; copies
Only the topic is needed; what a row leaves open is as --lang, --size, --fold and --copies say.
A list in which something is wrong is refused as a whole, with all that is wrong.

\b
What was printed is listed on standard output: sheet, version, review date, pages in the file.
After the review date of a text (review_by) its stock is refused, unless a reason is given.
"""


@click.command("stock", epilog=_EXAMPLES, short_help="Make leaflets for the shelf.")
@click.argument("topic", type=Topic(), required=False)
@click.option("--list", "listed", type=Said(), metavar="LIST.csv", help="Several; or - to read it.")
@click.option(
    "--copies", type=Number(), metavar="N", default=1, show_default=True, help="How many."
)
@click.option("--campus", type=Campus(), metavar="KEY", help="Whose shelf it is for; is printed.")
@click.option("--overdue-anyway", type=Reason(), metavar="REASON", help="Why, after review_by.")
@click.option("--lang", type=Language(), default="nl", show_default=True, help="Language.")
@layout_options
@click.option("-o", "--output", type=Said(), metavar="FILE", help="TOPIC-stock.pdf or stock.pdf.")
@click.option("--force", is_flag=True, help="Replace a file of that name.")
@print_options
@approved_option
@site_option
def stock(
    topic: str | None,
    listed: str | None,
    copies: int,
    campus: str | None,
    overdue_anyway: str | None,
    lang: str,
    layout: LayoutWish,
    output: str | None,
    force: bool,
    printing: PrintWish | None,
    insistence: Insistence,
    site: Path | None,
) -> None:
    """Make leaflets on TOPIC for the shelf, with fields for the pen and nobody's name.

    Each takes whole sheets, printed on both sides: one, unless it is a booklet or flat.
    """
    from leaflet.app.delivery import require_free
    from leaflet.app.stock import (
        StockOrder,
        deliver_stock,
        find_warnings,
        judge_review,
        list_picked,
        pick,
        record_stock,
        require_all_approved,
    )
    from leaflet.cli.delivery import aim, conclude, name_sheet
    from leaflet.cli.group import find_shelf
    from leaflet.content.site import open_library
    from leaflet.press.files import Existing

    if (topic is None) is (listed is None):
        beside = Message("stock.beside-list", "stands beside --list")
        remedy = Message("stock.give-one", "give either a topic or --list LIST.csv")
        raise UsageError(Problem(Option("TOPIC"), MISSING if topic is None else beside, remedy))
    # Many leaflets may have to be set, and the memory of each has to be freed.
    gc.enable()
    existing = Existing.REPLACE if force else Existing.REFUSE
    target = aim("stock" if topic is None else f"{topic}-stock", output, printing)
    if listed is not None and target.path is not None and _is_one_file(listed, target.path):
        what = Message("stock.list-itself", "is the list itself")
        raise UsageError(Problem(Option("--output"), what, OTHER_NAME))
    require_free(target, existing)
    today = read_clock()
    warn(*today.warnings)
    library = open_library(site)
    typed = StockOrder(topic or "", lang, layout.read(), copies)
    orders = (typed,) if listed is None else _read_orders(listed, library, typed, layout)
    picked = pick(library, orders, campus, today.value, find_shelf())
    require_all_approved(picked, insistence)
    warn(*find_warnings(picked))
    warn(*judge_review(picked, today.value, overdue_anyway))
    made = deliver_stock(picked, target, existing)
    record_stock(library, picked, today.value, find_timer())
    rows = list_picked(picked, today.value, overdue_anyway)
    for line in set_columns(rows):
        show(line, aside=target.is_stdout)
    said = Count(made.leaflets, "leaflet") if made.sheet is None else name_sheet(made.sheet)
    conclude(target, said, made.sheets, made.advice, made.binding)


def _read_orders(
    listed: str, library: "Library", typed: "StockOrder", layout: LayoutWish
) -> "tuple[StockOrder, ...]":
    """The orders of the list; what was typed fills the cells that a row leaves open."""
    from leaflet.app.inputs import fetch_list
    from leaflet.app.stock import read_stock_list
    from leaflet.cli.inputs import read_stdin
    from leaflet.content.schema.words import read_language

    content, label = fetch_list(listed, read_stdin)
    words = read_language(library, typed.language)
    return read_stock_list(content, label, words, library, typed, layout)


def _is_one_file(listed: str, path: Path) -> bool:
    """Whether the list exists and would be overwritten."""
    with suppress(OSError, ValueError):
        return path.samefile(listed)
    return False
