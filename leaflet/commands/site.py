"""The hospital's own folder, from ``--site`` before or after the command, or ``$LEAFLET_SITE``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

SITE_TYPE: click.Path = click.Path(path_type=Path)


def site_option(command: F) -> F:
    """Give the command ``--site`` and the argument ``site``: the folder, or ``None``."""
    return click.option(
        "--site",
        type=SITE_TYPE,
        callback=_or_of_the_group,
        help="Folder of the hospital's own files; they go before the built-in ones.",
    )(command)


def site_of(ctx: click.Context) -> Path | None:
    """The folder as far as it is known, also while a shell completes a line."""
    at: click.Context | None = ctx
    while at is not None:
        site = at.params.get("site")
        if isinstance(site, Path):
            return site
        at = at.parent
    return None


def _or_of_the_group(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    return value if value is not None else site_of(ctx)
