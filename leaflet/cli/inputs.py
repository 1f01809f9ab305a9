"""Input of a command: one patient from options, file or standard input, or a whole list.

In a terminal, ``ask_record`` asks for what the command line left open, and asks again until the
answer is valid.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.console import refuse, say
from leaflet.content.model.content import Rules
from leaflet.content.model.words import Words
from leaflet.content.yaml import LARGEST_FILE
from leaflet.discharge.patient import Record, merge
from leaflet.discharge.validate import read_discharge
from leaflet.errors import LeafletError, Problem, UsageError

if TYPE_CHECKING:
    from leaflet.discharge.lists.patients import Roll


def read_dossier(options: Record, file: str | None, words: Words) -> Record:
    """The options and the patient file as one record.

    Args:
        options: What the options say.
        file: Path of a YAML or JSON file, ``-`` for standard input, or ``None``; messages call
            it ``patient file``, since its name may be a patient's (law 5).
        words: Knows the keys in the language of the leaflet.

    Raises:
        UsageError: If the file cannot be read, or contradicts an option.
        DischargeError: If it is not the record of a patient.
    """
    if file is None:
        return options
    from leaflet.discharge.patient_file import read_record  # it reads YAML, and that is dear

    label = "standard input" if file == "-" else "patient file"
    try:
        if file == "-":
            content = _read_stdin()
        else:
            with Path(file).open("rb") as stream:
                content = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as trouble:
        reason = (trouble.strerror if isinstance(trouble, OSError) else None) or "it is not there"
        what = f"cannot be read ({reason})"
        raise UsageError(Problem(label, what, "check the path and the permissions")) from None
    return merge(options, read_record(content, label, words))


def _read_stdin() -> bytes:
    # A program that is started without a console has no standard input at all.
    if not sys.stdin:
        raise ValueError
    if sys.stdin.isatty():
        say("Type the patient as YAML, such as `name: …`; end with Ctrl-D (Windows: Ctrl-Z).")
    return sys.stdin.buffer.read(LARGEST_FILE + 1)


LARGEST_LIST = 64_000_000
"""Bytes that a list may have: some half a million patients."""

_LOCK = "~$"


def open_roll(records: str, words: Words) -> "Roll":
    """The list, of which the bytes that it has now are used whatever happens to it later.

    Args:
        records: Path of the list, or ``-`` for standard input.
        words: Knows the column headers.

    Raises:
        UsageError: If it cannot be read.
        DischargeError: If it is no list of patients.
    """
    from leaflet.discharge.lists.patients import read_roll  # one leaflet needs no reader of lists

    content, label = fetch_list(records)
    return read_roll(content, label, words)


def fetch_list(path: str) -> tuple[bytes, str]:
    """The bytes of a list, and what messages call it: its name may be a patient's (law 5).

    Args:
        path: Its path, or ``-`` for standard input.

    Raises:
        UsageError: If it cannot be read.
    """
    label = "standard input" if path == "-" else "list"
    if Path(path).name.startswith(_LOCK):
        what = "is the mark of a program that has the list open"
        raise UsageError(Problem(label, what, "name the list itself"))
    try:
        content = _read(path)
    except (OSError, ValueError) as trouble:
        reason = (trouble.strerror if isinstance(trouble, OSError) else None) or "it is not there"
        remedy = "check the path and the permissions, and close it in other programs"
        raise UsageError(Problem(label, f"cannot be read ({reason})", remedy)) from None
    if len(content) > LARGEST_LIST:
        what = f"is larger than {LARGEST_LIST // 1_000_000} MB"
        raise UsageError(Problem(label, what, "cut it into parts"))
    return content, label


def _read(records: str) -> bytes:
    if records != "-":
        with Path(records).open("rb") as stream:
            return stream.read(LARGEST_LIST + 1)
    # A program that is started without a console has no standard input at all.
    if not sys.stdin:
        raise ValueError
    return sys.stdin.buffer.read(LARGEST_LIST + 1)


_STAND_IN = "Anna"
"""A name to judge the other options by, before the patient's is known."""


def ask_record(options: Record, rules: Rules, today: date, clock: Callable[[], datetime]) -> Record:
    """The record with a name, a birth date and a plan, as far as the options leave them open.

    Raises:
        LeafletError: If the options themselves are refused; then nothing is asked.
    """
    record = replace(options, name=_said(options.name), born=_said(options.born))
    read_discharge(replace(record, name=record.name or _STAND_IN), rules, today, clock=clock())
    while not record.name:
        record = _try(record, replace(record, name=_ask("Name")), rules, today, clock)
    while not record.born:
        typed = _ask("Birth date (empty: not printed)")
        if not typed:
            break
        record = _try(record, replace(record, born=typed), rules, today, clock)
    if record.med or not rules.has_plan_field:
        return record
    say("Medicines, one a line: a name alone, or name, dose, how often and how long.")
    while typed := _ask(f"Medicine {len(record.med) + 1} (empty: no more)"):
        answered = replace(record, med=(*record.med, typed))
        record = _try(record, answered, rules, today, clock)
    return record


def _said(typed: str | None) -> str | None:
    """What an option says; ``None`` where it is blank, so that it is asked for."""
    return (typed or "").strip() or None


def _ask(question: str) -> str:
    answer: str = click.prompt(question, default="", show_default=False, err=True)
    return answer.strip()


def _try(
    before: Record, after: Record, rules: Rules, today: date, clock: Callable[[], datetime]
) -> Record:
    """The record with the answer, or the one before it where the answer is refused."""
    try:
        admitted = read_discharge(after, rules, today, clock=clock())
    except LeafletError as refused:
        refuse(*refused.problems)
        return before
    if admitted.value.patient is None:
        refuse(Problem("name", "names nobody", "give the name of the patient"))
        return before
    return after
