"""Judge one settled line: limits, ceilings, and what the register says of its medicine.

Lines of one plan are judged together in ``interactions``. Begin with ``judge``.
"""

from collections.abc import Iterator

from leaflet.content.model.medicines import Medicine
from leaflet.discharge.plan.interactions import check_use
from leaflet.discharge.plan.limits import (
    Judgement,
    Verdict,
    check_course,
    check_limits,
    check_single,
    check_spacing,
)
from leaflet.discharge.plan.medicine_names import Named, Share
from leaflet.discharge.plan.model import (
    Exposure,
    Override,
    PlanLine,
    Scheduled,
    course_of,
    expose,
)
from leaflet.discharge.plan.rulebook import Rulebook
from leaflet.errors import Problem
from leaflet.messages.message import Key, MedicineName, Message, Name


def judge(
    line: PlanLine, named: Named, where: Key, pharmacy: Rulebook, override: Override | None
) -> Iterator[Judgement]:
    """Compare one line with the formulary and the register; give each finding its verdict.

    Args:
        line: As :func:`~leaflet.discharge.plan.settle.settle` made it.
        named: Its medicine.
        where: The field, for messages.
        pharmacy: The limits of the leaflet.
        override: Who exceeds a limit, or ``None``.
    """
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
        exposure = None if share.amount is None else expose(line, share.amount)
        if exposure is None:
            yield Verdict.REFUSED, _uncounted(share, brand, where)
        else:
            name = Message(
                "plan.substance-in",
                "{substance} in {medicine}",
                substance=MedicineName(medicine.key),
                medicine=brand,
            )
            yield from _judge_amount(exposure, line, medicine, pharmacy, override, where, name)


def _judge_amount(
    exposure: Exposure,
    line: PlanLine,
    medicine: Medicine,
    pharmacy: Rulebook,
    override: Override | None,
    where: Key,
    name: Name | Message | None = None,
) -> Iterator[Judgement]:
    """Compare what the line comes to of one medicine with the limits of that medicine."""
    called, formulary = name or MedicineName(medicine.key), pharmacy.formulary
    yield from check_limits(exposure, medicine, formulary.longest_course, override, where, called)
    if isinstance(line.regimen, Scheduled):
        waking = formulary.waking_hours
        yield from check_spacing(line.regimen, medicine, waking, where, called)


def _uncounted(share: Share, brand: MedicineName, where: Key) -> Problem:
    """A combination whose dose cannot be compared with the limits of its substances."""
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
