"""``leaflet phones set``: a number that has changed, or was called and is right."""

from collections.abc import Mapping
from pathlib import Path

import click

from leaflet.commands.choices import Phrase, Said
from leaflet.commands.clock import read_clock
from leaflet.commands.content_choices import PhoneKey
from leaflet.commands.site import site_option
from leaflet.commands.voice import say, tell, warn

_EXAMPLES = """\b
Examples:
  leaflet phones set bornem.pijnkliniek 03 890 59 24
  leaflet phones set bornem.pijnkliniek 03/890.59.24 --checked-by "the front desk"
  leaflet phones set bornem.pijnkliniek 03 890 59 24 --dry-run   shows what would change

\b
The same number once more means: it was called today, and it is right.
"""


@click.command("set", epilog=_EXAMPLES, short_help="Change a number, or confirm it.")
@click.argument("key", type=PhoneKey(), metavar="KEY")
@click.argument("number", type=Said(), metavar="NUMBER", nargs=-1, required=True)
@click.option("--checked-by", type=Phrase(), metavar="NAME", help="Who called it.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@site_option
def set_number(
    key: str, number: tuple[str, ...], checked_by: str | None, dry_run: bool, site: Path | None
) -> None:
    """Make NUMBER the number under KEY, checked today."""
    from leaflet.commands.phone_change import Ids, say_stale, show_change, write_number
    from leaflet.commands.phone_keys import require_key
    from leaflet.commands.phone_ledger import Leaflet
    from leaflet.commands.site_phonebook import open_site_phonebook
    from leaflet.errors import Problem
    from leaflet.manuscript.content_folder import PHONEBOOK
    from leaflet.manuscript.dialling import find_oddities, judge_number
    from leaflet.manuscript.phone_places import survey_usage
    from leaflet.manuscript.phonebook_revision import renew_number

    book = open_site_phonebook(site)
    require_key(key, book.written)
    today = read_clock()
    judged = judge_number(" ".join(number), "NUMBER")
    campus = key.partition(".")[0]
    odd = find_oddities(judged.value, campus, book.other_than(key), "NUMBER", book.written[key])
    warn(*today.warnings, *judged.warnings, *odd)
    if checked_by is None and book.is_signed(key):
        remedy = "give --checked-by NAME if somebody else called"
        warn(Problem(PHONEBOOK, "checked_by stays as it was", remedy))
    usage = survey_usage(book.library)
    after = renew_number(book.content, key, judged.value, today.value, checked_by)
    before = book.written[key]
    ids: Mapping[Leaflet, Ids] = {}
    if dry_run:
        show_change(book, after)
    else:
        ids = write_number(book, after, key, usage, f"phones set {key}", today.value)
        was = "as before" if before == judged.value else f"before: {before or 'not a number'}"
        tell(f"{key}: {judged.value} ({was}), checked on {today.value.isoformat()}")
    if before == judged.value:
        say("the number is the same: what is printed stays right")
    else:
        say_stale(key, usage, ids)
