"""Settle the parts of a plan line into a line: which medicine, which dose, when and until when.

Whoever has parts already, from a form or another system, enters here: nothing below asks how they
were written. Begin with ``settle``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from leaflet.content.model.medicines import Formulary
from leaflet.discharge.plan.complaints import IN_WORDS
from leaflet.discharge.plan.dose import settle_dose
from leaflet.discharge.plan.interactions import require_product
from leaflet.discharge.plan.medicine_names import Named, warn_unchecked
from leaflet.discharge.plan.model import AsNeeded, Meal, PlanLine, Scheduled
from leaflet.discharge.plan.parse import Comma, LineContext, Parts, Prescription, parse
from leaflet.discharge.plan.regimen import settle_regimen
from leaflet.discharge.plan.rulebook import Rulebook
from leaflet.discharge.plan.second_order import check_reason
from leaflet.discharge.plan.spelling import casefold_plain
from leaflet.errors import DischargeError, Problem, Warned
from leaflet.messages.message import Key, MedicineName, Message, both


def settle(
    parts: Warned[Parts], named: Named, where: Key, visited: date, pharmacy: Rulebook
) -> Warned[PlanLine]:
    """Settle what a line says of a medicine; ``read.tell_given`` adds the dose that was given.

    Args:
        parts: As they were parsed. Where they do not say how the medicine is taken, the regimen
            of the formulary takes their place.
        named: The medicine.
        where: The field, for messages.
        visited: The day of the visit.
        pharmacy: The limits of the leaflet.

    Raises:
        DischargeError: With every reason why there is no line.
    """
    require_product(named, where)
    said = _with_regimen(parts.value, named, where, pharmacy)
    warnings = [] if named.checked else [warn_unchecked(named, where, pharmacy.names)]
    warnings.extend(parts.warnings)
    problems: list[Problem] = []
    dose = regimen = None
    with _kept(problems):
        settled = settle_dose(said, named, where, pharmacy.phrases.examples)
        warnings.extend(settled.warnings)
        dose = settled.value
    with _kept(problems):
        timed = settle_regimen(said, dose, named, visited, pharmacy, where)
        warnings.extend(timed.warnings)
        regimen = timed.value
    with _kept(problems):
        check_reason(said.reason, where, pharmacy)
    with _kept(problems):
        needs_prescription = _prescription(said, named, where, pharmacy.formulary)
    if problems:
        raise DischargeError(*problems)
    assert dose is not None
    assert regimen is not None
    line = PlanLine(
        medicine=named.name,
        brand=named.brand,
        checked=named.checked,
        dose=dose,
        regimen=regimen,
        with_food=_with_food(said, named, regimen),
        on_prescription=needs_prescription,
        reason=said.reason,
        given=None,
        next_earliest=None,
        listed=named.atc is not None,
    )
    return Warned(line, tuple(warnings))


@contextmanager
def _kept(problems: list[Problem]) -> Iterator[None]:
    """Collect what the block refuses, and go on after it."""
    try:
        yield
    except DischargeError as refused:
        problems.extend(refused.problems)


def _with_regimen(parts: Parts, named: Named, where: Key, pharmacy: Rulebook) -> Parts:
    """The parts; for a bare medicine, with the regimen that the formulary states.

    Raises:
        DischargeError: If it is bare, and no regimen is stated.
    """
    if parts.says_how():
        return parts
    context = LineContext(where, pharmacy.phrases, pharmacy.words.calendar, Comma.SEPARATES)
    regimen = named.medicine.default_regimen if named.medicine else None
    if regimen is None:
        what = Message(
            "plan.no-regimen",
            "no dose is written for {medicine}, and the formulary states no regimen for it",
            medicine=named.called,
        )
        remedy = Message("plan.write-regimen", "write dose, frequency and length")
        raise context.refuse(what, both(remedy, IN_WORDS))
    stated = parse(regimen, 0, context).value
    return replace(
        stated,
        reason=parts.reason or stated.reason,
        given=parts.given,
        prescription=parts.prescription or stated.prescription,
    )


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
