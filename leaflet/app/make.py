"""Make a leaflet, or those of a list, for the command line and for programs alike.

Begin with ``make_leaflet``; whoever makes several opens the text once with ``open_text``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from leaflet.app.policy import Insistence, find_remarks, require_approved, require_written
from leaflet.content.model.content import Rules
from leaflet.content.site import Library
from leaflet.discharge.patient import Discharge, Record
from leaflet.discharge.plan.rulebook import Rulebook
from leaflet.discharge.plan.summary import NO_MEDICINE, understood_plan
from leaflet.discharge.validate import read_discharge
from leaflet.errors import ContentError, DischargeError, Problem, UsageError
from leaflet.messages.message import Key, Message, Option
from leaflet.messages.phrases import MISSING, ROW, same_leaflet
from leaflet.press.edition import open_edition
from leaflet.press.edition_cache import EditionShelf
from leaflet.press.plate import Plate
from leaflet.press.press import Edition, LeafletPrinter, PrintedLeaflet
from leaflet.records import frozen
from leaflet.typesetting.fields.model import NoPlan
from leaflet.typesetting.layout import Layout

if TYPE_CHECKING:
    from leaflet.discharge.lists.patients import Row
    from leaflet.press.batch import Outcome


@frozen
class MadeLeaflet:
    """A leaflet, not written yet, and what to say about it.

    Attributes:
        understood: One plain sentence for each medicine.
        without_plan: A sentence where there is room for a plan and none was given.
        about_content: Warnings about what the hospital wrote.
        about_patient: Warnings about what was typed.
        is_dated_today: Whether the day of the visit is today because none was typed.
        plate: What it was printed from.
    """

    leaflet: PrintedLeaflet
    understood: tuple[Message, ...]
    without_plan: tuple[Message, ...]
    about_content: tuple[Problem, ...]
    about_patient: tuple[Problem, ...]
    is_dated_today: bool
    plate: Plate

    @property
    def has_warnings(self) -> bool:
        """Whether there is a warning about what was written or typed."""
        return bool(self.about_content or self.about_patient)

    @property
    def size(self) -> float:
        """The body size that holds the text, in points."""
        return self.plate.form.look.size


@frozen
class Order:
    """An order for one leaflet: for a patient, or to be filled in by pen.

    Attributes:
        record: Gives what was typed; it may ask for what the rules need.
        no_plan: What stands in the plan's field without a plan; with the grid for the pen, the
            name may be missing too.
        current_day: In the time zone of the hospital.
        shelf: Where editions are kept.
        replaces: The id of the sheet that the patient has to give back, or ``None``.
        insistence: When unapproved words are refused.
        clock: Tells the moment at which the record is read; typing it takes time.
    """

    topic: str
    language: str
    layout: Layout
    record: Callable[[Rules], Record]
    no_plan: NoPlan
    current_day: date
    shelf: EditionShelf | None
    replaces: str | None = None
    insistence: Insistence = Insistence.AS_RULED
    clock: Callable[[], datetime] | None = None


def open_text(
    library: Library,
    topic: str,
    language: str,
    layout: Layout,
    shelf: EditionShelf | None,
    insistence: Insistence,
) -> Edition:
    """Open the edition of a text that may be printed for patients, be it one or many.

    Raises:
        LeafletError: With everything that is wrong, by the first room that finds something.
    """
    edition = open_edition(library, topic, language, layout, shelf)
    require_approved(edition.review, insistence)
    return edition


def make_leaflet(library: Library, order: Order) -> MadeLeaflet:
    """Read, check, set and print one leaflet.

    Raises:
        LeafletError: With everything that is wrong, by the first room that finds something.
    """
    edition = open_text(
        library, order.topic, order.language, order.layout, order.shelf, order.insistence
    )
    return make_from(edition, order)


def make_from(edition: Edition, order: Order, rulebook: Rulebook | None = None) -> MadeLeaflet:
    """Print one leaflet from an edition that was opened for the order.

    Args:
        edition: As :func:`open_text` gave it.
        order: For whom, and how.
        rulebook: That of the edition; given by a caller that opens it once for many leaflets.

    Raises:
        LeafletError: With everything that is wrong, by the first room that finds something.
    """
    record = order.record(edition.rules)
    clock = None if order.clock is None else order.clock()
    admitted = read_discharge(record, edition.rules, order.current_day, rulebook, clock)
    discharge = replace(admitted.value, replaces=order.replaces)
    _check_purpose(discharge, order.no_plan)
    if discharge.replaces is not None:
        _check_replaced(discharge, edition.press, order.no_plan)
    lines = understood_plan(discharge.plan)
    in_words = order.no_plan is NoPlan.IN_WORDS and edition.rules.has_plan_field
    return MadeLeaflet(
        edition.press.print(discharge, order.no_plan),
        lines,
        (NO_MEDICINE,) if in_words and not lines else (),
        _remarks(edition, order),
        admitted.warnings,
        discharge.visited is not None and not (record.date or "").strip(),
        edition.press.plate,
    )


def require_printable(edition: Edition, today: date) -> tuple[Problem, ...]:
    """Refuse an unfinished text for a list; return the warnings about any other.

    Raises:
        ContentError: If prompts are left in it.
    """
    require_written(edition.review)
    return (*edition.warnings, *find_remarks(edition.review, today))


def print_rows(
    edition: Edition, rows: "Iterable[Row]", today: date, clock: datetime | None
) -> "Iterator[Outcome]":
    """Print the leaflet of each row in memory, when it is asked for; skipped rows are left out.

    A row that makes the same leaflet as an earlier one gets a warning.
    """
    from leaflet.press.batch import RowPrinter  # what prints one leaflet does without it

    printer = RowPrinter(edition, today, clock)
    first: dict[str, int] = {}
    for row in rows:
        if row.skipped is not None:
            continue
        outcome = printer.print_pdf(row)
        if outcome.sheet is not None:
            earlier = first.setdefault(outcome.sheet, row.number)
            if earlier != row.number:
                warnings = (*outcome.warnings, double_of(earlier))
                outcome = replace(outcome, warnings=warnings)
        yield outcome


def double_of(row: int) -> Problem:
    """A warning that a row says just what an earlier one says."""
    remedy = Message("list.look-for-both", "look whether both patients are there")
    return Problem(ROW, same_leaflet(row), remedy)


def require_no_warnings(made: MadeLeaflet) -> None:
    """Turn warnings into a refusal.

    Raises:
        ContentError: If there is a warning about what the hospital wrote.
        DischargeError: If there are only warnings about what was typed.
    """
    strict = Option("--strict")
    remedy = Message("make.mend", "mend what the warnings name, or leave --strict out")
    if made.about_content:
        what = Message("make.content-warned", "the content has warnings")
        raise ContentError(Problem(strict, what, remedy))
    if made.about_patient:
        what = Message("make.patient-warned", "patient or plan have warnings")
        raise DischargeError(Problem(strict, what, remedy))


def _remarks(edition: Edition, order: Order) -> tuple[Problem, ...]:
    """Warnings about the content; whoever previews a draft knows that it is one."""
    review, today = edition.review, order.current_day
    is_draft = order.insistence is Insistence.NEVER
    return (
        *edition.warnings,
        *(review.find_overdue(today) if is_draft else find_remarks(review, today)),
    )


def _check_purpose(discharge: Discharge, no_plan: NoPlan) -> None:
    """Refuse a leaflet for nobody, and a grid for the pen where a plan is printed."""
    if no_plan is NoPlan.PEN_GRID:
        if discharge.plan is not None:
            what = Message("make.pen-and-plan", "prints an empty plan, and a plan is given")
            remedy = Message("make.leave-one", "leave one of them out")
            raise UsageError(Problem(Option("--pen"), what, remedy))
    elif discharge.patient is None:
        remedy = Message(
            "make.give-name",
            "give the name of the patient, or --pen for a leaflet to fill in by hand",
        )
        raise DischargeError(Problem(Key("name"), MISSING, remedy))


def _check_replaced(discharge: Discharge, press: LeafletPrinter, no_plan: NoPlan) -> None:
    """Refuse a sheet that replaces nobody's sheet, or itself."""
    if discharge.patient is None:
        what = Message(
            "make.replaces-for-nobody", "replaces a patient's sheet, and this leaflet is for nobody"
        )
        remedy = Message("make.name-or-leave-out", "give the name, or leave it out")
        raise UsageError(Problem(Option("--replaces"), what, remedy))
    own = {press.sheet_of(each, no_plan) for each in (discharge, replace(discharge, replaces=None))}
    if discharge.replaces in own:
        what = Message(
            "make.replaces-itself", "is the id of this leaflet itself: nothing in it is different"
        )
        remedy = Message(
            "make.older-sheet",
            "give the id of the older sheet, or leave it out to print the same once more",
        )
        raise UsageError(Problem(Option("--replaces"), what, remedy))
