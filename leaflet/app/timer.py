"""What time is measured and spent with; whoever waits for something is given it."""

from collections.abc import Callable
from threading import Event

from leaflet.records import frozen


@frozen
class Timer:
    """A stopwatch that can also wait; nothing of what is made depends on it.

    Attributes:
        read: The seconds since some moment; they never run backwards.
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
