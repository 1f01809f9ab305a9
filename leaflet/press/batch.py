"""Print a list of patients: rows in, outcomes out, in order, on as many cores as pay off.

Begin with ``print_all``. A row with a fault becomes an outcome with its problems; the others are
printed.
"""

import marshal
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import fields, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any

from leaflet.discharge.lists.patients import NAMELESS, Row
from leaflet.discharge.patient import Discharge, Record
from leaflet.discharge.plan.model import MedicationPlan, PlanLine
from leaflet.discharge.plan.rulebook import open_pharmacy
from leaflet.discharge.plan.summary import NO_MEDICINE, understood
from leaflet.discharge.validate import read_discharge
from leaflet.errors import DischargeError, FitError, GlyphError, OutputError, Problem
from leaflet.messages.message import Key, Message, Option
from leaflet.messages.phrases import ROW
from leaflet.messages.plain import from_plain, to_plain
from leaflet.press.files import Existing, Settling, holds, is_torn, write_file
from leaflet.press.pdf.fonts import Named
from leaflet.press.press import Edition
from leaflet.press.workers import pack_problems, unpack_problems, work_in_order
from leaflet.records import frozen
from leaflet.typesetting.fields.model import NoPlan
from leaflet.typesetting.typeface import FontWeight


@frozen
class Outcome:
    """One row, read and perhaps printed.

    Attributes:
        row: As a spreadsheet counts it.
        sheet: The id of the sheet; ``None`` where nothing was made.
        problems: Why nothing was made.
        warnings: What should be known about what was made.
        understood: One plain sentence for each line of the plan, or that there is none.
        code: For a print file, the page code of the leaflet as ``PrintFile.add`` takes it.
        blocks: The font blocks that it names besides the base blocks.
        pdf: For a file of its own, its bytes.
        is_new: Whether it was made now, and not found in its place.
    """

    row: int
    sheet: str | None = None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    understood: tuple[Message, ...] = ()
    code: tuple[bytes, ...] = ()
    blocks: tuple[Named, ...] = ()
    pdf: bytes | None = None
    is_new: bool = True


_MOST_KEPT = 1_000

Task = Callable[[Row], Outcome]
"""What is done with a row."""


class RowPrinter:
    """Prints rows from one edition; what all of them need is opened once."""

    def __init__(self, edition: Edition, today: date, clock: datetime | None = None) -> None:
        edition.press.open_fonts()
        self._edition = edition
        self._today, self._clock = today, clock
        rules = edition.rules
        self._pharmacy = open_pharmacy(rules.formulary, rules.register, rules.words)
        self._without_plan = (NO_MEDICINE,) if rules.has_plan_field else ()
        self._understood: dict[int, tuple[MedicationPlan, tuple[Message, ...]]] = {}

    def check(self, row: Row) -> Outcome:
        """Read and set a row, and print nothing."""
        return self._handle(row, self._set)

    def print_code(self, row: Row) -> Outcome:
        """Print a row for a print file."""
        return self._handle(row, self._draw)

    def print_pdf(self, row: Row) -> Outcome:
        """Print a row into a file of its own, in memory."""
        return self._handle(row, self._print)

    def print_into(self, folder: Path, existing: Existing) -> Task:
        """What prints a row into a file of its own in ``folder``, named by row and sheet.

        A file that is there already and holds just this leaflet is left, and counted as there.
        """

        def print_file(row: Row) -> Outcome:
            return self._handle(row, lambda row, said: self._write(row, said, folder, existing))

        return print_file

    def print_missing(self, folder: Path) -> Task:
        """The same for the rows that have no file in ``folder``.

        A file that has its name is whole, unless the power went before all of it was on the disk;
        then it holds the beginning of the leaflet, and is made again.
        """

        def print_file(row: Row) -> Outcome:
            return self._handle(row, lambda row, said: self._write(row, said, folder, None))

        return print_file

    def _handle(self, row: Row, do: Callable[[Row, Discharge], Outcome]) -> Outcome:
        """Admit the record of a row and do something with it; a refusal becomes an outcome."""
        if row.record is None:
            return Outcome(row.number, problems=row.problems)
        try:
            admitted = read_discharge(
                row.record, self._edition.rules, self._today, self._pharmacy, self._clock
            )
            if admitted.value.patient is None:
                return Outcome(row.number, problems=(NAMELESS,))
        except (DischargeError, GlyphError) as refused:
            return Outcome(row.number, problems=refused.problems)
        try:
            outcome = do(row, admitted.value)
        except (FitError, GlyphError) as refused:
            return Outcome(row.number, problems=_name_columns(refused.problems, row.record))
        if outcome.sheet is None:
            return outcome
        said = self._say(admitted.value.plan, row.record)
        return replace(outcome, warnings=admitted.warnings, understood=said)

    def _say(self, plan: MedicationPlan | None, record: Record) -> tuple[Message, ...]:
        """What was understood of a plan; the pharmacy gives rows of one plan one object."""
        if plan is None:
            return self._without_plan
        kept = self._understood.get(id(plan))
        if kept is None:
            if len(self._understood) >= _MOST_KEPT:
                self._understood.clear()
            # The plan is kept with its words, so that no other one can get its id.
            lines = map(self._name, plan.lines, record.med_fields())
            kept = plan, tuple([_one_of_equals(understood(line)) for line in lines])
            self._understood[id(plan)] = kept
        return kept[1]

    def _name(self, line: PlanLine, field: str) -> PlanLine:
        """The line by its column where no list has its name, which may be a patient's."""
        return line if line.listed else replace(line, medicine=field)

    def _set(self, row: Row, discharge: Discharge) -> Outcome:
        sheet = self._edition.press.imprint(discharge, NoPlan.IN_WORDS).sheet
        return Outcome(row.number, sheet)

    def _draw(self, row: Row, discharge: Discharge) -> Outcome:
        imprint = self._edition.press.imprint(discharge, NoPlan.IN_WORDS)
        return Outcome(row.number, imprint.sheet, code=imprint.code, blocks=imprint.blocks)

    def _print(self, row: Row, discharge: Discharge) -> Outcome:
        printed = self._edition.press.print(discharge, NoPlan.IN_WORDS)
        return Outcome(row.number, printed.sheet, pdf=printed.pdf)

    def _write(
        self, row: Row, discharge: Discharge, folder: Path, existing: Existing | None
    ) -> Outcome:
        """Write a file; with ``None`` for what is there, one that is torn is made again."""
        printed = self._edition.press.print(discharge, NoPlan.IN_WORDS)
        pdf, sheet = printed.pdf, printed.sheet
        path = folder / _file_name(row, sheet)
        there = Outcome(row.number, sheet, is_new=False)
        if existing is not Existing.REPLACE and os.path.lexists(path):
            if holds(path, pdf):
                return there
            if existing is not None or not is_torn(path, pdf):
                return _occupied(row)
            existing = Existing.REPLACE
        try:
            write_file(pdf, path, existing or Existing.REFUSE, Option("--into"), Settling.LATER)
        except OutputError:
            # Another run may have written just this in the meantime, or something else.
            if holds(path, pdf):
                return there
            if existing is not Existing.REPLACE and os.path.lexists(path):
                return _occupied(row)
            raise
        return Outcome(row.number, sheet)


def _name_columns(problems: tuple[Problem, ...], record: Record) -> tuple[Problem, ...]:
    """Setting counts the lines of a plan; the list counts its columns."""
    columns = {f"med {n}": Key(field) for n, field in enumerate(record.med_fields(), 1)}
    return tuple(
        replace(problem, where=columns.get(str(problem.where), problem.where))
        for problem in problems
    )


def _file_name(row: Row, sheet: str) -> str:
    return f"{row.number:05}-{sheet}.pdf"


def _occupied(row: Row) -> Outcome:
    what = Message("batch.occupied", "another file of this row and sheet is there")
    remedy = Message("batch.other-folder", "choose another folder, or replace it with --force")
    return Outcome(row.number, problems=(Problem(ROW, what, remedy),))


_FIELDS = tuple(field.name for field in fields(Record))

_PORTION = 48
"""Rows that a process takes at once."""

_PAYS = 200
"""Rows from which a second process is worth its start."""


def print_all(rows: Iterable[Row], task: Task, processes: int) -> Generator[Outcome, None, None]:
    """Do the task for each row; the outcomes stand in the order of the rows.

    Raises:
        OutputError: If nothing more can be written, or a process was stopped from outside.
        BugElsewhere: If a process met an exception that nobody foresaw.
    """
    patients = iter(rows)
    first = list(islice(patients, _PAYS))
    if len(first) < _PAYS or processes < 2:
        yield from map(task, chain(first, patients))
        return

    def work(portion: Any) -> Any:
        return [_pack(task(_unpack_row(row))) for row in portion]

    with closing(work_in_order(work, _portions(chain(first, patients)), processes)) as done:
        for portion in done:
            yield from map(_unpack, portion)


def _portions(rows: Iterator[Row]) -> Iterator[list[Any]]:
    """Rows as they travel between processes: as plain tuples."""
    while portion := [_pack_row(row) for row in islice(rows, _PORTION)]:
        yield portion


def _pack_row(row: Row) -> Any:
    record = row.record
    said = record and tuple(getattr(record, name) for name in _FIELDS)
    return row.number, said, pack_problems(row.problems)


def _unpack_row(packed: Any) -> Row:
    number, said, problems = packed
    return Row(number, said and Record(*said), unpack_problems(problems))


def _pack(outcome: Outcome) -> Any:
    problems, warnings = pack_problems(outcome.problems), pack_problems(outcome.warnings)
    blocks = tuple((weight.name, number) for weight, number in outcome.blocks)
    said = _pack_said(outcome.understood)
    made = outcome.code, blocks, outcome.is_new
    return outcome.row, outcome.sheet, problems, warnings, said, *made


def _unpack(packed: Any) -> Outcome:
    row, sheet, problems, warnings, said, code, blocks, is_new = packed
    problems, warnings = unpack_problems(problems), unpack_problems(warnings)
    named = tuple((FontWeight[weight], number) for weight, number in blocks)
    said = _unpack_said(said)
    return Outcome(row, sheet, problems, warnings, said, code, named, is_new=is_new)


# In a list most plans recur.
@lru_cache(maxsize=_MOST_KEPT)
def _pack_said(said: tuple[Message, ...]) -> bytes:
    return marshal.dumps([to_plain(each) for each in said])


@lru_cache(maxsize=_MOST_KEPT)
def _unpack_said(packed: bytes) -> tuple[Message, ...]:
    return tuple([_one_of_equals(from_plain(each)) for each in marshal.loads(packed)])


@lru_cache(maxsize=_MOST_KEPT)
def _one_of_equals(sentence: Message) -> Message:
    """The first sentence that said the same: to compare one with itself costs nothing."""
    return sentence
