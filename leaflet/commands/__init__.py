"""The command line: options in, one call, words out; one file a command, loaded when asked."""

import gc
from pathlib import Path

import click

from leaflet import __version__
from leaflet.commands.desk import Desk
from leaflet.commands.site import SITE_TYPE
from leaflet.errors import ExitCode

__all__ = ["main"]

# Loading the libraries makes hundreds of thousands of objects and no garbage; to look for garbage
# among them is a tenth of the time of a leaflet. What lasts longer than a second enables it again.
gc.disable()

_COMMANDS = {
    "make": "leaflet.commands.make:make",
    "preview": "leaflet.commands.preview:preview",
    "stock": "leaflet.commands.stock:stock",
    "batch": "leaflet.commands.batch:batch",
    "folds": "leaflet.commands.folds:folds",
    "dummy": "leaflet.commands.dummy:dummy",
    "testsheet": "leaflet.commands.testsheet:testsheet",
    "check": "leaflet.commands.check:check",
    "approve": "leaflet.commands.approve:approve",
    "status": "leaflet.commands.status:status",
    "diff": "leaflet.commands.diff:diff",
    "trace": "leaflet.commands.trace:trace",
    "list": "leaflet.commands.listing:list_leaflets",
    "phones": "leaflet.commands.phones:phones",
    "printers": "leaflet.commands.printers:printers",
    "where": "leaflet.commands.where:where",
    "init": "leaflet.commands.init:init",
    "adopt": "leaflet.commands.adopt:adopt",
    "new": "leaflet.commands.new:new",
    "schema": "leaflet.commands.schema:schema",
}

_AFTERWORD = """\b
Examples:
  leaflet make lage-rugpijn --name "An Peeters" --med "ibuprofen 600 mg 3x/dag 8 dagen"
  leaflet make lage-rugpijn --patient -        the patient from standard input
  leaflet make lage-rugpijn                    asks for what it needs
  leaflet make lage-rugpijn --print            prints it, on both sides of A4 in true size
  leaflet preview lage-rugpijn                 one picture, for whoever writes the text
  leaflet list

\b
Exit codes:
  0  made                        5  does not fit
  1  a bug of this program       6  font, glyph or asset
  2  usage                       7  cannot write or print
  3  content                     8  some records of a batch failed
  4  patient or plan             130, 143  stopped by the user, or from outside

\b
Completion of commands, topics and campuses with the Tab key, for this shell:
  bash  eval "$(_LEAFLET_COMPLETE=bash_source leaflet)"
  zsh   eval "$(_LEAFLET_COMPLETE=zsh_source leaflet)"
  fish  _LEAFLET_COMPLETE=fish_source leaflet | source
Put the line into ~/.bashrc, ~/.zshrc or ~/.config/fish/config.fish to keep it.

\b
Environment:
  LEAFLET_SITE       the folder of --site, where none is given
  LEAFLET_DEBUG      set to 1, a bug shows where it is; never what it was about
  SOURCE_DATE_EPOCH  the time that counts as now, in seconds since 1970
  LPDEST             the print queue of --print; else the default one of CUPS
"""


@click.group(
    "leaflet",
    cls=Desk,
    commands_at=_COMMANDS,
    invoke_without_command=True,
    no_args_is_help=False,
    epilog=_AFTERWORD,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--site",
    type=SITE_TYPE,
    envvar="LEAFLET_SITE",
    help="Folder of the hospital's own files; they go before the built-in ones.",
)
@click.version_option(__version__, message="leaflet %(version)s")
@click.pass_context
def main(ctx: click.Context, site: Path | None) -> None:
    """Make the folded A4 leaflet that a patient takes home from an emergency department."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(ExitCode.USAGE)
