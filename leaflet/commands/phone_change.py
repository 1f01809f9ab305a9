"""What is done with a changed phone book: it is shown, or written; and which leaflets are stale."""

import re
from difflib import unified_diff

from leaflet.commands.site_file import replace_file
from leaflet.commands.site_phonebook import SitePhoneBook
from leaflet.commands.voice import count, say, tell, warn
from leaflet.manuscript.library import PHONEBOOK
from leaflet.manuscript.usage import Usage, Use


def write_change(book: SitePhoneBook, after: bytes) -> None:
    """Write the file, if it still holds what was read.

    Raises:
        OutputError: If it does not, or cannot be written; nothing is changed then.
    """
    replace_file(book.path, PHONEBOOK, book.content, after)


def show_change(book: SitePhoneBook, after: bytes) -> None:
    """Show the lines that would change, and write nothing."""
    for line in _differences(book.content, after):
        tell(line.expandtabs())
    say("nothing is written, because of --dry-run")


def say_stale(book: SitePhoneBook, key: str, usage: Usage) -> None:
    """Say which leaflets print a number that changes: what is printed of them is old.

    Args:
        book: The phone book as it was before the change.
        key: The number.
        usage: Every use of every number.
    """
    warn(*usage.unread)
    leaflets: dict[tuple[str, str], list[Use]] = {}
    for use in usage.of(key):
        leaflets.setdefault((use.topic, use.language), []).append(use)
    if not leaflets:
        say("no leaflet prints this number")
    for (topic, language), uses in leaflets.items():
        places = count(len(uses), "place")
        say(f"{topic} {language} prints it in {places}: stock from before the change is stale")


def _differences(before: bytes, after: bytes) -> list[str]:
    old, new = (re.split(r"\r\n|\r|\n", content.decode("utf-8-sig")) for content in (before, after))
    names = (PHONEBOOK, f"{PHONEBOOK} (changed)")
    return list(unified_diff(old, new, *names, lineterm=""))
