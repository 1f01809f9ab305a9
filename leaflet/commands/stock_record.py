"""What was printed for the shelf, written down, so that a leaflet found there can be explained."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from leaflet.commands.site_records import describe, read_site_ledger, record_leaflets
from leaflet.commands.stock_order import Picked
from leaflet.errors import LeafletError
from leaflet.manuscript.library import Library
from leaflet.manuscript.reading import read_manuscript


def record_stock(library: Library, picked: Sequence[Picked], today: date) -> None:
    """Write down the ids that the ledger does not know.

    Who prints is often not allowed to write into the site, and need not be: then nothing is written
    down, and `leaflet trace` knows what `approve` and `phones` have told the ledger.
    """
    if library.site is None:
        return
    with suppress(LeafletError):
        known = {each.content_id for each in read_site_ledger(library).entries}
        for order in dict.fromkeys((each.order.topic, each.order.language) for each in picked):
            printed = {
                each.stack.plate.content_id
                for each in picked
                if (each.order.topic, each.order.language) == order
            }
            if printed - known:
                manuscript = read_manuscript(library, *order).value
                # It may have been edited since.
                if manuscript.content_id in printed:
                    record_leaflets(library, (describe(manuscript, "stock", today),))
