"""A list of patients, printed: rows in, outcomes out, in order, on as many cores as it pays."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import chain, islice
from typing import Any

from leaflet.discharge.record import Record
from leaflet.discharge.row import Row
from leaflet.errors import OutputError, Problem
from leaflet.press.outcome import Outcome
from leaflet.press.station import Task
from leaflet.press.workers import work_in_order
from leaflet.typesetting.face import Weight

_FIELDS = tuple(field.name for field in fields(Record))

_PORTION = 48
"""Rows that a process takes at once."""

_PAYS = 200
"""Rows from which a second process is worth its start."""


def print_all(rows: Iterable[Row], task: Task, processes: int) -> Iterator[Outcome]:
    """Do the task for each row; the outcomes stand in the order of the rows.

    Raises:
        OutputError: If nothing more can be written, or a process was stopped from outside.
    """
    patients = iter(rows)
    first = list(islice(patients, _PAYS))
    if len(first) < _PAYS or processes < 2:
        yield from map(task, chain(first, patients))
        return

    def work(portion: Any) -> Any:
        try:
            return [_pack(task(_unpack_row(row))) for row in portion]
        except OutputError as error:
            return _pack_problems(error.problems)

    for done in work_in_order(work, _portions(chain(first, patients)), processes):
        if isinstance(done, tuple):
            raise OutputError(*_unpack_problems(done))
        yield from map(_unpack, done)


def _portions(rows: Iterator[Row]) -> Iterator[list[Any]]:
    """Rows as they travel between processes: as plain tuples."""
    while portion := [_pack_row(row) for row in islice(rows, _PORTION)]:
        yield portion


def _pack_row(row: Row) -> Any:
    record = row.record
    said = record and tuple(getattr(record, name) for name in _FIELDS)
    return row.number, said, _pack_problems(row.problems)


def _unpack_row(packed: Any) -> Row:
    number, said, problems = packed
    return Row(number, said and Record(*said), _unpack_problems(problems))


def _pack(outcome: Outcome) -> Any:
    problems, warnings = _pack_problems(outcome.problems), _pack_problems(outcome.warnings)
    blocks = tuple((weight.name, number) for weight, number in outcome.blocks)
    return outcome.row, outcome.sheet, problems, warnings, outcome.code, blocks


def _unpack(packed: Any) -> Outcome:
    row, sheet, problems, warnings, code, blocks = packed
    problems, warnings = _unpack_problems(problems), _unpack_problems(warnings)
    named = tuple((Weight[weight], number) for weight, number in blocks)
    return Outcome(row, sheet, problems, warnings, code, named)


def _pack_problems(problems: tuple[Problem, ...]) -> tuple[tuple[str, str, str], ...]:
    return tuple((str(each.where), each.what, each.remedy) for each in problems)


def _unpack_problems(packed: tuple[tuple[str, str, str], ...]) -> tuple[Problem, ...]:
    return tuple(Problem(*each) for each in packed)
