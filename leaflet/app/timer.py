"""What time is measured and spent with; whoever waits for something is given it."""

from collections.abc import Callable

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
