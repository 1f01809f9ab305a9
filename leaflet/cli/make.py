"""``leaflet make``: the leaflet of one patient."""

import click

from leaflet.app.policy import Insistence
from leaflet.cli import console
from leaflet.cli.console import say, show_file, warn
from leaflet.cli.group import read_moment
from leaflet.cli.options import (
    PrintWish,
    Request,
    approved_option,
    leaflet_options,
    print_options,
    take_order,
)
from leaflet.errors import Problem, UsageError
from leaflet.messages.message import Message, Name, Option, Quantity
from leaflet.messages.phrases import LEAVE_ONE_OUT, MISSING
from leaflet.typesetting.layout import Pages

_EXAMPLES = """\b
Examples:
  leaflet make lage-rugpijn --name "An Peeters" --born 1980-05-17 \\
      --med "ibuprofen 600 mg 3x/dag 8 dagen" \\
      --med "paracetamol 1 g zo nodig max 4x/dag" -o an.pdf
  leaflet make lage-rugpijn                      asks for name, birth date and medicines
  leaflet make lage-rugpijn --patient an.yaml    reads them from YAML or JSON
  leaflet make lage-rugpijn --patient - -o -     from standard input to standard output
  leaflet make lage-rugpijn --pen                for nobody yet, to fill in by hand
  leaflet make lage-rugpijn --patient an.yaml --large-print    at 16 pt, on A4
  leaflet make lage-rugpijn --patient an.yaml --fold z         folded otherwise
  leaflet make lage-rugpijn --patient an.yaml --screen         for e-mail or a portal
  leaflet make lage-rugpijn --patient an.yaml --queue ward         on paper, and no file
  leaflet make lage-rugpijn --patient an.yaml --replaces K7M2QX    instead of that sheet

\b
A medicine, its parts in any order after the name:
  dose        600 mg · 1 tablet van 600 mg · 20 druppels
  frequency   3x/dag · ontbijt+avond · na ontbijt
  length      8 dagen · tot en met 29/11/2026
  as needed   zo nodig max 4x/dag · zo nodig om de 6 uur max 4x/dag
  given here  al gekregen 14.10 · al gekregen gisteren 23.30
  also        op voorschrift · tegen WORDS, to the end

\b
A name on the command line shows in the list of processes and in the history of the shell.
Where others share this computer, give it in a file or on standard input:
  echo '{"name": "An Peeters", "med": ["paracetamol"]}' | leaflet make lage-rugpijn --patient -
The keys are name, born, date, campus, med, override and prescriber.
"""


@click.command("make", epilog=_EXAMPLES, short_help="Make the leaflet of one patient.")
@leaflet_options(".pdf")
@print_options
@approved_option
def make(
    request: Request,
    output: str | None,
    force: bool,
    printing: PrintWish | None,
    opened: bool,
    strict: bool,
    insistence: Insistence,
) -> None:
    """Make the leaflet on TOPIC for one patient, as a PDF.

    When it is made, one plain sentence a medicine says what was understood.
    """
    from leaflet.app.advice import advise, advise_binding
    from leaflet.app.delivery import deliver, require_free, told_with
    from leaflet.app.make import make_leaflet, require_no_warnings
    from leaflet.cli.delivery import TO_A_FILE, aim, conclude, name_sheet
    from leaflet.content.site import open_library
    from leaflet.press.files import NOT_THIS_PATIENTS, TAKEN, Existing
    from leaflet.typesetting.look import COMFORTABLE

    layout = request.layout
    if printing is not None and layout.pages is Pages.PANELS:
        what = Message(
            "make.screen-on-paper", "is to be read on a screen, and --print puts it on paper"
        )
        raise UsageError(Problem(Option("--screen"), what, LEAVE_ONE_OUT))
    whose = TAKEN if request.is_for_nobody else NOT_THIS_PATIENTS
    target = aim(request.topic, output, printing, whose)
    if opened and target.path is None:
        stdout = Message("show.stdout", "cannot show standard output")
        no_file = Message("show.no-file", "has no file to show")
        what = stdout if target.is_stdout else no_file
        raise UsageError(Problem(Option("--open"), what, TO_A_FILE))
    if request.names_nobody and not console.is_terminal():
        remedy = Message(
            "make.say-whose",
            "give --name, --patient FILE (or -), or --pen for a leaflet to fill in by hand",
        )
        raise UsageError(Problem(Option("--name"), MISSING, remedy))
    moment = read_moment()
    order = take_order(request, moment.value.date(), insistence, lambda: read_moment().value)
    existing = Existing.REPLACE if force else Existing.REFUSE
    if request.names_nobody:
        require_free(target, existing)
    with told_with(target, existing):
        made = make_leaflet(open_library(request.site), order)
    # What is said of this leaflet would be read as said of the file that stands in its place.
    if not (strict and made.has_warnings):
        require_free(target, existing)
    if made.is_dated_today:
        warn(*moment.warnings)
    warn(*made.about_content, *made.about_patient)
    if strict:
        with told_with(target, existing):
            require_no_warnings(made)
    deliver(made.leaflet.pdf, target, existing, made.plate.paging.flip)
    for sentence in (*made.understood, *made.without_plan):
        say(sentence)
    if made.size < COMFORTABLE:
        size = Quantity(made.size, "pt")
        say(Message("make.small", "the text is small: set at {size}.", size=size))
    sheets = made.plate.paging.sheets
    advice, binding = advise(layout, made.plate), advise_binding(layout, made.plate)
    conclude(target, name_sheet(made.leaflet.sheet), sheets, advice, binding)
    if order.replaces is not None:
        replaced = Message(
            "make.replaces",
            "it replaces sheet {sheet}: take that one back from the patient, and destroy it",
            sheet=Name(order.replaces),
        )
        say(replaced)
    if opened and target.path is not None:
        show_file(target.path)
