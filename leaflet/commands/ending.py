"""How every run ends: what went wrong becomes words on standard error and an exit code.

Neither words nor traces repeat what was typed, since that may be a patient's (law 5).
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import click

from leaflet import __version__
from leaflet.commands.voice import close_broken_streams, refuse, say
from leaflet.errors import Bug, BugElsewhere, ExitCode, LeafletError, Problem

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
