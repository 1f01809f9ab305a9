"""``leaflet phones``: list the printed numbers, find them, and add, change or remove one."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.app.text import NONE, set_columns
from leaflet.cli.console import say, show, tell, warn
from leaflet.cli.group import LazyGroup, find_timer, read_clock, site_option
from leaflet.cli.types import NewPhoneKey, PhoneKey, Phrase, Said
from leaflet.messages.message import Count, Key, Message, Name

if TYPE_CHECKING:
    from leaflet.app.phone_changes import Ids, Leaflet, NumberChange

_ADD_EXAMPLES = """\b
Examples:
  leaflet phones add bornem.spoed 03 890 59 25
  leaflet phones add bornem.spoed 03 890 59 25 --hours "dag en nacht" --checked-by "the front desk"

\b
KEY is campus.purpose in small letters; the campus is a key of hospital.yaml. A text then prints
the number where it says {phone:bornem.spoed}, or names the key under contacts.
"""


@click.command("add", epilog=_ADD_EXAMPLES, short_help="Add a number.")
@click.argument("key", type=NewPhoneKey(), metavar="KEY")
@click.argument("number", type=Said(), metavar="NUMBER", nargs=-1, required=True)
@click.option("--hours", type=Phrase(), metavar="TEXT", help="When it is answered; printed.")
@click.option("--checked-by", type=Phrase(), metavar="NAME", help="Who called it.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@site_option
def add_number(
    key: str,
    number: tuple[str, ...],
    hours: str | None,
    checked_by: str | None,
    dry_run: bool,
    site: Path | None,
) -> None:
    """Add NUMBER under a new KEY, checked today."""
    from leaflet.app.phone_changes import draw_addition

    today = read_clock()
    change = draw_addition(site, key, " ".join(number), hours, checked_by, today.value)
    warn(*today.warnings, *change.warnings)
    if dry_run:
        _show(change)
    else:
        warn(*change.write(find_timer()).warnings)
        tell(
            Message(
                "phones.added",
                "{key}: {number}, checked on {today}",
                key=Key(key),
                number=Name(change.number),
                today=today.value,
            )
        )
    warn(*change.usage.unread)
    leaflets = change.count_places()
    if not leaflets:
        say(
            Message(
                "phones.how-to-print",
                "a text prints it where it says {phone:{key}}, or names it under contacts",
                key=Key(key),
            )
        )
    for (topic, language), places in leaflets.items():
        say(
            Message(
                "phones.named",
                "{topic} {language} names it in {places}: it is printed from this change on",
                topic=Name(topic),
                language=Name(language),
                places=Count(places, "place"),
            )
        )


_SET_EXAMPLES = """\b
Examples:
  leaflet phones set bornem.pijnkliniek 03 890 59 24
  leaflet phones set bornem.pijnkliniek 03/890.59.24 --checked-by "the front desk"
  leaflet phones set bornem.pijnkliniek 03 890 59 24 --dry-run   shows what would change

\b
The same number once more means: it was called today, and it is right.
"""


@click.command("set", epilog=_SET_EXAMPLES, short_help="Change a number, or confirm it.")
@click.argument("key", type=PhoneKey(), metavar="KEY")
@click.argument("number", type=Said(), metavar="NUMBER", nargs=-1, required=True)
@click.option("--checked-by", type=Phrase(), metavar="NAME", help="Who called it.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@site_option
def set_number(
    key: str, number: tuple[str, ...], checked_by: str | None, dry_run: bool, site: Path | None
) -> None:
    """Make NUMBER the number under KEY, checked today."""
    from leaflet.app.phone_changes import draw_renewal

    today = read_clock()
    change = draw_renewal(site, key, " ".join(number), checked_by, today.value)
    warn(*today.warnings, *change.warnings)
    is_same = change.before == change.number
    ids: Mapping[Leaflet, Ids] = {}
    if dry_run:
        _show(change)
    else:
        written = change.write(find_timer())
        warn(*written.warnings)
        ids = written.value
        tell(
            Message(
                "phones.changed",
                "{key}: {number} ({before}), checked on {today}",
                key=Key(key),
                number=Name(change.number),
                before=_before(change),
                today=today.value,
            )
        )
    if is_same:
        say(Message("phones.same", "the number is the same: what is printed stays right"))
    else:
        _say_stale(change, ids)


def _before(change: "NumberChange") -> Message:
    if change.before is None:
        return Message("phones.no-number-before", "before: not a number")
    if change.before == change.number:
        return Message("phones.as-before", "as before")
    return Message("phones.before", "before: {number}", number=Name(change.before))


def _show(change: "NumberChange") -> None:
    """Show the lines that would change, where nothing is written."""
    for line in change.find_differences():
        show(line)
    say(Message("phones.dry-run", "nothing is written, because of --dry-run"))


def _say_stale(change: "NumberChange", ids: "Mapping[Leaflet, Ids]") -> None:
    """Say which leaflets print a number that changes: what is printed of them is old.

    Args:
        change: Of the number.
        ids: Of these leaflets, before and after, as far as they are known.
    """
    warn(*change.usage.unread)
    leaflets = change.count_places()
    if not leaflets:
        say(_NOWHERE)
    for leaflet, places in leaflets.items():
        topic, language = map(Name, leaflet)
        stale = Message(
            "phones.stale",
            "{topic} {language} prints it in {places}: stock from before the change is stale",
            topic=topic,
            language=language,
            places=Count(places, "place"),
        )
        say(_with_ids(stale, ids[leaflet]) if leaflet in ids else stale)


_NOWHERE = Message("phones.printed-nowhere", "no leaflet prints this number")


def _with_ids(stale: Message, ids: "Ids") -> Message:
    before, after = map(Name, ids)
    return Message(
        "phones.stale-id",
        "{stale}, id {before} on the back; the new id is {after}",
        stale=stale,
        before=before,
        after=after,
    )


_REMOVE_EXAMPLES = """\b
Examples:
  leaflet phones remove bornem.spoed
  leaflet phones remove bornem.spoed --dry-run   shows what would change

\b
A number that a leaflet prints is not removed: take it out of the text first.
"""


@click.command("remove", epilog=_REMOVE_EXAMPLES, short_help="Remove a number that nothing prints.")
@click.argument("key", type=PhoneKey(), metavar="KEY")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@site_option
def remove_number(key: str, dry_run: bool, site: Path | None) -> None:
    """Remove the number under KEY, which no leaflet prints."""
    from leaflet.app.phone_changes import draw_removal

    change = draw_removal(site, key)
    if dry_run:
        _show(change)
    else:
        warn(*change.write(find_timer()).warnings)
        removed = Message("phones.removed", "{key} is removed; no leaflet prints it", key=Key(key))
        tell(removed)


_WHERE_EXAMPLES = """\b
Examples:
  leaflet phones where bornem.pijnkliniek
"""
_HEADINGS = (
    Message("heading.topic", "TOPIC"),
    Message("heading.language", "LANGUAGE"),
    Message("heading.panel", "PANEL"),
    Message("heading.section", "SECTION"),
    Message("heading.line", "LINE"),
)


@click.command("where", epilog=_WHERE_EXAMPLES, short_help="Show where a number is printed.")
@click.argument("key", type=PhoneKey(), metavar="KEY")
@site_option
def find_number(key: str, site: Path | None) -> None:
    """Show topic, language, panel, section and line of every place that prints the number KEY."""
    from leaflet.app.phones import find_uses

    found = find_uses(site, key)
    warn(*found.unread)
    if not found.uses:
        say(_NOWHERE)
        return
    rows = [
        (use.topic, use.language, use.panel or NONE, use.heading or NONE, str(use.place))
        for use in found.uses
    ]
    for line in set_columns([_HEADINGS, *rows]):
        show(line)


_LIST_EXAMPLES = """\b
Examples:
  leaflet phones list
  leaflet --site /srv/leaflet phones
"""


@click.command("list", epilog=_LIST_EXAMPLES, short_help="List the numbers and who prints them.")
@site_option
def list_numbers(site: Path | None) -> None:
    """List key, campus, purpose, number, day of the last check and leaflets of every number."""
    from leaflet.app.phones import HEADINGS, list_phones
    from leaflet.content.site import open_library

    listed = list_phones(open_library(site), read_clock().value)
    warn(*listed.warnings)
    for line in set_columns([HEADINGS, *listed.value]):
        show(line)


_COMMANDS = {
    "list": "leaflet.cli.phones:list_numbers",
    "where": "leaflet.cli.phones:find_number",
    "set": "leaflet.cli.phones:set_number",
    "add": "leaflet.cli.phones:add_number",
    "remove": "leaflet.cli.phones:remove_number",
}

_EXAMPLES = """\b
Examples:
  leaflet phones                                       every number, and who prints it
  leaflet phones where bornem.pijnkliniek              the places of one
  leaflet phones set bornem.pijnkliniek 03 890 59 24   a number has changed
  leaflet phones set bornem.pijnkliniek 03 890 59 23   you called it: it is right
  leaflet phones add bornem.spoed 03 890 59 25
  leaflet phones remove bornem.spoed

\b
Numbers are changed in the phonebook.yaml of the site folder: the one number, the day on which it
was checked and, where you say it, by whom; no other byte. The file as it was before is kept as
phonebook.yaml.bak.
"""


@click.group(
    "phones",
    cls=LazyGroup,
    commands_at=_COMMANDS,
    invoke_without_command=True,
    epilog=_EXAMPLES,
    short_help="Show and change the phone numbers.",
)
@site_option
@click.pass_context
def phones(ctx: click.Context, site: Path | None) -> None:
    """Show the phone numbers that leaflets print; set, add or remove one."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_numbers, site=site)
