"""``leaflet schema``: what an editor knows of the files of a site."""

from pathlib import Path

import click

from leaflet.commands.content_choices import SchemaName
from leaflet.commands.voice import tell

_EXAMPLES = """\b
Examples:
  leaflet schema                       the names
  leaflet schema phonebook             one of them
  leaflet schema --into .schemas       all of them as files, after an update of the program

\b
A file of a site begins with a line that leads an editor to its schema:
  # yaml-language-server: $schema=.schemas/phonebook.json
`leaflet init`, `adopt` and `new` write it. Schemas are of draft 2020-12.
"""


@click.command("schema", epilog=_EXAMPLES, short_help="Tell editors what may stand in a file.")
@click.argument("name", metavar="[NAME]", type=SchemaName(), required=False)
@click.option(
    "--into",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write DIR/NAME.json, of every name if none is given; older ones are replaced.",
)
def schema(name: str | None, into: Path | None) -> None:
    """Show the JSON Schema of a kind of file, or write it for editors."""
    from leaflet.manuscript.schemas import SCHEMAS, write_schema

    if into is None:
        for line in (write_schema(name).splitlines()) if name else SCHEMAS:
            tell(line)
        return
    from leaflet.commands.schema_folder import renew_schemas

    written = {each: write_schema(each) for each in ([name] if name else SCHEMAS)}
    for path in renew_schemas(into, written):
        tell(f"{path} is made")
