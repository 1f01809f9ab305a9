"""What day it is where the hospital is: the only place that reads the clock."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from leaflet.errors import ContentError, Problem, UsageError, Warned

_ZONE = "Europe/Brussels"
_EPOCH = "SOURCE_DATE_EPOCH"
_EARLIEST = date(2026, 1, 1)
"""No leaflet was made before this program was written; an earlier clock is wrong (T99)."""


def read_clock() -> Warned[date]:
    """Today in Belgium; with a notice where the environment, and not the clock, says so.

    Raises:
        UsageError: If the clock or ``SOURCE_DATE_EPOCH`` cannot be believed.
        ContentError: If the computer knows no time zones.
    """
    try:
        zone = ZoneInfo(_ZONE)
    except ZoneInfoNotFoundError:
        what = f"this computer does not know the time zone {_ZONE}"
        raise ContentError(Problem("tzdata", what, "install the Python package tzdata")) from None
    seconds = os.environ.get(_EPOCH, "")
    if not seconds:
        return Warned(_believable(datetime.now(zone).date(), "clock", "set it right"))
    try:
        now = datetime.fromtimestamp(int(seconds), UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        what = "is not a number of seconds since 1970"
        raise UsageError(Problem(_EPOCH, what, "correct or unset it")) from None
    day = _believable(now.date(), _EPOCH, "correct or unset it")
    what = f"and not the clock says that today is {day.isoformat()}"
    return Warned(day, (Problem(_EPOCH, what, "unset it, or give --date"),))


def _believable(day: date, where: str, remedy: str) -> date:
    if day < _EARLIEST:
        what = f"says {day.isoformat()}, which is before this program was written"
        raise UsageError(Problem(where, what, remedy))
    return day
