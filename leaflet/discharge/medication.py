"""Reading a medication plan: each line is understood and agrees with the leaflet, or is refused."""

from collections.abc import Iterator, Sequence
from datetime import date

from leaflet.discharge.companions import Companion, check_age, check_companions, is_elderly
from leaflet.discharge.day import ADULT, age_on
from leaflet.discharge.entry import Entry, read_entry
from leaflet.discharge.exposure import course_of, expose
from leaflet.discharge.limits import Finding, Found, check_course, check_limits
from leaflet.discharge.pharmacy import Pharmacy
from leaflet.discharge.plan import MedicationPlan, Override, PlanLine, Scheduled
from leaflet.discharge.plausibility import check_single, check_spacing
from leaflet.errors import DischargeError, Problem, Warned


def read_plan(
    lines: Sequence[str],
    visited: date,
    pharmacy: Pharmacy,
    born: date | None,
    override: Override | None,
    fields: Sequence[str] = (),
) -> Warned[MedicationPlan]:
    """The plan of one patient.

    Args:
        lines: One medicine each, as typed, in the grammar of section 4 of the design.
        visited: The day of the visit, which is the first day of every line.
        pharmacy: The limits of the leaflet that the plan is printed on (T46).
        born: The birth date of the patient, where it is given.
        override: Who exceeds a limit, where somebody does.
        fields: What messages call each line; ``med 1``, ``med 2``, … if nothing else is said.

    Raises:
        DischargeError: With every problem of every line.
    """
    if not lines or not pharmacy.formulary.medicines:
        what = "states no limits for a plan" if lines else "is empty"
        raise DischargeError(Problem("med", f"this {what}", "leave the plan out"))
    fields = fields or [f"med {n}" for n in range(1, len(lines) + 1)]
    # All of a patient that a plan is judged by; in a list most plans recur.
    ages = _is_minor(born, visited), is_elderly(born, visited)
    key = tuple(lines), tuple(fields), visited, ages, override
    return pharmacy.keep(key, lambda: _judge_plan(lines, visited, pharmacy, born, override, fields))


def _judge_plan(
    lines: Sequence[str],
    visited: date,
    pharmacy: Pharmacy,
    born: date | None,
    override: Override | None,
    fields: Sequence[str],
) -> Warned[MedicationPlan]:
    named = zip(lines, fields, strict=True)
    entries = [_read(text, field, visited, pharmacy) for text, field in named]
    found = [*_judge_lines(entries, pharmacy, override)]
    found += _judge_together(entries, visited, pharmacy, born, override)
    refused = [problem for finding, problem in found if finding is Finding.REFUSED]
    problems = [problem for entry in entries for problem in entry.problems] + refused
    if problems:
        raise DischargeError(*_in_order(problems, fields))
    warnings = [problem for entry in entries for problem in entry.warnings]
    warnings += [problem for finding, problem in found if finding is Finding.WARNED]
    used = _is_minor(born, visited) or any(f is Finding.OVERRIDDEN for f, _ in found)
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
    """One line held against the formulary."""
    assert entry.named is not None
    medicine, longest = entry.named.medicine, pharmacy.formulary.longest_course
    if medicine is None:
        if pharmacy.is_painkiller(entry.named):
            yield from check_course(line.medicine, course_of(line), longest, entry.where)
        return
    exposure = expose(line)
    assert exposure is not None
    yield from check_single(exposure.single, medicine, entry.where)
    yield from check_limits(exposure, medicine, longest, override, entry.where)
    if isinstance(line.regimen, Scheduled):
        waking = pharmacy.formulary.waking_hours
        yield from check_spacing(line.regimen, medicine, waking, entry.where)


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
    yield from check_companions(companions, pharmacy.register, override)
    yield from check_age(companions, pharmacy.register, born, visited)


def _in_order(problems: Sequence[Problem], fields: Sequence[str]) -> list[Problem]:
    """The problems in the order of the lines, each told once."""
    order = {field: n for n, field in enumerate(fields)}
    return sorted(dict.fromkeys(problems), key=lambda problem: order[str(problem.where)])


def _is_minor(born: date | None, visited: date) -> bool:
    """Whether the override was needed for a patient who is no adult."""
    return born is not None and age_on(visited, born) < ADULT
