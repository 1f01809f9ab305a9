"""``leaflet phones``: the numbers that leaflets print, and how one is changed."""

from pathlib import Path

import click

from leaflet.commands.desk import Desk
from leaflet.commands.phones_list import list_numbers
from leaflet.commands.site import site_option

_COMMANDS = {
    "list": "leaflet.commands.phones_list:list_numbers",
    "where": "leaflet.commands.phones_where:find_number",
    "set": "leaflet.commands.phones_set:set_number",
    "add": "leaflet.commands.phones_add:add_number",
    "remove": "leaflet.commands.phones_remove:remove_number",
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
    cls=Desk,
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
