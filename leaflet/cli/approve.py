"""``leaflet approve``, ``diff``, ``trace`` and ``status``: approval of texts, and its history."""

from pathlib import Path

import click

from leaflet.app.text import NONE, Cell, set_columns
from leaflet.cli.console import refuse, show, tell, warn
from leaflet.cli.group import find_timer, read_clock, site_option
from leaflet.cli.types import Language, Phrase, Said, Topic
from leaflet.errors import ExitCode
from leaflet.messages.message import Count, Excerpt, Joint, Listing, Message, Name

_EXAMPLES = """\b
Examples:
  leaflet --site hospital approve lage-rugpijn --by "dr. Els Claes" --review-by 2028-11-22
  leaflet --site hospital diff lage-rugpijn         what has changed since
  leaflet --site hospital status                    how all leaflets stand

\b
Approved are the words that are printed: the text, the drawings beside it, the formulary, the words
of a plan, and what the site words otherwise than the program. A phone number, the hospital's name,
colours and the layout may change, and the approval holds. One other word, and the colophon says
"Concept" again; undone, it holds again. What was approved is kept as plain text in the folder
approvals of the site.
"""


@click.command("approve", epilog=_EXAMPLES, short_help="Record that a text is approved.")
@click.argument("topic", type=Topic())
@click.option("--lang", type=Language(), default="nl", show_default=True, help="Language.")
@click.option("--by", required=True, type=Phrase(), metavar="NAME", help="Who answers for it.")
@click.option(
    "--review-by", required=True, type=Said(), metavar="DATE", help="Until when it is good."
)
@site_option
def approve(topic: str, lang: str, by: str, review_by: str, site: Path | None) -> None:
    """Record in the site folder that the words of TOPIC are approved, as they stand now."""
    from leaflet.app.approve import approve_text
    from leaflet.content.site import open_library

    today = read_clock()
    warn(*today.warnings)
    library = open_library(site)
    done = approve_text(library, topic, lang, by, review_by, today.value, find_timer())
    warn(*done.warnings)
    for message in done.value:
        tell(message)


_DIFF_EXAMPLES = """\b
Examples:
  leaflet --site hospital diff lage-rugpijn

\b
Shown are words that are printed, or that decide about a plan, with file and line; not phone
numbers, colours or comments. What was taken out stands after "was", what came instead after "now".
"""
_TAKEN_OUT = Message("diff.taken-out", "taken out")
_WAS = Message("diff.was", "was")
_NOW = Message("diff.now", "now")


@click.command("diff", epilog=_DIFF_EXAMPLES, short_help="Show what changed since the approval.")
@click.argument("topic", type=Topic())
@click.option("--lang", type=Language(), default="nl", show_default=True, help="Language.")
@site_option
def diff(topic: str, lang: str, site: Path | None) -> None:
    """Show, in words, what has changed in TOPIC since it was approved."""
    from leaflet.app.history import compare_with_approved
    from leaflet.content.site import open_library

    compared = compare_with_approved(open_library(site), topic, lang)
    approval, changes = compared.approval, compared.changes
    told = Message(
        "diff.approved",
        "{topic} {language}, approved by {by} on {on}",
        topic=Name(topic),
        language=Name(lang),
        by=Excerpt(approval.by),
        on=approval.on,
    )
    if changes is None:
        tell(Message("diff.same", "{approved}: the same words", approved=told))
        return
    number = Count(len(changes), "change")
    tell(Message("diff.changes", "{approved}: {number} since", approved=told, number=number))
    chapter = None
    for change in changes:
        if change.chapter != chapter:
            chapter = change.chapter
            show("")
            show(chapter)
        show(f"  {change.place or _TAKEN_OUT}")
        rows = [(_WAS, line) for line in change.approved]
        rows += [(_NOW, line) for line in change.current]
        for line in set_columns(rows):
            show(f"    {line}")


_TRACE_EXAMPLES = """\b
Examples:
  leaflet --site hospital trace 3f9a27-c191b0

\b
The id stands in small print on the back, after topic and language. Its first half is the text with
all that is printed beside it, its second half the phone numbers. It tells nothing of a patient.
"""


@click.command("trace", epilog=_TRACE_EXAMPLES, short_help="Explain the id on a printed leaflet.")
@click.argument("content_id", metavar="ID", type=Said())
@site_option
def trace(content_id: str, site: Path | None) -> None:
    """Tell which words and which phone numbers a leaflet with this ID carries."""
    from leaflet.app.history import trace_id
    from leaflet.content.site import open_library

    traced = trace_id(open_library(site), content_id, read_clock().value)
    show(f"{traced.content_id}: {traced.topic} {traced.language}")
    rows: list[tuple[Cell, Cell]] = [
        (Message("trace.words", "words"), traced.words),
        (Message("trace.numbers", "numbers"), traced.numbers),
        *(("", line) for line in set_columns(traced.printed)),
    ]
    for line in set_columns(rows):
        show(f"  {line}")
    tell(traced.verdict)


_STATUS_EXAMPLES = """\b
Examples:
  leaflet --site hospital status
  leaflet --site hospital diff lage-rugpijn     what has changed since the approval
  leaflet --site hospital check                 what is wrong, or hard to read

\b
ID is what stands in the colophon of what is printed now; `leaflet trace` explains an older one.
"""
_HEADINGS = (
    Message("heading.topic", "TOPIC"),
    Message("heading.language", "LANGUAGE"),
    Message("heading.version", "VERSION"),
    Message("heading.approved", "APPROVED"),
    Message("heading.review-by", "REVIEW BY"),
    Message("heading.id", "ID"),
    Message("heading.to-do", "TO DO"),
)


@click.command(
    "status", epilog=_STATUS_EXAMPLES, short_help="Show what is approved, overdue, unchecked."
)
@site_option
@click.pass_context
def status(ctx: click.Context, site: Path | None) -> None:
    """Show which texts are approved, by whom and until when, and which numbers to call again."""
    from leaflet.app.status import find_unusable, list_texts, list_unchecked
    from leaflet.content.site import open_library

    today = read_clock()
    warn(*today.warnings)
    library = open_library(site)
    unusable = find_unusable(library)
    refuse(*unusable)
    rows = [
        (
            *(each.topic, each.language, each.version or NONE, each.approved or NONE),
            *(each.review_by.isoformat() if each.review_by else NONE, each.content_id or NONE),
            _list_duties(each.to_do) if each.to_do else NONE,
        )
        for each in list_texts(library, today.value)
    ]
    for line in set_columns([_HEADINGS, *rows]):
        show(line)
    unchecked = list_unchecked(library, today.value)
    warn(*(each for each in unchecked.warnings if each not in unusable))
    if unchecked.value:
        show("")
        tell(
            Message(
                "status.numbers-to-call",
                "Numbers to call, because nobody is known to have done so for a year:",
            )
        )
        for line in set_columns(unchecked.value):
            show(f"  {line}")
    if unusable:
        ctx.exit(ExitCode.CONTENT)


def _list_duties(duties: tuple[Message, ...]) -> Message:
    return Message("status.to-do", "{duties}", duties=Listing(duties, Joint.SEMICOLON))
