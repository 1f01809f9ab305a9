"""The Python interface of leaflet; ``docs/api.md`` shows how to use it.

Begin with ``open_site``. Values in, values out: nothing here reads the clock, the environment or a
file that was not named, writes outside the folders that were named, or prints to a terminal. The
rules are those of the command line, since both call the same functions.
"""

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from leaflet.app.inputs import require_size
from leaflet.app.layout import enlarge, read_edge, read_fold, read_size, settle_layout
from leaflet.app.make import Order, make_from, open_text, print_rows, require_printable
from leaflet.app.policy import Insistence, require_believable
from leaflet.app.text import SAY_WHY, read_count, read_line
from leaflet.app.timer import count_waits
from leaflet.content.site import Library, open_library
from leaflet.discharge.lists.patients import Row, read_roll
from leaflet.discharge.patient import Record
from leaflet.discharge.plan.given import ZONE
from leaflet.discharge.plan.rulebook import Rulebook, open_pharmacy
from leaflet.discharge.sheet_id import read_sheet_id
from leaflet.errors import Problem, UsageError
from leaflet.messages.message import Key, Message, Option
from leaflet.messages.phrases import LEAVE_ONE_OUT, MISSING
from leaflet.press.batch import Outcome as RowOutcome
from leaflet.press.edition_cache import EditionShelf
from leaflet.press.press import Edition
from leaflet.records import frozen
from leaflet.typesetting import layout as typesetting
from leaflet.typesetting.fields.model import NoPlan
from leaflet.typesetting.layout import Pages

if TYPE_CHECKING:
    from leaflet.app.plan import PlanReading

Day = str | dt.date
"""A day as it is typed (``17/05/1980``, ``1980-05-17``), or a date."""


@frozen
class Patient:
    """What is said of one patient; ``repr`` shows none of it, as it may end in a log.

    Attributes:
        name: As registered.
        born: The birth date.
        medicines: One text a medicine, as after ``--med``.
        date: The day of the visit; today where nothing is said.
        campus: A key of ``hospital.yaml``, or the name that it stands for.
        override: Why a limit is exceeded; neither printed nor kept.
        prescriber: Who exceeds it; is printed.
    """

    name: str | None = field(default=None, repr=False)
    born: Day | None = field(default=None, repr=False)
    medicines: Sequence[str] = field(default=(), repr=False)
    date: Day | None = field(default=None, repr=False)
    campus: str | None = field(default=None, repr=False)
    override: str | None = field(default=None, repr=False)
    prescriber: str | None = field(default=None, repr=False)


@frozen
class Layout:
    """How a leaflet is set; what is left open is as usual.

    Attributes:
        fold: ``c`` (as a letter), ``z``, ``half``, ``booklet`` or ``flat``.
        size: The only body size to try, in points; else the largest that fits.
        large_print: 16 pt or more, flat or as a booklet.
        flip: ``short`` or ``long``: the only edge about which the printer can turn the paper.
        screen: One panel a page, to be read on a screen.
    """

    fold: str | None = None
    size: float | None = None
    large_print: bool = False
    flip: str | None = None
    screen: bool = False


@frozen
class Made:
    """A leaflet.

    Attributes:
        pdf: The file; nothing is written to a disk.
        sheet_id: The six characters that stand on both sides of the sheet.
        understood: What was understood of each medicine, one plain sentence each, to be read by
            whoever typed it; or that there is none.
        warnings: What should be known, first of the text and then of the patient.
    """

    pdf: bytes = field(repr=False)
    sheet_id: str
    understood: tuple[Message, ...] = field(repr=False)
    warnings: tuple[Problem, ...]


@frozen
class Outcome:
    """What became of one row of a list.

    Attributes:
        row: Of a file as a spreadsheet counts it; of patients in Python, from 1 on.
        pdf: The leaflet; ``None`` where the row is refused.
        sheet_id: As in ``Made``, or ``None``.
        understood: As in ``Made``; a name that no list has is told by its column.
        warnings: What should be known of this row.
        problems: Why it is refused.
    """

    row: int
    pdf: bytes | None = field(repr=False)
    sheet_id: str | None
    understood: tuple[Message, ...] = field(repr=False)
    warnings: tuple[Problem, ...]
    problems: tuple[Problem, ...]


class Outcomes(Iterator[Outcome]):
    """The outcomes of a list in the order of its rows; each leaflet is made when it is asked for.

    Attributes:
        warnings: What should be known of the text, and of the list as a whole.
    """

    def __init__(self, warnings: tuple[Problem, ...], outcomes: Iterator[RowOutcome]) -> None:
        self.warnings = warnings
        self._outcomes = outcomes

    def __next__(self) -> Outcome:
        made = next(self._outcomes)
        return Outcome(
            made.row, made.pdf, made.sheet, made.understood, made.warnings, made.problems
        )


class Site:
    """The texts of a hospital: its own files before those that come with the program."""

    def __init__(self, library: Library, shelf: EditionShelf | None) -> None:
        self._library = library
        self._shelf = shelf

    def prepare(
        self,
        topic: str,
        *,
        language: str = "nl",
        layout: Layout | None = None,
        approved_only: bool = False,
    ) -> "PreparedText":
        """Read, check and set a text, once for all patients.

        Args:
            topic: Its name, such as ``lage-rugpijn``.
            language: Of the leaflet.
            layout: How it is set.
            approved_only: Refuse words that the hospital has not approved, whatever its rule is.

        Raises:
            LeafletError: With everything that is wrong with it; also if it is not approved, and the
                hospital prints only what is.
        """
        insistence = Insistence.ALWAYS if approved_only else Insistence.AS_RULED
        chosen = _settle(layout or Layout())
        edition = open_text(self._library, topic, language, chosen, self._shelf, insistence)
        return PreparedText(self._library, edition, topic, language, chosen, insistence)

    def read_plan(
        self,
        lines: Sequence[str],
        *,
        today: dt.date | None = None,
        now: dt.datetime | None = None,
        born: Day | None = None,
        language: str = "nl",
    ) -> "PlanReading":
        """Read the lines of a plan as if they were for a visit of today, and print nothing.

        Raises:
            UsageError: If neither day nor moment is given, or there are no words in the language.
            ContentError: If something is wrong with the hospital's lists.
        """
        from leaflet.app.plan import open_rulebook, read_lines  # slow to import: it reads YAML

        day, moment = _read_moment(today, now)
        rulebook = open_rulebook(self._library, language)
        return read_lines(rulebook, _texts(lines), day, moment, _write_day(born))


class PreparedText:
    """A text in one language and layout, ready for any number of patients, from any threads.

    What changes on the disk after ``Site.prepare`` changes nothing here: prepare it again.
    """

    def __init__(
        self,
        library: Library,
        edition: Edition,
        topic: str,
        language: str,
        layout: typesetting.Layout,
        insistence: Insistence,
    ) -> None:
        self._library = library
        self._edition = edition
        self._topic, self._language, self._layout = topic, language, layout
        self._insistence = insistence

    def make(
        self,
        patient: Patient | None = None,
        *,
        today: dt.date | None = None,
        now: dt.datetime | None = None,
        pen: bool = False,
        replaces: str | None = None,
    ) -> Made:
        """Make the leaflet of one patient, or with ``pen`` one for nobody yet.

        Args:
            patient: Who it is for.
            today: The day, where the hospital is.
            now: The moment, instead of the day or beside it; without a time zone, in that of the
                hospital. A dose that was given is compared with it.
            pen: Whether name and plan are left to the pen, as far as not given.
            replaces: The id of the sheet that this one takes the place of.

        Raises:
            LeafletError: With everything that is wrong.
        """
        day, moment = _read_moment(today, now)
        record = _record_of(patient or Patient())
        order = Order(
            topic=self._topic,
            language=self._language,
            layout=self._layout,
            record=lambda rules: record,
            no_plan=NoPlan.PEN_GRID if pen else NoPlan.IN_WORDS,
            current_day=day,
            shelf=None,
            replaces=None if replaces is None else read_sheet_id(replaces, "--replaces"),
            insistence=self._insistence,
            clock=None if moment is None else lambda: moment,
        )
        made = make_from(self._edition, order, self._rulebook if record.med else None)
        return Made(
            made.leaflet.pdf,
            made.leaflet.sheet,
            (*made.understood, *made.without_plan),
            (*made.about_content, *made.about_patient),
        )

    def make_many(
        self,
        rows: bytes | Iterable[Patient],
        *,
        today: dt.date | None = None,
        now: dt.datetime | None = None,
    ) -> Outcomes:
        """Make the leaflets of a list; a row that is wrong is refused, and the others are made.

        Args:
            rows: Patients, or the bytes of a list as ``leaflet batch`` takes it.
            today: See :meth:`make`.
            now: The moment at which the list was begun; one for all rows.

        Raises:
            LeafletError: If prompts are left in the text, or the list as a whole cannot be read.
        """
        day, moment = _read_moment(today, now)
        warnings = require_printable(self._edition, day)
        if isinstance(rows, bytes):
            require_size(rows, "list")
            roll = read_roll(rows, "list", self._edition.rules.words)
            warnings, listed = (*warnings, *roll.notices), roll.rows()
        else:
            listed = (Row(n, _record_of(patient)) for n, patient in enumerate(rows, start=1))
        return Outcomes(warnings, print_rows(self._edition, listed, day, moment))

    def make_stock(
        self,
        copies: int = 1,
        *,
        today: dt.date | None = None,
        campus: str | None = None,
        overdue_anyway: str | None = None,
    ) -> Made:
        """Make leaflets for the shelf, with fields for the pen: one file of so many copies.

        Args:
            copies: From 1 on.
            today: See :meth:`make`.
            campus: Whose shelf it is for; is printed.
            overdue_anyway: Why it is printed though its text should have been reviewed.

        Raises:
            LeafletError: If prompts are left in the text, or its review is overdue and no reason is
                given.
        """
        from leaflet.app.stock import (
            StockOrder,
            judge_review,
            pick_from,
            record_stock,
            require_all_approved,
        )
        from leaflet.press.stock import print_stacks

        day, _ = _read_moment(today, None)
        copies = read_count(str(copies), Option("--copies"))
        reason = None
        if overdue_anyway is not None:
            reason = read_line(overdue_anyway, Option("--overdue-anyway"), SAY_WHY)
        if self._layout.pages is Pages.PANELS:
            what = Message("stock.screen", "is to be read on a screen, and stock is paper")
            raise UsageError(Problem(Option("--screen"), what, LEAVE_ONE_OUT))
        order = StockOrder(self._topic, self._language, self._layout, copies)
        picked = (pick_from(self._edition, order, campus, day),)
        require_all_approved(picked, self._insistence)
        about_review = judge_review(picked, day, reason)
        stack, edition = picked[0].stack, self._edition
        pdf = stack.print_one().pdf if copies == 1 else b"".join(print_stacks([stack]))
        record_stock(self._library, picked, day, count_waits())
        unapproved = edition.review.find_unapproved()
        warnings = (*edition.warnings, *unapproved, *about_review)
        return Made(pdf, stack.sheet, (), warnings)

    @cached_property
    def _rulebook(self) -> Rulebook:
        rules = self._edition.rules
        return open_pharmacy(rules.formulary, rules.register, rules.words)


def open_site(
    folder: str | os.PathLike[str] | None = None, *, cache: str | os.PathLike[str] | None = None
) -> Site:
    """Open the texts of a hospital.

    Args:
        folder: Of the hospital's own files; ``None`` for what comes with the program. The variable
            ``LEAFLET_SITE`` is for the command line and is not looked at.
        cache: A folder in which texts that were set are kept, so that the next program need not set
            them; ``None`` keeps nothing. Nothing of a patient is ever in it.

    Raises:
        UsageError: If there is no such folder.
        ContentError: If what comes with the program is not there.
    """
    library = open_library(None if folder is None else Path(folder))
    return Site(library, None if cache is None else EditionShelf(Path(cache)))


def _settle(layout: Layout) -> typesetting.Layout:
    size = None if layout.size is None else read_size(layout.size)
    return settle_layout(
        None if layout.fold is None else read_fold(layout.fold),
        enlarge(size) if layout.large_print else size,
        None if layout.flip is None else read_edge(layout.flip),
        Pages.PANELS if layout.screen else Pages.SHEETS,
    )


def _record_of(patient: Patient) -> Record:
    return Record(
        name=patient.name,
        born=_write_day(patient.born),
        date=_write_day(patient.date),
        campus=patient.campus,
        med=_texts(patient.medicines),
        override=patient.override,
        prescriber=patient.prescriber,
    )


def _texts(lines: Sequence[str]) -> tuple[str, ...]:
    # A text is a sequence of texts too, and would be read letter by letter.
    if isinstance(lines, str):
        raise TypeError("medicines are a list of texts, and this is one text")
    return tuple(lines)


def _write_day(day: Day | None) -> str | None:
    return day.isoformat() if isinstance(day, dt.date) else day


def _read_moment(
    today: dt.date | None, now: dt.datetime | None
) -> tuple[dt.date, dt.datetime | None]:
    """The day, and the moment where it is known, both where the hospital is."""
    if isinstance(today, dt.datetime):
        raise TypeError("today is a day; give a moment as now")
    if now is not None:
        zone = ZoneInfo(ZONE)
        now = now.replace(tzinfo=zone) if now.tzinfo is None else now.astimezone(zone)
        if today is not None and today != now.date():
            what = Message("api.two-days", "is not the day of the moment that is given with it")
            raise UsageError(Problem(Key("today"), what, LEAVE_ONE_OUT))
        today = now.date()
    if today is None:
        remedy = Message("api.give-today", "give today or now")
        raise UsageError(Problem(Key("today"), MISSING, remedy))
    require_believable(today, Key("today"), Message("clock.set", "set the clock right"))
    return today, now
