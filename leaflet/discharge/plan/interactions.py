"""Medicines of one plan checked against each other, and each against the register.

Source: ``docs/rules.md`` 2.5. Two lines of one substance, groups that do not go together, products
no longer sold or not taken every day, injections. Groups and verdicts are the pharmacy's data.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from leaflet.content.model.medicines import (
    Amount,
    Conflict,
    ConflictAction,
    Limits,
    Medicine,
    MedicineRegister,
    Moment,
    Rhythm,
    Unit,
)
from leaflet.discharge.day import age_on
from leaflet.discharge.plan.complaints import BY_HAND
from leaflet.discharge.plan.limits import Judgement, Verdict, exceeds
from leaflet.discharge.plan.medicine_names import THIS_MEDICINE, Named, Names
from leaflet.discharge.plan.model import (
    AsNeeded,
    Override,
    PlanLine,
    Scheduled,
    count_pieces,
    expose,
)
from leaflet.discharge.plan.spelling import casefold_plain
from leaflet.errors import DischargeError, Problem
from leaflet.messages.message import Excerpt, Joint, Key, Listing, MedicineName, Message
from leaflet.messages.phrases import CHECK_MEANT
from leaflet.records import frozen

_ELDERLY = 65
_NSAID = "nsaid"


@frozen
class Companion:
    """One medicine of the plan; its line is ``None`` where that was refused already."""

    where: Key
    named: Named
    line: PlanLine | None


def check_companions(
    companions: Sequence[Companion],
    names: Names,
    register: MedicineRegister,
    override: Override | None,
) -> Iterator[Judgement]:
    """Each pair that should not stand in one plan; named at the later line."""
    for n, later in enumerate(companions):
        for earlier in companions[:n]:
            if earlier.named.substances & later.named.substances:
                yield _same_substance(companions, earlier, later, override)
            yield from _clashes(earlier.named, later, names, register)


def is_elderly(born: date | None, visited: date) -> bool:
    """Whether the patient is 65 or older, as far as is known."""
    return born is not None and age_on(visited, born) >= _ELDERLY


def check_age(
    companions: Sequence[Companion],
    names: Names,
    register: MedicineRegister,
    born: date | None,
    visited: date,
) -> Iterator[Judgement]:
    """An anti-inflammatory for somebody of 65 or older (``docs/rules.md`` 2.6)."""
    if not is_elderly(born, visited):
        return
    for companion in companions:
        if any(_NSAID in part.groups for part in _parts(companion.named, names, register)):
            what = Message(
                "plan.elderly",
                "{medicine} for a patient of {age} or older [2.6]",
                medicine=MedicineName(companion.named.name),
                age=_ELDERLY,
            )
            yield Verdict.WARNED, Problem(companion.where, what, CHECK_MEANT)


def _same_substance(
    companions: Sequence[Companion], earlier: Companion, later: Companion, override: Override | None
) -> Judgement:
    """Refused, unless each total is known, within a bound, and a prescriber overrides it."""
    both = sorted(earlier.named.substances & later.named.substances)
    shared: Message | Listing = THIS_MEDICINE
    if later.named.atc is not None:
        shared = Listing(tuple(map(MedicineName, both)), Joint.AND)
    limited = {casefold_plain(medicine.key): medicine for medicine in later.named.limited}
    within, beyond = True, list[Message]()
    for substance in both:
        medicine = limited.get(substance)
        sums = None if medicine is None else _add_up(companions, medicine)
        if medicine is None or sums is None:
            within = False
        elif told := _beyond(sums, medicine):
            beyond.append(told)
    if beyond:
        what = Message(
            "plan.stands-twice-beyond",
            "{substances} stands in {field} as well, {sums} [A3]",
            substances=shared,
            field=earlier.where,
            sums=Listing(tuple(beyond), Joint.AND),
        )
    else:
        what = Message(
            "plan.stands-twice",
            "{substances} stands in {field} as well [2.5]",
            substances=shared,
            field=earlier.where,
        )
    overridden = within and not beyond and override is not None
    finding = Verdict.OVERRIDDEN if overridden else Verdict.REFUSED
    return finding, Problem(later.where, what, Message("plan.write-once", "write it once"))


@frozen
class _Sums:
    """What all lines of a plan come to of one medicine, in milligrams.

    Attributes:
        at_once: The most that is taken together, where what is taken when needed may fall on
            any moment.
        per_day: In 24 hours.
    """

    at_once: Decimal
    per_day: Decimal


def _add_up(companions: Sequence[Companion], medicine: Medicine) -> _Sums | None:
    """The sums over all lines that hold it (A3); ``None`` where one of them is not known."""
    per_day = needed = Decimal(0)
    at: dict[Moment, Decimal] = {}
    for companion in companions:
        named, line = companion.named, companion.line
        held = [share.amount for share in named.shares if share.medicine is medicine]
        if named.medicine is not medicine and not held:
            continue
        if line is None or (held and held[0] is None):
            return None
        exposure = expose(line, held[0] if held else None)
        mass = None if exposure is None else exposure.single.milligrams()
        if exposure is None or mass is None:
            return None
        per_day += mass * exposure.intakes
        if isinstance(line.regimen, AsNeeded):
            needed += mass
        else:
            for intake in line.regimen.intakes:
                at[intake.moment] = at.get(intake.moment, Decimal(0)) + mass
    return _Sums(max(at.values(), default=Decimal(0)) + needed, per_day)


def _beyond(sums: _Sums, medicine: Medicine) -> Message | None:
    """What exceeds limit and ceiling, as messages say it; a day without a limit is exceeded."""
    stated = (medicine.limits, medicine.ceiling or Limits())
    per_day = Amount(sums.per_day, Unit.MILLIGRAM)
    if all(bound is None or exceeds(per_day, bound) for bound in map(_per_day, stated)):
        return Message(
            "plan.together-a-day",
            "together {amount} of {medicine} a day",
            amount=per_day.quantity(),
            medicine=MedicineName(medicine.key),
        )
    at_once = Amount(sums.at_once, Unit.MILLIGRAM)
    singles = [limits.single for limits in stated if limits.single is not None]
    if singles and all(exceeds(at_once, bound) for bound in singles):
        return Message(
            "plan.together-at-once",
            "together {amount} of {medicine} at once",
            amount=at_once.quantity(),
            medicine=MedicineName(medicine.key),
        )
    return None


def _per_day(limits: Limits) -> Amount | None:
    """The limit of a day, stated or derived from dose and number of intakes (2.2)."""
    if limits.per_day is not None or limits.single is None or limits.intakes is None:
        return limits.per_day
    return Amount(limits.single.value * limits.intakes, limits.single.unit)


@frozen
class _Part:
    """A substance in a medicine, or a combination as a whole, with the groups that it is in."""

    name: str
    groups: frozenset[str]


def _clashes(
    earlier: Named, later: Companion, names: Names, register: MedicineRegister
) -> Iterator[Judgement]:
    one, other = _parts(earlier, names, register), _parts(later.named, names, register)
    pairs = [
        (first.groups, second.groups)
        for first in one
        for second in other
        if first.name != second.name  # which is told as the same substance
    ]
    for conflict in register.conflicts:
        if not any(_meet(conflict, *pair) for pair in pairs):
            continue
        what = Message(
            "plan.clash",
            "{earlier} and {later}: {reason} [2.5]",
            earlier=MedicineName(earlier.name),
            later=MedicineName(later.named.name),
            reason=Excerpt(conflict.reason),
        )
        if conflict.verdict is ConflictAction.REFUSE:
            remedy = Message("plan.check-which", "check which of the two is meant")
            yield Verdict.REFUSED, Problem(later.where, what, remedy)
        else:
            remedy = Message("plan.check-both-meant", "check that both are meant")
            yield Verdict.WARNED, Problem(later.where, what, remedy)


def _meet(conflict: Conflict, one: frozenset[str], other: frozenset[str]) -> bool:
    pair = (conflict.first, conflict.second)
    return any(first in one and second in other for first, second in (pair, pair[::-1]))


def _parts(named: Named, names: Names, register: MedicineRegister) -> list[_Part]:
    """What groups are looked for in: the medicine, or each substance of a combination.

    A combination is in the groups of its own ATC code as well, whether or not the register knows
    which of its substances brings it there.
    """
    own = _groups(named.atc, register)
    if len(named.substances) == 1:
        (substance,) = named.substances
        return [_Part(substance, own)]
    parts = [
        _Part(substance, _groups(names.known[substance].atc, register))
        for substance in sorted(named.substances & names.known.keys())
    ]
    rest = own.difference(*(part.groups for part in parts))
    return [*parts, _Part(casefold_plain(named.name), rest)]


def _groups(atc: str | None, register: MedicineRegister) -> frozenset[str]:
    return frozenset(group.key for group in register.groups if atc and group.holds(atc))


_RHYTHMS: Mapping[Rhythm, Callable[[MedicineName], Message]] = {
    Rhythm.WEEKLY: lambda name: Message(
        "plan.weekly",
        "{medicine} is taken once a week and not every day, which a plan cannot print yet",
        medicine=name,
    ),
    Rhythm.MONTHLY: lambda name: Message(
        "plan.monthly",
        "{medicine} is taken once a month and not every day, which a plan cannot print yet",
        medicine=name,
    ),
    Rhythm.WEEKLY_OR_DAILY: lambda name: Message(
        "plan.weekly-or-daily",
        "{medicine} is taken every day by some and once a week or less by others,"
        " which a plan cannot print yet",
        medicine=name,
    ),
    Rhythm.PATCH: lambda name: Message(
        "plan.patch",
        "{medicine} is a patch that stays on for days, which a plan cannot print yet",
        medicine=name,
    ),
}


def require_product(named: Named, where: Key) -> None:
    """Refuse a medicine that no plan can hold, whatever the rest of its line says.

    Raises:
        DischargeError: If it is withdrawn, or not taken every day.
    """
    if problems := tuple(_find_impossible(named, where)):
        raise DischargeError(*problems)


def _find_impossible(named: Named, where: Key) -> Iterator[Problem]:
    product = named.product
    if product is None:
        return
    name = MedicineName(named.brand or named.name)
    if product.withdrawn:
        what = Message(
            "plan.withdrawn",
            "{medicine} is withdrawn: it is no longer on the market",
            medicine=name,
        )
        remedy = Message("plan.choose-another", "check the name, and choose another medicine")
        yield Problem(where, what, remedy)
    if product.taken is not None and product.taken in _RHYTHMS:
        yield Problem(where, _RHYTHMS[product.taken](name), BY_HAND)


# By ATC: on joints and on the skin, in the eye, the ear and the nose, and numbing the skin. Less
# what of these groups is swallowed: D01B, D05B, D10B, S01EC and R01B.
_TOPICAL = re.compile(r"M02A|D(?!01B|05B|10B)|S01(?!EC)|S0[23]|R01A|N01BB")


def check_use(named: Named, line: PlanLine, where: Key) -> Iterator[Judgement]:
    """A line that its medicine contradicts: one that is taken once, injected, or not swallowed."""
    product = named.product
    if product is None:
        return
    name = MedicineName(named.brand or named.name)
    if product.taken is Rhythm.ONCE and not _is_single(line):
        what = Message(
            "plan.taken-once",
            "{medicine} is taken once, and the line is for more than one intake",
            medicine=name,
        )
        remedy = Message(
            "plan.one-moment", "name one moment of one day; another rhythm cannot be printed yet"
        )
        yield Verdict.REFUSED, Problem(where, what, remedy)
    remedy = Message("plan.check-name-and-dose", "check the name and the dose")
    if product.injection and count_pieces(line.dose) is not None:
        what = Message(
            "plan.injection",
            "{medicine} is an injection, and the line has it in tablets, capsules or sachets",
            medicine=name,
        )
        yield Verdict.REFUSED, Problem(where, what, remedy)
    if _TOPICAL.match(product.atc) and count_pieces(line.dose) is not None:
        what = Message(
            "plan.not-swallowed",
            "{medicine} is not swallowed, and the line has it in tablets, capsules or sachets",
            medicine=name,
        )
        yield Verdict.REFUSED, Problem(where, what, remedy)


def _is_single(line: PlanLine) -> bool:
    regimen = line.regimen
    return isinstance(regimen, Scheduled) and len(regimen.intakes) == regimen.days == 1
