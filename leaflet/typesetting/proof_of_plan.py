"""Proofread a plan: read the set rows again and compare them with what was understood.

The reader knows figures, the fixed spellings of measures, and the words of the grammar that make a
figure a count, hours or days. It does not know the sentences of the plan, so a value printed
differently from its meaning stops the leaflet, whoever worded it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time, timedelta
from decimal import Decimal

from leaflet.content.checks.spellings import HALVES, MEASURES, QUARTERS, measure_of
from leaflet.content.model.medicines import Amount, Unit
from leaflet.content.model.words import Words
from leaflet.discharge.plan.model import AsNeeded, MedicationPlan, PlanLine, Scheduled
from leaflet.errors import FitError, Problem
from leaflet.messages.message import Key, Message
from leaflet.typesetting.matter import Element, SetLine

Fact = tuple[str, object]
"""What a figure is of, and its value: ``("hours", Decimal(6))``."""

Tokens = list[str]
"""Runs of digits, of letters and of white space, and single signs."""

_TOKEN = r"\d+|[^\W\d_]+|\s+|[^\w\s]|_"
_FIELD = "{"
_HALF, _QUARTER = Decimal("0.5"), Decimal("0.25")
_REMEDY = Message(
    "proof.fault-or-words",
    "print nothing from it; this is a fault of the program, or of words of the site",
)
_PLAN = Key("plan")
_FIGURE = "figure"


def proofread_plan(lines: Iterable[SetLine], plan: MedicationPlan, words: Words) -> None:
    """Read the lines of a plan again.

    Args:
        lines: As they were set, in order.
        plan: What was understood.
        words: Of the leaflet.

    Raises:
        FitError: If a value of the plan is not there, or another one is.
    """
    reader = _Reader(words)
    found = {fact for text in _texts_of(lines) for fact in reader.read(text)}
    needed = {fact for line in plan.lines for fact in _needed(line)}
    possible = needed.union(*(_possible(line) for line in plan.lines))
    # A day in full says the same as one without its year.
    said = found | {("near day", _near(day)) for _, day in found if isinstance(day, date)}
    if missing := sorted(kind for kind, _ in needed - said):
        what = Message(
            "proof.value-missing",
            "a value of the plan ({kind}) is not on the paper as it was understood",
            kind=Key(missing[0]),
        )
        raise FitError(Problem(_PLAN, what, _REMEDY))
    free = {value for text in _free_texts(plan) for _, value in reader.read(text)}
    free |= {value.value for value in free if isinstance(value, Amount)}
    for kind, value in sorted(found - possible, key=str):
        figure = value.value if isinstance(value, Amount) else value
        if figure not in free:
            what = Message(
                "proof.value-foreign",
                "a value ({kind}) is on the paper that is not in the plan",
                kind=Key(kind),
            )
            raise FitError(Problem(_PLAN, what, _REMEDY))


def _texts_of(lines: Iterable[SetLine]) -> Iterable[str]:
    """The text of each element."""
    texts: dict[Element, str] = {}
    for line in lines:
        texts[line.element] = texts.get(line.element, "") + line.text
    return texts.values()


def _free_texts(plan: MedicationPlan) -> Iterator[str]:
    """What was typed, and is printed as it was; figures in it are no doses of the plan."""
    for line in plan.lines:
        yield from filter(None, (line.medicine, line.brand, line.reason))
    if plan.override is not None:
        yield plan.override.prescriber


def _needed(line: PlanLine) -> Iterator[Fact]:
    """What has to be on paper."""
    regimen, dose, handled = line.regimen, line.dose, line.dose.handled
    if handled is not None:
        yield "amount", Amount(handled.count, handled.form)
        if handled.strength is not None:
            yield "amount", handled.strength
    if dose.amount is not None and (handled is None or isinstance(regimen, AsNeeded)):
        yield "amount", dose.amount
    if isinstance(regimen, AsNeeded):
        if regimen.per_day is not None:
            yield "amount", regimen.per_day
        for kind, number in (("count", regimen.intakes), ("hours", regimen.interval)):
            if number is not None:
                yield kind, Decimal(number)
    if regimen.last is not None:
        yield "day", regimen.last
        if isinstance(regimen, Scheduled) and regimen.last != regimen.first:
            yield "days", Decimal((regimen.last - regimen.first).days + 1)
    for day, moment in ((line.given_on, line.given), (line.next_on, line.next_earliest)):
        if day is not None and moment is not None:
            yield from (("near day", _near(day)), ("time", moment))


def _possible(line: PlanLine) -> Iterator[Fact]:
    """What may be on paper besides."""
    first = line.regimen.first
    yield from (("day", first), ("day", first + timedelta(days=1)), ("days", Decimal(1)))
    if line.regimen.last is not None:
        yield "days", Decimal((line.regimen.last - first).days + 1)
    if line.dose.amount is not None:
        yield "amount", line.dose.amount
    yield from (("day", day) for day in (line.given_on, line.next_on) if day is not None)


def _near(day: date) -> tuple[int, int, int]:
    """Weekday, month and day of a date that is written without its year."""
    return day.weekday(), day.month, day.day


class _Reader:
    """Reads figures in the words of one language."""

    def __init__(self, words: Words) -> None:
        self._find = re.compile(_TOKEN).findall
        calendar, grammar = words.calendar, words.grammar
        self._nouns: list[tuple[Tokens, Unit]] = []
        self._parts: list[tuple[Tokens, Amount]] = []
        parts = ((words.fractions.half, _HALF), (words.fractions.quarter, _QUARTER))
        for unit, noun in words.units.items():
            if unit not in MEASURES:
                self._nouns += [(self._split(text), unit) for text in (noun.one, noun.many)]
                for template, part in parts:
                    written = self._split(template.format(unit=noun.one))
                    self._parts.append((written, Amount(_part_of(written) or part, unit)))
        beside = {"count": grammar.times, "hours": grammar.hours, "days": grammar.days}
        self._beside = [
            (self._split(form.casefold()), kind) for kind, forms in beside.items() for form in forms
        ]
        weekdays = (*calendar.weekdays, *calendar.weekdays_short)
        self._names = {
            "month": [self._split(name) for name in calendar.months],
            "weekday": [self._split(name) for name in weekdays],
        }
        self._templates = [
            self._split_template(template)
            for template in (
                *(calendar.weekday_day, calendar.narrow_weekday_day, calendar.day),
                *(calendar.narrow_day, calendar.near_day, calendar.time),
            )
        ]

        # What else a value may begin with; all other words are passed over at once.
        self._heads = {
            each[0]
            for each in (
                *(part for part, _ in self._parts),
                *(name for names in self._names.values() for name in names),
                *self._templates,
            )
        }

    def read(self, text: str) -> Iterator[Fact]:
        """What the figures of a text say."""
        tokens, n = self._split(text), 0
        while n < len(tokens):
            if not (tokens[n] in self._heads or _is_figure(tokens[n])):
                n += 1
                continue
            fact, n = self._read_at(tokens, n)
            if fact is not None:
                yield fact

    def _read_at(self, tokens: Tokens, n: int) -> tuple[Fact | None, int]:
        """What stands at this place, and where the next begins."""
        for template in self._templates:
            if matched := self._match(template, tokens, n):
                return matched
        for part, amount in self._parts:
            if tokens[n : n + len(part)] == part:
                return ("amount", amount), n + len(part)
        if not _is_figure(tokens[n]):
            return None, n + 1
        end, figure = n + 1, tokens[n]
        match tokens[end : end + 2]:
            case [("," | "."), decimals] if _is_figure(decimals):
                figure, end = f"{figure}.{decimals}", end + 2
        value = Decimal(figure)
        after = tokens[end + 1 :] if tokens[end : end + 1] == [" "] else tokens[end:]
        if value and after and (unit := measure_of(after[0]) or self._piece(after)):
            return ("amount", Amount(value, unit)), end
        before = tokens[: n - 1] if tokens[n - 1 : n] == [" "] else tokens[:n]
        kind = self._kind(lambda form: after[: len(form)])
        kind = kind or self._kind(lambda form: before[-len(form) :]) or _FIGURE
        return (kind, value), end

    def _piece(self, after: Tokens) -> Unit | None:
        return next((unit for noun, unit in self._nouns if after[: len(noun)] == noun), None)

    def _kind(self, beside: Callable[[Tokens], Tokens]) -> str | None:
        """What a figure counts, by the word beside it."""
        for form, kind in self._beside:
            if [each.casefold() for each in beside(form)] == form:
                return kind
        return None

    def _match(self, template: Tokens, tokens: Tokens, n: int) -> tuple[Fact | None, int] | None:
        """A day or a time that is written at this place, and where the next begins."""
        found: dict[str, int] = {}
        for part in template:
            if n >= len(tokens):
                return None
            name = part[1:] if part[0] == _FIELD else ""
            names = self._names.get(name, ())
            written = (k for k, each in enumerate(names) if tokens[n : n + len(each)] == each)
            at = next(written, None)
            if at is not None:
                found[name] = at + 1
                n += len(names[at])
            elif name and _is_figure(tokens[n]):
                found[name] = int(tokens[n])
                n += 1
            elif part == tokens[n]:
                n += 1
            else:
                return None
        return _fact_of(found), n

    def _split(self, text: str) -> Tokens:
        return [" " if token.isspace() else token for token in self._find(text)]

    def _split_template(self, template: str) -> Tokens:
        """A template as tokens; a field is one that begins with a sign of its own."""
        literal, *fields = template.split("{")
        tokens = self._split(literal)
        for field in fields:
            inside, _, literal = field.partition("}")
            tokens += [_FIELD + inside.partition(":")[0], *self._split(literal)]
        return tokens


def _part_of(written: Tokens) -> Decimal | None:
    """The part that words say in the closed lists; ``None`` in a language that is not in them."""
    said = {each.casefold() for each in written}
    return _QUARTER if said & QUARTERS else _HALF if said & HALVES else None


def _fact_of(found: Mapping[str, int]) -> Fact:
    """A day or a time; one that there is not is no fact of any plan."""
    try:
        if "hour" in found:
            return "time", time(found["hour"], found["minute"])
        if "year" not in found:
            weekday = (found["weekday"] - 1) % 7
            return "near day", (weekday, found["month"], found["day"])
        day = date(found["year"], found["month"], found["day"])
    except (KeyError, ValueError):
        return "day", None
    if "weekday" in found and (found["weekday"] - 1) % 7 != day.weekday():
        return "day", None
    return "day", day


def _is_figure(token: str) -> bool:
    return token.isascii() and token.isdigit()
