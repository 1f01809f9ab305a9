"""``leaflet batch``: leaflets for a list of patients, with a progress bar in a terminal."""

import gc
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import combinations, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.app.layout import LayoutWish
from leaflet.app.policy import Insistence
from leaflet.cli.console import refuse, say, warn
from leaflet.cli.group import read_moment, site_option
from leaflet.cli.options import PrintWish, approved_option, layout_options, print_options
from leaflet.cli.types import Language, Number, Said, Topic
from leaflet.discharge.lists.patients import Roll
from leaflet.errors import ExitCode, Problem, UsageError
from leaflet.messages.message import Count, Joint, Listing, Message, Option
from leaflet.messages.phrases import EMPTY, LEAVE_ONE_OUT, NAME_FOLDER, OTHER_NAME, in_row
from leaflet.press.batch import Outcome

if TYPE_CHECKING:
    from leaflet.app.batch import Remarks, Tally


_EXAMPLES = """\b
Examples:
  leaflet batch lage-rugpijn patients.csv -o ward.pdf          one file for the printer
  leaflet batch lage-rugpijn patients.csv --into leaflets      one file a patient
  leaflet batch lage-rugpijn patients.csv --queue ward         on paper, and no file
  leaflet batch lage-rugpijn patients.csv --dry-run            checks, and makes nothing
  leaflet batch lage-rugpijn patients.csv -o ward.pdf --per-file 50 --report wrong.csv

\b
The list is CSV as a spreadsheet saves it, or JSON Lines with the keys of --patient. Columns:
  naam; geboortedatum; datum; campus; med 1; med 2; ...; override; prescriber
Only the name is needed. A medicine is written as after --med (see leaflet make --help).

What was understood of the plans is said once for all rows that say the same; then what is wrong and
what is doubtful, with the rows. A row that is wrong is left out; the others are made, and the exit
code is 8.
"""
_MOST_ROWS = 300
"""Rows, or runs of rows, to name beside a warning; the report has all of them."""
_MOST_CHECKED = 30
"""The same beside what was understood: enough for a look at the list."""
_MOST_TOLD = 40
"""Lines about refused rows to show on the screen; the report has all of them."""


@click.command("batch", epilog=_EXAMPLES, short_help="Make the leaflets of a list of patients.")
@click.argument("topic", type=Topic())
@click.argument("records", type=Said(), metavar="RECORDS")
@click.option("-o", "--output", type=Said(), metavar="FILE", help="One print file; or -.")
@click.option("--into", type=Said(), metavar="DIR", help="A file a patient, in this folder.")
@click.option("--per-file", type=Number(), metavar="N", help="Cut the print file into parts.")
@click.option("--report", type=Said(), metavar="FILE", help="What is wrong, as CSV.")
@click.option("--strict", is_flag=True, help="Make nothing if one row is refused.")
@click.option("--dry-run", is_flag=True, help="Check only.")
@click.option("--resume", is_flag=True, help="Make what --into does not have yet.")
@click.option("--force", is_flag=True, help="Replace files of that name.")
@print_options
@approved_option
@click.option("--lang", type=Language(), default="nl", show_default=True, help="Language.")
@layout_options
@site_option
def batch(
    topic: str,
    records: str,
    output: str | None,
    into: str | None,
    per_file: int | None,
    report: str | None,
    strict: bool,
    dry_run: bool,
    resume: bool,
    force: bool,
    printing: PrintWish | None,
    insistence: Insistence,
    lang: str,
    layout: LayoutWish,
    site: Path | None,
) -> int:
    """Make the leaflet on TOPIC for every patient of the list RECORDS (a file, or -)."""
    from leaflet.app.advice import advise, advise_binding
    from leaflet.app.batch import Destination, PrintRun, Tally, print_list, write_report
    from leaflet.app.delivery import require_free
    from leaflet.app.inputs import fetch_list
    from leaflet.app.make import open_text, require_printable
    from leaflet.cli.delivery import aim, conclude, find_target
    from leaflet.cli.group import find_shelf
    from leaflet.cli.inputs import read_stdin
    from leaflet.content.site import open_library
    from leaflet.discharge.lists.patients import read_roll
    from leaflet.press.files import NOT_THESE_PATIENTS, Existing

    if Path(topic).is_file() and not Path(records).is_file():
        what = Message("batch.topic-is-file", "is a file, and not the name of a leaflet")
        remedy = Message("batch.topic-first", "write the topic first, then the list")
        raise UsageError(Problem(Option("TOPIC"), what, remedy))
    _check_aim(output, into, per_file, resume, force, printing)
    printed = output or (f"{topic}.pdf" if into is None and printing is None else None)
    _check_apart({"RECORDS": records, "--output": printed, "--report": report})
    started = time.monotonic()
    # A run may be long, and its memory has to be freed as it goes.
    gc.enable()
    existing = Existing.REPLACE if force else Existing.REFUSE
    target = aim(topic, output, printing, NOT_THESE_PATIENTS)
    reported = None if report is None else find_target(topic, report, "--report")
    if reported is not None:
        require_free(reported, existing)
    folder = None if into is None else Path(into)
    destination = Destination(target, folder, per_file, resume, existing)
    if not dry_run:
        destination.require_free()
    moment = read_moment()
    today = moment.value.date()
    warn(*moment.warnings)
    chosen = layout.read()
    edition = open_text(open_library(site), topic, lang, chosen, find_shelf(), insistence)
    warn(*require_printable(edition, today))
    content, label = fetch_list(records, read_stdin)
    roll = read_roll(content, label, edition.rules.words)
    warn(*roll.notices)

    def pass_over(do: Callable[[PrintRun], Tally]) -> Tally:
        with watching(roll) as watch:
            return do(PrintRun(edition, roll, today, watch, moment.value))

    done = print_list(pass_over, destination, dry_run=dry_run, strict=strict)
    tally, makes = done.tally, done.is_made
    if strict and not dry_run and not makes:
        say(Message("batch.strict", "nothing is made, because of --strict"))
    warn(*done.leftovers)
    plate = edition.press.plate
    _tell(tally, makes, plate.paging.sheets, time.monotonic() - started)
    if reported is not None:
        write_report(tally, reported, existing)
    if printing is not None and makes and tally.made:
        sheets = tally.made * plate.paging.sheets
        advice, binding = advise(chosen, plate), advise_binding(chosen, plate)
        conclude(target, Count(tally.made, "leaflet"), sheets, advice, binding)
    return ExitCode.RECORDS if tally.failed else ExitCode.MADE


def _check_aim(
    output: str | None,
    into: str | None,
    per_file: int | None,
    resume: bool,
    force: bool,
    printing: PrintWish | None,
) -> None:
    """Refuse options that contradict each other."""
    if into == "":
        raise UsageError(Problem(Option("--into"), EMPTY, NAME_FOLDER))
    if into is not None and output is not None:
        what = Message("batch.into-and-output", "stands beside --output")
        remedy = Message("batch.give-one", "give one of the two")
        raise UsageError(Problem(Option("--into"), what, remedy))
    if into is not None and per_file is not None:
        what = Message("batch.into-and-per-file", "cuts a print file, and --into makes none")
        raise UsageError(Problem(Option("--per-file"), what, LEAVE_ONE_OUT))
    if per_file is not None and output == "-":
        what = Message("batch.per-file-stdout", "needs several files, and standard output is one")
        remedy = Message("batch.give-output", "give -o FILE")
        raise UsageError(Problem(Option("--per-file"), what, remedy))
    if resume and into is None:
        what = Message("batch.no-resume", "goes on with a folder of files, and there is none")
        remedy = Message("batch.give-into", "give --into DIR")
        raise UsageError(Problem(Option("--resume"), what, remedy))
    if resume and force:
        what = Message(
            "batch.resume-and-force", "keeps the files that are there, and --force replaces them"
        )
        raise UsageError(Problem(Option("--resume"), what, LEAVE_ONE_OUT))
    if into is not None and printing is not None:
        what = Message(
            "batch.into-and-print", "makes a file a patient, and --print prints them as one job"
        )
        raise UsageError(Problem(Option("--into"), what, LEAVE_ONE_OUT))


def _check_apart(files: Mapping[str, str | None]) -> None:
    """Refuse to overwrite the list, or to write two things into one file."""
    named = [(label, file) for label, file in files.items() if file is not None]
    for (earlier, one), (later, other) in combinations(named, 2):
        if one == other == "-" and earlier == "RECORDS":
            continue
        if one == other or ("-" not in (one, other) and _is_same(one, other)):
            what = Message("batch.same-file", "is the file of {other}", other=Option(earlier))
            raise UsageError(Problem(Option(later), what, OTHER_NAME))


def _is_same(one: str, other: str) -> bool:
    """Whether two paths lead to the same file, which may not exist yet."""
    with suppress(OSError, ValueError, RuntimeError):
        return Path(one).resolve() == Path(other).resolve() or Path(one).samefile(other)
    return False


def _tell(tally: "Tally", makes: bool, each: int, seconds: float) -> None:
    """Tell what was understood, refused and warned of, with the rows; then the summary.

    Args:
        tally: Of the rows.
        makes: Whether leaflets were made, and not only checked.
        each: Sheets of one leaflet.
        seconds: How long it took.
    """
    from leaflet.app.batch import name_rows

    _tell_readings(tally)
    if rest := _tell_first(tally.refused, refuse):
        refuse(
            Message(
                "batch.more-refused",
                "… and {rest:,} more; --report FILE writes all of them down",
                rest=rest,
            )
        )
    if rest := _tell_first(tally.find_doubles(), warn):
        warn(
            Message(
                "batch.more-doubles",
                "… and {rest:,} more such rows; --report FILE writes all of them down",
                rest=rest,
            )
        )
    for rows, warning in tally.warned.by_sentence():
        named = name_rows(rows, _MOST_ROWS)
        where = Message("where.in-rows", "{rows}: {where}", rows=named, where=warning.where)
        warn(replace(warning, where=where))
    if tally.warned:
        warn(
            Message(
                "batch.warned",
                "{rows} with warnings; --report FILE writes them down",
                rows=Count(tally.warned.rows, "row"),
            )
        )
    if tally.skipped:
        skipped = Count(tally.skipped, "row")
        say(Message("batch.skipped", "{rows} without a patient skipped", rows=skipped))
    say(_sum_up(tally, makes, each, seconds))


def _tell_readings(tally: "Tally") -> None:
    from leaflet.app.batch import name_rows

    for rows, reading in tally.find_readings():
        say(_understood(name_rows(rows, _MOST_CHECKED), reading))
    if beyond := tally.understood.beyond:
        others = Message(
            "batch.other-readings",
            "still other readings — to see them, give these rows as a list of their own",
        )
        say(_understood(name_rows(beyond, _MOST_CHECKED), others))


def _tell_first(
    told: "Remarks[Problem] | list[tuple[int, Problem]]", speak: Callable[[Problem], None]
) -> int:
    """Tell the first problems, each with its row; return how many are left."""
    for row, problem in islice(told, _MOST_TOLD):
        speak(replace(problem, where=in_row(row, problem.where)))
    return max(len(told) - _MOST_TOLD, 0)


def _understood(rows: Message, reading: Message) -> Message:
    return Message("batch.understood", "understood: {rows}: {reading}", rows=rows, reading=reading)


def _sum_up(tally: "Tally", makes: bool, each: int, seconds: float) -> Message:
    """``7 leaflets made, 2 there already, 1 failed, 7 sheets, 0.4 s``."""
    leaflets = Count(tally.made, "leaflet")
    made = Message("batch.made", "{leaflets} made", leaflets=leaflets)
    if not makes:
        made = Message("batch.would-be-made", "{leaflets} would be made", leaflets=leaflets)
    there = Message("batch.there", "{there:,} there already", there=tally.there)
    rest = Message(
        "batch.rest",
        "{failed:,} failed, {sheets}, {seconds:.1f} s",
        failed=tally.failed,
        sheets=Count(tally.made * each if makes else 0, "sheet"),
        seconds=seconds,
    )
    parts = (made, there, rest) if tally.there else (made, rest)
    return Message("batch.summary", "{parts}", parts=Listing(parts, Joint.COMMA))


_STEP = 50


@contextmanager
def watching(roll: Roll) -> Iterator[Callable[[Outcome], None]]:
    """Show a progress bar in a terminal; yield what has to be called with each outcome."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield _look_away
        return
    patients = sum(row.skipped is None for row in roll.rows())
    bar = click.progressbar(length=patients, file=sys.stderr, update_min_steps=_STEP)

    def watch(outcome: Outcome) -> None:
        with suppress(OSError):
            bar.update(1)

    # A terminal may go away, and the work goes on.
    with suppress(OSError):
        bar.__enter__()
    try:
        yield watch
    finally:
        with suppress(OSError):
            bar.__exit__(None, None, None)


def _look_away(outcome: Outcome) -> None:
    """Stands in for the bar where standard error is no terminal."""
