"""What is done with a changed phone book: it is shown, or written; and which leaflets are stale."""

import re
from collections.abc import Mapping
from datetime import date
from difflib import unified_diff

from leaflet.commands.phone_ledger import Leaflet, read_printing
from leaflet.commands.site_file import replace_file
from leaflet.commands.site_phonebook import SitePhoneBook
from leaflet.commands.site_records import describe, record_leaflets, record_owned
from leaflet.commands.voice import count, say, tell, warn
from leaflet.manuscript.content_folder import PHONEBOOK
from leaflet.manuscript.phone_places import Usage, Use

Ids = tuple[str, str]
"""What a leaflet is known by before a change, and after it."""


def write_change(book: SitePhoneBook, after: bytes) -> None:
    """Write the file, if it still holds what was read, and that the site has it.

    Raises:
        OutputError: If it does not, or cannot be written; nothing is changed then.
    """
    replace_file(book.path, PHONEBOOK, book.content, after)
    warn(*record_owned(book.library, ()))


def write_number(
    book: SitePhoneBook, after: bytes, key: str, usage: Usage, event: str, today: date
) -> Mapping[Leaflet, Ids]:
    """Write the file, and write down what its leaflets were and are.

    Args:
        book: The phone book as it was read.
        after: The file with the new number.
        key: The number.
        usage: Every use of every number.
        event: What was done, for the ledger.
        today: In the time zone of the hospital.

    Returns:
        For each leaflet that prints the number and can be made, its id before and after.

    Raises:
        OutputError: If the file cannot be written; nothing is changed then.
    """
    were = read_printing(book.library, key, usage)
    write_change(book, after)
    are = read_printing(book.library, key, usage)
    before = (describe(each, f"before {event}", today) for each in were.values())
    now = (describe(each, event, today) for each in are.values())
    warn(*record_leaflets(book.library, (*before, *now)))
    both = were.keys() & are.keys()
    return {each: (were[each].content_id, are[each].content_id) for each in both}


def show_change(book: SitePhoneBook, after: bytes) -> None:
    """Show the lines that would change, and write nothing."""
    for line in _differences(book.content, after):
        tell(line.expandtabs())
    say("nothing is written, because of --dry-run")


def say_stale(key: str, usage: Usage, ids: Mapping[Leaflet, Ids]) -> None:
    """Say which leaflets print a number that changes: what is printed of them is old.

    Args:
        key: The number.
        usage: Every use of every number.
        ids: Of these leaflets, before and after, as far as they are known.
    """
    warn(*usage.unread)
    leaflets = _by_leaflet(key, usage)
    if not leaflets:
        say("no leaflet prints this number")
    for (topic, language), uses in leaflets.items():
        places = count(len(uses), "place")
        said = f"{topic} {language} prints it in {places}: stock from before the change is stale"
        if (topic, language) in ids:
            said += ", id {} on the back; the new id is {}".format(*ids[topic, language])
        say(said)


def say_printed(key: str, usage: Usage) -> None:
    """Say which leaflets name a number that is new: they could not be made without it."""
    warn(*usage.unread)
    leaflets = _by_leaflet(key, usage)
    if not leaflets:
        say(f"a text prints it where it says {{phone:{key}}}, or names it under contacts")
    for (topic, language), uses in leaflets.items():
        places = count(len(uses), "place")
        say(f"{topic} {language} names it in {places}: it is printed from this change on")


def _by_leaflet(key: str, usage: Usage) -> Mapping[Leaflet, list[Use]]:
    leaflets: dict[Leaflet, list[Use]] = {}
    for use in usage.of(key):
        leaflets.setdefault((use.topic, use.language), []).append(use)
    return leaflets


def _differences(before: bytes, after: bytes) -> list[str]:
    old, new = (re.split(r"\r\n|\r|\n", content.decode("utf-8-sig")) for content in (before, after))
    names = (PHONEBOOK, f"{PHONEBOOK} (changed)")
    return list(unified_diff(old, new, *names, lineterm=""))
