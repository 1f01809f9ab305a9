"""One line of a plan, read by itself: its medicine, its line, and what is wrong with either."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from leaflet.discharge.dosing import settle_dose
from leaflet.discharge.free_text import read_free_text
from leaflet.discharge.given import Given, find_next, settle_given
from leaflet.discharge.grammar import Part, Phrases
from leaflet.discharge.line import read_parts
from leaflet.discharge.naming import Named, read_name, warn_unchecked
from leaflet.discharge.parts import Parts, Prescription
from leaflet.discharge.pharmacy import Pharmacy
from leaflet.discharge.plain_words import find_form
from leaflet.discharge.plan import AsNeeded, Meal, PlanLine, Scheduled
from leaflet.discharge.product import check_product
from leaflet.discharge.reading import Comma, Reading
from leaflet.discharge.regimen import settle_regimen
from leaflet.discharge.rhythm import find_rhythm, keep_silent
from leaflet.discharge.second_order import check_reason
from leaflet.discharge.spelling import fold
from leaflet.discharge.stray import say_barred
from leaflet.errors import DischargeError, GlyphError, Problem
from leaflet.manuscript.formulary import Formulary


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

    where: str
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


def read_entry(text: str, where: str, visited: date, pharmacy: Pharmacy) -> Entry:
    """The line as far as it can be read; nothing is raised, everything is kept."""
    entry = Entry(where)
    with entry.attempt():
        cleaned = _clean(text, entry)
        _read(cleaned, entry, visited, pharmacy)
        rest = pharmacy.names.rest(cleaned)
        entry.problems = keep_silent(entry.problems, rest, pharmacy.phrases)
    return entry


def _read(text: str, entry: Entry, visited: date, pharmacy: Pharmacy) -> None:
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


def _refuse_words(text: str, where: str, phrases: Phrases) -> None:
    """Refuse words after which nothing else of the line is worth reading.

    Raises:
        DischargeError: If one says not, no longer, perhaps or what is not borne, or tells of
            another rhythm than every day.
    """
    told = find_form(text, phrases.barred) or find_form(
        _before_reason(text, phrases), phrases.allergies
    )
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


def _read_parts(text: str, start: int, entry: Entry, named: Named, pharmacy: Pharmacy) -> Parts:
    """What was typed; for a bare medicine, with the regimen that the formulary states.

    Raises:
        DischargeError: If it is badly written, or bare where no regimen is stated.
    """
    comma = Comma.AMBIGUOUS if named.medicine is None else Comma.SEPARATES
    reading = Reading(entry.where, pharmacy.phrases, pharmacy.words.calendar, comma)
    typed = read_parts(text, start, reading)
    entry.warnings.extend(typed.warnings)
    if typed.value.says_how():
        return typed.value
    regimen = named.medicine.default_regimen if named.medicine else None
    if regimen is None:
        examples = pharmacy.phrases.examples
        what = f"no dose is written for {named.called}, and the formulary states no regimen for it"
        remedy = f"write dose, frequency and length: {examples.dose} {examples.frequency}"
        raise reading.refuse(what, f"{remedy} {examples.days}")
    stated = read_parts(regimen, 0, reading).value
    beside = typed.value
    return replace(
        stated,
        reason=beside.reason or stated.reason,
        given=beside.given,
        prescription=beside.prescription or stated.prescription,
    )


def _settle(entry: Entry, named: Named, parts: Parts, visited: date, pharmacy: Pharmacy) -> None:
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


def _prescription(parts: Parts, named: Named, where: str, formulary: Formulary) -> bool:
    """Whether it needs a prescription: as the formulary states, or else as the line says.

    A combination needs one where one of its substances does.
    """
    holds = any(m.on_prescription for m in formulary.medicines if fold(m.key) in named.substances)
    needed = named.medicine is not None and named.medicine.on_prescription
    if needed and parts.prescription is Prescription.NOT_NEEDED:
        what = f"{named.name} is only given on prescription [F56]"
        remedy = "leave out that it is given without"
        raise DischargeError(Problem(where, what, remedy))
    return needed or holds or parts.prescription is Prescription.NEEDED


def _with_food(parts: Parts, named: Named, regimen: Scheduled | AsNeeded) -> bool:
    stated = any(medicine.with_food for medicine in named.limited)
    return stated or (isinstance(regimen, AsNeeded) and parts.food is Meal.WITH)


def tell_given(entry: Entry, visited: date, pharmacy: Pharmacy, clock: datetime | None) -> Entry:
    """The entry with the moment of a dose that was given, and of the next one where it is known.

    It stands apart, since this alone hangs on the moment at which it is read.
    """
    if entry.line is None or entry.given is None:
        return entry
    told = replace(entry, problems=[*entry.problems])
    grammar = pharmacy.words.grammar
    example = " ".join((grammar.given[0], *grammar.day_before[:1], "HH.MM"))
    with told.attempt():
        given = settle_given(entry.given, visited, clock, entry.where, example)
        told.line = replace(entry.line, given=given.time(), given_on=given.date())
        interval = _interval(entry.line.regimen, entry.named)
        if interval is not None:
            due = find_next(given, interval)
            told.line = replace(told.line, next_earliest=due.time(), next_on=due.date())
    return told


def _interval(regimen: Scheduled | AsNeeded, named: Named | None) -> int | None:
    """Hours between two doses: as the line says, or else as the formulary (``domain.md`` 2.1)."""
    if isinstance(regimen, AsNeeded) and regimen.interval is not None:
        return regimen.interval
    return None if named is None else named.interval
