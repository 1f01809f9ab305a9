"""``leaflet batch``: leaflets for a list of patients, with a progress bar in a terminal."""

import gc
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import combinations, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.app.policy import Insistence
from leaflet.cli.console import count, say, warn
from leaflet.cli.group import read_moment, site_option
from leaflet.cli.options import (
    LayoutWish,
    PrintWish,
    approved_option,
    layout_options,
    print_options,
)
from leaflet.cli.types import Count, Language, Said, Topic
from leaflet.discharge.lists.patients import Roll
from leaflet.errors import ExitCode, Problem, UsageError
from leaflet.press.batch import Outcome

if TYPE_CHECKING:
    from leaflet.app.batch import Tally


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
"""Rows, or runs of rows, that are named beside a warning; all of them stand in the report."""
_MOST_CHECKED = 30
"""The same beside what was understood: enough for a look at the list."""
_MOST_TOLD = 40
"""Lines about refused rows that are said on the screen; all of them stand in the report."""


@click.command("batch", epilog=_EXAMPLES, short_help="Make the leaflets of a list of patients.")
@click.argument("topic", type=Topic())
@click.argument("records", type=Said(), metavar="RECORDS")
@click.option("-o", "--output", type=Said(), metavar="FILE", help="One print file; or -.")
@click.option("--into", type=Said(), metavar="DIR", help="A file a patient, in this folder.")
@click.option("--per-file", type=Count(), metavar="N", help="Cut the print file into parts.")
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
    from leaflet.app.batch import PrintRun, Tally, write_report
    from leaflet.app.delivery import aim, conclude, find_parts, find_target, require_free
    from leaflet.app.leftovers import (
        find_old_file,
        find_old_leaflets,
        find_old_parts,
        require_no_parts,
    )
    from leaflet.app.make import open_text, require_printable
    from leaflet.cli.advice import advise, advise_binding
    from leaflet.cli.group import find_shelf
    from leaflet.cli.inputs import open_roll
    from leaflet.content.site import open_library
    from leaflet.press.files import Existing

    if Path(topic).is_file() and not Path(records).is_file():
        what = "is a file, and not the name of a leaflet"
        raise UsageError(Problem("TOPIC", what, "write the topic first, then the list"))
    _check_aim(output, into, per_file, resume, force)
    if into is not None and printing is not None:
        what = "makes a file a patient, and --print prints them as one job"
        raise UsageError(Problem("--into", what, "leave one of the two out"))
    printed = output or (f"{topic}.pdf" if into is None and printing is None else None)
    _check_apart({"RECORDS": records, "--output": printed, "--report": report})
    started = time.monotonic()
    # A run may last, and what it makes has to go again.
    gc.enable()
    existing = Existing.REPLACE if force else Existing.REFUSE
    target = aim(topic, output, printing, "these patients'")
    reported = None if report is None else find_target(topic, report, "--report")
    if reported is not None:
        require_free(reported, existing)
    if into is None and not dry_run:
        require_free(target if per_file is None else next(find_parts(target)), existing)
        if per_file is not None and not force:
            require_no_parts(target)
    moment = read_moment()
    today = moment.value.date()
    warn(*moment.warnings)
    chosen = layout.read()
    edition = open_text(open_library(site), topic, lang, chosen, find_shelf(), insistence)
    warn(*require_printable(edition, today))
    roll = open_roll(records, edition.rules.words)
    warn(*roll.notices)

    def print_all(run: PrintRun) -> Tally:
        if into is not None and resume:
            return run.print_missing(Path(into))
        if into is not None:
            return run.print_into(Path(into), existing)
        if per_file is not None:
            return run.print_in_parts(find_parts(target), per_file, existing)
        return run.print_together(target, existing)

    def watched(do: Callable[[PrintRun], Tally]) -> Tally:
        with watching(roll) as watch:
            return do(PrintRun(edition, roll, today, watch, moment.value))

    tally = watched(PrintRun.check if dry_run or strict else print_all)
    makes = not dry_run and not (strict and tally.failed)
    if strict and makes:
        tally = watched(print_all)
    if strict and not dry_run and not makes:
        say("nothing is made, because of --strict")
    plate, made = edition.press.plate, tally.made if makes else 0
    if not dry_run:
        if into is not None:
            warn(*find_old_leaflets(Path(into), made + tally.there))
        elif per_file is not None:
            warn(*find_old_parts(target, -(-made // per_file)))
        elif not made:
            warn(*find_old_file(target))
    _tell(tally, makes, plate.paging.sheets, time.monotonic() - started)
    if reported is not None:
        write_report(tally, reported, existing)
    if printing is not None and makes and tally.made:
        sheets = tally.made * plate.paging.sheets
        advice, binding = advise(chosen, plate), advise_binding(chosen, plate)
        conclude(target, count(tally.made, "leaflet"), sheets, advice, binding)
    return ExitCode.RECORDS if tally.failed else ExitCode.MADE


def _check_aim(
    output: str | None, into: str | None, per_file: int | None, resume: bool, force: bool
) -> None:
    """Refuse options that contradict each other."""
    if into == "":
        raise UsageError(Problem("--into", "is empty", "name a folder, or . for this one"))
    if into is not None and output is not None:
        raise UsageError(Problem("--into", "stands beside --output", "give one of the two"))
    if into is not None and per_file is not None:
        what = "cuts a print file, and --into makes none"
        raise UsageError(Problem("--per-file", what, "leave one of the two out"))
    if per_file is not None and output == "-":
        what = "needs several files, and standard output is one"
        raise UsageError(Problem("--per-file", what, "give -o FILE"))
    if resume and into is None:
        what = "goes on with a folder of files, and there is none"
        raise UsageError(Problem("--resume", what, "give --into DIR"))
    if resume and force:
        what = "keeps the files that are there, and --force replaces them"
        raise UsageError(Problem("--resume", what, "leave one of the two out"))


def _check_apart(files: Mapping[str, str | None]) -> None:
    """Refuse to write over the list, or two things into one file."""
    named = [(label, file) for label, file in files.items() if file is not None]
    for (earlier, one), (later, other) in combinations(named, 2):
        if one == other == "-" and earlier == "RECORDS":
            continue
        if one == other or ("-" not in (one, other) and _is_same(one, other)):
            raise UsageError(Problem(later, f"is the file of {earlier}", "give it another name"))


def _is_same(one: str, other: str) -> bool:
    """Whether two paths lead to one file, be it there or not."""
    with suppress(OSError, ValueError, RuntimeError):
        return Path(one).resolve() == Path(other).resolve() or Path(one).samefile(other)
    return False


def _tell(tally: "Tally", makes: bool, each: int, seconds: float) -> None:
    """What was understood, refused and warned of, with the rows, and the summary.

    A leaflet takes ``each`` sheets.
    """
    from leaflet.app.batch import name_rows

    for rows, reading in _find_readings(tally):
        say(f"understood: {name_rows(rows, _MOST_CHECKED)}: {reading}")
    if beyond := tally.understood.beyond:
        others = "still other readings — to see them, give these rows as a list of their own"
        say(f"understood: {name_rows(beyond, _MOST_CHECKED)}: {others}")
    for row, problem in islice(tally.refused, _MOST_TOLD):
        say(f"error: row {row}: {problem}")
    if len(tally.refused) > _MOST_TOLD:
        rest = len(tally.refused) - _MOST_TOLD
        say(f"error: … and {rest:,} more; --report FILE writes all of them down")
    doubles = tally.find_doubles()
    for row, problem in doubles[:_MOST_TOLD]:
        say(f"warning: row {row}: {problem}")
    if len(doubles) > _MOST_TOLD:
        rest = len(doubles) - _MOST_TOLD
        say(f"warning: … and {rest:,} more such rows; --report FILE writes all of them down")
    for rows, warning in tally.warned.by_sentence():
        say(f"warning: {name_rows(rows, _MOST_ROWS)}: {warning}")
    if tally.warned:
        doubtful = count(tally.warned.rows, "row")
        say(f"warning: {doubtful} with warnings; --report FILE writes them down")
    if tally.skipped:
        say(f"{count(tally.skipped, 'row')} without a patient skipped")
    made = "made" if makes else "would be made"
    there = f"{tally.there:,} there already, " if tally.there else ""
    sheets = tally.made * each if makes else 0
    say(
        f"{count(tally.made, 'leaflet')} {made}, {there}{tally.failed:,} failed,"
        f" {count(sheets, 'sheet')}, {seconds:.1f} s"
    )


def _find_readings(tally: "Tally") -> list[tuple[Sequence[int], str]]:
    """Each reading of a plan line with its rows; those of the same rows are one plan."""
    plans: dict[bytes, tuple[Sequence[int], list[str]]] = {}
    for rows, sentence in tally.understood.by_sentence():
        plans.setdefault(rows.tobytes(), (rows, []))[1].append(str(sentence))
    return [(rows, " ".join(sentences)) for rows, sentences in plans.values()]


_STEP = 50


@contextmanager
def watching(roll: Roll) -> Iterator[Callable[[Outcome], None]]:
    """What is to be told of each outcome, so that the bar moves."""
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
    """Nobody is there to look."""
