"""``leaflet make``: the leaflet of one patient."""

from pathlib import Path

import click

from leaflet.commands import voice
from leaflet.commands.choices import Campus, Language, Said, Topic
from leaflet.commands.clock import read_clock
from leaflet.commands.layouts import layout_options_with_screen
from leaflet.commands.print_options import PrintWish, print_options
from leaflet.commands.site import site_option
from leaflet.commands.voice import say, warn
from leaflet.discharge.record import Record
from leaflet.errors import LeafletError, Problem, UsageError
from leaflet.typesetting.layout import Layout, Pages

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
  also        al gekregen 14.10 · op voorschrift · tegen WORDS, to the end

\b
A name on the command line shows in the list of processes and in the history of the shell.
Where others share this computer, give it in a file or on standard input:
  echo '{"name": "An Peeters", "med": ["paracetamol"]}' | leaflet make lage-rugpijn --patient -
The keys are name, born, date, campus, med, override and prescriber.
"""


@click.command("make", epilog=_EXAMPLES, short_help="Make the leaflet of one patient.")
@click.argument("topic", type=Topic())
@click.option("--name", type=Said(), help="The patient's name; see below who else can read it.")
@click.option("--born", type=Said(), metavar="DATE", help="Birth date: 17/05/1980 or 1980-05-17.")
@click.option("--date", type=Said(), metavar="DATE", help="Day of the visit; today if not given.")
@click.option("--med", type=Said(), multiple=True, help="A medicine; once for each. See below.")
@click.option("--patient", type=Said(), metavar="FILE", help="The patient in YAML or JSON, or -.")
@click.option("--campus", type=Campus(), metavar="KEY", help="Where the patient was seen.")
@click.option("--pen", is_flag=True, help="Leave name and plan to the pen, as far as not given.")
@click.option("--replaces", type=Said(), metavar="ID", help="The sheet that this one replaces.")
@click.option("--override", type=Said(), metavar="REASON", help="Why a limit is exceeded.")
@click.option("--prescriber", type=Said(), metavar="NAME", help="Who exceeds it; is printed.")
@click.option("--lang", type=Language(), default="nl", show_default=True, help="Language.")
@layout_options_with_screen
@click.option("-o", "--output", type=Said(), metavar="FILE", help="TOPIC.pdf if not given; or -.")
@click.option("--force", is_flag=True, help="Replace a file of that name.")
@print_options
@click.option("--open", "opened", is_flag=True, help="Show the leaflet when it is made.")
@click.option("--strict", is_flag=True, help="Refuse what would only be warned of.")
@site_option
def make(
    topic: str,
    name: str | None,
    born: str | None,
    date: str | None,
    med: tuple[str, ...],
    patient: str | None,
    campus: str | None,
    pen: bool,
    replaces: str | None,
    override: str | None,
    prescriber: str | None,
    lang: str,
    layout: Layout,
    output: str | None,
    force: bool,
    printing: PrintWish | None,
    opened: bool,
    strict: bool,
    site: Path | None,
) -> None:
    """Make the leaflet on TOPIC for one patient, as a PDF.

    Before anything is written, one plain sentence a medicine says what was understood.
    """
    from leaflet.commands.advice import advise
    from leaflet.commands.caches import find_shelf
    from leaflet.commands.delivery import aim, conclude, deliver, require_free
    from leaflet.commands.dossier import read_dossier
    from leaflet.commands.order import Order, make_leaflet, require_no_warnings
    from leaflet.discharge.sheet_id import read_sheet_id
    from leaflet.manuscript.library import open_library
    from leaflet.manuscript.rules import Rules
    from leaflet.press.file import Existing
    from leaflet.typesetting.imprint import NoPlan
    from leaflet.typesetting.measures import COMFORTABLE

    if printing is not None and layout.pages is Pages.PANELS:
        what = "is to be read on a screen, and --print puts it on paper"
        raise UsageError(Problem("--screen", what, "leave one of the two out"))
    target = aim(topic, output, printing, layout.turns)
    if opened and target.path is None:
        what = "cannot show standard output" if target.is_stdout else "has no file to show"
        raise UsageError(Problem("--open", what, "write to a file"))
    asked = not (pen or patient or (name and name.strip()))
    if asked and not voice.is_terminal():
        remedy = "give --name, --patient FILE (or -), or --pen for a leaflet to fill in by hand"
        raise UsageError(Problem("--name", "is missing", remedy))
    replaced = None if replaces is None else read_sheet_id(replaces, "--replaces")
    existing = Existing.REPLACE if force else Existing.REFUSE
    if asked:
        require_free(target, existing)
    today = read_clock()
    options = Record(name, born, date, campus, med, override, prescriber)

    def read(rules: Rules) -> Record:
        if asked:
            from leaflet.commands.asking import ask_record

            return ask_record(options, rules, today.value)
        return read_dossier(options, patient, rules.words)

    no_plan = NoPlan.PEN_GRID if pen else NoPlan.IN_WORDS
    order = Order(topic, lang, layout, read, no_plan, today.value, find_shelf(), replaced)
    made = make_leaflet(open_library(site), order)
    if made.is_dated_today:
        warn(*today.warnings)
    warn(*made.about_content, *made.about_patient)
    if strict:
        require_no_warnings(made)
    for sentence in (*made.understood, *made.without_plan):
        say(sentence)
    if made.size < COMFORTABLE:
        say(f"the text is small: set at {made.size:g} pt.")
    deliver(made.leaflet.pdf, target, existing)
    advice = advise(layout, made.plate)
    sheets = made.plate.paging.sheets
    conclude(target, f"sheet {made.leaflet.sheet}", sheets, advice)
    if replaced is not None:
        say(f"it replaces sheet {replaced}: take that one back from the patient, and destroy it")
    if opened and target.path is not None:
        _show(target.path)


def _show(path: Path) -> None:
    """Open the file with the viewer of this computer; the leaflet is made in any case."""
    try:
        failed = click.launch(str(path.absolute())) != 0
    except (OSError, LeafletError):
        failed = True
    if failed:
        warn(Problem("--open", "no viewer could be started", "open the file yourself"))
