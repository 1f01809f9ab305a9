"""The dose of a plan line: the amount of substance and the pieces in the hand must agree (A1)."""

from collections.abc import Iterator, Mapping

from leaflet.content.model.medicines import HANDLED, Amount, Medicine, Unit
from leaflet.discharge.plan.grammar import HALF, Examples
from leaflet.discharge.plan.medicine_names import Named
from leaflet.discharge.plan.model import Dose, Pieces
from leaflet.discharge.plan.parse import Parts
from leaflet.errors import DischargeError, Problem, Warned
from leaflet.messages.message import Command, Key, Message, Quantity

MOST_PIECES = 4
"""More tablets, capsules or sachets at a time are taken for a slip, or for their number a day."""


def settle_dose(parts: Parts, named: Named, where: Key, examples: Examples) -> Warned[Dose]:
    """The dose that the line states; pieces are filled in where the formulary leaves no choice.

    Raises:
        DischargeError: If there is no dose or more than one, if amount and pieces disagree (A1),
            if there are too many pieces, if it cannot be compared with the limits, or if a piece
            may not be halved (N10, T41).
    """
    dose = _dose(parts, named, where, examples)
    _refuse_handful(dose, where)
    if named.medicine is None or dose.amount is None:
        return Warned(dose, _halving(dose, named, where))
    if dose.amount.milligrams() is None:
        what = Message(
            "plan.dose-unweighed",
            "a dose of {medicine} in {units} cannot be held against its limits",
            medicine=named.called,
            units=_UNWEIGHED[dose.amount.unit],
        )
        remedy = Message(
            "plan.write-amount-too",
            "write the amount of substance as well, such as {example}",
            example=examples.dose,
        )
        raise _refuse(where, what, remedy)
    if dose.handled is None:
        dose = Dose(dose.amount, _only_presentation(dose.amount, named.medicine))
    return Warned(dose, _halving(dose, named, where))


_UNWEIGHED: Mapping[Unit, Message] = {
    Unit.MILLILITRE: Message("unit.mls", "mls"),
    Unit.DROP: Message("unit.drops", "drops"),
    Unit.TABLET: Message("unit.tablets", "tablets"),
    Unit.CAPSULE: Message("unit.capsules", "capsules"),
    Unit.SACHET: Message("unit.sachets", "sachets"),
    Unit.UNIT: Message("unit.units", "units"),
}
"""The units of which nothing tells how many mg one is."""


def _dose(parts: Parts, named: Named, where: Key, examples: Examples) -> Dose:
    # Nothing tells how many mg a drop or a ml holds, so 50 mg beside 200 drops is a second dose.
    is_mass = all(amount.milligrams() is not None for amount in parts.amounts)
    if len(parts.pieces) > 1 or len(parts.amounts) > 1 or (parts.pieces and not is_mass):
        what = Message("plan.two-doses", "states more than one dose")
        raise _refuse(where, what, Message("plan.one-dose", "write one dose for each intake"))
    amount = next(iter(parts.amounts), None)
    if not parts.pieces:
        if amount is None:
            what = Message("plan.no-dose", "states no dose")
            raise _refuse(where, what, _such_as(examples.dose))
        return Dose(amount, None)
    pieces = parts.pieces[0]
    if pieces.strength is not None:
        return _agreeing(amount, pieces, where)
    if amount is not None and pieces.count == 1:
        return Dose(amount, Pieces(pieces.count, pieces.form, amount))
    if amount is not None or named.medicine is not None:
        what = Message(
            "plan.strength-unsaid",
            "a dose in pieces of {medicine} does not say how strong one piece is [A1]",
            medicine=named.called,
        )
        raise _refuse(where, what, _such_as(examples.pieces))
    return Dose(None, pieces)


def _such_as(example: Command) -> Message:
    return Message("plan.such-as", "write it, such as {example}", example=example)


def _agreeing(amount: Amount | None, pieces: Pieces, where: Key) -> Dose:
    """The pieces, and the amount that they hold (A1).

    Raises:
        DischargeError: If another amount was written beside them.
    """
    assert pieces.strength is not None
    held = Amount(pieces.count * pieces.strength.value, pieces.strength.unit)
    if amount is None:
        return Dose(held, pieces)
    if amount.milligrams() != held.milligrams():
        what = Message(
            "plan.dose-and-pieces",
            "{amount} is not {count} x {strength}, which is {held} [A1]",
            amount=amount.quantity(),
            count=pieces.count,
            strength=pieces.strength.quantity(),
            held=held.quantity(),
        )
        remedy = Message(
            "plan.correct-dose", "correct the dose, the number of pieces or their strength"
        )
        raise _refuse(where, what, remedy)
    return Dose(amount, pieces)


def _refuse_handful(dose: Dose, where: Key) -> None:
    """Refuse more pieces at a time than anybody is asked to take.

    Raises:
        DischargeError: If there are.
    """
    handled = dose.handled
    if handled is None or handled.form not in HANDLED or handled.count <= MOST_PIECES:
        return
    what = Message(
        "plan.handful",
        "{pieces} at a time are more than {most}",
        pieces=Quantity(handled.count, handled.form.value),
        most=MOST_PIECES,
    )
    remedy = Message(
        "plan.check-handful", "check the dose; write pieces of another strength, if that is meant"
    )
    raise _refuse(where, what, remedy)


def _only_presentation(amount: Amount, medicine: Medicine) -> Pieces | None:
    """The pieces that make up the dose, if only one presentation of the formulary can."""
    fitting = list(_fitting(amount, medicine))
    return fitting[0] if len(fitting) == 1 else None


def _fitting(amount: Amount, medicine: Medicine) -> Iterator[Pieces]:
    wanted = amount.milligrams()
    for presentation in medicine.presentations:
        strength = presentation.strength.milligrams()
        if wanted is None or strength is None:
            continue
        whole = wanted % strength == 0
        if whole or (presentation.scored and wanted * 2 == strength):
            count = wanted / strength if whole else HALF
            if count > MOST_PIECES:
                continue
            yield Pieces(count, presentation.form, presentation.strength)


def _halving(dose: Dose, named: Named, where: Key) -> tuple[Problem, ...]:
    """What is to be said of a piece that is divided; nothing where it may be (T41).

    Raises:
        DischargeError: If it may not.
    """
    handled = dose.handled
    if handled is None or handled.count != HALF or handled.form not in HANDLED:
        return ()
    remedy = Message("plan.whole-pieces", "write whole pieces of another strength")
    if handled.form is not Unit.TABLET:
        half = Quantity(handled.count, handled.form.value)
        what = Message("plan.no-half", "{half} cannot be taken [N10]", half=half)
        raise _refuse(where, what, remedy)
    scored = _scores(handled, named.medicine)
    if False in scored:
        what = Message(
            "plan.not-scored",
            "a tablet of {medicine} of this strength is not scored, so it is not halved [N10]",
            medicine=named.called,
        )
        raise _refuse(where, what, remedy)
    if True in scored:
        return ()
    what = Message(
        "plan.halving-unknown",
        "whether this tablet of {medicine} may be halved is not known [N10]",
        medicine=named.called,
    )
    return (Problem(where, what, Message("plan.check-scored", "check that it is scored")),)


def _scores(handled: Pieces, medicine: Medicine | None) -> set[bool]:
    """What the formulary says of this strength; empty where it says nothing."""
    if medicine is None or handled.strength is None:
        return set()
    wanted = handled.strength.milligrams()
    return {
        presentation.scored
        for presentation in medicine.presentations
        if presentation.form is handled.form and presentation.strength.milligrams() == wanted
    }


def _refuse(where: Key, what: Message, remedy: Message) -> DischargeError:
    return DischargeError(Problem(where, what, remedy))
