"""Read a medication plan: each line is understood and agrees with the leaflet, or is refused.

Begin with ``read_plan``. ``read_entry`` reads one line by itself: ``parse`` knows the language,
``settle`` the medicine and its dose. Then ``judge`` compares each line with its limits, and lines
are compared with each other.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from leaflet.discharge.clean_text import read_free_text
from leaflet.discharge.day import ADULT, is_minor
from leaflet.discharge.plan.complaints import find_rhythm, say_barred
from leaflet.discharge.plan.given import Given, find_next, settle_given
from leaflet.discharge.plan.grammar import Part, Phrases
from leaflet.discharge.plan.interactions import (
    Companion,
    check_age,
    check_companions,
    is_elderly,
    require_product,
)
from leaflet.discharge.plan.judge import judge
from leaflet.discharge.plan.limits import Judgement, Verdict
from leaflet.discharge.plan.medicine_names import Named, read_name
from leaflet.discharge.plan.model import (
    AsNeeded,
    MedicationPlan,
    Override,
    PlanLine,
    Scheduled,
)
from leaflet.discharge.plan.parse import Comma, LineContext, parse
from leaflet.discharge.plan.rulebook import Rulebook
from leaflet.discharge.plan.settle import settle
from leaflet.discharge.plan.spelling import find_form
from leaflet.errors import DischargeError, GlyphError, Problem, Warned, Where
from leaflet.messages.message import Command, Key, Message


@dataclass(slots=True)
class Entry:
    """What became of one line.

    Attributes:
        where: The field: ``med 1``.
        named: Its medicine; ``None`` where that was refused.
        line: The line; ``None`` where anything in it was refused. A dose that was given is not in
            it before :func:`tell_given`.
        given: When a dose was given, as typed.
        problems: Why it was refused.
        warnings: What the user should know if it was not.
    """

    where: Key
    named: Named | None = None
    line: PlanLine | None = None
    given: Given | None = None
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Collect what the block refuses, and go on after it."""
        try:
            yield
        except (DischargeError, GlyphError) as refused:
            self.problems.extend(refused.problems)


def read_entry(text: str, where: Key, visited: date, pharmacy: Rulebook) -> Entry:
    """Read one line as far as possible; what is wrong with it is kept in the entry, not raised."""
    entry = Entry(where)
    with entry.attempt():
        cleaned = _clean(text, entry)
        _read_text(cleaned, entry, visited, pharmacy)
    return entry


def _read_text(text: str, entry: Entry, visited: date, pharmacy: Rulebook) -> None:
    """Read the text into the entry: the medicine, then the parts, then the settled line."""
    with entry.attempt():
        _refuse_words(pharmacy.names.rest(text), entry.where, pharmacy.phrases)
        named, start = read_name(text, entry.where, pharmacy.names, pharmacy.phrases)
        entry.named = named
        require_product(named, entry.where)  # refused alone: no other word can mend it
        comma = Comma.AMBIGUOUS if named.medicine is None else Comma.SEPARATES
        context = LineContext(entry.where, pharmacy.phrases, pharmacy.words.calendar, comma)
        parts = parse(text, start, context)
        line = settle(parts, named, entry.where, visited, pharmacy)
        entry.warnings.extend(line.warnings)
        if not entry.problems:
            entry.line, entry.given = line.value, parts.value.given


def _refuse_words(text: str, where: Key, phrases: Phrases) -> None:
    """Refuse words after which nothing else of the line is worth reading.

    Raises:
        DischargeError: If the line says not, no longer, perhaps, or names an allergy, or has
            another rhythm than every day.
    """
    text = _before_reason(text, phrases)
    barred = find_form(text, (*phrases.barred, *phrases.allergies))
    problems = [] if barred is None else [Problem(where, *say_barred(barred))]
    rhythm = find_rhythm(text, where, phrases)
    if rhythm is not None:
        problems.append(rhythm)
    if problems:
        raise DischargeError(*problems)


def _before_reason(text: str, phrases: Phrases) -> str:
    reason = next(pattern for part, pattern in phrases.parts if part is Part.REASON)
    words = (word.start() for word in re.finditer(r"(?<![^\s,;])[^\s,;]", text))
    return text[: next((start for start in words if reason.match(text, start)), None)]


def _clean(text: str, entry: Entry) -> str:
    """The text fit to be read; what cannot be set is kept as a problem, and reading goes on.

    Raises:
        DischargeError: If it is refused as free text.
    """
    try:
        cleaned = read_free_text(text, entry.where)
    except GlyphError as unset:
        entry.problems.extend(unset.problems)
        seen = (sign if sign.isprintable() else " " for sign in text)
        return " ".join("".join(seen).split())
    entry.warnings.extend(cleaned.warnings)
    return cleaned.value


def tell_given(entry: Entry, visited: date, pharmacy: Rulebook, clock: datetime | None) -> Entry:
    """Add the moment of a dose that was given, and of the next one where it is known.

    Kept apart, since nothing else depends on the time at which the line is read.
    """
    if entry.line is None or entry.given is None:
        return entry
    told = replace(entry, problems=[*entry.problems])
    grammar = pharmacy.words.grammar
    example = Command(" ".join((grammar.given[0], *grammar.day_before[:1], "HH.MM")))
    with told.attempt():
        given = settle_given(entry.given, visited, clock, entry.where, example)
        told.line = replace(entry.line, given=given.time(), given_on=given.date())
        interval = _interval(entry.line.regimen, entry.named)
        if interval is not None:
            due = find_next(given, interval)
            told.line = replace(told.line, next_earliest=due.time(), next_on=due.date())
    return told


def _interval(regimen: Scheduled | AsNeeded, named: Named | None) -> int | None:
    """Hours between two doses: as the line says, or else the formulary (``docs/rules.md`` 2.1)."""
    if isinstance(regimen, AsNeeded) and regimen.interval is not None:
        return regimen.interval
    return None if named is None else named.interval


_NO_CHILD = Problem(
    Key("born"),
    Message(
        "plan.no-child",
        "is that of a patient under {age}, and the limits of the formulary are for adults only",
        age=ADULT,
    ),
    Message(
        "plan.child-by-hand",
        "check the year; for a child, leave the plan to the pen (--pen), and write it by hand",
    ),
)


def read_plan(
    lines: Sequence[str],
    visited: date,
    pharmacy: Rulebook,
    born: date | None,
    override: Override | None,
    fields: Sequence[Key] = (),
    clock: datetime | None = None,
) -> Warned[MedicationPlan]:
    """The plan of one patient.

    Args:
        lines: One medicine each, as typed, in the grammar of ``content/words/LANG.yaml``.
        visited: The day of the visit, which is the first day of every line.
        pharmacy: The limits of the leaflet that the plan is printed on (T46).
        born: The birth date of the patient, where it is given.
        override: Who exceeds a limit, where somebody does.
        fields: What messages call each line; ``med 1``, ``med 2``, … if empty.
        clock: The moment at which the plan is read, where it is known: a dose is given before it.

    Raises:
        DischargeError: With every problem of every line.
    """
    if not lines or not pharmacy.formulary.medicines:
        what = Message("plan.empty", "this is empty")
        if lines:
            what = Message("plan.no-limits", "this states no limits for a plan")
        remedy = Message("plan.leave-out", "leave the plan out")
        raise DischargeError(Problem(Key("med"), what, remedy))
    fields = fields or [Key(f"med {n}") for n in range(1, len(lines) + 1)]
    entries = [
        _read(text, where, visited, pharmacy) for text, where in zip(lines, fields, strict=True)
    ]
    # Nothing else about a patient bears on a plan; in a list most plans recur.
    ages = is_minor(born, visited), is_elderly(born, visited)
    moment = clock if any(entry.given for entry in entries) else None
    key = tuple(lines), tuple(fields), visited, ages, override, moment

    def judge_all() -> Warned[MedicationPlan]:
        told = [tell_given(entry, visited, pharmacy, moment) for entry in entries]
        return _judge_plan(told, visited, pharmacy, born, override, fields)

    return pharmacy.keep(key, judge_all)


def _judge_plan(
    entries: Sequence[Entry],
    visited: date,
    pharmacy: Rulebook,
    born: date | None,
    override: Override | None,
    fields: Sequence[Key],
) -> Warned[MedicationPlan]:
    found = [*_judge_lines(entries, pharmacy, override)]
    found += _judge_together(entries, visited, pharmacy, born, override)
    refused = [problem for finding, problem in found if finding is Verdict.REFUSED]
    problems = [problem for entry in entries for problem in entry.problems] + refused
    # No override: a limit for adults says nothing about a child.
    minor = (_NO_CHILD,) if is_minor(born, visited) else ()
    if problems or minor:
        raise DischargeError(*minor, *_in_order(problems, fields))
    warnings = [problem for entry in entries for problem in entry.warnings]
    warnings += [problem for finding, problem in found if finding is Verdict.WARNED]
    used = any(finding is Verdict.OVERRIDDEN for finding, _ in found)
    warnings = _in_order(warnings, fields)
    if override is not None and not used:
        what = Message("override.not-needed", "is given, but no limit is exceeded")
        remedy = Message("override.not-mentioned", "leave it out; the plan does not mention it")
        warnings.append(Problem(Key("override"), what, remedy))
    read = tuple(entry.line for entry in entries if entry.line is not None)
    return Warned(MedicationPlan(read, override if used else None), tuple(warnings))


def _read(text: str, where: Key, visited: date, pharmacy: Rulebook) -> Entry:
    key = text, where, visited
    return pharmacy.keep(key, lambda: read_entry(text, where, visited, pharmacy))


def _judge_lines(
    entries: Sequence[Entry], pharmacy: Rulebook, override: Override | None
) -> Iterator[Judgement]:
    for entry in entries:
        if entry.named is not None and entry.line is not None:
            yield from judge(entry.line, entry.named, entry.where, pharmacy, override)


def _judge_together(
    entries: Sequence[Entry],
    visited: date,
    pharmacy: Rulebook,
    born: date | None,
    override: Override | None,
) -> Iterator[Judgement]:
    companions = [
        Companion(entry.where, entry.named, entry.line)
        for entry in entries
        if entry.named is not None
    ]
    yield from check_companions(companions, pharmacy.names, pharmacy.register, override)
    yield from check_age(companions, pharmacy.names, pharmacy.register, born, visited)


def _in_order(problems: Sequence[Problem], fields: Sequence[Key]) -> list[Problem]:
    """The problems in the order of the lines, each told once."""
    order: dict[Where, int] = {field: n for n, field in enumerate(fields)}
    return sorted(dict.fromkeys(problems), key=lambda problem: order[problem.where])
