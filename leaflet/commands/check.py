"""``leaflet check``: the reviewer, who tells everything about the content at once."""

from pathlib import Path

import click

from leaflet.commands.clock import read_clock
from leaflet.commands.content_choices import Topic
from leaflet.commands.site import site_option
from leaflet.commands.voice import refuse, tell, warn
from leaflet.errors import ExitCode

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
    from leaflet.commands.rehearsal import rehearse
    from leaflet.manuscript.library import open_library

    rehearsal = rehearse(open_library(site), topics, read_clock().value)
    stopped = strict and bool(rehearsal.warnings) and not rehearsal.errors
    exit_code = ExitCode.CONTENT if stopped else rehearsal.exit_code
    if as_json:
        from leaflet.commands.check_document import write_document

        tell(write_document(rehearsal, exit_code))
    else:
        from leaflet.commands.check_report import report, sum_up

        warn(*rehearsal.warnings)
        refuse(*rehearsal.errors)
        for line in report(rehearsal, topics):
            tell(line)
        counted = " With --strict, a warning stops." if stopped else ""
        tell(sum_up(rehearsal) + counted)
    ctx.exit(exit_code)
