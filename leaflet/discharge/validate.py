"""Turn a patient's record into a discharge: everything in it is valid, or nothing is accepted.

Facts are checked against the rules and against each other; all faults are reported at once.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import TypeVar

from leaflet.content.model.content import Rules
from leaflet.content.suggest import suggest
from leaflet.discharge.clean_text import read_free_text
from leaflet.discharge.day import read_birth_day, read_visit_day
from leaflet.discharge.patient import Discharge, Patient, Record
from leaflet.discharge.patient_name import read_name
from leaflet.discharge.plan.model import MedicationPlan, Override
from leaflet.discharge.plan.read import read_plan
from leaflet.discharge.plan.rulebook import Rulebook, open_pharmacy
from leaflet.discharge.plan.second_order import check_prescriber
from leaflet.errors import DischargeError, GlyphError, Problem, Warned
from leaflet.messages.message import Key, Message, any_of
from leaflet.messages.phrases import LEAVE_OUT
from leaflet.records import frozen

T = TypeVar("T")

_NAME, _OVERRIDE, _PRESCRIBER = Key("name"), Key("override"), Key("prescriber")


def read_discharge(
    record: Record,
    rules: Rules,
    today: date,
    pharmacy: Rulebook | None = None,
    clock: datetime | None = None,
) -> Warned[Discharge]:
    """Read everything in the record, and tell all that is wrong with it at once.

    Where neither a name nor a date nor a plan is given, the leaflet gets fields for the pen;
    otherwise a visit without a date was today.

    Args:
        record: As typed.
        rules: What the record is held against.
        today: In the time zone of the hospital.
        pharmacy: That of the rules, from a caller that opens it once for many records;
            ``None`` opens it here, where there is a plan.
        clock: The moment at which the record is read, where it is known. It tells of which day a
            dose was that was given, and is compared with nothing if the visit was on another day.

    Raises:
        DischargeError: With every problem that was found.
        GlyphError: If all that is wrong is that something cannot be set right.
    """
    found = _Findings([], [])
    words = rules.words
    name = visited = born = campus = override = plan = None
    with found.attempt():
        name = found.note(read_name(record.name or "", _NAME, words.placeholders))
        if name is None:
            _refuse_nameless(record)
    with found.attempt():
        override = found.note(_read_override(record))
    if typed := _given(record.date):
        with found.attempt():
            visited = found.note(read_visit_day(typed, Key("date"), words.calendar, today))
    elif name is not None:
        visited = today
    on = visited or today
    if typed := _given(record.born):
        with found.attempt():
            born = found.note(read_birth_day(typed, Key("born"), words.calendar, on))
    if typed := _given(record.campus):
        with found.attempt():
            campus = _read_campus(typed, rules.campuses)
    if record.med:
        with found.attempt():
            limits = _open_pharmacy(rules, pharmacy)
            if override is not None:
                with found.attempt():
                    check_prescriber(override.prescriber, limits)
            plan = found.note(_read_plan(record, on, limits, born, override, clock))
    elif override is not None:
        found.warnings.append(_idle(_OVERRIDE))
    found.settle()
    patient = None if name is None else Patient(name, born)
    return Warned(Discharge(patient, visited, campus, plan), tuple(found.warnings))


@frozen
class _Findings:
    """What was found so far; reading goes on after a refusal."""

    warnings: list[Problem]
    errors: list[DischargeError | GlyphError]

    def note(self, read: Warned[T]) -> T:
        """The value; its warnings are kept."""
        self.warnings.extend(read.warnings)
        return read.value

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Keep what is refused within, and go on after it."""
        try:
            yield
        except (DischargeError, GlyphError) as refused:
            self.errors.append(refused)

    def settle(self) -> None:
        """Refuse with everything that was kept, if anything was."""
        if not self.errors:
            return
        problems = [problem for refused in self.errors for problem in refused.problems]
        if all(isinstance(refused, GlyphError) for refused in self.errors):
            raise GlyphError(*problems)
        raise DischargeError(*problems)


def _given(typed: str | None) -> str | None:
    """What was typed, or ``None`` where there is nothing to see in it."""
    return typed if typed is not None and typed.strip() else None


def _refuse_nameless(record: Record) -> None:
    """Refuse the facts that only stand beside a name (``docs/rules.md`` 2.6)."""
    remedy = Message("name.give", "give the name of the patient")
    if record.med:
        what = Message("name.missing-for-plan", "is missing, and a plan is for one person")
        raise DischargeError(Problem(_NAME, what, remedy))
    if _given(record.born):
        what = Message("name.missing-beside-born", "is missing beside a birth date")
        raise DischargeError(Problem(_NAME, what, remedy))


def _read_override(record: Record) -> Warned[Override | None]:
    """Who overrides a limit and has told why (T45), or ``None`` where nobody does.

    Raises:
        DischargeError: If there is a reason and no prescriber.
    """
    reason = read_free_text(record.override or "", _OVERRIDE)
    prescriber = read_free_text(record.prescriber or "", _PRESCRIBER)
    warnings = reason.warnings + prescriber.warnings
    match _has_letters(reason.value), _has_letters(prescriber.value):
        case True, True:
            return Warned(Override(prescriber.value), warnings)
        case True, False:
            what = Message("override.no-prescriber", "is missing, and an override needs one")
            remedy = Message("override.say-who", "say who prescribes this")
            raise DischargeError(Problem(_PRESCRIBER, what, remedy))
        case False, True:
            return Warned(None, (*warnings, _idle(_PRESCRIBER)))
    return Warned(None, warnings)


def _idle(field: Key) -> Problem:
    what = Message("override.idle", "is given, but nothing is overridden")
    remedy = Message("override.not-printed", "leave it out; it is not printed")
    return Problem(field, what, remedy)


def _has_letters(text: str) -> bool:
    return any(sign.isalpha() for sign in text)


def _read_campus(typed: str, campuses: Mapping[str, str]) -> str:
    wanted = " ".join(typed.split()).casefold()
    keys = {key.casefold(): key for key in campuses}
    keys |= {name.casefold(): key for key, name in campuses.items()}
    if wanted in keys:
        return keys[wanted]
    otherwise = LEAVE_OUT
    if campuses:
        otherwise = Message("campus.choose", "choose {campuses}", campuses=any_of(campuses))
    what = Message("campus.unknown", "is not a campus of this hospital")
    raise DischargeError(Problem(Key("campus"), what, suggest(wanted, campuses, otherwise)))


def _open_pharmacy(rules: Rules, opened: Rulebook | None) -> Rulebook:
    """The limits of the leaflet, unless it has no place for a plan: then one is refused (T46)."""
    if not rules.has_plan_field:
        what = Message("plan.no-field", "this leaflet has no field for a plan")
        remedy = Message("plan.leave-medication-out", "leave the medication out")
        raise DischargeError(Problem(Key("med"), what, remedy))
    return opened or open_pharmacy(rules.formulary, rules.register, rules.words)


def _read_plan(
    record: Record,
    visited: date,
    pharmacy: Rulebook,
    born: date | None,
    override: Override | None,
    clock: datetime | None,
) -> Warned[MedicationPlan]:
    """The plan.

    Raises:
        DischargeError: With every problem of every line.
        GlyphError: If all that is wrong is that something cannot be set right.
    """
    try:
        fields = record.med_fields()
        return read_plan(record.med, visited, pharmacy, born, override, fields, clock)
    except DischargeError as refused:
        if set(refused.problems) <= set(_unsettable(record)):
            raise GlyphError(*refused.problems) from None
        raise


def _unsettable(record: Record) -> Iterator[Problem]:
    for line, field in zip(record.med, record.med_fields(), strict=True):
        try:
            read_free_text(line, field)
        except GlyphError as refused:
            yield from refused.problems
        except DischargeError:
            continue
