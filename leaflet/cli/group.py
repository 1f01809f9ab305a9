"""The group of all commands: loads a command on demand, and ends every run in the same way.

Exceptions become words on standard error and an exit code (``finish``). Only this module reads the
clock of the hospital, the folder ``$LEAFLET_SITE`` and the place of the user's cache.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from leaflet import __version__
from leaflet.app.policy import require_believable
from leaflet.cli.console import close_broken_streams, open_streams, refuse, say
from leaflet.content.suggest import enumerate_words, suggest
from leaflet.discharge.plan.given import ZONE
from leaflet.errors import (
    Bug,
    BugElsewhere,
    ContentError,
    ExitCode,
    LeafletError,
    Problem,
    UsageError,
    Warned,
)
from leaflet.press.edition_cache import EditionShelf

if TYPE_CHECKING:
    from leaflet.app.timer import Timer

_STOPPED = 130


def finish(run: Callable[[], object]) -> int:
    """Run to the end, say what stopped it, and return the exit code."""
    try:
        code = run()
    except LeafletError as error:
        refuse(*error.problems)
        return error.exit_code
    except click.ClickException as error:
        refuse(_misused(error))
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        say("error: stopped — no file is left half-written")
        return _STOPPED
    except SystemExit:
        say("error: stopped from outside — no file is left half-written")
        raise
    except OSError as trouble:
        reason = os.strerror(trouble.errno) if trouble.errno else "no reason is given"
        what = f"the system refuses a file or a folder ({reason})"
        refuse(Problem("files", what, "look at the permissions of the folders of `leaflet where`"))
        close_broken_streams()
        return ExitCode.OUTPUT
    except BugElsewhere as error:
        _confess(error.bug)
        return ExitCode.BUG
    except Exception as error:
        _confess(Bug.of(error))
        return ExitCode.BUG
    return code if isinstance(code, int) else ExitCode.MADE


@contextmanager
def heard() -> Iterator[None]:
    """End quietly where the reader of standard output has gone, as in ``leaflet list | head``."""
    try:
        yield
    except BrokenPipeError:
        close_broken_streams()
        raise click.exceptions.Exit(ExitCode.OUTPUT) from None


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn a request to stop into ``SystemExit``, so that drafts on disk are removed (T93)."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {}
    for name in names:
        number = getattr(signal, name)
        # Who starts a run with nohup wants it to go on.
        if signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _misused(error: click.ClickException) -> Problem:
    """Click's own complaint without the words that were typed."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    remedy = f"see `{ctx.command_path if ctx else 'leaflet'} --help`"
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            return Problem(_name(param), "is missing", remedy)
        case click.NoSuchOption(possibilities=close):
            if close:
                remedy = f"did you mean {close[0]}?"
            return Problem("command line", "there is no such option", remedy)
        case click.BadOptionUsage(option_name=name):
            if "does not take" in error.message:
                return Problem(name, "takes no value", "leave the value out")
            return Problem(name, "has no value after it", "give its value, between quotes")
        case click.BadParameter(param=click.Parameter() as param):
            return Problem(_name(param), "is not understood", remedy)
    what = "there are words that belong to no option"
    return Problem("command line", what, "put quotes around a text of several words")


def _name(param: click.Parameter) -> str:
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.human_readable_name


def _confess(bug: Bug) -> None:
    """Say that this is a bug and where it is."""
    say(
        f"error: leaflet {__version__}: this is a bug of the program, not of what you typed"
        f" — report `{bug.kind} at {bug.place}` and the command to whoever looks after leaflet,"
        " without the patient's data"
    )
    if os.environ.get("LEAFLET_DEBUG", "") not in ("", "0"):
        say(bug.trace.rstrip())
        say(bug.kind)


class LazyGroup(click.Group):
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
            return super(LazyGroup, self).main(
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


_EPOCH = "SOURCE_DATE_EPOCH"


def read_clock() -> Warned[date]:
    """Today in Belgium, as :func:`read_moment` has it."""
    read = read_moment()
    return Warned(read.value.date(), read.warnings)


def read_moment() -> Warned[datetime]:
    """Day and time in Belgium; with a notice where the environment, and not the clock, says so.

    Raises:
        UsageError: If the clock or ``SOURCE_DATE_EPOCH`` cannot be believed.
        ContentError: If the computer knows no time zones.
    """
    try:
        zone = ZoneInfo(ZONE)
    except ZoneInfoNotFoundError:
        what = f"this computer does not know the time zone {ZONE}"
        raise ContentError(Problem("tzdata", what, "install the Python package tzdata")) from None
    seconds = os.environ.get(_EPOCH, "")
    if not seconds:
        return Warned(_believable(datetime.now(zone), "clock", "set it right"))
    try:
        now = datetime.fromtimestamp(int(seconds), UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        what = "is not a number of seconds since 1970"
        raise UsageError(Problem(_EPOCH, what, "correct or unset it")) from None
    now = _believable(now, _EPOCH, "correct or unset it")
    what = f"and not the clock says that today is {now.date().isoformat()}"
    return Warned(now, (Problem(_EPOCH, what, "unset it, or give --date"),))


def _believable(now: datetime, where: str, remedy: str) -> datetime:
    require_believable(now.date(), where, remedy)
    return now


def find_timer() -> "Timer":
    """What measures waits for a printer, for somebody else who writes, or for a save."""
    from leaflet.app.timer import Timer

    return Timer(time.perf_counter, time.sleep)


_NAME = "leaflet"


def find_shelf() -> EditionShelf | None:
    """The shelf in the user's cache folder; ``None`` where the system names no such folder."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = _at_home("Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        # A path that is not absolute is to be passed over (XDG Base Directory Specification).
        if not base.startswith("/"):
            base = _at_home(".cache")
    return EditionShelf(Path(base) / _NAME / "plates") if os.path.isabs(base) else None  # noqa: PTH117


def _at_home(*parts: str) -> str:
    home = os.path.expanduser("~")  # noqa: PTH111
    return os.path.join(home, *parts) if home != "~" else ""  # noqa: PTH118
