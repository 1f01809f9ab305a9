"""``leaflet phones remove``: a number that no leaflet prints any more."""

from pathlib import Path

import click

from leaflet.commands.content_choices import PhoneKey
from leaflet.commands.site import site_option
from leaflet.commands.voice import tell

_EXAMPLES = """\b
Examples:
  leaflet phones remove bornem.spoed
  leaflet phones remove bornem.spoed --dry-run   shows what would change

\b
A number that a leaflet prints is not removed: take it out of the text first.
"""


@click.command("remove", epilog=_EXAMPLES, short_help="Remove a number that nothing prints.")
@click.argument("key", type=PhoneKey(), metavar="KEY")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@site_option
def remove_number(key: str, dry_run: bool, site: Path | None) -> None:
    """Remove the number under KEY, which no leaflet prints."""
    from leaflet.commands.phone_change import show_change, write_change
    from leaflet.commands.phone_gate import require_unused
    from leaflet.commands.phone_keys import require_key
    from leaflet.commands.site_phonebook import open_site_phonebook
    from leaflet.manuscript.phone_places import survey_usage
    from leaflet.manuscript.phonebook_revision import strike_number

    book = open_site_phonebook(site)
    require_key(key, book.written)
    require_unused(key, survey_usage(book.library))
    after = strike_number(book.content, key)
    (show_change if dry_run else write_change)(book, after)
    if not dry_run:
        tell(f"{key} is removed; no leaflet prints it")
