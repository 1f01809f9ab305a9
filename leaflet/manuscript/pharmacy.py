"""The pharmacy's two lists held against themselves and each other.

They are data that the hospital owns, and a slip in them would let a wrong plan pass or refuse a
right one; so what contradicts itself is told before any plan is read. What their shapes refuse is
passed over here, so that it does not hide the rest.
"""

from collections.abc import Iterator

from leaflet.errors import Place, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.amount import Amount
from leaflet.manuscript.formulary import Limits
from leaflet.manuscript.notation import perhaps_atc
from leaflet.manuscript.scalar import perhaps_line, perhaps_whole
from leaflet.manuscript.source import Source
from leaflet.manuscript.stated_figures import StatedFigures, read_stated_figures
from leaflet.manuscript.suggestion import cite, enumerate_words, nearly, suggest
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
    """Conflicts between groups that there are not, and combinations that contradict themselves."""
    yield from _check_pieces(source)
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
    named: dict[str, _Name] = {}
    for each in _names(formulary, "medicines"):
        other = named.setdefault(each.name.casefold(), each)
        if other.medicine != each.medicine:
            yield _double(each, other)
    listed: dict[str, _Name] = {}
    for each in _names(register, "products"):
        other = listed.setdefault(each.name.casefold(), each)
        limited = named.get(each.name.casefold())
        if other.medicine != each.medicine:
            yield _double(each, other)
        elif limited and limited.atc and each.atc and limited.atc != each.atc:
            # With one code it is one medicine, which the formulary may call otherwise.
            if each.medicine != limited.medicine:
                yield _double(each, limited)
            elif each.name == each.medicine:
                what = (
                    f"{each.name} has the ATC code {each.atc}, and {limited.atc} in formulary.yaml"
                )
                yield Problem(each.place, what, "mend one of them")
    if formulary and register:
        yield from _check_substances(formulary, register)


def _double(name: "_Name", other: "_Name") -> Problem:
    what = f"{cite(name.name)} stands for {other.medicine} as well"
    return Problem(name.place, what, "keep it with one of them")


def _check_pieces(source: Source) -> Iterator[Problem]:
    """Pieces of a brand that the medicine has not, or of what it does not contain."""
    for product in _keys(source, "products"):
        path: Path = ("products", product)
        if not source.keys((*path, "per_piece")):
            continue
        names = [product, *_lines(source, (*path, "brands")), *_lines(source, (*path, "also"))]
        contained = _lines(source, (*path, "contains"))
        for piece in source.keys((*path, "per_piece")):
            if str(piece) not in names:
                what = f"{cite(str(piece))} is no name of {product}"
                remedy = suggest(str(piece), names, f"use {enumerate_words(names)}")
                yield Problem(source.key_place((*path, "per_piece", piece)), what, remedy)
            for substance in source.keys((*path, "per_piece", piece)):
                if contained and str(substance) not in contained:
                    what = f"{product} does not contain {cite(str(substance))}"
                    remedy = "mend it, or take out `contains`"
                    place = source.key_place((*path, "per_piece", piece, substance))
                    yield Problem(place, what, remedy)


def _check_substances(formulary: Source, register: Source) -> Iterator[Problem]:
    """Substances of a combination that are nearly one with limits, and would not be counted."""
    limited = {name.casefold() for name in _keys(formulary, "medicines")}
    known = limited | {name.casefold() for name in _keys(register, "products")}
    for product in _keys(register, "products"):
        path: Path = ("products", product)
        places: dict[Path, str] = {
            (*path, "contains", number): substance
            for number, substance in enumerate(_lines(register, (*path, "contains")))
        }
        for piece in register.keys((*path, "per_piece")):
            inside = (*path, "per_piece", piece)
            places |= {(*inside, each): str(each) for each in register.keys(inside)}
        for place, substance in places.items():
            near = None if substance.casefold() in known else nearly(substance, limited)
            if near is not None:
                what = f"{cite(substance)} is no medicine that is known"
                yield Problem(register.key_place(place), what, f"did you mean {near}?")


def _lines(source: Source, path: Path) -> list[str]:
    return [line for each in source.items(path) if (line := perhaps_line(each))]


def _keys(source: Source, group: str) -> list[str]:
    return [key for written in source.keys((group,)) if (key := perhaps_line(written))]


@frozen
class _Name:
    """A name of a medicine.

    Attributes:
        place: Where it stands.
        name: The name.
        medicine: What it stands for, as it is printed.
        atc: The code of that; ``None`` where none can be read.
    """

    place: Place
    name: str
    medicine: str
    atc: str | None


def _names(source: Source | None, group: str) -> Iterator[_Name]:
    """Each name of each medicine."""
    if source is None:
        return
    for written in source.keys((group,)):
        medicine = perhaps_line(written)
        if medicine is None:
            continue
        path: Path = (group, written)
        atc = perhaps_atc(source.find((*path, "atc")))
        yield _Name(source.key_place(path), medicine, medicine, atc)
        for key in ("brands", "also"):
            for number, other in enumerate(source.items((*path, key))):
                if name := perhaps_line(other):
                    yield _Name(source.key_place((*path, key, number)), name, medicine, atc)


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
