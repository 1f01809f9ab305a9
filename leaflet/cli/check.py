"""``leaflet check``: all findings about the content, as lines for people or as JSON."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.app.text import NONE, Cell, set_columns
from leaflet.cli.console import refuse, show, tell, warn
from leaflet.cli.group import read_clock, site_option
from leaflet.cli.types import Topic
from leaflet.errors import ExitCode
from leaflet.messages.message import Count, Excerpt, Joint, Listing, Message, Name

if TYPE_CHECKING:
    from leaflet.app.check import Rehearsal, Rehearsed
    from leaflet.content.checks.reading_ease import Score
    from leaflet.content.checks.review_notes import Appraisal

_EXAMPLES = """\b
Examples:
  leaflet check                        everything
  leaflet check lage-rugpijn           one leaflet, what it needs, and a score of each section
  leaflet --site /srv/leaflet check    the hospital's own files
  leaflet --site . check --strict      in a hook of git: a warning stops too
  leaflet check --json                 for another program

\b
A problem stops the leaflets that it is about. A warning does not: a hard section (Flesch-Douma
below 60) with its hardest sentences, a sentence past 25 words, a part of good discharge
instructions that no section tells, a prompt ‹…› that nobody filled in, a text that does not fit
the default fold but fits another, a phone number that no leaflet prints, a text whose review
date has passed, and words that are not approved where hospital.yaml says approved_only. The last
two need a reviewer; with --strict they stop until there was one.

\b
--json writes one document, and nothing else:
  leaflets   one a language: topic, language; folds: the largest size in points that each fold
             holds, or null; words and flesch_douma of the running text; sections: heading, file,
             line, words, flesch_douma (null: no formula for the language, or too few words)
  findings   severity (error, warning), kind (content, fit, glyph), file, line, column (each may
             be null), what, remedy
  exit_code  what the program ends with

\b
Exit codes: 3 where something is wrong with the content; 5 where only a text does not fit;
6 where only a character or a drawing is missing. With --strict, 3 where there are only warnings.
"""


@click.command("check", epilog=_EXAMPLES, short_help="Tell every problem of the content at once.")
@click.argument("topics", type=Topic(), nargs=-1, metavar="[TOPIC]...")
@click.option("--strict", is_flag=True, help="Let a warning stop too: exit code 3.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead.")
@site_option
@click.pass_context
def check(
    ctx: click.Context, topics: tuple[str, ...], strict: bool, as_json: bool, site: Path | None
) -> None:
    """Read every leaflet in every language, review it, set it, and tell all that is wrong."""
    from leaflet.app.check import rehearse
    from leaflet.content.site import open_library

    rehearsal = rehearse(open_library(site), topics, read_clock().value)
    stopped = strict and bool(rehearsal.warnings) and not rehearsal.errors
    exit_code = ExitCode.CONTENT if stopped else rehearsal.exit_code
    if as_json:
        from leaflet.app.check_document import write_document

        show(write_document(rehearsal, exit_code))
    else:
        warn(*rehearsal.warnings)
        refuse(*rehearsal.errors)
        for message in report(rehearsal):
            tell(message)
        for line in set_columns(list_sections(rehearsal, topics)):
            show(line)
        tell(sum_up(rehearsal, stopped))
    ctx.exit(exit_code)


_HEADINGS = (
    Message("heading.topic", "TOPIC"),
    Message("heading.language", "LANGUAGE"),
    Message("heading.section", "SECTION"),
    Message("heading.words", "WORDS"),
    Message("heading.reading-ease", "FLESCH-DOUMA"),
)


def report(rehearsal: "Rehearsal") -> Iterator[Message]:
    """Two messages a leaflet: where it fits, and how easily it is read."""
    for leaflet in rehearsal.leaflets:
        appraisal = leaflet.appraisal
        for said in (_fits(leaflet), None if appraisal is None else _reads(appraisal)):
            if said is None:
                continue
            yield Message(
                "check.leaflet",
                "{topic} {language}: {said}",
                topic=Name(leaflet.topic),
                language=Name(leaflet.language),
                said=said,
            )


def list_sections(rehearsal: "Rehearsal", topics: tuple[str, ...]) -> list[tuple[Cell, ...]]:
    """A table of the sections of each leaflet that was asked for by name, or has a hard one."""
    rows = [
        row
        for leaflet in rehearsal.leaflets
        if (appraisal := leaflet.appraisal) and (topics or _is_hard(appraisal))
        for row in _sections(appraisal)
    ]
    return [_HEADINGS, *rows] if rows else []


def sum_up(rehearsal: "Rehearsal", stopped: bool) -> Message:
    """The last line: ``1 leaflet checked: no problems, 2 warnings.`` is one."""
    leaflets, problems = len(rehearsal.leaflets), len(rehearsal.errors)
    warnings = len(rehearsal.warnings)
    summed = Message(
        "check.summary",
        "{leaflets} checked: {problems}, {warnings}.",
        leaflets=Count(leaflets, "leaflet")
        if leaflets
        else Message("check.nothing", "no leaflets"),
        problems=Count(problems, "problem") if problems else Message("check.good", "no problems"),
        warnings=Count(warnings, "warning") if warnings else Message("check.calm", "no warnings"),
    )
    if not stopped:
        return summed
    return Message("check.stopped", "{summed} With --strict, a warning stops.", summed=summed)


def _fits(leaflet: "Rehearsed") -> Message | None:
    """``fits c 11, z 11, half 10 pt``, or nothing where it does not."""
    held = tuple(
        Message("check.fold", "{fold} {size}", fold=Name(fold), size=size)
        for fold, size in leaflet.folds.items()
        if size is not None
    )
    if not held:
        return None
    return Message("check.fits", "fits {folds} pt", folds=Listing(held, Joint.COMMA))


def _reads(appraisal: "Appraisal") -> Message:
    from leaflet.content.checks.reading_ease import FEWEST

    whole = appraisal.whole
    if whole is None:
        return Message("check.no-formula", "no score: there is no formula for this language")
    if whole.words < FEWEST:
        return Message(
            "check.too-few", "no score: {words} words are too few to judge", words=whole.words
        )
    said = Message("check.ease", "Flesch-Douma {ease:.0f}", ease=whole.round_down(0))
    hardest = appraisal.hardest
    if hardest is None or hardest.score is None:
        return said
    return Message(
        "check.ease-and-hardest",
        '{said}; hardest section "{heading}" {ease:.0f}',
        said=said,
        heading=Excerpt(hardest.passage.heading),
        ease=hardest.score.round_down(0),
    )


def _is_hard(appraisal: "Appraisal") -> bool:
    from leaflet.content.checks.reading_ease import NORMAL

    hardest = appraisal.hardest
    return hardest is not None and hardest.score is not None and hardest.score.ease < NORMAL


def _sections(appraisal: "Appraisal") -> Iterator[tuple[str, ...]]:
    for reading in appraisal.readings:
        score = NONE if reading.score is None else _write(reading.score)
        heading = reading.passage.heading
        yield appraisal.topic, appraisal.language, heading, str(reading.words), score


def _write(score: "Score") -> str:
    return f"{score.round_down(0):.0f}"
