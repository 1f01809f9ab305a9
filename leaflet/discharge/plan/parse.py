"""Read the parts of a plan line: every word is understood, or the line is refused.

Language only: a part becomes a value here, and is judged elsewhere. Begin with ``parse``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, time
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any

from leaflet.content.model.medicines import HANDLED, Amount, Moment, Unit
from leaflet.content.model.words import Calendar
from leaflet.discharge.clean_text import read_free_text
from leaflet.discharge.day import read_day
from leaflet.discharge.echo import quote, repeat_number
from leaflet.discharge.plan.complaints import explain_stray, explain_unit
from leaflet.discharge.plan.given import Given
from leaflet.discharge.plan.grammar import (
    HALF,
    SIGNS,
    Part,
    Phrases,
    begins_with_zero,
    normalise,
    read_count,
    read_number,
)
from leaflet.discharge.plan.model import Intake, Meal, Pieces
from leaflet.discharge.plan.terms import MOMENTS, UNITS
from leaflet.errors import DischargeError, GlyphError, Problem, Warned
from leaflet.messages.message import Key, Message
from leaflet.messages.phrases import CHECK_DATE
from leaflet.records import frozen


class Prescription(Enum):
    """What the line itself says about a prescription."""

    NEEDED = "on prescription"
    NOT_NEEDED = "without prescription"


class StatedUse(Enum):
    """Whether the line says in words that it is taken only when needed."""

    UNSAID = "nothing is said"
    AS_NEEDED = "as needed"


class Link(Enum):
    """How a moment is tied to the one named before it."""

    JOINED = "by a word or a sign that makes them two"
    LISTED = "by a comma"
    LOOSE = "by nothing, or with another part between"


@frozen
class Parts:
    """The parts of one line; ``None`` or empty where a part is not there.

    Attributes:
        amounts: Doses written as an amount of substance: ``600 mg``.
        pieces: Doses written as pieces: ``1 tablet van 600 mg``, ``20 druppels``.
        frequency: Intakes a day.
        intakes: Moments that were named, in the order of the day.
        named: The same moments in the order in which they were typed, each with its link to the
            one before it.
        fasting: Whether one of them is a word that may be said of another as well.
        food: A relation to food that was said for the whole line.
        most_times: The greatest number of intakes a day.
        most_amount: The greatest amount a day.
        interval: Hours between two intakes.
        days: The length of the course.
        until: Its last day.
    """

    amounts: tuple[Amount, ...] = ()
    pieces: tuple[Pieces, ...] = ()
    frequency: int | None = None
    intakes: tuple[Intake, ...] = ()
    named: tuple[tuple[Moment, Link], ...] = ()
    fasting: bool = False
    food: Meal | None = None
    use: StatedUse = StatedUse.UNSAID
    most_times: int | None = None
    most_amount: Amount | None = None
    interval: int | None = None
    days: int | None = None
    until: date | None = None
    reason: str | None = None
    given: Given | None = None
    prescription: Prescription | None = None

    def says_how(self) -> bool:
        """Whether any part of a regimen was written, so that it is not a bare medicine."""
        beside = {"reason", "given", "prescription"}
        empty = Parts()
        return any(
            getattr(self, field.name) != getattr(empty, field.name)
            for field in fields(self)
            if field.name not in beside
        )


class Comma(Enum):
    """How to read a comma between a letter and a figure, with no space on either side."""

    SEPARATES = "a separator"
    AMBIGUOUS = "perhaps a decimal sign"


@frozen
class LineContext:
    """What it takes to read a line beside its text: its field, and the words of the language."""

    where: Key
    phrases: Phrases
    calendar: Calendar
    comma: Comma

    def refuse(self, what: Message, remedy: Message) -> DischargeError:
        """An error at this field."""
        return DischargeError(Problem(self.where, what, remedy))


_REST_OF_WORD = re.compile(r"[^\s,;]*")
_HOURS = 24
_DAYS = 366
_WEEK = 7

Value = Amount | Pieces | Intake | Meal | StatedUse | Prescription | int | date | Given | str
_Reader = Callable[[re.Match[str], LineContext], Warned[Value]]


def read_value(part: Part, match: re.Match[str], context: LineContext) -> Warned[Value]:
    """Turn the words of a part into a value.

    Raises:
        DischargeError: If they are badly written, or mean nothing.
    """
    return _READ[part](match, context)


def _reason(match: re.Match[str], context: LineContext) -> Warned[Value]:
    read = read_free_text(match["words"].rstrip(" ."), context.where)
    if not read.value:
        what = Message("plan.empty-reason", "the reason is empty")
        raise context.refuse(what, Message("plan.write-reason", "write what it is for"))
    return Warned(read.value, read.warnings)


def _given(match: re.Match[str], context: LineContext) -> Warned[Value]:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if hour > 23 or minute > 59:
        what = Message(
            "plan.no-time",
            "{time} is no time of day [N15]",
            time=repeat_number(f"{hour}.{minute:02}"),
        )
        remedy = Message("plan.write-time", "write a time from 0.00 to 23.59")
        raise context.refuse(what, remedy)
    is_day_before = bool(match["before"] or match["after"])
    return Warned(Given(time(hour, minute), is_day_before))


def _count(most: int, wrong: Callable[[int], Message]) -> _Reader:
    return lambda match, context: Warned(_read_count(match, context, most, wrong))


def _read_count(
    match: re.Match[str], context: LineContext, most: int, wrong: Callable[[int], Message]
) -> int:
    written = normalise(match["count"])
    count = context.phrases.counts.get(written)
    if count is None:
        if len(written) > 1 and written[0] == "0":
            what = begins_with_zero(repeat_number(written))
            remedy = Message("plan.check-number", "check the number")
            raise context.refuse(what, remedy)
        count = int(written)
    if not 1 <= count <= most:
        remedy = Message("plan.from-1-to", "write a number from 1 to {most}", most=most)
        raise context.refuse(wrong(count), remedy)
    return count


def _no_days(count: int) -> Message:
    return Message("plan.no-days", "{count} is no number of days [A6]", count=count)


def _no_weeks(count: int) -> Message:
    return Message("plan.no-weeks", "{count} is no number of weeks [A6]", count=count)


def _no_intakes(count: int) -> Message:
    return Message("plan.no-intakes", "{count} is no number of intakes a day", count=count)


def _no_hours(count: int) -> Message:
    return Message(
        "plan.no-hours", "{count} is no number of hours between two intakes", count=count
    )


def _days(match: re.Match[str], context: LineContext) -> Warned[Value]:
    if match["weeks"]:
        return Warned(_WEEK * _read_count(match, context, _DAYS // _WEEK, _no_weeks))
    return Warned(_read_count(match, context, _DAYS, _no_days))


def _until(match: re.Match[str], context: LineContext) -> Warned[Value]:
    try:
        day = read_day(match["day"], context.where, context.calendar)
    except DischargeError as refused:
        problem = refused.problems[0]
        what = Message("plan.last-day", "the last day {fault}", fault=problem.what)
        raise context.refuse(what, problem.remedy) from None
    if match["weekday"]:
        lists = (context.calendar.weekdays, context.calendar.weekdays_short)
        if normalise(match["weekday"]) not in [normalise(days[day.weekday()]) for days in lists]:
            what = Message("plan.other-weekday", "the last day falls on another weekday [A6]")
            raise context.refuse(what, CHECK_DATE)
    return Warned(day)


def _meal(match: re.Match[str], context: LineContext) -> Meal:
    """The relation that opens the phrase; an article may follow it."""
    meals, said = context.phrases.meals, normalise(match["meal"])
    return next(meals[form] for form in meals if said == form or said.startswith(f"{form} "))


def _food(match: re.Match[str], context: LineContext) -> Warned[Value]:
    return Warned(_meal(match, context))


def _moment(match: re.Match[str], context: LineContext) -> Warned[Value]:
    moments = context.phrases.moments
    if match["moment"]:
        return Warned(Intake(moments[normalise(match["moment"])], None))
    moment = moments[normalise(match["eaten"])]
    if moment in (Moment.WAKING, Moment.BEDTIME):
        what = Message(
            "plan.no-meal",
            "{moment} has no meal to stand before, with or after",
            moment=MOMENTS[moment],
        )
        raise context.refuse(what, Message("plan.moment-alone", "name the moment alone"))
    return Warned(Intake(moment, _meal(match, context)))


def _most_amount(match: re.Match[str], context: LineContext) -> Warned[Value]:
    unit = _unit(match, "unit", context)
    return Warned(Amount(read_number(match["number"], context.where), unit.value), unit.warnings)


def _dose(match: re.Match[str], context: LineContext) -> Warned[Value]:
    raw = match["number"]
    if raw[0] in SIGNS:
        read_number(raw, context.where)
    unit = _unit(match, "unit", context)
    _refuse_comma(match, context)
    value = _quantity(raw, unit.value, context)
    if not match["strength"]:
        if unit.value in HANDLED:
            return Warned(Pieces(value, unit.value, None), unit.warnings)
        return Warned(Amount(value, unit.value), unit.warnings)
    measure = _unit(match, "measure", context)
    if unit.value not in HANDLED or measure.value in HANDLED or measure.value is Unit.DROP:
        # Nothing says whether that much is in one drop, in one ml or in the whole dose.
        what = Message(
            "plan.no-strength",
            "{unit} of {measure} is no strength: a concentration cannot be told",
            unit=UNITS[unit.value],
            measure=UNITS[measure.value],
        )
        remedy = Message(
            "plan.dose-in-one-unit", "write the dose in one unit; only a piece has a strength"
        )
        raise context.refuse(what, remedy)
    strength = Amount(read_number(match["strength"], context.where), measure.value)
    return Warned(Pieces(value, unit.value, strength), unit.warnings + measure.warnings)


def _quantity(raw: str, unit: Unit, context: LineContext) -> Decimal:
    written = normalise(raw)
    if written in context.phrases.counts:
        return Decimal(context.phrases.counts[written])
    if written in context.phrases.halves:
        if unit not in HANDLED:
            what = Message("plan.half-in-words", "half a {unit} in words", unit=UNITS[unit])
            remedy = Message("plan.amount-in-digits", "write the amount in digits")
            raise context.refuse(what, remedy)
        return HALF
    if unit in HANDLED or unit is Unit.DROP:
        return read_count(raw, context.where)
    return read_number(raw, context.where)


def _unit(match: re.Match[str], group: str, context: LineContext) -> Warned[Unit]:
    word, phrases = match[group], context.phrases
    written = normalise(word)
    if written in phrases.units:
        return Warned(phrases.units[written])
    if written not in phrases.informal:
        rest = _REST_OF_WORD.match(match.string, match.end())
        typed = match[0] + (rest[0] if rest else "")
        raise DischargeError(explain_unit(typed, word, context.where, phrases))
    unit = phrases.informal[written]
    what = Message(
        "plan.informal-unit",
        "{word} is read as {unit} [N6]",
        word=quote(word),
        unit=UNITS[unit],
    )
    remedy = Message("plan.check-dose", "check the dose")
    return Warned(unit, (Problem(context.where, what, remedy),))


def _refuse_comma(match: re.Match[str], context: LineContext) -> None:
    """Refuse a figure behind a comma that may be its decimal sign: ``oxycodon,5 mg`` (N2)."""
    before = match.string[: match.start()]
    if not before.endswith(",") or not match["number"][0].isdigit():
        return
    if context.comma is Comma.AMBIGUOUS or before[-2:-1].isspace():
        what = Message("plan.comma", "a comma directly before a figure may be a decimal sign [N2]")
        remedy = Message("plan.space-after-comma", "write a space after the comma, or 0 before it")
        raise context.refuse(what, remedy)


_READ: Mapping[Part, _Reader] = MappingProxyType(
    {
        Part.REASON: _reason,
        Part.GIVEN: _given,
        Part.AS_NEEDED: lambda match, context: Warned(StatedUse.AS_NEEDED),
        Part.PRESCRIBED: lambda match, context: Warned(Prescription.NEEDED),
        Part.UNPRESCRIBED: lambda match, context: Warned(Prescription.NOT_NEEDED),
        Part.MOST_TIMES: _count(_HOURS, _no_intakes),
        Part.MOST_AMOUNT: _most_amount,
        Part.INTERVAL: _count(_HOURS, _no_hours),
        Part.FREQUENCY: _count(_HOURS, _no_intakes),
        Part.DAYS: _days,
        Part.UNTIL: _until,
        Part.FOOD: _food,
        Part.MOMENT: _moment,
        Part.DOSE: _dose,
    }
)


_SEPARATOR = re.compile(r"(?:[\s,;]|\.(?=\s|$))*")
_LEXEME = re.compile(r"[^\s,;]+(?:,(?=[0-9])[^\s,;]*)*|[,;]")
_HANGING = re.compile(r"[^\s,;.]*")
_UNIT = re.compile(r"\s*([^\W\d_]+)")
_ORDER = tuple(Moment)
_ONCE = {
    Part.REASON: ("reason", Message("plan.twice-reason", "says this twice: reason")),
    Part.GIVEN: (
        "given",
        Message("plan.twice-given", "says this twice: time of the dose that was given"),
    ),
    Part.AS_NEEDED: ("use", Message("plan.twice-as-needed", "says this twice: as needed")),
    Part.PRESCRIBED: (
        "prescription",
        Message("plan.twice-prescribed", "says this twice: on prescription"),
    ),
    Part.UNPRESCRIBED: (
        "prescription",
        Message("plan.twice-unprescribed", "says this twice: without prescription"),
    ),
    Part.MOST_TIMES: (
        "most_times",
        Message("plan.twice-most-times", "says this twice: maximum number of intakes"),
    ),
    Part.MOST_AMOUNT: (
        "most_amount",
        Message("plan.twice-most-amount", "says this twice: maximum amount"),
    ),
    Part.INTERVAL: ("interval", Message("plan.twice-interval", "says this twice: interval")),
    Part.FREQUENCY: ("frequency", Message("plan.twice-frequency", "says this twice: frequency")),
    Part.DAYS: ("days", Message("plan.twice-days", "says this twice: number of days")),
    Part.UNTIL: ("until", Message("plan.twice-until", "says this twice: last day")),
    Part.FOOD: ("food", Message("plan.twice-food", "says this twice: relation to food")),
}
"""The field of ``Parts`` for what may be said once, and what is wrong where it is said twice."""


def parse(text: str, start: int, context: LineContext) -> Warned[Parts]:
    """The parts that stand in the text from ``start`` on, after the name of the medicine.

    Raises:
        DischargeError: With every piece that is not understood, said twice or badly written.
    """
    walk = _Walk(text, start, context)
    walk.to_the_end()
    if walk.problems:
        raise DischargeError(*walk.problems)
    return Warned(walk.parts, tuple(walk.warnings))


def begins_part(text: str, at: int, phrases: Phrases) -> bool:
    """Whether a part of a plan begins here, so that a name ends before it."""
    openings = (*(p for _, p in phrases.parts), *phrases.unfinished)
    return text[at].isdigit() or any(pattern.match(text, at) for pattern in openings)


@dataclass(slots=True)
class _Walk:
    """One pass over a line, from left to right."""

    text: str
    at: int
    context: LineContext
    ended: int = 0
    parts: Parts = field(default_factory=Parts)
    last: Part | None = None
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def to_the_end(self) -> None:
        """Take part after part, and each run of other words as one problem."""
        stray: int | None = None
        self._skip(_SEPARATOR)
        while self.at < len(self.text):
            found = self._next()
            if found is None:
                stray = self.at if stray is None else stray
                self._skip(_LEXEME)
            else:
                self._refuse_stray(stray)
                stray = None
                self._take(*found)
            self._skip(_SEPARATOR)
        self._refuse_stray(stray)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        assert match is not None
        self.at = match.end()

    def _next(self) -> tuple[Part, re.Match[str]] | None:
        for part, pattern in self.context.phrases.parts:
            match = pattern.match(self.text, self.at)
            if match is None or (
                part is Part.MOMENT and match["join"] and self.last is not Part.MOMENT
            ):
                continue
            return part, match
        return None

    def _refuse_stray(self, start: int | None) -> None:
        if start is not None:
            words = self.text[start : self.at].strip(" ,;")
            where, phrases = self.context.where, self.context.phrases
            self.problems.append(explain_stray(words, where, phrases))

    def _take(self, part: Part, match: re.Match[str]) -> None:
        link = self._link(part, match)
        self.last, self.at, self.ended = part, match.end(), match.end()
        try:
            said = read_value(part, match, self.context)
            self.parts = _with(self.parts, part, said.value, self.context)
            if isinstance(said.value, Intake):
                named = (*self.parts.named, (said.value.moment, link))
                fasting = normalise(match["moment"] or "") in self.context.phrases.fasting
                fasting = self.parts.fasting or fasting
                self.parts = replace(self.parts, named=named, fasting=fasting)
        except (DischargeError, GlyphError) as refused:
            self.problems.extend(refused.problems)
            self._skip_rest(part)
        else:
            self.warnings.extend(said.warnings)

    def _link(self, part: Part, match: re.Match[str]) -> Link:
        """How a moment is tied to the part before it."""
        if part is not Part.MOMENT or self.last is not Part.MOMENT:
            return Link.LOOSE
        if match["join"]:
            return Link.JOINED
        between = self.text[self.ended : match.start()]
        return Link.LISTED if set(between) & set(",;") else Link.LOOSE

    def _skip_rest(self, part: Part) -> None:
        """Skip what clings to a refused part, and its unit, so that it is refused only once."""
        self._skip(_HANGING)
        unit = _UNIT.match(self.text, self.at)
        if part is Part.DOSE and unit and normalise(unit[1]) in self.context.phrases.units:
            self.at = unit.end()


def _with(parts: Parts, part: Part, value: Value, context: LineContext) -> Parts:
    """Add a value to the parts; refuse what is said a second time."""
    if isinstance(value, Amount) and part is Part.DOSE:
        return replace(parts, amounts=(*parts.amounts, value))
    if isinstance(value, Pieces):
        return replace(parts, pieces=(*parts.pieces, value))
    if isinstance(value, Intake):
        if any(value.moment is intake.moment for intake in parts.intakes):
            what = Message(
                "plan.moment-twice", "names {moment} twice [A2]", moment=MOMENTS[value.moment]
            )
            raise context.refuse(what, Message("plan.name-once", "name each moment once"))
        intakes = sorted((*parts.intakes, value), key=lambda each: _ORDER.index(each.moment))
        return replace(parts, intakes=tuple(intakes))
    name, twice = _ONCE[part]
    if getattr(parts, name) != getattr(Parts(), name):
        raise context.refuse(twice, Message("plan.say-once", "say it once"))
    once: dict[str, Any] = {name: value}
    return replace(parts, **once)
