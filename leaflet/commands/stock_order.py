"""What is wanted for the shelf, and the editions opened for it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from leaflet.commands.approved_only import Insistence, find_forbidden
from leaflet.discharge.admission import admit
from leaflet.discharge.record import Record
from leaflet.errors import ContentError, LeafletError, Problem, UsageError
from leaflet.frozen import frozen
from leaflet.manuscript.library import Library
from leaflet.press.edition_making import open_edition
from leaflet.press.plate_shelf import Shelf
from leaflet.press.stock import Stack
from leaflet.typesetting.layout import Layout


@frozen
class StockOrder:
    """Copies of one leaflet that are wanted.

    Attributes:
        row: The row of the list that asks for it; ``None`` where the command line does.
    """

    topic: str
    language: str
    layout: Layout
    copies: int
    row: int | None = None

    def at(self, problem: Problem) -> Problem:
        """The problem, with the row that met it."""
        if self.row is None:
            return problem
        return replace(problem, where=f"row {self.row}: {problem.where}")


@frozen
class Picked:
    """An order, and the stack that answers it."""

    order: StockOrder
    stack: Stack


def pick(
    library: Library,
    orders: Sequence[StockOrder],
    campus: str | None,
    today: date,
    shelf: Shelf | None,
) -> tuple[Picked, ...]:
    """Open an edition for each order; all or none.

    Args:
        library: Where the content is.
        orders: At least one.
        campus: Whose shelf all of them are for, as typed.
        today: In the time zone of the hospital.
        shelf: Where editions are kept.

    Raises:
        LeafletError: With everything that is wrong with any of them, of the most basic kind; a
            campus that there is not is refused first.
    """
    picked: list[Picked] = []
    refused: list[LeafletError] = []
    problems: list[Problem] = []
    for order in orders:
        try:
            edition = open_edition(library, order.topic, order.language, order.layout, shelf)
        except LeafletError as error:
            refused.append(error)
            problems += map(order.at, error.problems)
            continue
        key = admit(Record(campus=campus), edition.rules, today).value.campus
        picked.append(Picked(order, Stack(edition, key, order.copies)))
    if refused:
        kind = type(min(refused, key=lambda error: error.exit_code))
        raise kind(*dict.fromkeys(problems))
    _require_one_flip(picked)
    return tuple(picked)


def _require_one_flip(picked: Sequence[Picked]) -> None:
    """Refuse a print file whose backs would have to be turned about two edges.

    Raises:
        UsageError: Naming the first row that differs.
    """
    first = picked[0].order.layout
    for each in picked:
        turns = each.order.layout.turns
        if turns is not first.turns:
            what = f"is turned about the {turns} edge, and the first about the {first.turns} edge"
            remedy = "print it apart, or turn all backs with --flip short"
            raise UsageError(each.order.at(Problem("fold", what, remedy)))


def require_all_approved(picked: Sequence[Picked], insistence: Insistence) -> None:
    """Refuse a shelf full of skeletons, or, where that is insisted on, of words not approved.

    Raises:
        ContentError: If one of them is such.
    """
    problems = [
        each.order.at(problem)
        for each in picked
        for problem in (
            *each.stack.edition.review.find_unwritten(),
            *find_forbidden(each.stack.edition.review, insistence),
        )
    ]
    if problems:
        raise ContentError(*dict.fromkeys(problems))


def find_overdue(picked: Sequence[Picked], today: date) -> tuple[Problem, ...]:
    """Every review date that has passed, at its place in the content."""
    return tuple(dict.fromkeys(_overdue(picked, today)))


def require_reviewed(picked: Sequence[Picked], today: date) -> None:
    """Refuse a shelf full of leaflets that should have been reviewed.

    Raises:
        ContentError: If a review date has passed.
    """
    overdue = find_overdue(picked, today)
    if overdue:
        anyway = 'or print it nevertheless with --overdue-anyway "REASON"'
        raise ContentError(*(replace(p, remedy=f"{p.remedy}; {anyway}") for p in overdue))


def _overdue(picked: Sequence[Picked], today: date) -> Iterator[Problem]:
    for each in picked:
        for problem in each.stack.edition.review.find_overdue(today):
            yield each.order.at(problem)
