"""The group of all commands: each is loaded when it is asked for, and all end in the same way."""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import click

from leaflet.commands.ending import finish, heard, stoppable
from leaflet.commands.voice import open_streams
from leaflet.errors import Problem, UsageError
from leaflet.manuscript.suggestion import enumerate_words, suggest


class Desk(click.Group):
    """Commands by name, each given as ``module:function``."""

    def __init__(self, *args: Any, commands_at: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._at = commands_at

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order in which they are needed."""
        return list(self._at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in self._at:
            return None
        module, function = self._at[cmd_name].split(":")
        command = getattr(import_module(module), function)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named first; what was typed instead of one is not repeated (law 5).

        Raises:
            UsageError: If there is no such command.
        """
        name = args[0]
        if name in self._at or ctx.resilient_parsing or name.startswith("-"):
            return super().resolve_command(ctx, args)
        remedy = suggest(name, self._at, f"there is {enumerate_words(self._at)}")
        raise UsageError(Problem("command line", "there is no such command", remedy))

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the options of the group; ``--help`` and ``--version`` answer here."""
        with heard():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with heard():
            return super().invoke(ctx)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line and leave the process with one of ``ExitCode``.

        What was typed is taken as it stands: click's expansion of ``*`` and ``%NAME%`` on Windows
        would change it.
        """

        def run() -> object:
            return super(Desk, self).main(
                args,
                prog_name or "leaflet",
                complete_var,
                standalone_mode=False,
                windows_expand_args=False,
                **extra,
            )

        open_streams()
        with stoppable():
            code = finish(run)
        sys.exit(code)
