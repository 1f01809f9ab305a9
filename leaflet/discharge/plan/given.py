"""A dose given in the department, and the earliest time of the next one.

A time of day alone leaves the day open, and says nothing of the hours until the next dose; so both
become moments of the calendar. Intervals are real time, across a change of the clock as well. Where
two moments are possible, the later one counts for the next dose.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from leaflet.errors import DischargeError, Problem
from leaflet.messages.message import Command, Key, Message
from leaflet.records import frozen

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


ZONE = "Europe/Brussels"
"""Where the hospital is."""

_MORNING, _EVENING = time(6), time(18)
"""Before the one, a time from the other onwards is that of the evening before."""


@frozen
class Given:
    """What was typed of it: a time of day, and whether the line says that it was the day before."""

    at: time
    is_day_before: bool


def _open_zone() -> "ZoneInfo":
    """The time zone of the hospital; to read it takes a few milliseconds, which few plans need."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(ZONE)


def settle_given(
    given: Given, visited: date, clock: datetime | None, where: Key, example: Command
) -> datetime:
    """The moment at which the dose was given, in the hospital's own time.

    It was on the day of the visit, or the day before where the line says so. In the night, an
    evening's time is that of the evening before.

    Args:
        given: As typed.
        visited: The day of the visit.
        clock: The moment at which this is read. On any other day than that of the visit it tells
            nothing but, in the night after it, that a time may be of either day; nor does
            ``None``. Without a zone it is in the hospital's own time.
        where: The field, for messages.
        example: How a dose of the day before is written, for messages.

    Raises:
        DischargeError: If it is still to come, if it may be of the day of the visit or of the
            night after it, or if the clock leaves that time out.
    """
    zone = _open_zone()
    day = visited - timedelta(days=1) if given.is_day_before else visited
    if clock is not None:
        clock = clock.replace(tzinfo=zone) if clock.tzinfo is None else clock.astimezone(zone)
        _refuse_either_day(given, visited, clock, where, example)
        at = _instant(datetime.combine(day, given.at), zone, 0)
        is_ahead = clock.date() == visited and at > clock
        if is_ahead and not given.is_day_before:
            if clock.time() >= _MORNING or given.at < _EVENING:
                what = Message(
                    "plan.given-to-come",
                    "{time} is still to come: it is {now}",
                    time=given.at,
                    now=clock.time(),
                )
                remedy = Message(
                    "plan.check-time",
                    "check the time; a dose of the day before is written as {example}",
                    example=example,
                )
                raise DischargeError(Problem(where, what, remedy))
            day -= timedelta(days=1)
    moment = datetime.combine(day, given.at)
    if _instant(moment, zone, 0).astimezone(zone).replace(tzinfo=None) != moment:
        what = Message(
            "plan.skipped-time",
            "{time} is no time of that night: the clock goes forward over it",
            time=given.at,
        )
        remedy = Message("plan.changed-clock", "write the time by the clock that was changed")
        raise DischargeError(Problem(where, what, remedy))
    return moment


def _refuse_either_day(
    given: Given, visited: date, clock: datetime, where: Key, example: Command
) -> None:
    """Refuse a time of which the day is not sure, in the night after the day of the visit.

    Who writes at 02.00 that a dose was given at 01.30, or yesterday, may reckon from the day of
    the visit or from that of the clock.
    """
    is_night_after = clock.date() == visited + timedelta(days=1) and clock.time() < _MORNING
    if is_night_after and (given.is_day_before or given.at <= clock.time()):
        what = Message(
            "plan.given-either-day",
            "{time} may be of two days: it is {now} of the day after the visit",
            time=given.at,
            now=clock.time(),
        )
        remedy = Message(
            "plan.give-today",
            "give the date of today as that of the visit (--date);"
            " a dose of the day before it is then written as {example}",
            example=example,
        )
        raise DischargeError(Problem(where, what, remedy))


def find_next(given: datetime, interval: int) -> datetime:
    """From when the next dose may be taken, in the hospital's own time.

    Of an hour that comes twice, the dose was given in the second. A next dose in the second is
    moved on by that hour: the patient's clock shows its time an hour too early as well.

    Args:
        given: When the last one was given, in the hospital's own time.
        interval: The least number of hours between two.
    """
    zone, hours = _open_zone(), timedelta(hours=interval)
    due = (_instant(given, zone, 1) + hours).astimezone(zone)
    return given + hours if due.fold else due.replace(tzinfo=None)


def _instant(moment: datetime, zone: "ZoneInfo", fold: int) -> datetime:
    """The moment in universal time; ``fold`` is 0 and 1 for the first and second of two."""
    return moment.replace(tzinfo=zone, fold=fold).astimezone(UTC)
