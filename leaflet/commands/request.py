"""What is asked for with the options of ``make``: the leaflet of one patient, or of nobody yet.

The options are the same for every command that makes a single leaflet.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflet.commands.approved_only import Insistence
from leaflet.commands.choices import Said
from leaflet.commands.content_choices import Campus, Language, Topic
from leaflet.commands.layouts import Command, layout_options_with_screen
from leaflet.commands.site import site_option
from leaflet.discharge.record import Record
from leaflet.frozen import frozen
from leaflet.typesetting.layout import Layout

if TYPE_CHECKING:
    from leaflet.commands.order import Order
    from leaflet.manuscript.rules import Rules


_NAME = "The patient's name; see below who else can read it."
_MEDICINE = "A medicine; once for each. See below."
_PEN = "Leave name and plan to the pen, as far as not given."
_FACTS = ("name", "born", "date", "campus", "med", "override", "prescriber")
"""The options that say something of the patient; ``Record`` has the same names."""


@frozen
class Request:
    """A leaflet that is asked for, nothing of it read yet.

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
        return not (self.pen or self.patient or (self.options.name or "").strip())


def leaflet_options(suffix: str) -> Callable[[Command], Command]:
    """Add the options of a command that makes one leaflet.

    The command is given the ``request``, and ``output``, ``force``, ``opened`` and ``strict``.

    Args:
        suffix: What the name of its file ends with, such as ``.pdf``.
    """
    output = f"TOPIC{suffix} if not given; or -."
    options = (
        click.argument("topic", type=Topic()),
        click.option("--name", type=Said(), help=_NAME),
        _said("--born", "DATE", "Birth date: 17/05/1980 or 1980-05-17."),
        _said("--date", "DATE", "Day of the visit; today if not given."),
        click.option("--med", type=Said(), multiple=True, help=_MEDICINE),
        _said("--patient", "FILE", "The patient in YAML or JSON, or -."),
        click.option("--campus", type=Campus(), metavar="KEY", help="Where the patient was seen."),
        click.option("--pen", is_flag=True, help=_PEN),
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
        gathered: Command = wraps(command)(_gathering(command))
        for option in reversed(options):
            gathered = option(gathered)
        return gathered

    return decorate


def take_order(
    request: Request, today: date, insistence: Insistence, clock: Callable[[], datetime]
) -> "Order":
    """The order for a leaflet; who it is for is asked in a terminal where nothing says so.

    Args:
        request: What is asked for.
        today: In the time zone of the hospital.
        insistence: When words that are not approved are refused.
        clock: Tells the moment.

    Raises:
        UsageError: If the id of a replaced sheet is none.
    """
    from leaflet.commands.caches import find_shelf
    from leaflet.commands.order import Order
    from leaflet.discharge.sheet_id import read_sheet_id
    from leaflet.typesetting.imprint import NoPlan

    def read(rules: "Rules") -> Record:
        if request.names_nobody:
            from leaflet.commands.asking import ask_record

            return ask_record(request.options, rules, today, clock)
        from leaflet.commands.dossier import read_dossier

        return read_dossier(request.options, request.patient, rules.words)

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


def _gathering(command: Command) -> Command:
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
