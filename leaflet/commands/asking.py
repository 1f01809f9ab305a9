"""Questions in a terminal, for what the command line did not say; each is asked until it is good.

The questions stand on standard error, so that a leaflet may go to standard output meanwhile.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import click

from leaflet.commands.voice import refuse, say
from leaflet.discharge.admission import admit
from leaflet.discharge.record import Record
from leaflet.errors import LeafletError, Problem
from leaflet.manuscript.rules import Rules

_STAND_IN = "Anna"
"""A name to judge the other options by, before the patient's is known."""


def ask_record(options: Record, rules: Rules, today: date, clock: Callable[[], datetime]) -> Record:
    """The record with a name, a birth date and a plan, as far as the options leave them open.

    Raises:
        LeafletError: If the options themselves are refused; then nothing is asked.
    """
    record = replace(options, name=_said(options.name), born=_said(options.born))
    admit(replace(record, name=record.name or _STAND_IN), rules, today, clock=clock())
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
        admitted = admit(after, rules, today, clock=clock())
    except LeafletError as refused:
        refuse(*refused.problems)
        return before
    if admitted.value.patient is None:
        refuse(Problem("name", "names nobody", "give the name of the patient"))
        return before
    return after
