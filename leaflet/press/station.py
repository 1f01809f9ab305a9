"""A station at the press: takes the rows of a list one by one, and prints what is right in them.

What is wrong with a row is told, and is no reason to stop; what is wrong with the disk is one.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from leaflet.discharge.admission import admit
from leaflet.discharge.patient import Discharge
from leaflet.discharge.pharmacy import open_pharmacy
from leaflet.discharge.plan import MedicationPlan, PlanLine
from leaflet.discharge.record import Record
from leaflet.discharge.row import NAMELESS, Row
from leaflet.discharge.sentence import NO_MEDICINE, understood
from leaflet.errors import DischargeError, FitError, GlyphError, OutputError, Problem
from leaflet.press.edition import Edition
from leaflet.press.file import Existing, Settling, ends_with, holds, write_file
from leaflet.press.object_stream import END
from leaflet.press.outcome import Outcome
from leaflet.typesetting.imprint import NoPlan

_MOST_KEPT = 1_000

Task = Callable[[Row], Outcome]
"""What is done with a row."""


class Station:
    """Prints rows from one edition; what all of them need is opened once."""

    def __init__(self, edition: Edition, today: date, clock: datetime | None = None) -> None:
        edition.press.open_fonts()
        self._edition = edition
        self._today, self._clock = today, clock
        rules = edition.rules
        self._pharmacy = open_pharmacy(rules.formulary, rules.register, rules.words)
        self._without_plan = (NO_MEDICINE,) if rules.has_plan_field else ()
        self._understood: dict[int, tuple[MedicationPlan, tuple[str, ...]]] = {}

    def check(self, row: Row) -> Outcome:
        """Read and set a row, and print nothing."""
        return self._handle(row, self._set)

    def print_code(self, row: Row) -> Outcome:
        """Print a row for a print file."""
        return self._handle(row, self._draw)

    def print_into(self, folder: Path, existing: Existing) -> Task:
        """What prints a row into a file of its own in ``folder``, named by row and sheet.

        A file that is there already and holds just this leaflet counts as made.
        """

        def print_file(row: Row) -> Outcome:
            return self._handle(row, lambda row, said: self._write(row, said, folder, existing))

        return print_file

    def print_missing(self, folder: Path) -> Task:
        """The same for the rows that have no file in ``folder``.

        A file that has its name is whole, unless the power went before all of it was on the disk;
        then it lacks its end, and is made again.
        """

        def print_file(row: Row, discharge: Discharge) -> Outcome:
            sheet = self._edition.press.sheet_of(discharge, NoPlan.IN_WORDS)
            path = folder / _file_name(row, sheet)
            if ends_with(path, END):
                return Outcome(row.number, sheet)
            torn = path.is_file() and not path.is_symlink()
            existing = Existing.REPLACE if torn else Existing.REFUSE
            return self._write(row, discharge, folder, existing)

        return lambda row: self._handle(row, print_file)

    def _handle(self, row: Row, do: Callable[[Row, Discharge], Outcome]) -> Outcome:
        """Admit the record of a row and do something with it; a refusal becomes an outcome."""
        if row.record is None:
            return Outcome(row.number, problems=row.problems)
        try:
            admitted = admit(
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
        made = outcome.code, outcome.blocks
        return Outcome(row.number, outcome.sheet, (), admitted.warnings, said, *made)

    def _say(self, plan: MedicationPlan | None, record: Record) -> tuple[str, ...]:
        """What was understood of a plan; the pharmacy gives rows of one plan one object."""
        if plan is None:
            return self._without_plan
        kept = self._understood.get(id(plan))
        if kept is None:
            if len(self._understood) >= _MOST_KEPT:
                self._understood.clear()
            # The plan is kept with its words, so that no other one can get its id.
            lines = map(self._name, plan.lines, record.med_fields())
            kept = plan, tuple([understood(line) for line in lines])
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

    def _write(self, row: Row, discharge: Discharge, folder: Path, existing: Existing) -> Outcome:
        printed = self._edition.press.print(discharge, NoPlan.IN_WORDS)
        pdf, sheet = printed.pdf, printed.sheet
        path = folder / _file_name(row, sheet)
        if existing is not Existing.REPLACE and os.path.lexists(path):
            return Outcome(row.number, sheet) if holds(path, pdf) else _occupied(row)
        try:
            write_file(pdf, path, existing, "--into", Settling.LATER)
        except OutputError:
            # Another run may have written just this in the meantime, or something else.
            if not holds(path, pdf):
                if existing is not Existing.REPLACE and os.path.lexists(path):
                    return _occupied(row)
                raise
        return Outcome(row.number, sheet)


def _name_columns(problems: tuple[Problem, ...], record: Record) -> tuple[Problem, ...]:
    """Setting counts the lines of a plan; the list counts its columns."""
    columns = {f"med {n}": field for n, field in enumerate(record.med_fields(), 1)}
    return tuple(
        replace(problem, where=columns.get(str(problem.where), problem.where))
        for problem in problems
    )


def _file_name(row: Row, sheet: str) -> str:
    return f"{row.number:05}-{sheet}.pdf"


def _occupied(row: Row) -> Outcome:
    what = "another file of this row and sheet is there"
    remedy = "choose another folder, or replace it with --force"
    return Outcome(row.number, problems=(Problem("row", what, remedy),))
