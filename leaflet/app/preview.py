"""Waiting for somebody to save a file, by looking at its stamp a few times a second.

There are some twenty files, and to look at them all takes a millisecond: no library that asks the
system for notices would earn its place, and none of them hears of saves on a shared folder.
"""

from collections.abc import Callable, Iterator, Mapping

from leaflet.app.timer import Timer

_LOOK = 0.2
_SETTLE = 0.05
"""Seconds between two looks, and for a save to be complete: some editors write in two steps."""

Stamps = Mapping[str, object]


def watch(look: Callable[[], Stamps], timer: Timer) -> Iterator[tuple[str, ...]]:
    """The names of what was saved, again and again without end; the first time, no names.

    What is saved while a round of work is done is found after it.

    Args:
        look: Tells the stamp of each file by its name.
        timer: Waits.
    """
    seen = look()
    yield ()
    while True:
        timer.wait(_LOOK)
        now = look()
        if now == seen:
            continue
        settled = _settle(now, look, timer)
        changed = tuple(sorted({n for n in {*seen, *settled} if seen.get(n) != settled.get(n)}))
        seen = settled
        if changed:
            yield changed


def _settle(now: Stamps, look: Callable[[], Stamps], timer: Timer) -> Stamps:
    """What there is when two looks in a row see the same."""
    while True:
        timer.wait(_SETTLE)
        before, now = now, look()
        if now == before:
            return now
