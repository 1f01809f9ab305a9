"""Input that a command reads: bytes of standard input, or the answers to its questions.

In a terminal, ``ask_record`` asks for what the command line left open, and asks again until the
answer is valid.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import click

from leaflet.cli.console import refuse, say
from leaflet.content.model.content import Rules
from leaflet.discharge.patient import Record
from leaflet.discharge.validate import read_discharge
from leaflet.errors import LeafletError, Problem
from leaflet.messages.message import Key, Message


def read_patient(most: int) -> bytes:
    """At most so many bytes of standard input, where a patient may be typed.

    Raises:
        ValueError: If there is no standard input.
    """
    if sys.stdin and sys.stdin.isatty():
        say(
            Message(
                "ask.patient",
                "Type the patient as YAML, such as `name: …`; end with Ctrl-D (Windows: Ctrl-Z).",
            )
        )
    return read_stdin(most)


def read_stdin(most: int) -> bytes:
    """At most so many bytes of standard input.

    Raises:
        ValueError: If there is none.
    """
    # A program started without a console has no standard input at all.
    if not sys.stdin:
        raise ValueError
    return sys.stdin.buffer.read(most)


_STAND_IN = "Anna"
"""Stands for the patient's name while the other options are checked."""

_NAME = Message("ask.name", "Name")
_BORN = Message("ask.born", "Birth date (empty: not printed)")
_MEDICINES = Message(
    "ask.medicines",
    "Medicines, one a line: a name alone, or name, dose, how often and how long.",
)


def _ask_medicine(number: int) -> Message:
    return Message("ask.medicine", "Medicine {number} (empty: no more)", number=number)


def ask_record(options: Record, rules: Rules, today: date, clock: Callable[[], datetime]) -> Record:
    """The record with a name, a birth date and a plan, as far as the options leave them open.

    Raises:
        LeafletError: If the options themselves are refused; then nothing is asked.
    """
    record = replace(options, name=_said(options.name), born=_said(options.born))
    read_discharge(replace(record, name=record.name or _STAND_IN), rules, today, clock=clock())
    while not record.name:
        record = _try(record, replace(record, name=_ask(_NAME)), rules, today, clock)
    while not record.born:
        typed = _ask(_BORN)
        if not typed:
            break
        record = _try(record, replace(record, born=typed), rules, today, clock)
    if record.med or not rules.has_plan_field:
        return record
    say(_MEDICINES)
    while typed := _ask(_ask_medicine(len(record.med) + 1)):
        answered = replace(record, med=(*record.med, typed))
        record = _try(record, answered, rules, today, clock)
    return record


def _said(typed: str | None) -> str | None:
    """The value of an option; ``None`` where it is blank, so that the user is asked."""
    return (typed or "").strip() or None


def _ask(question: Message) -> str:
    answer: str = click.prompt(str(question), default="", show_default=False, err=True)
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
        what = Message("name.names-nobody", "names nobody")
        remedy = Message("name.give-patients", "give the name of the patient")
        refuse(Problem(Key("name"), what, remedy))
        return before
    return after
