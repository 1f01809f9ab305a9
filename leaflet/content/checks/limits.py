"""Limits as figures: those in a text, in the table of a brochure, and in the pharmacy's two files.

A figure is a number with a word that says what is counted: ``600 mg``, ``3 keer``, ``8 dagen``,
``4 uur``. Printed maxima must equal those of the formulary (``find_contradictions``), one without a
limit there is reported (``find_unstated``), and formulary and register must agree with each other
(``check_formulary``, ``check_register``). Figures are read as far as they can be, also from files
with other faults.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from enum import Enum

from leaflet.content.model.medicines import Amount, Limits, Medicine, Unit
from leaflet.content.model.words import Grammar
from leaflet.content.schema.fields import (
    perhaps_amount,
    perhaps_atc,
    perhaps_broken,
    perhaps_line,
    perhaps_whole,
)
from leaflet.content.schema.validate import glance
from leaflet.content.suggest import cite, nearly, suggest
from leaflet.content.yaml.reader import Path, Source
from leaflet.errors import Place, Problem
from leaflet.messages.message import Excerpt, Key, MedicineName, Message, Name, any_of
from leaflet.records import frozen

_NUMBER = r"(?<![\d.,])(\d+(?:[.,]\d+)?)[ \u00a0\n]*"


class FigureKind(Enum):
    """What a figure limits."""

    AMOUNT = "amount"
    INTAKES = "intakes"
    DAYS = "days"
    INTERVAL = "interval"


@frozen
class Figure:
    """A number of a text: ``600 mg`` is 600 of ``FigureKind.AMOUNT``; amounts are in milligrams.

    ``start`` and ``end`` are where it stands in the text that it was found in.
    """

    kind: FigureKind
    written: str
    value: Decimal
    start: int
    end: int


@frozen
class FigureWords:
    """What of the plan grammar stands beside a figure."""

    units: Mapping[Unit, tuple[str, ...]]
    times: tuple[str, ...]
    day: tuple[str, ...]
    days: tuple[str, ...]
    hours: tuple[str, ...]


def glance_figure_words(words: Source) -> FigureWords | None:
    """The words of one language, whatever is wrong with its others; ``None`` if with these."""
    keys = (field.name for field in fields(FigureWords))
    return glance(FigureWords, {key: words.find(("grammar", key)) for key in keys})


def name_days(text: str, grammar: Grammar | FigureWords) -> str:
    """The text with white where a day is called ``24 uur``: that is no interval."""
    for day in grammar.day:
        if day[:1].isdigit():
            pattern = rf"{re.escape(day)}\b"
            text = re.sub(pattern, lambda found: " " * len(found[0]), text, flags=re.I)
    return text


def find_figures(text: str, grammar: Grammar | FigureWords) -> Iterator[Figure]:
    """Every figure of a text; kind by kind, and of one kind in the order of the text."""
    text = name_days(text, grammar)
    counts = {
        FigureKind.INTAKES: grammar.times,
        FigureKind.DAYS: grammar.days,
        FigureKind.INTERVAL: grammar.hours,
    }
    for kind, spellings in counts.items():
        for found, number in _numbers(text, spellings):
            yield _figure(kind, found, number)
    for unit, spellings in grammar.units.items():
        for found, number in _numbers(text, spellings):
            mass = Amount(number, Unit(unit)).milligrams() if number else None
            if mass is not None:
                yield _figure(FigureKind.AMOUNT, found, mass)


def stated_by(medicine: Medicine) -> Mapping[FigureKind, Collection[Decimal]]:
    """Every figure of each kind that the formulary states for a medicine."""
    limits = medicine.limits
    amounts = [medicine.usual, limits.single, limits.per_day]
    amounts += [presentation.strength for presentation in medicine.presentations]
    return figures_of(limits, (amount for amount in amounts if amount is not None))


def figures_of(
    limits: Limits, amounts: Iterable[Amount]
) -> Mapping[FigureKind, Collection[Decimal]]:
    """Every figure of each kind that stands in these limits, and these amounts."""
    masses = {amount.milligrams() for amount in amounts}
    return {
        FigureKind.AMOUNT: {mass for mass in masses if mass is not None},
        FigureKind.INTAKES: _set_of(limits.intakes),
        FigureKind.DAYS: _set_of(limits.days),
        FigureKind.INTERVAL: _set_of(limits.interval),
    }


def _figure(kind: FigureKind, found: re.Match[str], value: Decimal) -> Figure:
    return Figure(kind, " ".join(found[0].split()), value, found.start(), found.end())


def _numbers(text: str, spellings: Collection[str]) -> Iterator[tuple[re.Match[str], Decimal]]:
    if not spellings:
        return
    longest = sorted(map(re.escape, spellings), key=len, reverse=True)
    for found in re.finditer(rf"{_NUMBER}(?:{'|'.join(longest)})(?!\w)", text, re.I):
        yield found, Decimal(found[1].replace(",", "."))


def _set_of(count: int | None) -> Collection[Decimal]:
    return set() if count is None else {Decimal(count)}


@frozen
class StatedFigures:
    """One medicine.

    Attributes:
        path: Where it stands in its file.
        key: Its name, as it is printed.
        usual: The usual single dose.
        limits: The refusal line.
        ceiling: What an override may not pass.
        amounts: All of them, with the strengths of its presentations; ``None`` where one of them
            cannot be read, so that nobody knows which amounts are stated.
    """

    path: Path
    key: str
    usual: Amount | None
    limits: Limits
    ceiling: Limits
    amounts: tuple[Amount, ...] | None


def read_stated_figures(source: Source) -> tuple[StatedFigures, ...]:
    """The medicines of a formulary, in the order of the file."""
    return tuple(_statements(source))


def _statements(source: Source) -> Iterator[StatedFigures]:
    for written in source.keys(("medicines",)):
        path: Path = ("medicines", written)
        key = perhaps_line(written)
        if key is None:
            continue
        yield StatedFigures(
            path=path,
            key=key,
            usual=perhaps_amount(source.find((*path, "usual"))),
            limits=_limits(source, (*path, "limits")),
            ceiling=_limits(source, (*path, "ceiling")),
            amounts=_amounts(source, path),
        )


def _amounts(source: Source, medicine: Path) -> tuple[Amount, ...] | None:
    forms = range(len(source.items((*medicine, "presentations"))))
    written = [
        source.find((*medicine, *path))
        for path in (
            ("usual",),
            ("limits", "single"),
            ("limits", "per_day"),
            *(("presentations", n, "strength") for n in forms),
        )
    ]
    amounts = [perhaps_amount(value) for value in written if value is not None]
    read = tuple(amount for amount in amounts if amount is not None)
    return read if len(read) == len(amounts) else None


def _limits(source: Source, path: Path) -> Limits:
    return Limits(
        single=perhaps_amount(source.find((*path, "single"))),
        per_day=perhaps_amount(source.find((*path, "per_day"))),
        intakes=perhaps_whole(source.find((*path, "intakes"))),
        interval=perhaps_whole(source.find((*path, "interval"))),
        days=perhaps_whole(source.find((*path, "days"))),
    )


@frozen
class _Cell:
    """A figure, the place of the row that it stands in, and what is stated of its medicine."""

    place: Place
    figure: Figure
    medicine: StatedFigures


def find_contradictions(
    brochure: Source, statements: Iterable[StatedFigures], grammar: FigureWords
) -> Iterator[Problem]:
    """Figures of the brochure's medicine table that differ from what the formulary states."""
    for cell in _cells(brochure, statements, grammar):
        figure, medicine = cell.figure, cell.medicine
        stated = figures_of(medicine.limits, medicine.amounts or ())[figure.kind]
        if stated and figure.value not in stated:
            yield say_contrary(cell.place, figure, say_other(figure.kind, medicine.key))


def say_contrary(place: Place, figure: Figure, contrary: Message) -> Problem:
    """That a figure of the leaflet is not what the formulary has."""
    remedy = Message("limit.make-agree", "make the leaflet and formulary.yaml agree")
    return Problem(place, _beside(figure, contrary), remedy)


def say_other(kind: FigureKind, medicine: str) -> Message:
    """That the formulary has another figure of a kind for a medicine."""
    return _OTHER[kind](MedicineName(medicine))


_OTHER: Mapping[FigureKind, Callable[[MedicineName], Message]] = {
    FigureKind.AMOUNT: lambda name: Message(
        "limit.other-amount", "the formulary has another amount for {medicine}", medicine=name
    ),
    FigureKind.INTAKES: lambda name: Message(
        "limit.other-intakes",
        "the formulary has another number of intakes for {medicine}",
        medicine=name,
    ),
    FigureKind.DAYS: lambda name: Message(
        "limit.other-days", "the formulary has another number of days for {medicine}", medicine=name
    ),
    FigureKind.INTERVAL: lambda name: Message(
        "limit.other-interval", "the formulary has another interval for {medicine}", medicine=name
    ),
}
_NONE: Mapping[FigureKind, Callable[[MedicineName], Message]] = {
    FigureKind.AMOUNT: lambda name: Message(
        "limit.no-amount", "the formulary states no amount for {medicine}", medicine=name
    ),
    FigureKind.INTAKES: lambda name: Message(
        "limit.no-intakes",
        "the formulary states no number of intakes for {medicine}",
        medicine=name,
    ),
    FigureKind.DAYS: lambda name: Message(
        "limit.no-days", "the formulary states no number of days for {medicine}", medicine=name
    ),
    FigureKind.INTERVAL: lambda name: Message(
        "limit.no-interval", "the formulary states no interval for {medicine}", medicine=name
    ),
}


def _beside(figure: Figure, formulary: Message) -> Message:
    """What the leaflet says, and beside it what is said of the formulary."""
    return Message(
        "limit.beside",
        "the leaflet says `{figure}`, {formulary}",
        figure=Excerpt(figure.written),
        formulary=formulary,
    )


def find_unstated(
    brochure: Source, statements: Iterable[StatedFigures], grammar: FigureWords
) -> Iterator[Problem]:
    """Figures of the brochure's medicine table for which the formulary states nothing.

    Plans are not held against them.
    """
    for cell in _cells(brochure, statements, grammar):
        figure, medicine = cell.figure, cell.medicine
        if not figures_of(medicine.limits, medicine.amounts or ())[figure.kind]:
            what = _beside(figure, _NONE[figure.kind](MedicineName(medicine.key)))
            remedy = Message("limit.add", "add it to formulary.yaml if it is a limit")
            yield Problem(cell.place, what, remedy)


def _cells(
    brochure: Source, statements: Iterable[StatedFigures], grammar: FigureWords
) -> Iterator[_Cell]:
    medicines = {medicine.key: medicine for medicine in statements}
    for row in _rows(brochure):
        medicine = medicines.get(perhaps_line(brochure.find((*row, "medicine"))) or "")
        if medicine is not None:
            place = brochure.place((*row, "medicine"))
            for figure in find_figures(_text_of(brochure, row), grammar):
                yield _Cell(place, figure, medicine)


def _rows(brochure: Source) -> Iterator[Path]:
    """Where each row of a medicine table stands, whether or not it fits its shape."""
    for section in range(len(brochure.items(("sections",)))):
        for block in range(len(brochure.items(("sections", section, "blocks")))):
            table = ("sections", section, "blocks", block, "medicines")
            for row in range(len(brochure.items(table))):
                yield (*table, row)


def _text_of(brochure: Source, row: Path) -> str:
    parts = (perhaps_broken(brochure.find((*row, key))) for key in ("note", "maximum", "detail"))
    return "\n".join(part.plain() for part in parts if part is not None)


_HOURS_OF_A_DAY = 24
_MEND_ONE = Message("all.mend-one", "mend one of them")


def check_formulary(source: Source) -> Iterator[Problem]:
    """Limits of a medicine that cannot all hold, and moments that do not count up."""
    yield from _check_moments(source, ("moments",))
    for medicine in read_stated_figures(source):
        if medicine.key != medicine.key.lower():
            what = Message(
                "formulary.capital",
                "{medicine}: the name has a capital",
                medicine=MedicineName(medicine.key),
            )
            remedy = Message(
                "formulary.lower-case", "write substances in lower case; brands go to `brands`"
            )
            yield Problem(source.key_place(medicine.path), what, remedy)
        for path, fault, remedy in _contradictions(medicine):
            what = Message(
                "formulary.of",
                "{medicine}: {fault}",
                medicine=MedicineName(medicine.key),
                fault=fault,
            )
            yield Problem(source.place((*medicine.path, *path)), what, remedy)
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
                what = Message("register.no-group", "there is no group {group}", group=cite(group))
                remedy = suggest(
                    group, known, Message("all.use", "use {names}", names=any_of(known))
                )
                yield Problem(place, what, remedy)


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
                what = Message(
                    "register.other-atc",
                    "{medicine} has the ATC code {code}, and {other} in formulary.yaml",
                    medicine=MedicineName(each.name),
                    code=Name(each.atc),
                    other=Name(limited.atc),
                )
                yield Problem(each.place, what, _MEND_ONE)
    if formulary and register:
        yield from _check_substances(formulary, register)


def _double(name: "_Name", other: "_Name") -> Problem:
    what = Message(
        "register.name-of-two",
        "{name} stands for {medicine} as well",
        name=cite(name.name),
        medicine=MedicineName(other.medicine),
    )
    remedy = Message("register.keep-with-one", "keep it with one of them")
    return Problem(name.place, what, remedy)


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
                what = Message(
                    "register.no-such-name",
                    "{name} is no name of {medicine}",
                    name=cite(str(piece)),
                    medicine=MedicineName(product),
                )
                remedy = suggest(
                    str(piece), names, Message("all.use", "use {names}", names=any_of(names))
                )
                yield Problem(source.key_place((*path, "per_piece", piece)), what, remedy)
            for substance in source.keys((*path, "per_piece", piece)):
                if contained and str(substance) not in contained:
                    what = Message(
                        "register.not-contained",
                        "{medicine} does not contain {substance}",
                        medicine=MedicineName(product),
                        substance=cite(str(substance)),
                    )
                    remedy = Message("register.mend-contains", "mend it, or take out `contains`")
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
                what = Message(
                    "register.unknown-substance",
                    "{substance} is no medicine that is known",
                    substance=cite(substance),
                )
                remedy = Message(
                    "all.did-you-mean", "did you mean {name}?", name=MedicineName(near)
                )
                yield Problem(register.key_place(place), what, remedy)


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
            what = Message(
                "formulary.moments",
                "{intakes} intakes a day fall on {moments} moments",
                intakes=count,
                moments=different,
            )
            remedy = Message("formulary.name-moments", "name as many moments")
            yield Problem(source.place((*path, written)), what, remedy)


def _contradictions(medicine: StatedFigures) -> Iterator[tuple[Path, Message, Message]]:
    """Where in the medicine, what it is, and what to do."""
    limits, ceiling = medicine.limits, medicine.ceiling
    yield from _impossible("limits", limits)
    if _exceeds(medicine.usual, limits.single):
        what = Message("formulary.usual-above", "the usual dose is above the limit of one intake")
        yield ("usual",), what, _MEND_ONE
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
            what = Message(
                "formulary.ceiling-stricter",
                "the ceiling of `{key}` is stricter than its limit",
                key=Key(key),
            )
            yield ("ceiling", key), what, _MEND_ONE


def _impossible(group: str, limits: Limits) -> Iterator[tuple[Path, Message, Message]]:
    if _exceeds(limits.single, limits.per_day):
        what = Message("formulary.intake-above-day", "one intake may be more than a day")
        yield (
            (group, "single"),
            what,
            Message("formulary.mend-amounts", "mend `single` or `per_day`"),
        )
    if limits.intakes and limits.interval:
        hours = limits.intakes * limits.interval
        if hours > _HOURS_OF_A_DAY:
            what = Message(
                "formulary.day-too-short",
                "{intakes} intakes with {interval} hours between take {hours} hours",
                intakes=limits.intakes,
                interval=limits.interval,
                hours=hours,
            )
            remedy = Message("formulary.mend-times", "mend `intakes` or `interval`")
            yield (group, "interval"), what, remedy


def _exceeds(amount: Amount | None, bound: Amount | None) -> bool:
    """Whether both are masses and the first is the larger."""
    if amount is None or bound is None:
        return False
    mass, most = amount.milligrams(), bound.milligrams()
    if mass is None or most is None:
        return amount.unit == bound.unit and amount.value > bound.value
    return mass > most
