"""``leaflet init``, ``adopt``, ``new``, ``where``, ``list``, ``schema``: the files of a site."""

from pathlib import Path

import click

from leaflet.app.text import set_columns
from leaflet.cli.console import show, tell, warn
from leaflet.cli.group import find_timer, read_clock, site_option
from leaflet.cli.types import BuiltInFile, Language, Said, SchemaName
from leaflet.errors import Problem, UsageError
from leaflet.messages.message import File, Message, Name, Option
from leaflet.messages.phrases import EMPTY, NAME_FOLDER

_INIT_EXAMPLES = """\b
Examples:
  leaflet init /srv/leaflet
  leaflet --site /srv/leaflet check
"""


@click.command(
    "init", epilog=_INIT_EXAMPLES, short_help="Make a folder for the hospital's own files."
)
@click.argument("folder", metavar="DIR", type=Said())
def init(folder: str) -> None:
    """Make DIR with the hospital's name and phone numbers in it, to fill in.

    DIR may be there already, empty or with other files in it, such as a git repository. A file that
    is already there is never replaced.
    """
    from leaflet.app.site_folder import make_site
    from leaflet.content.site import open_library

    if not folder.strip():
        raise UsageError(Problem(Option("DIR"), EMPTY, NAME_FOLDER))
    for name in make_site(open_library(None), Path(folder)):
        tell(_made(name))
    tell(
        Message(
            "site.use-it",
            "Use it with --site DIR, or set LEAFLET_SITE to it; README.md in it says how.",
        )
    )


def _made(name: str) -> Message:
    return Message("site.made", "{file} is made", file=File(name))


_ADOPT_EXAMPLES = """\b
Examples:
  leaflet --site /srv/leaflet adopt lage-rugpijn/nl.yaml
  leaflet --site /srv/leaflet adopt content/formulary.yaml assets/figures/spine.svg
  leaflet where                              shows what there is

\b
From then on the copy replaces the whole built-in file: a newer version of the program does not
change it any more. Of words/LANG.yaml only the lines that stand in the copy count. A first line
leads an editor to the schema of the file; the rest is copied byte for byte.
"""


@click.command("adopt", epilog=_ADOPT_EXAMPLES, short_help="Copy a built-in file into the site.")
@click.argument("paths", metavar="PATH...", type=BuiltInFile(), nargs=-1, required=True)
@site_option
def adopt(paths: tuple[str, ...], site: Path | None) -> None:
    """Copy built-in files into the site folder, all of them or none."""
    from leaflet.app.records import record_owned
    from leaflet.app.site_folder import adopt_files, find_missing_schemas
    from leaflet.content.site import open_library

    library = open_library(site)
    adopted = adopt_files(library, paths)
    for name in adopted:
        tell(
            Message(
                "adopt.done",
                "{file} is copied into the site folder: from now on an update does not change it",
                file=File(name),
            )
        )
    warn(*record_owned(library, adopted, find_timer()))
    warn(*find_missing_schemas(library.require_site()))


_NEW_EXAMPLES = """\b
Examples:
  leaflet --site /srv/leaflet new enkel-verstuikt
  leaflet --site /srv/leaflet preview enkel-verstuikt

\b
What has to be written stands between ‹ and ›, section by section; `leaflet check` tells what is
left of it. To change a leaflet that comes with the program, see `leaflet adopt`.
"""


@click.command(
    "new", epilog=_NEW_EXAMPLES, short_help="Begin a new leaflet, with prompts to fill in."
)
@click.argument("topic", metavar="TOPIC", type=Said())
@click.option(
    "--lang", "language", type=Language(), default="nl", show_default=True, help="Its language."
)
@site_option
def new(topic: str, language: str, site: Path | None) -> None:
    """Write TOPIC/nl.yaml into the site folder: a leaflet that can be set at once, and filled in.

    TOPIC is its name in commands: small letters, digits and hyphens, such as enkel-verstuikt.
    """
    from leaflet.app.site_folder import add_to_site, draw_up, find_missing_schemas
    from leaflet.content.site import open_library

    library = open_library(site)
    folder = library.require_site()
    for name in add_to_site(folder, draw_up(library, topic, language)):
        tell(_made(name))
    tell(
        Message(
            "new.fill-in",
            "Fill in what stands between ‹ and ›; see it with `leaflet preview {topic}`.",
            topic=Name(topic),
        )
    )
    warn(*find_missing_schemas(folder))


_WHERE_EXAMPLES = """\b
Examples:
  leaflet where
  leaflet --site /srv/leaflet where

\b
Under a file of the site stands the built-in one that it goes `instead of`, or that it is
`laid over`: of words/, only the keys that the site's file has replace the built-in ones. What is
`missing` was there once, as owned.txt of the site says: without it no leaflet is made.
"""


@click.command("where", epilog=_WHERE_EXAMPLES, short_help="Show which files are used, and whose.")
@site_option
def where(site: Path | None) -> None:
    """Show the folders and every file that a leaflet reads, whose each is, and what it replaces."""
    from leaflet.app.where import list_files
    from leaflet.content.site import open_library

    for line in set_columns(list_files(open_library(site))):
        show(line)


_LIST_EXAMPLES = """\b
Examples:
  leaflet list
  leaflet --site /srv/leaflet list
"""


@click.command(
    "list", epilog=_LIST_EXAMPLES, short_help="List the leaflets, their versions and state."
)
@site_option
def list_leaflets(site: Path | None) -> None:
    """List topic, language, version, review date and state of every leaflet."""
    from leaflet.app.status import TOPIC_HEADINGS as HEADINGS
    from leaflet.app.status import catalogue
    from leaflet.content.site import open_library

    rows = catalogue(open_library(site), read_clock().value)
    for line in set_columns([HEADINGS, *rows]):
        show(line)


_SCHEMA_EXAMPLES = """\b
Examples:
  leaflet schema                       the names
  leaflet schema phonebook             one of them
  leaflet schema --into .schemas       all of them as files
  leaflet schema --into .schemas --force          renewed, after an update of the program

\b
A file of a site begins with a line that leads an editor to its schema:
  # yaml-language-server: $schema=.schemas/phonebook.json
`leaflet init`, `adopt` and `new` write it. Schemas are of draft 2020-12.
"""


@click.command(
    "schema", epilog=_SCHEMA_EXAMPLES, short_help="Tell editors what may stand in a file."
)
@click.argument("name", metavar="[NAME]", type=SchemaName(), required=False)
@click.option(
    "--into",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write DIR/NAME.json, of every name if none is given.",
)
@click.option("--force", is_flag=True, help="Replace files of that name.")
def schema(name: str | None, into: Path | None, force: bool) -> None:
    """Show the JSON Schema of a kind of file, or write it for editors."""
    from leaflet.content.schema.json_schema import SCHEMAS, write_schema

    if into is None:
        for line in (write_schema(name).splitlines()) if name else SCHEMAS:
            show(line)
        return
    from leaflet.app.site_folder import write_schemas
    from leaflet.press.files import Existing

    written = {each: write_schema(each) for each in ([name] if name else SCHEMAS)}
    existing = Existing.REPLACE if force else Existing.REFUSE
    for path in write_schemas(into, written, existing):
        tell(_made(str(path)))
