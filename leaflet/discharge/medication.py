"""Reading a medication plan: each line is understood and agrees with the leaflet, or is refused."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from leaflet.discharge.companions import Companion, check_age, check_companions, is_elderly
from leaflet.discharge.day import ADULT, is_minor
from leaflet.discharge.entry import Entry, read_entry, tell_given
from leaflet.discharge.exposure import Exposure, course_of, expose
from leaflet.discharge.limits import Finding, Found, check_course, check_limits
from leaflet.discharge.naming import Share
from leaflet.discharge.pharmacy import Pharmacy
from leaflet.discharge.plan import MedicationPlan, Override, PlanLine, Scheduled
from leaflet.discharge.plausibility import check_single, check_spacing
from leaflet.discharge.product import check_use
from leaflet.errors import DischargeError, Problem, Warned
from leaflet.manuscript.formulary import Medicine

_NO_CHILD = Problem(
    "born",
    f"is that of a patient under {ADULT}, and the limits of the formulary are for adults only",
    "check the year; for a child, leave the plan to the pen (--pen), and write it by hand",
)


def read_plan(
    lines: Sequence[str],
    visited: date,
    pharmacy: Pharmacy,
    born: date | None,
    override: Override | None,
    fields: Sequence[str] = (),
    clock: datetime | None = None,
) -> Warned[MedicationPlan]:
    """The plan of one patient.

    Args:
        lines: One medicine each, as typed, in the grammar of section 4 of the design.
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
        what = "states no limits for a plan" if lines else "is empty"
        raise DischargeError(Problem("med", f"this {what}", "leave the plan out"))
    fields = fields or [f"med {n}" for n in range(1, len(lines) + 1)]
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
    pharmacy: Pharmacy,
    born: date | None,
    override: Override | None,
    fields: Sequence[str],
) -> Warned[MedicationPlan]:
    found = [*_judge_lines(entries, pharmacy, override)]
    found += _judge_together(entries, visited, pharmacy, born, override)
    refused = [problem for finding, problem in found if finding is Finding.REFUSED]
    problems = [problem for entry in entries for problem in entry.problems] + refused
    # Nobody may override it: a limit for an adult says nothing of a child.
    minor = (_NO_CHILD,) if is_minor(born, visited) else ()
    if problems or minor:
        raise DischargeError(*minor, *_in_order(problems, fields))
    warnings = [problem for entry in entries for problem in entry.warnings]
    warnings += [problem for finding, problem in found if finding is Finding.WARNED]
    used = any(finding is Finding.OVERRIDDEN for finding, _ in found)
    warnings = [*_in_order(warnings, fields)]
    if override is not None and not used:
        what = "is given, but no limit is exceeded"
        warnings.append(Problem("override", what, "leave it out; the plan does not mention it"))
    read = tuple(entry.line for entry in entries if entry.line is not None)
    return Warned(MedicationPlan(read, override if used else None), tuple(warnings))


def _read(text: str, where: str, visited: date, pharmacy: Pharmacy) -> Entry:
    key = text, where, visited
    return pharmacy.keep(key, lambda: read_entry(text, where, visited, pharmacy))


def _judge_lines(
    entries: Sequence[Entry], pharmacy: Pharmacy, override: Override | None
) -> Iterator[Found]:
    for entry in entries:
        if entry.named is not None and entry.line is not None:
            yield from _judge(entry, entry.line, pharmacy, override)


def _judge(
    entry: Entry, line: PlanLine, pharmacy: Pharmacy, override: Override | None
) -> Iterator[Found]:
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
        yield from check_course(line.medicine, course_of(line), longest, where)
    for share in named.shares:
        medicine, brand = share.medicine, named.brand or named.name
        held = None if share.amount is None else expose(line, share.amount)
        if held is None:
            yield Finding.REFUSED, _uncounted(share, brand, where)
        else:
            name = f"{medicine.key} in {brand}"
            yield from _judge_amount(held, line, medicine, pharmacy, override, where, name)


def _judge_amount(
    exposure: Exposure,
    line: PlanLine,
    medicine: Medicine,
    pharmacy: Pharmacy,
    override: Override | None,
    where: str,
    name: str | None = None,
) -> Iterator[Found]:
    """What the line comes to of one medicine held against the limits of that medicine."""
    called, formulary = name or medicine.key, pharmacy.formulary
    yield from check_limits(exposure, medicine, formulary.longest_course, override, where, called)
    if isinstance(line.regimen, Scheduled):
        waking = formulary.waking_hours
        yield from check_spacing(line.regimen, medicine, waking, where, called)


def _uncounted(share: Share, brand: str, where: str) -> Problem:
    """A combination whose dose cannot be held against the limits of what it contains."""
    key = share.medicine.key
    if share.amount is None:
        what = f"how much {key} one piece of {brand} holds is not known, and {key} has limits"
        remedy = "prescribe each substance by itself, or ask the pharmacy to list it"
        return Problem(where, what, remedy)
    what = f"how much {key} this dose of {brand} holds cannot be counted, and {key} has limits"
    remedy = "write the dose as a number of tablets, capsules or sachets without an amount"
    return Problem(where, f"{what} [A3]", remedy)


def _judge_together(
    entries: Sequence[Entry],
    visited: date,
    pharmacy: Pharmacy,
    born: date | None,
    override: Override | None,
) -> Iterator[Found]:
    companions = [
        Companion(entry.where, entry.named, entry.line)
        for entry in entries
        if entry.named is not None
    ]
    yield from check_companions(companions, pharmacy.names, pharmacy.register, override)
    yield from check_age(companions, pharmacy.names, pharmacy.register, born, visited)


def _in_order(problems: Sequence[Problem], fields: Sequence[str]) -> list[Problem]:
    """The problems in the order of the lines, each told once."""
    order = {field: n for n, field in enumerate(fields)}
    return sorted(dict.fromkeys(problems), key=lambda problem: order[str(problem.where)])
