"""``leaflet preview``: a leaflet as one picture, and again at each save of what it is set from."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from leaflet.commands.request import Request, leaflet_options
from leaflet.errors import Problem, UsageError

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
"""Pixels for an inch; with the most, a picture is just under 4,000 pixels wide."""

if TYPE_CHECKING:
    ParamType = click.ParamType[Any]
else:
    ParamType = click.ParamType


class Resolution(ParamType):
    """Pixels for an inch of what is shown at true size."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number.

        Raises:
            UsageError: If it is no whole number, or gives a picture that nobody can use.
        """
        text = str(value)
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0
        if not _LEAST <= number <= _MOST:
            what = f"is not a number from {_LEAST} to {_MOST}"
            raise UsageError(Problem("--dpi", what, f"leave it out for {_DPI}"))
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
    from leaflet.commands.delivery import find_target, require_free
    from leaflet.commands.sketch import Sketch, draw_again, draw_once
    from leaflet.commands.watching import Clock
    from leaflet.press.file import Existing

    target = find_target(request.topic, output, suffix=".png")
    if target.path is None and (opened or watch):
        option = "--watch" if watch else "--open"
        raise UsageError(Problem(option, "has no use for standard output", "write to a file"))
    if watch and request.patient == "-":
        what, remedy = "can read standard input only once", "give the patient in a file"
        raise UsageError(Problem("--watch", what, remedy))
    existing = Existing.REPLACE if force else Existing.REFUSE
    require_free(target, existing)
    sketch = Sketch(_for_anybody(request), dpi, strict, target, opened)
    if watch:
        draw_again(sketch, existing, Clock())
    else:
        draw_once(sketch, existing)


def _for_anybody(request: Request) -> Request:
    """The request, left to the pen if it says of nobody and nothing."""
    if not request.names_nobody:
        return request
    if request.options.med:
        remedy = "give --name or --patient FILE, or leave --med out"
        raise UsageError(Problem("--name", "is missing, and a medicine is given", remedy))
    return replace(request, pen=True)
