"""A leaflet as a picture, drawn once or again at each save, and told of on the terminal."""

import gc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from leaflet.commands.approved_only import Insistence
from leaflet.commands.caches import find_shelf
from leaflet.commands.clock import read_moment
from leaflet.commands.delivery import Target, deliver
from leaflet.commands.order import make_leaflet, require_no_warnings
from leaflet.commands.request import Request, take_order
from leaflet.commands.viewer import show_file
from leaflet.commands.voice import refuse, say, warn
from leaflet.commands.watching import Clock, Stamps, watch
from leaflet.errors import LeafletError, OutputError, Problem, UsageError
from leaflet.frozen import frozen
from leaflet.manuscript.library import open_library
from leaflet.manuscript.stamps import stamp_file, take_stamps
from leaflet.press.file import Existing
from leaflet.press.plate_shelf import Shelf
from leaflet.press.preview import Preview, preview

_NAMED = 3
"""Files that are named where many were saved at one time."""

_GONE = Problem("files", "one could not be read while it was saved", "save it again")


@frozen
class Sketch:
    """A picture that is asked for.

    Attributes:
        request: The leaflet.
        dpi: Pixels for an inch.
        strict: Whether warnings stop it.
        target: Where it goes.
        opened: Whether it is shown when it is there for the first time.
    """

    request: Request
    dpi: int
    strict: bool
    target: Target
    opened: bool


def draw_once(sketch: Sketch, existing: Existing) -> None:
    """Draw the picture and write it.

    Raises:
        LeafletError: If the leaflet cannot be made, or the picture not be drawn or written.
    """
    drawn = _draw(sketch, find_shelf())
    deliver(drawn.png, sketch.target, existing)
    say(f"{sketch.target.label}: made, {drawn.width} × {drawn.height} pixels")
    _show(sketch)


def draw_again(sketch: Sketch, existing: Existing, clock: Clock) -> None:
    """Draw and write the picture now and at each save; only an exception ends it.

    What is wrong is told, and the picture stays as it was until a save mends it.

    Raises:
        UsageError: If the first round meets what no save can mend.
        OutputError: Likewise.
    """
    # A watch may last all day, unlike what other commands do.
    gc.enable()
    label, waits_to_be_shown = sketch.target.label, True
    for changed in watch(_look(sketch.request), clock):
        started = clock.read()
        try:
            # Each save is another edition; on the shelf they would drive out those in use.
            drawn = _draw(sketch, None if changed else find_shelf())
            deliver(drawn.png, sketch.target, existing)
        except (LeafletError, OSError) as error:
            if not changed and isinstance(error, (UsageError, OutputError)):
                raise
            refuse(*(error.problems if isinstance(error, LeafletError) else (_GONE,)))
            took = clock.read() - started
            say(f"{label}: left as it was, after {took:.2f} s — {_reason(changed)}")
            continue
        existing = Existing.REPLACE
        say(f"{label}: made in {clock.read() - started:.2f} s — {_reason(changed)}")
        if waits_to_be_shown:
            waits_to_be_shown = False
            _show(sketch)


def _draw(sketch: Sketch, shelf: Shelf | None) -> Preview:
    """The picture; what is to be said of the leaflet is said."""
    moment = read_moment()
    today = moment.value.date()
    library = open_library(sketch.request.site)
    order = take_order(sketch.request, today, Insistence.NEVER, lambda: moment.value)
    order = replace(order, shelf=shelf)
    made = make_leaflet(library, order)
    if made.is_dated_today:
        warn(*moment.warnings)
    warn(*made.about_content, *made.about_patient)
    if sketch.strict:
        require_no_warnings(made)
    return preview(made.leaflet.pdf, order.layout, library.fonts, sketch.dpi)


def _look(request: Request) -> Callable[[], Stamps]:
    """What tells the stamps of all that the leaflet is made from."""
    library = open_library(request.site)
    patient = {} if request.patient is None else {"patient file": Path(request.patient)}

    def look() -> Stamps:
        content = take_stamps(library, request.topic, request.language)
        return {**content, **{label: stamp_file(path) for label, path in patient.items()}}

    return look


def _reason(changed: tuple[str, ...]) -> str:
    if not changed:
        return "saves are seen, Ctrl-C stops"
    more = len(changed) - _NAMED
    return f"changed: {', '.join(changed[:_NAMED])}" + (f" and {more} more" if more > 0 else "")


def _show(sketch: Sketch) -> None:
    if sketch.opened and sketch.target.path is not None:
        show_file(sketch.target.path)
