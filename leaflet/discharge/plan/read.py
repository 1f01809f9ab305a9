"""Read a medication plan: each line is understood and agrees with the leaflet, or is refused.

Begin with ``read_plan``. ``read_entry`` reads one line by itself; then lines are compared.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from leaflet.content.model.medicines import Formulary, Medicine
from leaflet.discharge.clean_text import read_free_text
from leaflet.discharge.day import ADULT, is_minor
from leaflet.discharge.plan.complaints import IN_WORDS, find_rhythm, say_barred
from leaflet.discharge.plan.dose import settle_dose
from leaflet.discharge.plan.given import Given, find_next, settle_given
from leaflet.discharge.plan.grammar import Part, Phrases
from leaflet.discharge.plan.interactions import (
    Companion,
    check_age,
    check_companions,
    check_product,
    check_use,
    is_elderly,
)
from leaflet.discharge.plan.limits import (
    Judgement,
    Verdict,
    check_course,
    check_limits,
    check_single,
    check_spacing,
)
from leaflet.discharge.plan.medicine_names import Named, Share, read_name, warn_unchecked
from leaflet.discharge.plan.model import (
    AsNeeded,
    Exposure,
    Meal,
    MedicationPlan,
    Override,
    PlanLine,
    Scheduled,
    course_of,
    expose,
)
from leaflet.discharge.plan.parse import Comma, LineContext, Parts, Prescription, read_parts
from leaflet.discharge.plan.regimen import settle_regimen
from leaflet.discharge.plan.rulebook import Rulebook
from leaflet.discharge.plan.second_order import check_reason
from leaflet.discharge.plan.spelling import casefold_plain, find_form
from leaflet.errors import DischargeError, GlyphError, Problem, Warned
from leaflet.messages.message import Command, Key, Message, Name, both
from leaflet.messages.message import Medicine as MedicineName


@dataclass(slots=True)
class Entry:
    """What became of one line.

    Attributes:
        where: The field: ``med 1``.
        named: Its medicine; ``None`` where that was refused.
        line: The line; ``None`` where anything in it was refused. Of a dose that was given it says
            nothing before :func:`tell_given`.
        given: When a dose was given, as typed.
        problems: Why it was refused.
        warnings: What is to be said of it if it was not.
    """

    where: Key
    named: Named | None = None
    line: PlanLine | None = None
    given: Given | None = None
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Keep what is refused within, and go on after it."""
        try:
            yield
        except (DischargeError, GlyphError) as refused:
            self.problems.extend(refused.problems)


def read_entry(text: str, where: Key, visited: date, pharmacy: Rulebook) -> Entry:
    """The line as far as it can be read; nothing is raised, everything is kept."""
    entry = Entry(where)
    with entry.attempt():
        cleaned = _clean(text, entry)
        _read_text(cleaned, entry, visited, pharmacy)
    return entry


def _read_text(text: str, entry: Entry, visited: date, pharmacy: Rulebook) -> None:
    """The text, part after part; what is refused is kept."""
    with entry.attempt():
        _refuse_words(pharmacy.names.rest(text), entry.where, pharmacy.phrases)
        named, start = read_name(text, entry.where, pharmacy.names, pharmacy.phrases)
        entry.named = named
        if impossible := tuple(check_product(named, entry.where)):
            raise DischargeError(*impossible)
        if not named.checked:
            entry.warnings.append(warn_unchecked(named, entry.where, pharmacy.names))
        parts = _read_parts(text, start, entry, named, pharmacy)
        _settle(entry, named, parts, visited, pharmacy)


def _refuse_words(text: str, where: Key, phrases: Phrases) -> None:
    """Refuse words after which nothing else of the line is worth reading.

    Raises:
        DischargeError: If one says not, no longer, perhaps or what is not borne, or tells of
            another rhythm than every day.
    """
    text = _before_reason(text, phrases)
    told = find_form(text, (*phrases.barred, *phrases.allergies))
    problems = [] if told is None else [Problem(where, *say_barred(told))]
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


def _read_parts(text: str, start: int, entry: Entry, named: Named, pharmacy: Rulebook) -> Parts:
    """What was typed; for a bare medicine, with the regimen that the formulary states.

    Raises:
        DischargeError: If it is badly written, or bare where no regimen is stated.
    """
    comma = Comma.AMBIGUOUS if named.medicine is None else Comma.SEPARATES
    reading = LineContext(entry.where, pharmacy.phrases, pharmacy.words.calendar, comma)
    typed = read_parts(text, start, reading)
    entry.warnings.extend(typed.warnings)
    if typed.value.says_how():
        return typed.value
    regimen = named.medicine.default_regimen if named.medicine else None
    if regimen is None:
        what = Message(
            "plan.no-regimen",
            "no dose is written for {medicine}, and the formulary states no regimen for it",
            medicine=named.called,
        )
        remedy = Message("plan.write-regimen", "write dose, frequency and length")
        raise reading.refuse(what, both(remedy, IN_WORDS))
    stated = read_parts(regimen, 0, reading).value
    beside = typed.value
    return replace(
        stated,
        reason=beside.reason or stated.reason,
        given=beside.given,
        prescription=beside.prescription or stated.prescription,
    )


def _settle(entry: Entry, named: Named, parts: Parts, visited: date, pharmacy: Rulebook) -> None:
    """Make the line of its parts, or keep every reason why there is none."""
    where, dose, regimen = entry.where, None, None
    with entry.attempt():
        settled = settle_dose(parts, named, where, pharmacy.phrases.examples)
        entry.warnings.extend(settled.warnings)
        dose = settled.value
    with entry.attempt():
        timed = settle_regimen(parts, dose, named, visited, pharmacy, where)
        entry.warnings.extend(timed.warnings)
        regimen = timed.value
    with entry.attempt():
        check_reason(parts.reason, where, pharmacy)
    with entry.attempt():
        needs_prescription = _prescription(parts, named, where, pharmacy.formulary)
    if dose is None or regimen is None or entry.problems:
        return
    entry.line = PlanLine(
        medicine=named.name,
        brand=named.brand,
        checked=named.checked,
        dose=dose,
        regimen=regimen,
        with_food=_with_food(parts, named, regimen),
        on_prescription=needs_prescription,
        reason=parts.reason,
        given=None,
        next_earliest=None,
        listed=named.atc is not None,
    )
    entry.given = parts.given


def _prescription(parts: Parts, named: Named, where: Key, formulary: Formulary) -> bool:
    """Whether it needs a prescription: as the formulary states, or else as the line says.

    A combination needs one where one of its substances does.
    """
    holds = any(
        m.on_prescription for m in formulary.medicines if casefold_plain(m.key) in named.substances
    )
    needed = named.medicine is not None and named.medicine.on_prescription
    if needed and parts.prescription is Prescription.NOT_NEEDED:
        what = Message(
            "plan.prescription-only",
            "{medicine} is only given on prescription [F56]",
            medicine=MedicineName(named.name),
        )
        remedy = Message(
            "plan.not-without-prescription", "check the medicine: without one it cannot be given"
        )
        raise DischargeError(Problem(where, what, remedy))
    return needed or holds or parts.prescription is Prescription.NEEDED


def _with_food(parts: Parts, named: Named, regimen: Scheduled | AsNeeded) -> bool:
    stated = any(medicine.with_food for medicine in named.limited)
    return stated or (isinstance(regimen, AsNeeded) and parts.food is Meal.WITH)


def tell_given(entry: Entry, visited: date, pharmacy: Rulebook, clock: datetime | None) -> Entry:
    """The entry with the moment of a dose that was given, and of the next one where it is known.

    It stands apart, since this alone hangs on the moment at which it is read.
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
        fields: What messages call each line; ``med 1``, ``med 2``, … if nothing else is said.
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
    named = zip(lines, fields, strict=True)
    entries = [_read(text, field, visited, pharmacy) for text, field in named]
    # All of a patient that a plan is judged by; in a list most plans recur.
    ages = is_minor(born, visited), is_elderly(born, visited)
    moment = clock if any(entry.given for entry in entries) else None
    key = tuple(lines), tuple(fields), visited, ages, override, moment

    def judge() -> Warned[MedicationPlan]:
        told = [tell_given(entry, visited, pharmacy, moment) for entry in entries]
        return _judge_plan(told, visited, pharmacy, born, override, fields)

    return pharmacy.keep(key, judge)


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
    # Nobody may override it: a limit for an adult says nothing of a child.
    minor = (_NO_CHILD,) if is_minor(born, visited) else ()
    if problems or minor:
        raise DischargeError(*minor, *_in_order(problems, fields))
    warnings = [problem for entry in entries for problem in entry.warnings]
    warnings += [problem for finding, problem in found if finding is Verdict.WARNED]
    used = any(finding is Verdict.OVERRIDDEN for finding, _ in found)
    warnings = [*_in_order(warnings, fields)]
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
            yield from _judge(entry, entry.line, pharmacy, override)


def _judge(
    entry: Entry, line: PlanLine, pharmacy: Rulebook, override: Override | None
) -> Iterator[Judgement]:
    """One line held against the formulary, and against what the register says of its medicine."""
    assert entry.named is not None
    named, where = entry.named, entry.where
    yield from check_use(named, line, where)
    if named.medicine is not None:
        exposure = expose(line)
        assert exposure is not None
        yield from check_single(exposure.single, named.medicine, where)
        yield from _judge_amount(exposure, line, named.medicine, pharmacy, override, where)
    elif pharmacy.is_painkiller(named) and not named.shares:
        longest = pharmacy.formulary.longest_course
        yield from check_course(MedicineName(line.medicine), course_of(line), longest, where)
    for share in named.shares:
        medicine, brand = share.medicine, MedicineName(named.brand or named.name)
        held = None if share.amount is None else expose(line, share.amount)
        if held is None:
            yield Verdict.REFUSED, _uncounted(share, brand, where)
        else:
            name = Message(
                "plan.substance-in",
                "{substance} in {medicine}",
                substance=MedicineName(medicine.key),
                medicine=brand,
            )
            yield from _judge_amount(held, line, medicine, pharmacy, override, where, name)


def _judge_amount(
    exposure: Exposure,
    line: PlanLine,
    medicine: Medicine,
    pharmacy: Rulebook,
    override: Override | None,
    where: Key,
    name: Name | Message | None = None,
) -> Iterator[Judgement]:
    """What the line comes to of one medicine held against the limits of that medicine."""
    called, formulary = name or MedicineName(medicine.key), pharmacy.formulary
    yield from check_limits(exposure, medicine, formulary.longest_course, override, where, called)
    if isinstance(line.regimen, Scheduled):
        waking = formulary.waking_hours
        yield from check_spacing(line.regimen, medicine, waking, where, called)


def _uncounted(share: Share, brand: MedicineName, where: Key) -> Problem:
    """A combination whose dose cannot be held against the limits of what it contains."""
    substance = MedicineName(share.medicine.key)
    if share.amount is None:
        what = Message(
            "plan.content-unknown",
            "how much {substance} one piece of {medicine} holds is not known,"
            " and {substance} has limits",
            substance=substance,
            medicine=brand,
        )
        remedy = Message(
            "plan.each-by-itself",
            "prescribe each substance by itself, or ask the pharmacy to list it",
        )
        return Problem(where, what, remedy)
    what = Message(
        "plan.content-uncounted",
        "how much {substance} this dose of {medicine} holds cannot be counted,"
        " and {substance} has limits [A3]",
        substance=substance,
        medicine=brand,
    )
    remedy = Message(
        "plan.number-of-pieces",
        "write the dose as a number of tablets, capsules or sachets without an amount",
    )
    return Problem(where, what, remedy)


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
    order: dict[str, int] = {field: n for n, field in enumerate(fields)}
    return sorted(dict.fromkeys(problems), key=lambda problem: order[str(problem.where)])
