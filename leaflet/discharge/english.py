"""Amounts, days and lists in English, for messages; nothing here is printed on paper."""

import re
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal

from leaflet.content.model.medicines import Amount, Unit
from leaflet.messages.message import Typed

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_SYMBOLS = frozenset({Unit.MILLIGRAM, Unit.GRAM, Unit.MICROGRAM, Unit.MILLILITRE})
_LONGEST_QUOTE = 40
_MOST_DIGITS = 5
_DIGITS = re.compile(r"\d+")
_HALF = Decimal("0.5")


def write_number(value: Decimal) -> str:
    """``600``, ``2.5``: exact, with no trailing zero."""
    return f"{value.normalize():f}"


def write_amount(amount: Amount) -> str:
    """``600 mg``, ``1 tablet``, ``2 tablets``, ``half a tablet``."""
    if amount.unit in _SYMBOLS:
        return f"{write_number(amount.value)} {amount.unit.value}"
    if amount.value == _HALF:
        return f"half a {amount.unit.value}"
    return count_of(amount.value, amount.unit.value)


def count_of(count: Decimal | int, noun: str) -> str:
    """``1 day``, ``8 days``."""
    return f"{write_number(Decimal(count))} {noun}{'' if count == 1 else 's'}"


def write_day(day: date) -> str:
    """``Sunday 29 November 2026``, whatever the locale."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def write_time(moment: time) -> str:
    """``14.10``."""
    return f"{moment.hour}.{moment.minute:02}"


def enumerate_all(words: Sequence[str]) -> str:
    """``a, b and c``."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def quote(words: str) -> Typed:
    """What was typed, shortened; digits that may be a birth date are not repeated (law 5)."""
    if sum(sign.isdigit() for sign in words) > _MOST_DIGITS:
        words = _DIGITS.sub("…", words)
    shown = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"
    return Typed(f'"{shown}"')
