"""The timer that is given to whoever has to wait, since only ``cli/`` knows the clock."""

from collections.abc import Callable
from threading import Event

from leaflet.records import frozen


@frozen
class Timer:
    """A stopwatch that can also wait; no leaflet depends on it.

    Attributes:
        read: Seconds since some moment; they never run backwards.
        wait: Lets so many seconds go by.
    """

    read: Callable[[], float]
    wait: Callable[[float], None]


def count_waits() -> Timer:
    """A timer for a caller that brings none: it reads no clock, and counts what it has waited."""
    waited = 0.0

    def wait(seconds: float) -> None:
        nonlocal waited
        Event().wait(seconds)
        waited += seconds

    return Timer(lambda: waited, wait)
