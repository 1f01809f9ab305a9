"""A list of patients, printed: rows in, outcomes out, in order, on as many cores as it pays."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import fields
from itertools import chain, islice
from typing import Any

from leaflet.discharge.record import Record
from leaflet.discharge.row import Row
from leaflet.press.outcome import Outcome
from leaflet.press.station import Task
from leaflet.press.workers import pack_problems, unpack_problems, work_in_order
from leaflet.typesetting.face import Weight

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
    said = outcome.understood
    return outcome.row, outcome.sheet, problems, warnings, said, outcome.code, blocks


def _unpack(packed: Any) -> Outcome:
    row, sheet, problems, warnings, said, code, blocks = packed
    problems, warnings = unpack_problems(problems), unpack_problems(warnings)
    named = tuple((Weight[weight], number) for weight, number in blocks)
    return Outcome(row, sheet, problems, warnings, said, code, named)
