"""Draw again at each save, which is seen by comparing file stamps a few times a second.

Begin with ``redraw``. Some twenty files are compared in a millisecond; a library for file events
would not earn its place, and none of them sees changes in a shared folder.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from leaflet.app.timer import Timer
from leaflet.content.site import Library
from leaflet.content.stamps import stamp_file, take_stamps
from leaflet.errors import LeafletError, OutputError, Problem, UsageError
from leaflet.messages.message import Message
from leaflet.messages.phrases import FILES
from leaflet.records import frozen

_LOOK = 0.2
_SETTLE = 0.05
"""Seconds between two looks, and for a save to be complete: some editors write in two steps."""

Stamps = Mapping[str, object]

_GONE = Problem(
    FILES,
    Message("preview.half-saved", "one could not be read while it was saved"),
    Message("preview.save-again", "save it again"),
)


@frozen
class Round:
    """The result of one drawing.

    Attributes:
        changed: The files that were saved before it; none in the first round.
        seconds: How long it took.
        problems: Why nothing was drawn; empty where it was.
    """

    changed: tuple[str, ...]
    seconds: float
    problems: tuple[Problem, ...]


def redraw(
    look: Callable[[], Stamps], draw: Callable[[bool], None], timer: Timer
) -> Iterator[Round]:
    """Draw now and at each save; only an exception ends it.

    Args:
        look: Tells the stamp of each file by its name.
        draw: Draws and writes the picture; is told whether it is the first round.
        timer: Waits, and measures.

    Raises:
        UsageError: If the first round meets what no save can mend.
        OutputError: Likewise.
    """
    for changed in watch(look, timer):
        started = timer.read()
        problems: tuple[Problem, ...] = ()
        try:
            draw(not changed)
        except (UsageError, OutputError) as error:
            if not changed:
                raise
            problems = error.problems
        except LeafletError as error:
            problems = error.problems
        except OSError:
            problems = (_GONE,)
        yield Round(changed, timer.read() - started, problems)


def looking(
    library: Library, topic: str, language: str, patient: Path | None
) -> Callable[[], Stamps]:
    """Give a function that takes the stamps of all files of a leaflet."""

    def look() -> Stamps:
        stamps = take_stamps(library, topic, language)
        return stamps if patient is None else {**stamps, "patient file": stamp_file(patient)}

    return look


def watch(look: Callable[[], Stamps], timer: Timer) -> Iterator[tuple[str, ...]]:
    """Yield the names of the files of each save, without end; at first, no names.

    What is saved while the caller works is found after it.

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
    """Look until two looks in a row see the same."""
    while True:
        timer.wait(_SETTLE)
        before, now = now, look()
        if now == before:
            return now
