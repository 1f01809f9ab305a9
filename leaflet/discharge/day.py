"""Dates as people write them: day first, always, or year-month-day (``docs/rules.md`` 5.2).

No message repeats the typed text, which may be a birth date (law 5).
"""

import re
from datetime import date

from leaflet.content.model.words import Calendar
from leaflet.errors import DischargeError, Problem, Warned
from leaflet.messages.message import Key, Message, Name
from leaflet.messages.phrases import CHECK_BOTH_DATES, CHECK_DATE, CHECK_MEANT

ADULT = 18
"""Years of age from which the leaflet is meant for a patient (``docs/rules.md`` 2.6)."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)
_WORDED = re.compile(r"([0-9]{1,2}) ([^\W\d_]+) ([0-9]{4})")
_MIDNIGHT = re.compile(r"[T ]0?0:00(?::00(?:\.0+)?)?$", re.ASCII)
_TIMED = re.compile(r".*\d[T ]\d{1,2}:\d\d.*", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}[ /.-](\d{1,2}|[^\W\d_]+)[ /.-]\d{2}")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?", re.ASCII)

_FORMS = Message("day.forms", "write dd/mm/yyyy or yyyy-mm-dd")
_CHECK_YEAR = Message("day.check-year", "check the year")
DAY_COUNT = Message("day.day-count", "is a day count of a spreadsheet")
"""Excel's number of a day, such as 46348."""

_VERY_OLD = 110
_OLDEST = 130
_RECENT_DAYS = 30
_FAR_YEARS = 10


def read_day(text: str, field: Name, calendar: Calendar) -> date:
    """The day that is meant: ``2026-11-22``, ``22/11/2026`` (also - and .), ``22 november 2026``.

    A time of day is accepted only where a spreadsheet adds it, as midnight without a zone.

    Args:
        text: As typed.
        field: What messages call the place where it was typed.
        calendar: Knows the names of the months; case does not matter.

    Raises:
        DischargeError: If it is no day, or could be read as two; a year has four digits.
    """
    written = _MIDNIGHT.sub("", " ".join(text.split()))
    if any(sign.isdigit() and not sign.isascii() for sign in written):
        raise _refuse(field, Message("day.digits", "has digits other than 0 to 9"), _FORMS)
    if match := _ISO.fullmatch(written):
        year, month, day = (int(number) for number in match.groups())
    elif match := _NUMERIC.fullmatch(written):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
    elif match := _WORDED.fullmatch(written):
        day, month, year = int(match[1]), _month(match[2], field, calendar), int(match[3])
    else:
        raise _not_a_day(written, field)
    if month > 12 >= day:
        what = Message("day.month-above-12", "has a month above 12")
        remedy = Message("day.day-first", "write the day first: dd/mm/yyyy, or yyyy-mm-dd")
        raise _refuse(field, what, remedy)
    try:
        return date(year, month, day)
    except ValueError:
        what = Message("day.no-such-day", "is a day that does not exist")
        remedy = Message("day.check-numbers", "check day, month and year")
        raise _refuse(field, what, remedy) from None


def read_visit_day(text: str, field: Key, calendar: Calendar, today: date) -> Warned[date]:
    """The day of the visit; far from ``today`` it is refused, in the future it is noticed (T24).

    Raises:
        DischargeError: If it is no day, or lies more than ten years from today.
    """
    visited = read_day(text, field, calendar)
    if abs(visited.year - today.year) > _FAR_YEARS:
        what = Message("day.far", "lies more than ten years from today")
        raise _refuse(field, what, _CHECK_YEAR)
    if visited > today:
        what = Message("day.future", "lies in the future")
        return Warned(visited, (Problem(field, what, CHECK_DATE),))
    if (today - visited).days > _RECENT_DAYS:
        what = Message("day.long-ago", "lies more than {days} days back", days=_RECENT_DAYS)
        return Warned(visited, (Problem(field, what, CHECK_DATE),))
    return Warned(visited)


def read_birth_day(text: str, field: Key, calendar: Calendar, visited: date) -> Warned[date]:
    """The birth date of someone who was seen on the day ``visited`` (T25).

    Raises:
        DischargeError: If it is no day, or lies after the visit or more than 130 years before it.
    """
    born = read_day(text, field, calendar)
    if born > visited:
        what = Message("day.born-after-visit", "lies after the day of the visit")
        raise _refuse(field, what, CHECK_BOTH_DATES)
    age = age_on(visited, born)
    if age > _OLDEST:
        what = Message("day.too-old", "is more than {years} years ago", years=_OLDEST)
        raise _refuse(field, what, _CHECK_YEAR)
    if age < ADULT:
        what = Message(
            "day.minor",
            "is that of a patient under {age}, and the leaflet is written for adults",
            age=ADULT,
        )
        return Warned(born, (Problem(field, what, CHECK_MEANT),))
    if age >= _VERY_OLD:
        what = Message("day.very-old", "is at least {years} years ago", years=_VERY_OLD)
        return Warned(born, (Problem(field, what, _CHECK_YEAR),))
    return Warned(born)


def age_on(visited: date, born: date) -> int:
    """Whole years; who is born on 29 February has the next birthday on 1 March."""
    birthday_to_come = (visited.month, visited.day) < (born.month, born.day)
    return visited.year - born.year - birthday_to_come


def is_minor(born: date | None, visited: date) -> bool:
    """Whether the patient is under 18 on the day of the visit, as far as is known."""
    return born is not None and age_on(visited, born) < ADULT


def _month(word: str, field: Name, calendar: Calendar) -> int:
    names = [name.casefold() for name in calendar.months]
    if word.casefold() not in names:
        what = Message("day.no-month", "names no month")
        remedy = Message("day.month-in-full", "write the month in full, or dd/mm/yyyy")
        raise _refuse(field, what, remedy)
    return names.index(word.casefold()) + 1


def _not_a_day(written: str, field: Name) -> DischargeError:
    if not written:
        return _refuse(field, Message("day.empty", "is empty"), _FORMS)
    if _SHORT_YEAR.fullmatch(written):
        return _refuse(field, Message("day.short-year", "has no year of four digits"), _FORMS)
    if _SERIAL.fullmatch(written):
        remedy = Message("day.format-cell", "format the cell as a date")
        return _refuse(field, DAY_COUNT, remedy)
    if _TIMED.fullmatch(written):
        remedy = Message("day.no-time", "leave the time out")
        return _refuse(field, Message("day.timed", "holds a time of day"), remedy)
    return _refuse(field, Message("day.no-date", "is not written as a date"), _FORMS)


def _refuse(field: Name, what: Message, remedy: Message) -> DischargeError:
    return DischargeError(Problem(field, what, remedy))
