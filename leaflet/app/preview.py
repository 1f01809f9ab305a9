"""Wait for a file to be saved, by comparing file stamps a few times a second.

Some twenty files are compared in a millisecond. A library for file events would not earn its place,
and none of them sees changes on a shared folder.
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
