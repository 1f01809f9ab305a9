"""``leaflet phones add``: a number that the phone book does not have yet."""

from pathlib import Path

import click

from leaflet.commands.choices import Phrase, Said
from leaflet.commands.clock import read_clock
from leaflet.commands.content_choices import NewPhoneKey
from leaflet.commands.site import site_option
from leaflet.commands.voice import tell, warn

_EXAMPLES = """\b
Examples:
  leaflet phones add bornem.spoed 03 890 59 25
  leaflet phones add bornem.spoed 03 890 59 25 --hours "dag en nacht" --checked-by "the front desk"

\b
KEY is campus.purpose in small letters; the campus is a key of hospital.yaml. A text then prints
the number where it says {phone:bornem.spoed}, or names the key under contacts.
"""


@click.command("add", epilog=_EXAMPLES, short_help="Add a number.")
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
    from leaflet.commands.phone_change import say_printed, show_change, write_number
    from leaflet.commands.phone_gate import require_new
    from leaflet.commands.site_phonebook import open_site_phonebook
    from leaflet.errors import Place
    from leaflet.manuscript.content_folder import PHONEBOOK
    from leaflet.manuscript.dialling import find_oddities, judge_number
    from leaflet.manuscript.phone_places import survey_usage
    from leaflet.manuscript.phonebook import PhoneNumber
    from leaflet.manuscript.phonebook_revision import enter_number

    book = open_site_phonebook(site)
    require_new(key, book)
    today = read_clock()
    judged = judge_number(" ".join(number), "NUMBER")
    entry = PhoneNumber(Place(PHONEBOOK), key, judged.value, hours, today.value, checked_by)
    odd = find_oddities(entry.number, entry.campus, book.written, "NUMBER")
    warn(*today.warnings, *judged.warnings, *odd)
    usage = survey_usage(book.library)
    after = enter_number(book.content, entry)
    if dry_run:
        show_change(book, after)
    else:
        write_number(book, after, key, usage, f"phones add {key}", today.value)
        tell(f"{key}: {entry.number}, checked on {today.value.isoformat()}")
    say_printed(key, usage)
