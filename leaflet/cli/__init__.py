"""The command line: options in, one call, words out; one module a command, loaded on demand.

Begin with ``make.py``, the daily command; ``group.py`` runs every command and ends it.
"""

import gc
from pathlib import Path

import click

from leaflet import __version__
from leaflet.cli.group import SITE_TYPE, LazyGroup
from leaflet.errors import ExitCode

__all__ = ["main"]

# Loading the libraries makes hundreds of thousands of objects and no garbage; to look for garbage
# among them is a tenth of the time of a leaflet. What lasts longer than a second enables it again.
gc.disable()

_COMMANDS = {
    "make": "leaflet.cli.make:make",
    "preview": "leaflet.cli.preview:preview",
    "stock": "leaflet.cli.stock:stock",
    "batch": "leaflet.cli.batch:batch",
    "folds": "leaflet.cli.sheets:folds",
    "dummy": "leaflet.cli.sheets:dummy",
    "testsheet": "leaflet.cli.sheets:testsheet",
    "check": "leaflet.cli.check:check",
    "approve": "leaflet.cli.approve:approve",
    "status": "leaflet.cli.approve:status",
    "diff": "leaflet.cli.approve:diff",
    "trace": "leaflet.cli.approve:trace",
    "list": "leaflet.cli.site:list_leaflets",
    "phones": "leaflet.cli.phones:phones",
    "printers": "leaflet.cli.sheets:printers",
    "where": "leaflet.cli.site:where",
    "init": "leaflet.cli.site:init",
    "adopt": "leaflet.cli.site:adopt",
    "new": "leaflet.cli.site:new",
    "schema": "leaflet.cli.site:schema",
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
    cls=LazyGroup,
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
