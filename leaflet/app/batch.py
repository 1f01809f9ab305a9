"""The call behind ``leaflet batch``: a list of patients becomes files, messages and a report.

Begin with ``print_list``. Remarks that hold for many rows are said once, with the numbers of the
rows. The report is a table for a spreadsheet: row, field, rule, what to do. Neither holds a value
of the list (law 5).
"""

import csv
import io
from array import array
from collections.abc import Callable, Generator, Hashable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import Generic, TypeVar

from leaflet.app.delivery import Target, deliver, find_parts, require_free
from leaflet.app.leftovers import (
    find_old_file,
    find_old_leaflets,
    find_old_parts,
    require_no_parts,
)
from leaflet.app.make import double_of
from leaflet.discharge.lists.patients import Roll, Row
from leaflet.errors import OutputError, Problem
from leaflet.messages.message import Joint, Listing, Message, Name, Option
from leaflet.messages.phrases import row_of
from leaflet.press.batch import Outcome, RowPrinter, Task, print_all
from leaflet.press.files import Existing, settle_all
from leaflet.press.press import Edition
from leaflet.press.print_file import PrintFile
from leaflet.press.workers import count_cores
from leaflet.records import frozen

S = TypeVar("S", bound=Hashable)


class Remarks(Generic[S]):
    """Pairs of a row and a sentence about it, in the order in which they came.

    Attributes:
        rows: How many rows have a sentence.
        beyond: Rows with a sentence that was not kept, as there were too many others.
    """

    def __init__(self, most: int | None = None) -> None:
        """Keep at most so many different sentences, or all of them."""
        self.rows = 0
        self.beyond = array("Q")
        self._most = most
        self._sentences: dict[S, int] = {}
        self._pairs = array("Q")

    def add(self, row: int, sentences: tuple[S, ...]) -> None:
        """Add all sentences about one row."""
        self.rows += bool(sentences)
        kept = self._sentences
        for sentence in sentences:
            if sentence not in kept and len(kept) == self._most:
                if row not in self.beyond[-1:]:
                    self.beyond.append(row)
                continue
            self._pairs.append(row)
            self._pairs.append(kept.setdefault(sentence, len(kept)))

    def __len__(self) -> int:
        return len(self._pairs) // 2

    def __iter__(self) -> Iterator[tuple[int, S]]:
        sentences = list(self._sentences)
        for n in range(0, len(self._pairs), 2):
            yield self._pairs[n], sentences[self._pairs[n + 1]]

    def by_sentence(self) -> Iterator[tuple["array[int]", S]]:
        """Each sentence with all of its rows, in the order in which the sentences came."""
        rows = [array("Q") for _ in self._sentences]
        for n in range(0, len(self._pairs), 2):
            rows[self._pairs[n + 1]].append(self._pairs[n])
        return zip(rows, self._sentences, strict=True)


def name_rows(rows: Sequence[int], most: int) -> Message:
    """``row 3``, ``rows 3, 7–9``, ``rows 3, 7–9 and 40 more``.

    Args:
        rows: At least one, in ascending order; one may come more than once.
        most: How many rows and runs of rows to name; those after them are only counted.
    """
    spans: list[list[int]] = []
    left, latest = 0, 0
    for row in rows:
        if row == latest:
            continue
        if row == latest + 1 and spans and not left:
            spans[-1][1] = row
        elif len(spans) < most:
            spans.append([row, row])
        else:
            left += 1
        latest = row
    if rows[0] == rows[-1]:
        return row_of(rows[0])
    named = (f"{first}" if first == last else f"{first}–{last}" for first, last in spans)
    listed = Listing(tuple(map(Name, named)), Joint.COMMA)
    if left:
        return Message(
            "where.rows-and-more", "rows {rows} and {left:,} more", rows=listed, left=left
        )
    return Message("where.rows", "rows {rows}", rows=listed)


MOST_READINGS = 200
"""Different readings of plan lines to keep; nobody checks a list that has more."""


def _keep_readings() -> Remarks[Message]:
    return Remarks(MOST_READINGS)


@dataclass(slots=True)
class Tally:
    """What became of the rows so far.

    Attributes:
        made: Leaflets that were made, or in a dry run would be.
        there: Leaflets that already had their file, with the same bytes in it.
        failed: Rows that were refused.
        skipped: Rows without a patient: blank, or a total.
        refused: Each problem of a refused row.
        warned: Each warning about a leaflet that was made.
        understood: What was understood of each line of the plans that were made.
    """

    made: int = 0
    there: int = 0
    failed: int = 0
    skipped: int = 0
    refused: Remarks[Problem] = field(default_factory=Remarks)
    warned: Remarks[Problem] = field(default_factory=Remarks)
    understood: Remarks[Message] = field(default_factory=_keep_readings)
    _sheets: "array[int]" = field(default_factory=lambda: array("Q"))
    _rows: "array[int]" = field(default_factory=lambda: array("Q"))

    def count(self, outcome: Outcome) -> None:
        """Add what became of one row."""
        if outcome.sheet is None:
            self.failed += 1
            self.refused.add(outcome.row, outcome.problems)
        else:
            self.made += outcome.is_new
            self.there += not outcome.is_new
            self._sheets.append(int.from_bytes(outcome.sheet.encode("ascii"), "big"))
            self._rows.append(outcome.row)
            self.warned.add(outcome.row, outcome.warnings)
            self.understood.add(outcome.row, outcome.understood)

    def find_doubles(self) -> list[tuple[int, Problem]]:
        """Each row that makes the same leaflet as an earlier row, with a warning that names it."""
        order = sorted(range(len(self._sheets)), key=self._sheets.__getitem__)
        doubles = [
            (self._rows[later], self._rows[earlier])
            for earlier, later in pairwise(order)
            if self._sheets[earlier] == self._sheets[later]
        ]
        return [(row, double_of(first)) for row, first in sorted(doubles)]

    def find_readings(self) -> list[tuple[Sequence[int], Message]]:
        """Each reading of a plan line with its rows; lines with the same rows are one plan."""
        plans: dict[bytes, tuple[Sequence[int], list[Message]]] = {}
        for rows, sentence in self.understood.by_sentence():
            plans.setdefault(rows.tobytes(), (rows, []))[1].append(sentence)
        return [(rows, _in_a_row(sentences)) for rows, sentences in plans.values()]


def _in_a_row(sentences: Sequence[Message]) -> Message:
    return Message("list.readings", "{readings}", readings=Listing(tuple(sentences), Joint.SPACE))


Watch = Callable[[Outcome], None]
"""Is told of every outcome as it comes."""


@frozen
class PrintRun:
    """A list that is to be printed from one edition.

    Attributes:
        edition: Whose plate is used; changes on the disk meanwhile have no effect.
        roll: The list.
        current_day: In the time zone of the hospital.
        watch: Is told of every outcome as it comes.
        clock: The moment at which the run began: the same for all rows, so that equal rows give
            equal leaflets.
    """

    edition: Edition
    roll: Roll
    current_day: date
    watch: Watch
    clock: datetime | None = None

    def check(self) -> Tally:
        """Read and set every row, and print nothing."""
        tally = Tally()
        self._exhaust(self._station().check, tally)
        return tally

    def print_into(self, folder: Path, existing: Existing) -> Tally:
        """Print every row into a file of its own.

        Raises:
            OutputError: If the folder cannot be written into.
        """
        return self._fill(folder, self._station().print_into(folder, existing))

    def print_missing(self, folder: Path) -> Tally:
        """Print the rows that have no file of their own yet.

        Raises:
            OutputError: If the folder cannot be written into.
        """
        return self._fill(folder, self._station().print_missing(folder))

    def print_together(self, target: Target, existing: Existing) -> Tally:
        """Print every row into one print file.

        Raises:
            OutputError: If it cannot be written.
        """
        tally = Tally()
        with closing(self._outcomes(self._station().print_code, tally)) as outcomes:
            self._bind(outcomes, target, existing)
        return tally

    def print_in_parts(self, targets: Iterator[Target], each: int, existing: Existing) -> Tally:
        """Print every row into print files of so many leaflets, the last one of fewer.

        Raises:
            OutputError: If one cannot be written; those before it are whole.
        """
        tally = Tally()
        with closing(self._outcomes(self._station().print_code, tally)) as outcomes:
            for first in outcomes:
                part = chain((first,), islice(outcomes, each - 1))
                self._bind(part, next(targets), existing)
        return tally

    def _bind(self, made: Iterator[Outcome], target: Target, existing: Existing) -> None:
        """Write one print file; none where no leaflet is made."""
        first = next(made, None)
        if first is None:
            return

        def parts() -> Iterator[bytes]:
            press = self.edition.press
            file = PrintFile(press.plate, press.fonts)
            yield file.begin()
            for outcome in chain((first,), made):
                yield file.add(outcome.code, outcome.blocks)
            yield file.end()

        deliver(parts(), target, existing, self.edition.press.plate.paging.flip)

    def _fill(self, folder: Path, task: Task) -> Tally:
        _open_folder(folder)
        tally = Tally()
        try:
            self._exhaust(task, tally)
        finally:
            settle_all()
        return tally

    def _exhaust(self, task: Task, tally: Tally) -> None:
        with closing(self._outcomes(task, tally)) as outcomes:
            for _ in outcomes:
                pass

    def _outcomes(self, task: Task, tally: Tally) -> Generator[Outcome, None, None]:
        """Yield each leaflet that is made; count every row."""

        def patients() -> Iterator[Row]:
            for row in self.roll.rows():
                if row.skipped is None:
                    yield row
                else:
                    tally.skipped += 1

        with closing(print_all(patients(), task, count_cores())) as outcomes:
            for outcome in outcomes:
                tally.count(outcome)
                self.watch(outcome)
                if outcome.sheet is not None:
                    yield outcome

    def _station(self) -> RowPrinter:
        return RowPrinter(self.edition, self.current_day, self.clock)


def _open_folder(folder: Path) -> None:
    """Make the folder, for its owner only, unless it is there.

    Raises:
        OutputError: If it cannot be made, or something else has its name.
    """
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        what = Message("batch.no-folder", "is not a folder, and none can be made there")
        remedy = Message("batch.name-folder", "name a folder in one that exists")
        raise OutputError(Problem(Option("--into"), what, remedy)) from None


@frozen
class Destination:
    """Where the leaflets of a list go.

    Attributes:
        target: The print file, whole or in parts; not used if there is a folder.
        folder: Gets one file for each patient.
        each: Leaflets in each part of the print file; ``None`` for a single file.
        is_resumed: Whether to make only what the folder does not have yet.
        existing: Whether files that are there may be replaced.
    """

    target: Target
    folder: Path | None
    each: int | None
    is_resumed: bool
    existing: Existing

    def require_free(self) -> None:
        """Refuse a print file that cannot be written, before any work is done.

        Raises:
            OutputError: If it is there already, or there is no such folder.
        """
        if self.folder is not None:
            return
        first = self.target if self.each is None else next(find_parts(self.target))
        require_free(first, self.existing)
        if self.each is not None and self.existing is Existing.REFUSE:
            require_no_parts(self.target)

    def fill(self, run: PrintRun) -> Tally:
        """Print every row.

        Raises:
            OutputError: If something cannot be written.
        """
        if self.folder is not None and self.is_resumed:
            return run.print_missing(self.folder)
        if self.folder is not None:
            return run.print_into(self.folder, self.existing)
        if self.each is not None:
            return run.print_in_parts(find_parts(self.target), self.each, self.existing)
        return run.print_together(self.target, self.existing)

    def find_old(self, made: int, there: int) -> tuple[Problem, ...]:
        """Warn of leaflets of an earlier run that lie beside the new ones.

        Args:
            made: Leaflets of this run.
            there: Leaflets that already had their file.
        """
        if self.folder is not None:
            return find_old_leaflets(self.folder, made + there)
        if self.each is not None:
            return find_old_parts(self.target, -(-made // self.each))
        return () if made else find_old_file(self.target)


@frozen
class Finished:
    """What became of a list.

    Attributes:
        tally: Of its rows.
        is_made: Whether leaflets were made, and not only checked.
        leftovers: Warnings about leaflets of an earlier run.
    """

    tally: Tally
    is_made: bool
    leftovers: tuple[Problem, ...]


def print_list(
    pass_over: Callable[[Callable[[PrintRun], Tally]], Tally],
    destination: Destination,
    *,
    dry_run: bool,
    strict: bool,
) -> Finished:
    """Print a list, or only check it.

    Args:
        pass_over: Makes one pass over the list with a new run, and shows its progress.
        destination: Where the leaflets go.
        dry_run: Only check.
        strict: Make nothing if one row is refused; this takes a pass to check, and one to print.

    Raises:
        OutputError: If something cannot be written.
    """
    tally = pass_over(PrintRun.check if dry_run or strict else destination.fill)
    is_made = not dry_run and not (strict and tally.failed)
    if strict and is_made:
        tally = pass_over(destination.fill)
    made = tally.made if is_made else 0
    return Finished(tally, is_made, () if dry_run else destination.find_old(made, tally.there))


_HEADER = ("row", "field", "rule", "what to do", "kind")


def write_report(tally: Tally, target: Target, existing: Existing) -> None:
    """Write refusals and warnings in the order of rows; no value of the list is in it (law 5).

    Raises:
        OutputError: If it cannot be written.
    """
    told = [(row, problem, "refused") for row, problem in tally.refused]
    told += [(row, problem, "warning") for row, problem in tally.warned]
    told += [(row, problem, "warning") for row, problem in tally.find_doubles()]
    text = io.StringIO()
    # A Belgian spreadsheet splits cells at semicolons, and only knows UTF-8 by its mark.
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(_HEADER)
    for row, problem, kind in sorted(told, key=lambda each: each[0]):
        table.writerow((row, str(problem.where), str(problem.what), str(problem.remedy), kind))
    deliver(text.getvalue().encode("utf-8-sig"), target, existing)
