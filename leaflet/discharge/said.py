"""The value of one part of a plan line, once its words are found."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from types import MappingProxyType

from leaflet.discharge.day import read_day
from leaflet.discharge.free_text import read_free_text
from leaflet.discharge.given import Given
from leaflet.discharge.grammar import Part, Phrases, normalise
from leaflet.discharge.number import HALF, SIGNS, read_count, read_number
from leaflet.discharge.parts import Prescription, Use
from leaflet.discharge.plan import Handled, Intake, Meal
from leaflet.discharge.reading import Comma, Reading
from leaflet.discharge.stray import explain_unit, holds_shorthand
from leaflet.errors import DischargeError, Problem, Warned
from leaflet.manuscript.amount import HANDLED, Amount, Unit
from leaflet.manuscript.formulary import Moment

_MASSES = frozenset({Unit.MILLIGRAM, Unit.GRAM, Unit.MICROGRAM})
_SENTENCE = re.compile(r"[.;:!?]\s+\S")
_HANGING = re.compile(r"[^\s,;]*")
_HOURS = 24
_DAYS = 366
_WEEK = 7

Value = Amount | Handled | Intake | Meal | Use | Prescription | int | date | Given | str


def read_value(part: Part, match: re.Match[str], reading: Reading) -> Warned[Value]:
    """What the words of this part mean.

    Raises:
        DischargeError: If they are badly written, or mean nothing.
    """
    return _READ[part](match, reading)


def find_part(words: str, phrases: Phrases) -> Part | None:
    """The part of a plan that begins with any of these words; a reason is none."""
    start = 0
    for word in words.split():
        start = words.index(word, start)
        for part, pattern in phrases.parts:
            match = None if part is Part.REASON else pattern.match(words, start)
            if match is not None and (part is not Part.DOSE or _is_dose(match["unit"], phrases)):
                return part
        start += len(word)
    return None


def _is_dose(unit: str, phrases: Phrases) -> bool:
    """Whether a word behind a number is a unit; "een hevige" is an article and a word."""
    return normalise(unit) in phrases.units or normalise(unit) in phrases.informal


def _reason(match: re.Match[str], reading: Reading) -> Warned[Value]:
    words = match["words"].rstrip(" .,;")
    part = find_part(words, reading.phrases)
    if part is not None:
        what = f"the reason runs to the end of the text, and holds a part: {part.value}"
        raise reading.refuse(what, "write the reason last")
    if not words:
        raise reading.refuse("the reason is empty", "write what it is for, or leave it out")
    if _SENTENCE.search(words):
        what = "the reason holds more than one sentence"
        raise reading.refuse(what, "write only what it is for, in a few words")
    read = read_free_text(words, reading.where)
    if not holds_shorthand(words, reading.phrases):
        return Warned(read.value, read.warnings)
    what = "the reason holds shorthand [N11]"
    notice = Problem(reading.where, what, "write words that the patient knows")
    return Warned(read.value, (*read.warnings, notice))


def _given(match: re.Match[str], reading: Reading) -> Warned[Value]:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if hour > 23 or minute > 59:
        what = f"{hour}.{minute:02} is no time of day [N15]"
        raise reading.refuse(what, "write a time from 0.00 to 23.59")
    is_day_before = bool(match["before"] or match["after"])
    return Warned(Given(time(hour, minute), is_day_before))


def _count(most: int, of_what: str) -> Callable[[re.Match[str], Reading], Warned[Value]]:
    def read(match: re.Match[str], reading: Reading) -> Warned[Value]:
        written = normalise(match["count"])
        count = reading.phrases.counts.get(written)
        if count is None:
            if len(written) > 1 and written[0] == "0":
                raise reading.refuse(f"{written} begins with a zero [N2]", "leave the zero out")
            count = int(written)
        if not 1 <= count <= most:
            remedy = f"write a number from 1 to {most}"
            raise reading.refuse(f"{count} is no number of {of_what}", remedy)
        return Warned(count)

    return read


def _days(match: re.Match[str], reading: Reading) -> Warned[Value]:
    if not match["weeks"]:
        return _count(_DAYS, "days [A6]")(match, reading)
    weeks = _count(_DAYS // _WEEK, "weeks [A6]")(match, reading).value
    assert isinstance(weeks, int)
    return Warned(weeks * _WEEK)


def _until(match: re.Match[str], reading: Reading) -> Warned[Value]:
    try:
        day = read_day(match["day"], reading.where, reading.calendar)
    except DischargeError as refused:
        problem = refused.problems[0]
        raise reading.refuse(f"the last day {problem.what}", problem.remedy) from None
    if match["weekday"]:
        lists = (reading.calendar.weekdays, reading.calendar.weekdays_short)
        if normalise(match["weekday"]) not in [normalise(days[day.weekday()]) for days in lists]:
            raise reading.refuse("the last day falls on another weekday [A6]", "check the date")
    return Warned(day)


def _meal(match: re.Match[str], reading: Reading) -> Meal:
    """The relation that opens the phrase; an article may follow it."""
    meals, said = reading.phrases.meals, normalise(match["meal"])
    return next(meals[form] for form in meals if said == form or said.startswith(f"{form} "))


def _food(match: re.Match[str], reading: Reading) -> Warned[Value]:
    return Warned(_meal(match, reading))


def _moment(match: re.Match[str], reading: Reading) -> Warned[Value]:
    moments = reading.phrases.moments
    if match["moment"]:
        return Warned(Intake(moments[normalise(match["moment"])], None))
    moment = moments[normalise(match["eaten"])]
    if moment in (Moment.WAKING, Moment.BEDTIME):
        what = f"{moment.value} has no meal to stand before, with or after"
        raise reading.refuse(what, "name the moment alone")
    return Warned(Intake(moment, _meal(match, reading)))


def _most_amount(match: re.Match[str], reading: Reading) -> Warned[Value]:
    unit = _unit(match, "unit", reading)
    return Warned(Amount(read_number(match["number"], reading.where), unit.value), unit.warnings)


def _dose(match: re.Match[str], reading: Reading) -> Warned[Value]:
    raw = match["number"]
    if raw[0] in SIGNS:
        read_number(raw, reading.where)
    unit = _unit(match, "unit", reading)
    _refuse_comma(match, reading)
    value = _quantity(raw, unit.value, reading)
    if not match["strength"]:
        if unit.value in HANDLED:
            return Warned(Handled(value, unit.value, None), unit.warnings)
        return Warned(Amount(value, unit.value), unit.warnings)
    measure = _unit(match, "measure", reading)
    if unit.value in _MASSES or measure.value in HANDLED:
        what = f"{unit.value} of {measure.value} is no strength"
        raise reading.refuse(what, "write pieces of a strength, such as 1 tablet of 600 mg")
    strength = Amount(read_number(match["strength"], reading.where), measure.value)
    return Warned(Handled(value, unit.value, strength), unit.warnings + measure.warnings)


def _quantity(raw: str, unit: Unit, reading: Reading) -> Decimal:
    written = normalise(raw)
    if written in reading.phrases.counts:
        return Decimal(reading.phrases.counts[written])
    if written in reading.phrases.halves:
        if unit not in HANDLED:
            raise reading.refuse(f"half a {unit.value} in words", "write the amount in digits")
        return HALF
    if unit in HANDLED or unit is Unit.DROP:
        return read_count(raw, reading.where)
    return read_number(raw, reading.where)


def _unit(match: re.Match[str], group: str, reading: Reading) -> Warned[Unit]:
    word, phrases = match[group], reading.phrases
    written = normalise(word)
    if written in phrases.units:
        return Warned(phrases.units[written])
    if written not in phrases.informal:
        rest = _HANGING.match(match.string, match.end())
        typed = match[0] + (rest[0] if rest else "")
        raise DischargeError(explain_unit(typed, word, reading.where, phrases))
    unit = phrases.informal[written]
    notice = Problem(reading.where, f'"{word}" is read as {unit.value} [N6]', "check the dose")
    return Warned(unit, (notice,))


def _refuse_comma(match: re.Match[str], reading: Reading) -> None:
    """Refuse a figure behind a comma that may be its decimal sign: ``oxycodon,5 mg`` (N2)."""
    before = match.string[: match.start()]
    if not before.endswith(",") or not match["number"][0].isdigit():
        return
    if reading.comma is Comma.AMBIGUOUS or before[-2:-1].isspace():
        what = "a comma directly before a figure may be a decimal sign [N2]"
        raise reading.refuse(what, "write a space after the comma, or 0 before it")


_READ: Mapping[Part, Callable[[re.Match[str], Reading], Warned[Value]]] = MappingProxyType(
    {
        Part.REASON: _reason,
        Part.GIVEN: _given,
        Part.AS_NEEDED: lambda match, reading: Warned(Use.AS_NEEDED),
        Part.PRESCRIBED: lambda match, reading: Warned(Prescription.NEEDED),
        Part.UNPRESCRIBED: lambda match, reading: Warned(Prescription.NOT_NEEDED),
        Part.MOST_TIMES: _count(_HOURS, "intakes a day"),
        Part.MOST_AMOUNT: _most_amount,
        Part.INTERVAL: _count(_HOURS, "hours between two intakes"),
        Part.FREQUENCY: _count(_HOURS, "intakes a day"),
        Part.DAYS: _days,
        Part.UNTIL: _until,
        Part.FOOD: _food,
        Part.MOMENT: _moment,
        Part.DOSE: _dose,
    }
)
