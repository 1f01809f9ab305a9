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
from leaflet.cli.console import close_broken_streams, open_streams, refuse, show
from leaflet.content.suggest import suggest
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
    Where,
)
from leaflet.messages.message import (
    NO_REASON,
    Command,
    Foreign,
    Message,
    Name,
    Option,
)
from leaflet.messages.phrases import FILES, MISSING, did_you_mean, there_is
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
        refuse(Message("stopped.by-user", "stopped — no file is left half-written"))
        return _STOPPED
    except SystemExit:
        refuse(
            Message("stopped.from-outside", "stopped from outside — no file is left half-written")
        )
        raise
    except OSError as trouble:
        reason = Foreign(os.strerror(trouble.errno)) if trouble.errno else NO_REASON
        what = Message(
            "system.refuses", "the system refuses a file or a folder ({reason})", reason=reason
        )
        remedy = Message(
            "system.look-at-rights", "look at the permissions of the folders of `leaflet where`"
        )
        refuse(Problem(FILES, what, remedy))
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
        # Under nohup the run has to go on.
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
    command = Command(ctx.command_path if ctx else "leaflet")
    see_help = Message("option.see-help", "see `{command} --help`", command=command)
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            return Problem(_name(param), MISSING, see_help)
        case click.NoSuchOption(possibilities=close):
            what, meant = Message("option.none", "there is no such option"), None
            if close:
                meant = did_you_mean(Option(close[0]))
            return Problem(_COMMAND_LINE, what, meant or see_help)
        case click.BadOptionUsage(option_name=name):
            if "does not take" in error.message:
                what = Message("option.takes-none", "takes no value")
                remedy = Message("option.leave-value-out", "leave the value out")
                return Problem(Option(name), what, remedy)
            return Problem(Option(name), *NO_VALUE)
        case click.BadParameter(param=click.Parameter() as param):
            what = Message("option.not-understood", "is not understood")
            return Problem(_name(param), what, see_help)
    what = Message("option.loose-words", "there are words that belong to no option")
    remedy = Message("option.quote", "put quotes around a text of several words")
    return Problem(_COMMAND_LINE, what, remedy)


NO_VALUE = (
    Message("option.no-value", "has no value after it"),
    Message("option.give-value", "give its value, between quotes"),
)
"""An option has no value: the problem and its remedy."""

_COMMAND_LINE = Message("where.command-line", "command line")


def _name(param: click.Parameter) -> Option:
    if isinstance(param, click.Option):
        return Option(max(param.opts, key=len))
    return Option(param.human_readable_name)


def _confess(bug: Bug) -> None:
    """Say that this is a bug and where it is."""
    refuse(
        Message(
            "bug.found",
            "leaflet {version}: this is a bug of the program, not of what you typed"
            " — report `{kind} at {place}` and the command to whoever looks after leaflet,"
            " without the patient's data",
            version=Name(__version__),
            kind=Name(bug.kind),
            place=Name(bug.place),
        )
    )
    if os.environ.get("LEAFLET_DEBUG", "") not in ("", "0"):
        show(bug.trace.rstrip(), aside=True)
        show(bug.kind, aside=True)


class LazyGroup(click.Group):
    """Commands by name, each given as ``module:function``."""

    def __init__(self, *args: Any, commands_at: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._at = commands_at

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order in which a user comes to need them."""
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
        what = Message("command.none", "there is no such command")
        raise UsageError(Problem(_COMMAND_LINE, what, suggest(name, self._at, there_is(self._at))))

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
        if args is None:
            # A process of its own: an orderly exit would cost a tenth of a warm start.
            close_broken_streams()
            os._exit(code)
        sys.exit(code)


F = TypeVar("F", bound=Callable[..., Any])

SITE_TYPE: click.Path = click.Path(path_type=Path)


def site_option(command: F) -> F:
    """Give the command ``--site`` and the argument ``site``: the folder, or ``None``."""
    return click.option(
        "--site",
        type=SITE_TYPE,
        callback=_or_inherited,
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


def _or_inherited(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    return value if value is not None else site_of(ctx)


_EPOCH = Option("SOURCE_DATE_EPOCH")


def read_clock() -> Warned[date]:
    """Today in Belgium: the day of :func:`read_moment`."""
    read = read_moment()
    return Warned(read.value.date(), read.warnings)


def read_moment() -> Warned[datetime]:
    """Day and time in Belgium, with a warning where the environment overrules the clock.

    Raises:
        UsageError: If the clock or ``SOURCE_DATE_EPOCH`` cannot be believed.
        ContentError: If the computer knows no time zones.
    """
    try:
        zone = ZoneInfo(ZONE)
    except ZoneInfoNotFoundError:
        what = Message(
            "clock.no-zone", "this computer does not know the time zone {zone}", zone=Name(ZONE)
        )
        remedy = Message("clock.install-zones", "install the Python package tzdata")
        raise ContentError(Problem(Name("tzdata"), what, remedy)) from None
    seconds = os.environ.get(_EPOCH, "")
    if not seconds:
        clock = Message("where.clock", "clock")
        remedy = Message("clock.set-it", "set it right")
        return Warned(_believable(datetime.now(zone), clock, remedy))
    remedy = Message("clock.unset", "correct or unset it")
    try:
        now = datetime.fromtimestamp(int(seconds), UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        what = Message("clock.no-seconds", "is not a number of seconds since 1970")
        raise UsageError(Problem(_EPOCH, what, remedy)) from None
    now = _believable(now, _EPOCH, remedy)
    what = Message(
        "clock.overruled", "and not the clock says that today is {today}", today=now.date()
    )
    remedy = Message("clock.unset-or-date", "unset it, or give --date")
    return Warned(now, (Problem(_EPOCH, what, remedy),))


def _believable(now: datetime, where: Where, remedy: Message) -> datetime:
    require_believable(now.date(), where, remedy)
    return now


def find_timer() -> "Timer":
    """A timer for waits: for a printer, for another writer, for a save."""
    from leaflet.app.timer import Timer

    return Timer(time.perf_counter, time.sleep)


def find_shelf() -> EditionShelf | None:
    """The shelf in the user's cache folder; ``None`` where the system names no such folder."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = _at_home("Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        # A relative path has to be ignored (XDG Base Directory Specification).
        if not base.startswith("/"):
            base = _at_home(".cache")
    return EditionShelf(Path(base) / "leaflet" / "plates") if os.path.isabs(base) else None  # noqa: PTH117


def _at_home(*parts: str) -> str:
    home = os.path.expanduser("~")  # noqa: PTH111
    return os.path.join(home, *parts) if home != "~" else ""  # noqa: PTH118
