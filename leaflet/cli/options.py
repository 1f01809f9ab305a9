"""Options shared by commands: layout, printing, and the patient of one leaflet.

Begin with ``leaflet_options``, which ``make`` and ``preview`` have in common.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from leaflet.app.layout import LayoutWish, enlarge
from leaflet.app.policy import Insistence
from leaflet.cli.group import site_option
from leaflet.cli.types import BodySize, Campus, Edge, FoldName, Language, Number, Said, Topic
from leaflet.discharge.patient import Record
from leaflet.errors import LeafletError, Problem, UsageError
from leaflet.messages.message import Message, Option
from leaflet.records import frozen
from leaflet.typesetting.layout import Layout, Pages

if TYPE_CHECKING:
    from leaflet.app.make import Order
    from leaflet.content.model.content import Rules


Command = Callable[..., Any]

_OPTIONS = (
    click.option("--fold", type=FoldName(), help="c (as a letter), z, half, booklet or flat."),
    click.option("--size", type=BodySize(), help="The only type size to try; else the largest."),
    click.option("--large-print", is_flag=True, help="16 pt or more, flat or as a booklet."),
    click.option(
        "--flip",
        type=Edge(),
        metavar="EDGE",
        help="short or long: turn the backs for a printer that only flips so.",
    ),
)
_SCREEN = click.option("--screen", is_flag=True, help="One panel a page, to be read on a screen.")


def layout_options(command: Command) -> Command:
    """Add the options for leaflets on paper; the command gets a ``layout``, a ``LayoutWish``."""
    return _gathering_layout(command, _OPTIONS)


def layout_options_with_screen(command: Command) -> Command:
    """The same with ``--screen``, for a leaflet that is never printed."""
    return _gathering_layout(command, (*_OPTIONS, _SCREEN))


def _gathering_layout(
    command: Command, options: tuple[Callable[[Command], Command], ...]
) -> Command:
    def collect(*args: Any, **given: Any) -> Any:
        fold, size, flip = given.pop("fold"), given.pop("size"), given.pop("flip")
        if given.pop("large_print"):
            size = enlarge(size)
        pages = Pages.PANELS if given.pop("screen", False) else Pages.SHEETS
        return command(*args, layout=LayoutWish(fold, size, flip, pages), **given)

    gathered: Command = wraps(command)(collect)
    for option in reversed(options):
        gathered = option(gathered)
    return gathered


_WAIT = 60
"""Seconds without progress after which a command stops waiting for the printer."""


@frozen
class PrintWish:
    """A wish for paper.

    Attributes:
        queue: The queue that was named, or ``None`` for the default one.
        wait: Seconds without progress after which the command stops waiting.
    """

    queue: str | None
    wait: int


class QueueName(Said):
    """A print queue, by its name."""

    name = "queue"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The queues that there are."""
        from leaflet.press.printing.cups import PrintSystem
        from leaflet.press.printing.queue import list_queues

        with suppress(LeafletError, OSError):
            names = list_queues(PrintSystem(os.environ))
            return [CompletionItem(name) for name in names if name.startswith(incomplete)]
        return []


def print_options(command: Command) -> Command:
    """Give the command ``--print``, ``--queue`` and ``--wait``, and the argument ``printing``."""

    @click.option("--print", "to_print", is_flag=True, help="Print it; a file only with -o.")
    @click.option("--queue", type=QueueName(), metavar="NAME", help="Print it on this queue.")
    @click.option(
        "--wait",
        type=Number(),
        metavar="SECONDS",
        help=f"How long the printer may show no progress.  [default: {_WAIT}]",
    )
    @wraps(command)
    def packed(*args: Any, to_print: bool, queue: str | None, wait: int | None, **kw: Any) -> Any:
        wished = to_print or queue is not None
        if wait is not None and not wished:
            what = Message("print.no-wait", "waits for a printer, and nothing is printed")
            remedy = Message("print.give-print", "give --print, or leave it out")
            raise UsageError(Problem(Option("--wait"), what, remedy))
        printing = PrintWish(queue, wait or _WAIT) if wished else None
        return command(*args, printing=printing, **kw)

    return packed


def approved_option(command: Command) -> Command:
    """Give the command ``--approved-only`` and the argument ``insistence``."""
    return click.option(
        "--approved-only",
        "insistence",
        is_flag=True,
        callback=_insist,
        help="Refuse words that the hospital has not approved.",
    )(command)


def _insist(ctx: click.Context, param: click.Parameter, value: bool) -> Insistence:
    return Insistence.ALWAYS if value else Insistence.AS_RULED


_NAME_HELP = "The patient's name; see below who else can read it."
_MED_HELP = "A medicine; once for each. See below."
_PEN_HELP = "Leave name and plan to the pen, as far as not given."
_FACTS = ("name", "born", "date", "campus", "med", "override", "prescriber")
"""The options that say something of the patient; ``Record`` has the same names."""


@frozen
class Request:
    """A request for a leaflet, nothing of it read yet.

    Attributes:
        options: What the options say of the patient.
        patient: The patient's file, ``-`` for standard input, or ``None``.
        pen: Whether name and plan are left to the pen, as far as not given.
        replaces: What was typed as the id of the sheet that this one replaces.
        site: The hospital's own folder.
    """

    topic: str
    language: str
    layout: Layout
    options: Record
    patient: str | None
    pen: bool
    replaces: str | None
    site: Path | None

    @property
    def names_nobody(self) -> bool:
        """Whether it neither says whose leaflet it is, nor that it is nobody's."""
        return not (self.pen or self._names_somebody)

    @property
    def is_for_nobody(self) -> bool:
        """Whether it is left to the pen whose leaflet it is."""
        return self.pen and not self._names_somebody

    @property
    def _names_somebody(self) -> bool:
        return bool(self.patient or (self.options.name or "").strip())


def leaflet_options(suffix: str) -> Callable[[Command], Command]:
    """Add the options of a command that makes one leaflet.

    The command is given the ``request``, and ``output``, ``force``, ``opened`` and ``strict``.

    Args:
        suffix: What the name of its file ends with, such as ``.pdf``.
    """
    output = f"TOPIC{suffix} if not given; or -."
    options = (
        click.argument("topic", type=Topic()),
        click.option("--name", type=Said(), help=_NAME_HELP),
        _said("--born", "DATE", "Birth date: 17/05/1980 or 1980-05-17."),
        _said("--date", "DATE", "Day of the visit; today if not given."),
        click.option("--med", type=Said(), multiple=True, help=_MED_HELP),
        _said("--patient", "FILE", "The patient in YAML or JSON, or -."),
        click.option("--campus", type=Campus(), metavar="KEY", help="Where the patient was seen."),
        click.option("--pen", is_flag=True, help=_PEN_HELP),
        _said("--replaces", "ID", "The sheet that this one replaces."),
        _said("--override", "REASON", "Why a limit is exceeded."),
        _said("--prescriber", "NAME", "Who exceeds it; is printed."),
        click.option("--lang", type=Language(), default="nl", show_default=True, help="Language."),
        layout_options_with_screen,
        click.option("-o", "--output", type=Said(), metavar="FILE", help=output),
        click.option("--force", is_flag=True, help="Replace a file of that name."),
        click.option("--open", "opened", is_flag=True, help="Show the file when it is made."),
        click.option("--strict", is_flag=True, help="Refuse what would only be warned of."),
        site_option,
    )

    def decorate(command: Command) -> Command:
        gathered: Command = wraps(command)(_gathering_request(command))
        for option in reversed(options):
            gathered = option(gathered)
        return gathered

    return decorate


def take_order(
    request: Request, today: date, insistence: Insistence, clock: Callable[[], datetime]
) -> "Order":
    """The order for a leaflet; in a terminal, the user is asked who it is for if nothing says so.

    Args:
        request: What is asked for.
        today: In the time zone of the hospital.
        insistence: When words that are not approved are refused.
        clock: Tells the moment.

    Raises:
        UsageError: If ``--replaces`` is not the id of a sheet.
    """
    from leaflet.app.make import Order
    from leaflet.cli.group import find_shelf
    from leaflet.discharge.sheet_id import read_sheet_id
    from leaflet.typesetting.fields.model import NoPlan

    def read(rules: "Rules") -> Record:
        if request.names_nobody:
            from leaflet.cli.inputs import ask_record

            return ask_record(request.options, rules, today, clock)
        if request.patient is None:
            return request.options
        from leaflet.app.inputs import read_dossier
        from leaflet.cli.inputs import read_patient

        return read_dossier(request.options, request.patient, rules.words, read_patient)

    typed = request.replaces
    return Order(
        request.topic,
        request.language,
        request.layout,
        read,
        NoPlan.PEN_GRID if request.pen else NoPlan.IN_WORDS,
        today,
        find_shelf(),
        None if typed is None else read_sheet_id(typed, "--replaces"),
        insistence,
        clock,
    )


def _gathering_request(command: Command) -> Command:
    def collect(*args: Any, **given: Any) -> Any:
        options = Record(**{fact: given.pop(fact) for fact in _FACTS})
        topic, language, layout = given.pop("topic"), given.pop("lang"), given.pop("layout").read()
        patient, pen, site = given.pop("patient"), given.pop("pen"), given.pop("site")
        replaces = given.pop("replaces")
        request = Request(topic, language, layout, options, patient, pen, replaces, site)
        return command(*args, request=request, **given)

    return collect


def _said(name: str, metavar: str, told: str) -> Callable[[Command], Command]:
    return click.option(name, type=Said(), metavar=metavar, help=told)
