"""Medicines of one plan held against each other: the same substance, or groups that clash.

Source: ``domain.md`` 2.5. The groups and what happens when they meet are the pharmacy's data.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from leaflet.discharge.day import age_on
from leaflet.discharge.english import enumerate_all, write_amount
from leaflet.discharge.exposure import expose
from leaflet.discharge.limits import Finding, Found, exceeds
from leaflet.discharge.naming import Named
from leaflet.discharge.plan import Override, PlanLine
from leaflet.errors import Problem
from leaflet.frozen import frozen
from leaflet.manuscript.amount import Amount, Unit
from leaflet.manuscript.formulary import Conflict, Limits, Register, Verdict

_ELDERLY = 65
_NSAID = "nsaid"


@frozen
class Companion:
    """One medicine of the plan; its line is ``None`` where that was refused already."""

    where: str
    named: Named
    line: PlanLine | None


def check_companions(
    companions: Sequence[Companion], register: Register, override: Override | None
) -> Iterator[Found]:
    """Each pair that should not stand in one plan; named at the later line."""
    for n, later in enumerate(companions):
        for earlier in companions[:n]:
            shared = earlier.named.substances & later.named.substances
            if shared:
                total = _total(companions, earlier.named, later.named)
                yield _same_substance(earlier, later, total, override)
            else:
                yield from _clashes(earlier.named, later, register)


def is_elderly(born: date | None, visited: date) -> bool:
    """Whether the patient is 65 or older, as far as is known."""
    return born is not None and age_on(visited, born) >= _ELDERLY


def check_age(
    companions: Sequence[Companion], register: Register, born: date | None, visited: date
) -> Iterator[Found]:
    """An anti-inflammatory for somebody of 65 or older (``domain.md`` 2.6)."""
    if not is_elderly(born, visited):
        return
    for companion in companions:
        if _NSAID in _groups(companion.named, register):
            what = f"{companion.named.name} for a patient of {_ELDERLY} or older [2.6]"
            remedy = "check that it is meant"
            yield Finding.WARNED, Problem(companion.where, what, remedy)


def _same_substance(
    earlier: Companion, later: Companion, total: Amount | None, override: Override | None
) -> Found:
    """Refused, unless the total is known, within a bound, and a prescriber overrides it."""
    both = sorted(earlier.named.substances & later.named.substances)
    shared = later.named.called if later.named.atc is None else enumerate_all(both)
    what = f"{shared} stands in {earlier.where} as well [2.5]"
    medicine = later.named.medicine
    if total is None or medicine is None or override is None:
        return Finding.REFUSED, Problem(later.where, what, "write it once")
    bounds = (_per_day(medicine.limits), _per_day(medicine.ceiling or Limits()))
    if any(bound is not None and not exceeds(total, bound) for bound in bounds):
        return Finding.OVERRIDDEN, Problem(later.where, what, "write it once")
    what = f"{shared} stands in {earlier.where} as well, together {write_amount(total)} a day [A3]"
    return Finding.REFUSED, Problem(later.where, what, "write it once")


def _total(companions: Sequence[Companion], one: Named, other: Named) -> Amount | None:
    """What all lines of the medicine come to in a day (A3); ``None`` where that is not known."""
    if one.medicine is None or one.medicine is not other.medicine:
        return None
    total = Decimal(0)
    for companion in companions:
        if companion.named.medicine is one.medicine:
            exposure = None if companion.line is None else expose(companion.line)
            mass = None if exposure is None else exposure.per_day.milligrams()
            if mass is None:
                return None
            total += mass
    return Amount(total, Unit.MILLIGRAM)


def _per_day(limits: Limits) -> Amount | None:
    """The limit of a day, stated or derived from dose and number of intakes (2.2)."""
    if limits.per_day is not None or limits.single is None or limits.intakes is None:
        return limits.per_day
    return Amount(limits.single.value * limits.intakes, limits.single.unit)


def _clashes(earlier: Named, later: Companion, register: Register) -> Iterator[Found]:
    one, other = _groups(earlier, register), _groups(later.named, register)
    for conflict in register.conflicts:
        if not _meet(conflict, one, other):
            continue
        what = f"{earlier.name} and {later.named.name}: {conflict.reason} [2.5]"
        if conflict.verdict is Verdict.REFUSE:
            yield Finding.REFUSED, Problem(later.where, what, "leave out one of the two")
        else:
            yield Finding.WARNED, Problem(later.where, what, "check that both are meant")


def _meet(conflict: Conflict, one: frozenset[str], other: frozenset[str]) -> bool:
    pair = (conflict.first, conflict.second)
    return any(first in one and second in other for first, second in (pair, pair[::-1]))


def _groups(named: Named, register: Register) -> frozenset[str]:
    atc = named.atc
    return frozenset(group.key for group in register.groups if atc and group.holds(atc))
