"""The pick list of a stock run: what to look for in the pile, and what it was printed as."""

from collections.abc import Iterator, Sequence
from datetime import date

from leaflet.commands.columns import NONE, set_columns, show_review
from leaflet.commands.stock_order import Picked

_HEADINGS = (
    *("TOPIC", "LANGUAGE", "SIZE", "FOLD", "COPIES", "SHEET"),
    *("VERSION", "REVIEW BY", "STATE", "PAGES"),
)
_OVERDUE = "PRINTED THOUGH OVERDUE"


def write_pick_list(picked: Sequence[Picked], today: date, reason: str | None) -> Iterator[str]:
    """The lines of the list, in the order of the file.

    Args:
        picked: What stands in the file.
        today: Tells which review dates have passed.
        reason: Why leaflets are printed though theirs has; ``None`` where none has.
    """
    rows = []
    page = 1
    for each in picked:
        end = page + each.stack.pages - 1
        rows.append(_row(each, today, f"{page}-{end}"))
        page = end + 1
    if reason is None:
        yield from set_columns([_HEADINGS, *rows])
        return
    overdue = [bool(each.stack.edition.review.find_overdue(today)) for each in picked]
    told = [(*row, reason if late else "") for row, late in zip(rows, overdue, strict=True)]
    yield from set_columns([(*_HEADINGS, _OVERDUE), *told])


def _row(picked: Picked, today: date, pages: str) -> tuple[str, ...]:
    order, stack = picked.order, picked.stack
    review = stack.edition.review
    return (
        order.topic,
        order.language,
        f"{stack.plate.form.look.size:g}",
        order.layout.fold_name,
        f"{stack.copies}",
        stack.sheet,
        review.version or NONE,
        show_review(review.by, today),
        review.state,
        pages,
    )
