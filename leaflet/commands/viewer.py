"""The viewer of this computer, which shows what was made."""

from pathlib import Path

import click

from leaflet.commands.voice import warn
from leaflet.errors import LeafletError, Problem


def show_file(path: Path) -> None:
    """Open the file with the viewer of this computer; what was made is there in any case."""
    try:
        failed = click.launch(str(path.absolute())) != 0
    except (OSError, LeafletError):
        failed = True
    if failed:
        warn(Problem("--open", "no viewer could be started", "open the file yourself"))
