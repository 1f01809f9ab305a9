"""The pharmacy's two lists held against themselves and each other.

They are data that the hospital owns, and a slip in them would let a wrong plan pass or refuse a
right one; so what contradicts itself is told before any plan is read.
"""

from collections.abc import Iterator

from leaflet.errors import Problem
from leaflet.manuscript.amount import Amount
from leaflet.manuscript.formulary import Formulary, Limits, Medicine, Register
from leaflet.manuscript.source import Source
from leaflet.manuscript.suggestion import enumerate_words, suggest

_HOURS_OF_A_DAY = 24


def check_formulary(formulary: Formulary, source: Source) -> Iterator[Problem]:
    """Limits of a medicine that cannot all hold, and moments that do not count up."""
    for medicine in formulary.medicines:
        for what, remedy in _contradictions(medicine):
            yield Problem(medicine.place, f"{medicine.key}: {what}", remedy)
        for count, moments in medicine.moments.items():
            if len(set(moments)) != count:
                what = f"{medicine.key}: {count} intakes a day fall on {len(set(moments))} moments"
                yield Problem(source.place(("moments", str(count))), what, "name as many moments")


def check_register(register: Register, source: Source) -> Iterator[Problem]:
    """Conflicts between groups that there are not."""
    known = [group.key for group in register.groups]
    for number, conflict in enumerate(register.conflicts):
        for position, group in enumerate((conflict.first, conflict.second)):
            if group not in known:
                place = source.place(("conflicts", number, "between", position))
                remedy = suggest(group, known, f"use {enumerate_words(known)}")
                yield Problem(place, f"there is no group `{group}`", remedy)


def check_names(formulary: Formulary, register: Register) -> Iterator[Problem]:
    """Names that stand for two medicines; a plan that uses one could mean either."""
    seen: dict[str, str] = {}
    named = [(each.place, each.key, each.brands) for each in formulary.medicines]
    named += [(each.place, each.name, each.brands) for each in register.products]
    for place, medicine, brands in named:
        for name in (medicine, *brands):
            other = seen.setdefault(name.casefold(), medicine)
            if other != medicine:
                what = f"`{name}` stands for {other} as well"
                yield Problem(place, what, "keep it with one of them")
    listed = {product.name.casefold() for product in register.products}
    for stated in formulary.medicines:
        if stated.key.casefold() in listed:
            what = f"{stated.key} stands in medicines.yaml as well"
            yield Problem(stated.place, what, "take it out there")


def _contradictions(medicine: Medicine) -> Iterator[tuple[str, str]]:
    limits, ceiling = medicine.limits, medicine.ceiling
    if medicine.key != medicine.key.lower():
        yield "the name has a capital", "write substances in lower case; brands go to `brands`"
    yield from _impossible(limits)
    if _exceeds(medicine.usual, limits.single):
        yield "the usual dose is above the limit of one intake", "mend one of them"
    if ceiling is None:
        return
    yield from _impossible(ceiling)
    pairs = (
        ("single", _exceeds(limits.single, ceiling.single)),
        ("per_day", _exceeds(limits.per_day, ceiling.per_day)),
        ("intakes", (limits.intakes or 0) > (ceiling.intakes or limits.intakes or 0)),
        ("days", (limits.days or 0) > (ceiling.days or limits.days or 0)),
        ("interval", (ceiling.interval or 0) > (limits.interval or ceiling.interval or 0)),
    )
    for key, contradicted in pairs:
        if contradicted:
            yield f"the ceiling of `{key}` is stricter than its limit", "mend one of them"


def _impossible(limits: Limits) -> Iterator[tuple[str, str]]:
    if _exceeds(limits.single, limits.per_day):
        yield "one intake may be more than a day", "mend `single` or `per_day`"
    if limits.intakes and limits.interval:
        hours = limits.intakes * limits.interval
        if hours > _HOURS_OF_A_DAY:
            what = (
                f"{limits.intakes} intakes with {limits.interval} hours between take {hours} hours"
            )
            yield what, "mend `intakes` or `interval`"


def _exceeds(amount: Amount | None, bound: Amount | None) -> bool:
    """Whether both are masses and the first is the larger."""
    if amount is None or bound is None:
        return False
    mass, most = amount.milligrams(), bound.milligrams()
    if mass is None or most is None:
        return amount.unit == bound.unit and amount.value > bound.value
    return mass > most
