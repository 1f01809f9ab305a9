"""The pharmacy's two lists held against themselves and each other.

They are data that the hospital owns, and a slip in them would let a wrong plan pass or refuse a
right one; so what contradicts itself is told before any plan is read. What their shapes refuse is
passed over here, so that it does not hide the rest.
"""

from collections.abc import Iterator

from leaflet.errors import Place, Problem
from leaflet.manuscript.amount import Amount
from leaflet.manuscript.formulary import Limits
from leaflet.manuscript.scalar import perhaps_line, perhaps_whole
from leaflet.manuscript.source import Source
from leaflet.manuscript.stated_figures import StatedFigures, read_stated_figures
from leaflet.manuscript.suggestion import cite, enumerate_words, suggest
from leaflet.manuscript.value import Path

_HOURS_OF_A_DAY = 24


def check_formulary(source: Source) -> Iterator[Problem]:
    """Limits of a medicine that cannot all hold, and moments that do not count up."""
    yield from _check_moments(source, ("moments",))
    for medicine in read_stated_figures(source):
        if medicine.key != medicine.key.lower():
            what = f"{medicine.key}: the name has a capital"
            remedy = "write substances in lower case; brands go to `brands`"
            yield Problem(source.key_place(medicine.path), what, remedy)
        for path, what, remedy in _contradictions(medicine):
            place = source.place((*medicine.path, *path))
            yield Problem(place, f"{medicine.key}: {what}", remedy)
        yield from _check_moments(source, (*medicine.path, "moments"))


def check_register(source: Source) -> Iterator[Problem]:
    """Conflicts between groups that there are not."""
    if not isinstance(source.find(("groups",)), dict):
        return
    known = [group for key in source.keys(("groups",)) if (group := perhaps_line(key))]
    for number in range(len(source.items(("conflicts",)))):
        for position, written in enumerate(source.items(("conflicts", number, "between"))):
            group = perhaps_line(written)
            if group is not None and group not in known:
                place = source.place(("conflicts", number, "between", position))
                remedy = suggest(group, known, f"use {enumerate_words(known)}")
                yield Problem(place, f"there is no group {cite(group)}", remedy)


def check_names(formulary: Source | None, register: Source | None) -> Iterator[Problem]:
    """Names that stand for two medicines; a plan that uses one could mean either.

    A file that cannot be read is ``None``, and the other one is still held against itself.
    """
    seen: dict[str, str] = {}
    stated = list(_names(formulary, "medicines"))
    listed = list(_names(register, "products"))
    for place, name, medicine in (*stated, *listed):
        other = seen.setdefault(name.casefold(), medicine)
        if other != medicine:
            what = f"{cite(name)} stands for {other} as well"
            yield Problem(place, what, "keep it with one of them")
    products = {medicine.casefold() for _, _, medicine in listed}
    for place, name, medicine in stated:
        if name == medicine and medicine.casefold() in products:
            what = f"{medicine} stands in medicines.yaml as well"
            yield Problem(place, what, "take it out there")


def _names(source: Source | None, group: str) -> Iterator[tuple[Place, str, str]]:
    """Each name of each medicine: where it stands, the name, and the medicine."""
    if source is None:
        return
    for written in source.keys((group,)):
        medicine = perhaps_line(written)
        if medicine is None:
            continue
        path: Path = (group, written)
        yield source.key_place(path), medicine, medicine
        for number, brand in enumerate(source.items((*path, "brands"))):
            if name := perhaps_line(brand):
                yield source.key_place((*path, "brands", number)), name, medicine


def _check_moments(source: Source, path: Path) -> Iterator[Problem]:
    for written in source.keys(path):
        count = perhaps_whole(written)
        moments = source.find((*path, written))
        if count is None or not isinstance(moments, list) or not moments:
            continue
        different = len({str(moment) for moment in moments})
        if different != count:
            what = f"{count} intakes a day fall on {different} moments"
            yield Problem(source.place((*path, written)), what, "name as many moments")


def _contradictions(medicine: StatedFigures) -> Iterator[tuple[Path, str, str]]:
    """Where in the medicine, what it is, and what to do."""
    limits, ceiling = medicine.limits, medicine.ceiling
    yield from _impossible("limits", limits)
    if _exceeds(medicine.usual, limits.single):
        yield ("usual",), "the usual dose is above the limit of one intake", "mend one of them"
    yield from _impossible("ceiling", ceiling)
    pairs = (
        ("single", _exceeds(limits.single, ceiling.single)),
        ("per_day", _exceeds(limits.per_day, ceiling.per_day)),
        ("intakes", (limits.intakes or 0) > (ceiling.intakes or limits.intakes or 0)),
        ("days", (limits.days or 0) > (ceiling.days or limits.days or 0)),
        ("interval", (ceiling.interval or 0) > (limits.interval or ceiling.interval or 0)),
    )
    for key, contradicted in pairs:
        if contradicted:
            what = f"the ceiling of `{key}` is stricter than its limit"
            yield ("ceiling", key), what, "mend one of them"


def _impossible(group: str, limits: Limits) -> Iterator[tuple[Path, str, str]]:
    if _exceeds(limits.single, limits.per_day):
        what, remedy = "one intake may be more than a day", "mend `single` or `per_day`"
        yield (group, "single"), what, remedy
    if limits.intakes and limits.interval:
        hours = limits.intakes * limits.interval
        if hours > _HOURS_OF_A_DAY:
            what = (
                f"{limits.intakes} intakes with {limits.interval} hours between take {hours} hours"
            )
            yield (group, "interval"), what, "mend `intakes` or `interval`"


def _exceeds(amount: Amount | None, bound: Amount | None) -> bool:
    """Whether both are masses and the first is the larger."""
    if amount is None or bound is None:
        return False
    mass, most = amount.milligrams(), bound.milligrams()
    if mass is None or most is None:
        return amount.unit == bound.unit and amount.value > bound.value
    return mass > most
