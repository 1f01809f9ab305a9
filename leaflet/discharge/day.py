"""Dates as people write them: day first, always, or year-month-day (``docs/rules.md`` 5.2).

No message repeats the typed text, which may be a birth date (law 5).
"""

import re
from datetime import date

from leaflet.content.model.words import Calendar
from leaflet.errors import DischargeError, Problem, Warned

ADULT = 18
"""Years of age from which the leaflet is meant for a patient (``docs/rules.md`` 2.6)."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)
_WORDED = re.compile(r"([0-9]{1,2}) ([^\W\d_]+) ([0-9]{4})")
_MIDNIGHT = re.compile(r"[T ]0?0:00(?::00(?:\.0+)?)?$", re.ASCII)
_TIMED = re.compile(r".*\d[T ]\d{1,2}:\d\d.*", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}[ /.-](\d{1,2}|[^\W\d_]+)[ /.-]\d{2}")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?", re.ASCII)

_FORMS = "write dd/mm/yyyy or yyyy-mm-dd"
_VERY_OLD = 110
_OLDEST = 130
_RECENT_DAYS = 30
_FAR_YEARS = 10


def read_day(text: str, field: str, calendar: Calendar) -> date:
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
        raise _refuse(field, "has digits other than 0 to 9", _FORMS)
    if match := _ISO.fullmatch(written):
        year, month, day = (int(number) for number in match.groups())
    elif match := _NUMERIC.fullmatch(written):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
    elif match := _WORDED.fullmatch(written):
        day, month, year = int(match[1]), _month(match[2], field, calendar), int(match[3])
    else:
        raise _not_a_day(written, field)
    if month > 12 >= day:
        raise _refuse(
            field, "has a month above 12", "write the day first: dd/mm/yyyy, or yyyy-mm-dd"
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise _refuse(field, "is a day that does not exist", "check day, month and year") from None


def read_visit_day(text: str, field: str, calendar: Calendar, today: date) -> Warned[date]:
    """The day of the visit; far from ``today`` it is refused, in the future it is noticed (T24).

    Raises:
        DischargeError: If it is no day, or lies more than ten years from today.
    """
    visited = read_day(text, field, calendar)
    if abs(visited.year - today.year) > _FAR_YEARS:
        raise _refuse(field, "lies more than ten years from today", "check the year")
    if visited > today:
        return Warned(visited, (Problem(field, "lies in the future", "check the date"),))
    if (today - visited).days > _RECENT_DAYS:
        what = f"lies more than {_RECENT_DAYS} days back"
        return Warned(visited, (Problem(field, what, "check the date"),))
    return Warned(visited)


def read_birth_day(text: str, field: str, calendar: Calendar, visited: date) -> Warned[date]:
    """The birth date of someone who was seen on the day ``visited`` (T25).

    Raises:
        DischargeError: If it is no day, or lies after the visit or more than 130 years before it.
    """
    born = read_day(text, field, calendar)
    if born > visited:
        raise _refuse(field, "lies after the day of the visit", "check both dates")
    age = age_on(visited, born)
    if age > _OLDEST:
        raise _refuse(field, f"is more than {_OLDEST} years ago", "check the year")
    if age < ADULT:
        what = f"is that of a patient under {ADULT}, and the leaflet is written for adults"
        return Warned(born, (Problem(field, what, "check that it is meant"),))
    if age >= _VERY_OLD:
        what = f"is at least {_VERY_OLD} years ago"
        return Warned(born, (Problem(field, what, "check the year"),))
    return Warned(born)


def age_on(visited: date, born: date) -> int:
    """Whole years; who is born on 29 February has the next birthday on 1 March."""
    birthday_to_come = (visited.month, visited.day) < (born.month, born.day)
    return visited.year - born.year - birthday_to_come


def is_minor(born: date | None, visited: date) -> bool:
    """Whether the patient is under 18 on the day of the visit, as far as is known."""
    return born is not None and age_on(visited, born) < ADULT


def _month(word: str, field: str, calendar: Calendar) -> int:
    names = [name.casefold() for name in calendar.months]
    if word.casefold() not in names:
        raise _refuse(field, "names no month", "write the month in full, or dd/mm/yyyy")
    return names.index(word.casefold()) + 1


def _not_a_day(written: str, field: str) -> DischargeError:
    if not written:
        return _refuse(field, "is empty", _FORMS)
    if _SHORT_YEAR.fullmatch(written):
        return _refuse(field, "has no year of four digits", _FORMS)
    if _SERIAL.fullmatch(written):
        return _refuse(field, "is a day count of a spreadsheet", "format the cell as a date")
    if _TIMED.fullmatch(written):
        return _refuse(field, "holds a time of day", "leave the time out")
    return _refuse(field, "is not written as a date", _FORMS)


def _refuse(field: str, what: str, remedy: str) -> DischargeError:
    return DischargeError(Problem(field, what, remedy))
