"""The part of a transcript that a medication plan is made of: the formulary, and the words."""

from collections.abc import Iterator, Mapping

from leaflet.errors import Place
from leaflet.manuscript.amount import Amount
from leaflet.manuscript.formulary import Formulary, Limits, Medicine
from leaflet.manuscript.transcript import Statement, flatten
from leaflet.manuscript.words import Words


def transcribe_formulary(formulary: Formulary) -> Iterator[Statement]:
    """Every medicine with what is stated of it, then what holds for all of them."""
    for medicine in formulary.medicines:
        yield Statement("medicine", medicine.key, medicine.place)
        for kind, said in _of_medicine(medicine):
            if said:
                yield Statement(kind, said, medicine.place)
    place = Place("formulary.yaml")
    yield Statement("medicines", "all of them", place)
    yield Statement("longest course", f"{formulary.longest_course}", place)
    yield Statement("waking hours", f"{formulary.waking_hours}", place)


def _of_medicine(medicine: Medicine) -> Iterator[tuple[str, str]]:
    yield "atc", medicine.atc
    for brand in medicine.brands:
        yield "brand", brand
    yield "usual", _amount(medicine.usual) if medicine.usual else ""
    yield from _of_limits("limit", medicine.limits)
    if medicine.ceiling is not None:
        yield from _of_limits("ceiling", medicine.ceiling)
    yield "with food", _answer(medicine.with_food)
    yield "on prescription", _answer(medicine.on_prescription)
    yield "default regimen", medicine.default_regimen or ""
    for intakes, moments in medicine.moments.items():
        yield f"moments of {intakes}", ", ".join(moments)
    for each in medicine.presentations:
        yield "presentation", f"{each.form} {_amount(each.strength)}, scored {_answer(each.scored)}"


def _of_limits(kind: str, limits: Limits) -> Iterator[tuple[str, str]]:
    for name in ("single", "per_day", "intakes", "interval", "days"):
        stated = getattr(limits, name)
        if stated is not None:
            yield f"{kind} {name}", _amount(stated) if isinstance(stated, Amount) else f"{stated}"


def transcribe_words(words: Words) -> Iterator[Statement]:
    """The words that a plan is printed with."""
    place = Place(f"words/{words.language}.yaml")
    yield Statement("words", f"of a plan, {words.language}", place)
    yield Statement("decimal sign", words.decimal_sign, place)
    for group in ("calendar", "moments", "meals", "units", "fractions", "plan"):
        for key, said in _entries(group, getattr(words, group)):
            yield Statement(key, flatten(said), place)


def _entries(path: str, value: object) -> Iterator[tuple[str, str]]:
    """Each text below a value with the keys, or the numbers from 1, that lead to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for number, each in enumerate(value, start=1):
            yield from _entries(f"{path}.{number}", each)
    elif isinstance(value, Mapping):
        for key in sorted(value):
            yield from _entries(f"{path}.{key}", value[key])
    else:
        for name in value.__match_args__:  # type: ignore[attr-defined]
            yield from _entries(f"{path}.{name}", getattr(value, name))


def _amount(amount: Amount) -> str:
    return f"{amount.value:f} {amount.unit}"


def _answer(said: bool) -> str:
    return "yes" if said else "no"
