"""What day and what time it is where the hospital is: the only place that reads the clock."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from leaflet.discharge.given import ZONE
from leaflet.errors import ContentError, Problem, UsageError, Warned

_EPOCH = "SOURCE_DATE_EPOCH"
_EARLIEST = date(2026, 1, 1)
"""No leaflet was made before this program was written; an earlier clock is wrong (T99)."""


def read_clock() -> Warned[date]:
    """Today in Belgium, as :func:`read_moment` has it."""
    read = read_moment()
    return Warned(read.value.date(), read.warnings)


def read_moment() -> Warned[datetime]:
    """Day and time in Belgium; with a notice where the environment, and not the clock, says so.

    Raises:
        UsageError: If the clock or ``SOURCE_DATE_EPOCH`` cannot be believed.
        ContentError: If the computer knows no time zones.
    """
    try:
        zone = ZoneInfo(ZONE)
    except ZoneInfoNotFoundError:
        what = f"this computer does not know the time zone {ZONE}"
        raise ContentError(Problem("tzdata", what, "install the Python package tzdata")) from None
    seconds = os.environ.get(_EPOCH, "")
    if not seconds:
        return Warned(_believable(datetime.now(zone), "clock", "set it right"))
    try:
        now = datetime.fromtimestamp(int(seconds), UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        what = "is not a number of seconds since 1970"
        raise UsageError(Problem(_EPOCH, what, "correct or unset it")) from None
    now = _believable(now, _EPOCH, "correct or unset it")
    what = f"and not the clock says that today is {now.date().isoformat()}"
    return Warned(now, (Problem(_EPOCH, what, "unset it, or give --date"),))


def _believable(now: datetime, where: str, remedy: str) -> datetime:
    if now.date() < _EARLIEST:
        what = f"says {now.date().isoformat()}, which is before this program was written"
        raise UsageError(Problem(where, what, remedy))
    return now
