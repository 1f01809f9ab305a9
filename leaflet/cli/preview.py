"""``leaflet preview``: one picture of a leaflet, drawn once or again at each save."""

import gc
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from leaflet.app.delivery import Target, deliver, require_free
from leaflet.app.make import make_leaflet, require_no_warnings
from leaflet.app.policy import Insistence
from leaflet.app.preview import looking, redraw
from leaflet.app.timer import Timer
from leaflet.cli.console import refuse, say, show_file, warn
from leaflet.cli.delivery import TO_A_FILE, find_target
from leaflet.cli.group import find_shelf, find_timer, read_moment
from leaflet.cli.options import Request, leaflet_options, take_order
from leaflet.cli.types import ParamType
from leaflet.content.site import open_library
from leaflet.errors import Problem, UsageError
from leaflet.messages.message import File, Joint, Listing, Message, Option
from leaflet.press.edition_cache import EditionShelf
from leaflet.press.files import Existing
from leaflet.press.preview.render import Preview
from leaflet.press.preview.render import preview as draw_preview
from leaflet.records import frozen

_EXAMPLES = """\b
Examples:
  leaflet preview lage-rugpijn                     lage-rugpijn.png, for nobody yet
  leaflet preview lage-rugpijn --watch --open      again at each save, until Ctrl-C
  leaflet preview lage-rugpijn --fold z --size 10 -o zigzag.png
  leaflet preview lage-rugpijn --patient an.yaml -o an.png
  leaflet --site hospital preview lage-rugpijn --dpi 72 -o - > small.png

\b
What the picture shows, from top to bottom:
  the panels in the order of reading, numbered as messages number them
  each page of the paper, with blue lines where it folds
  both sides against the light: the back in red, as it shines through the front

\b
With --watch, what is wrong is told and the picture stays as it was, until a save mends it.
A picture of a patient's leaflet shows the patient: only its owner may read the file.
A name on the command line shows in the list of processes and in the history of the shell.
"""

_DPI = 144
_LEAST, _MOST = 30, 150
"""Pixels per inch; with the most, a picture is just under 4,000 pixels wide."""


class Resolution(ParamType):
    """Pixels per inch at true size."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number.

        Raises:
            UsageError: If it is no whole number, or gives a picture that nobody can use.
        """
        text = str(value)
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0
        if not _LEAST <= number <= _MOST:
            what = Message(
                "preview.no-dpi", "is not a number from {least} to {most}", least=_LEAST, most=_MOST
            )
            remedy = Message("preview.usual-dpi", "leave it out for {usual}", usual=_DPI)
            raise UsageError(Problem(Option("--dpi"), what, remedy))
        return number


@click.command("preview", epilog=_EXAMPLES, short_help="Show a leaflet as one picture.")
@leaflet_options(".png")
@click.option("--dpi", type=Resolution(), default=_DPI, show_default=True, help="Sharpness.")
@click.option("--watch", is_flag=True, help="Again at each save of the content, until Ctrl-C.")
def preview(
    request: Request,
    output: str | None,
    force: bool,
    opened: bool,
    strict: bool,
    dpi: int,
    watch: bool,
) -> None:
    """Show the leaflet on TOPIC as one picture: panels, sheets with their folds, both sides.

    It is for whoever writes or designs a text. Without a name, name and plan are left to the pen.
    """
    target = find_target(request.topic, output, suffix=".png")
    if target.path is None and (opened or watch):
        option = Option("--watch" if watch else "--open")
        what = Message("preview.stdout", "has no use for standard output")
        raise UsageError(Problem(option, what, TO_A_FILE))
    if watch and request.patient == "-":
        what = Message("preview.only-once", "can read standard input only once")
        remedy = Message("preview.patient-in-file", "give the patient in a file")
        raise UsageError(Problem(Option("--watch"), what, remedy))
    existing = Existing.REPLACE if force else Existing.REFUSE
    require_free(target, existing)
    sketch = Sketch(_for_anybody(request), dpi, strict, target, opened)
    if watch:
        draw_again(sketch, existing, find_timer())
    else:
        draw_once(sketch, existing)


def _for_anybody(request: Request) -> Request:
    """The request; one that names nobody is left to the pen.

    Raises:
        UsageError: If it names nobody and has a medicine.
    """
    if not request.names_nobody:
        return request
    if request.options.med:
        what = Message("preview.nobodys-medicine", "is missing, and a medicine is given")
        remedy = Message(
            "preview.name-or-no-med", "give --name or --patient FILE, or leave --med out"
        )
        raise UsageError(Problem(Option("--name"), what, remedy))
    return replace(request, pen=True)


_NAMED = 3
"""Files to name where many were saved at once."""


@frozen
class Sketch:
    """An order for a picture.

    Attributes:
        request: The leaflet.
        dpi: Pixels per inch.
        strict: Whether warnings stop it.
        target: Where it goes.
        opened: Whether to show it in a viewer, the first time only.
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
    made = Message(
        "preview.made",
        "{file}: made, {width} × {height} pixels",
        file=sketch.target.label,
        width=drawn.width,
        height=drawn.height,
    )
    say(made)
    _show(sketch)


def draw_again(sketch: Sketch, existing: Existing, timer: Timer) -> None:
    """Draw and write the picture now and at each save; only an exception ends it.

    What is wrong is told, and the picture stays as it was until a save mends it.

    Raises:
        UsageError: If the first round meets what no save can mend.
        OutputError: Likewise.
    """
    # A watch may last all day, unlike what other commands do.
    gc.enable()
    request, label, is_made = sketch.request, sketch.target.label, False

    def draw(is_first: bool) -> None:
        # Each save is another edition; on the shelf they would drive out those in use.
        drawn = _draw(sketch, find_shelf() if is_first else None)
        deliver(drawn.png, sketch.target, Existing.REPLACE if is_made else existing)

    patient = None if request.patient is None else Path(request.patient)
    look = looking(open_library(request.site), request.topic, request.language, patient)
    for turn in redraw(look, draw, timer):
        reason, seconds = _reason(turn.changed), turn.seconds
        if turn.problems:
            refuse(*turn.problems)
            left = Message(
                "preview.left",
                "{file}: left as it was, after {seconds:.2f} s — {reason}",
                file=label,
                seconds=seconds,
                reason=reason,
            )
            say(left)
            continue
        made = Message(
            "preview.made-in",
            "{file}: made in {seconds:.2f} s — {reason}",
            file=label,
            seconds=seconds,
            reason=reason,
        )
        say(made)
        if not is_made:
            is_made = True
            _show(sketch)


def _draw(sketch: Sketch, shelf: EditionShelf | None) -> Preview:
    """Draw the picture, and say what there is to say about the leaflet."""
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
    return draw_preview(made.leaflet.pdf, order.layout, library.fonts, sketch.dpi)


def _reason(changed: tuple[str, ...]) -> Message:
    if not changed:
        return Message("preview.watching", "saves are seen, Ctrl-C stops")
    files = Listing(tuple(map(File, changed[:_NAMED])), Joint.COMMA)
    if (more := len(changed) - _NAMED) > 0:
        return Message(
            "preview.changed-and-more", "changed: {files} and {more} more", files=files, more=more
        )
    return Message("preview.changed", "changed: {files}", files=files)


def _show(sketch: Sketch) -> None:
    if sketch.opened and sketch.target.path is not None:
        show_file(sketch.target.path)
