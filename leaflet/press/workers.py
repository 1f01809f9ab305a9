"""Work on many rows, on all cores: processes that end with their parent, however it ends.

A process is a fork of this one, so that it has the plate without being sent it. Work goes to
the processes in turn and comes back in order; never more is on its way than pipes hold, so memory
does not grow with the number of rows. Where processes cannot be forked, this one does the work.
"""

import marshal
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from enum import IntEnum
from typing import Any, BinaryIO, NoReturn

from leaflet.errors import Bug, BugElsewhere, LeafletError, OutputError, Problem
from leaflet.messages.message import Command, Message
from leaflet.messages.plain import from_plain, to_plain
from leaflet.records import frozen

_HEAD = 4
_FITS_A_PIPE = 30_000
"""Of two messages of this size, the second one never waits for room in a pipe (64 kB)."""
_ROOMY = 65_536

_STOPS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Requests to stop: they reach all processes of a terminal, and are the parent's to hear."""

Work = Callable[[Any], Any]
"""What is done with one portion; both sides are numbers, texts, bytes, tuples and ``None``."""


class _Came(IntEnum):
    """What came of a portion."""

    DONE = 0
    REFUSED = 1
    SYSTEM = 2
    BUG = 3


def count_cores() -> int:
    """How many processes this one may have at work at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def work_in_order(
    work: Work, portions: Iterable[Any], processes: int
) -> Generator[Any, None, None]:
    """The outcome of each portion, in the order of the portions.

    What the work raises in another process is raised here: a ``LeafletError`` and an ``OSError`` as
    they are, and every other exception as ``BugElsewhere``.

    Raises:
        OutputError: If a process was stopped from outside.
    """
    if processes < 2 or not hasattr(os, "fork"):
        yield from map(work, portions)
        return
    crew = _Crew(work, processes)
    try:
        yield from crew.work(portions)
    finally:
        crew.dismiss()


@frozen
class _Worker:
    process: int
    to: BinaryIO
    back: BinaryIO
    is_roomy: bool


class _Crew:
    """Processes that wait for work on a pipe, and end when it is closed."""

    def __init__(self, work: Work, processes: int) -> None:
        self._work = work
        self._vacancies = processes
        self._workers: list[_Worker] = []

    def work(self, portions: Iterable[Any]) -> Iterator[Any]:
        """Give out the portions in turn, and collect what comes of them in the same turn."""
        waiting: deque[_Worker] = deque()
        for number, portion in enumerate(portions):
            if self._vacancies:
                self._hire()
            if not self._workers:
                yield self._work(portion)
                continue
            worker, message = self._workers[number % len(self._workers)], marshal.dumps(portion)
            most = self._most_waiting() if len(message) < _FITS_A_PIPE else 0
            while len(waiting) > most:
                yield _receive(waiting.popleft())
            # Why nobody is there any more is known when the answer is missing.
            with suppress(BrokenPipeError):
                _send(worker.to, message)
            waiting.append(worker)
        while waiting:
            yield _receive(waiting.popleft())

    def dismiss(self) -> None:
        """Close the pipes, and wait until every process has ended."""
        for worker in self._workers:
            for pipe in (worker.to, worker.back):
                with suppress(OSError):
                    pipe.close()
        for worker in self._workers:
            with suppress(ChildProcessError):
                os.waitpid(worker.process, 0)

    def _most_waiting(self) -> int:
        """How many portions may be on their way while another one is sent."""
        ahead = 2 if all(worker.is_roomy for worker in self._workers) else 1
        return ahead * len(self._workers) - 1

    def _hire(self) -> None:
        """Start one more process, or look for no others where the system has no room for it."""
        # No request to stop is heard in a process before it knows that none is for it.
        heard = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
        try:
            self._workers.append(self._start(heard))
            self._vacancies -= 1
        except OSError:
            self._vacancies = 0
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, heard)

    def _start(self, heard: Iterable[int]) -> _Worker:
        """One more process.

        Raises:
            OSError: If the system has no room for it.
        """
        ends: list[int] = []
        try:
            ends += os.pipe()
            ends += os.pipe()
            there, to, back, here = ends
            is_roomy = _is_roomy(to)
            process = os.fork()
        except OSError:
            for end in ends:
                os.close(end)
            raise
        if process == 0:
            _serve(self._work, there, here, [to, back, *self._held()], heard)
        os.close(there)
        os.close(here)
        return _Worker(process, os.fdopen(to, "wb", 0), os.fdopen(back, "rb"), is_roomy)

    def _held(self) -> list[int]:
        """The parent's ends of all pipes; who keeps one open keeps the others waiting."""
        return [pipe.fileno() for worker in self._workers for pipe in (worker.to, worker.back)]


def _is_roomy(pipe: int) -> bool:
    """Whether a pipe takes a second message while the first one is worked on.

    It does not where the user's processes have so many pipes that the system gives small ones.
    """
    try:
        from fcntl import F_GETPIPE_SZ, fcntl
    except ImportError:
        return False
    return fcntl(pipe, F_GETPIPE_SZ) >= _ROOMY


def _serve(
    work: Work, there: int, here: int, foreign: Iterable[int], heard: Iterable[int]
) -> NoReturn:
    """Work as long as there is work; this never returns."""
    code = 1
    try:
        for stop in _STOPS:
            signal.signal(stop, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)
        for descriptor in foreign:
            os.close(descriptor)
        with os.fdopen(there, "rb") as tasks, os.fdopen(here, "wb", 0) as done:
            while (message := _read(tasks)) is not None:
                _send(done, _answer(work, message))
        code = 0
    except BrokenPipeError:
        code = 0
    finally:
        os._exit(code)


def _answer(work: Work, message: bytes) -> bytes:
    """What came of a portion, ready to be sent; what was raised among it."""
    came: tuple[_Came, Any]
    try:
        return marshal.dumps((int(_Came.DONE), work(marshal.loads(message))))
    except LeafletError as error:
        came = _Came.REFUSED, (int(error.exit_code), pack_problems(error.problems))
    except OSError as trouble:
        came = _Came.SYSTEM, trouble.errno
    except Exception as error:
        bug = Bug.of(error)
        came = _Came.BUG, (bug.kind, bug.place, bug.trace)
    return marshal.dumps((int(came[0]), came[1]))


def _receive(worker: _Worker) -> Any:
    """What a process made of a portion; or what it raised is raised."""
    message = _read(worker.back)
    if message is None:
        what = Message("batch.process-stopped", "one of its processes was stopped from outside")
        remedy = Message("batch.resume", "run it again; --resume keeps what --into has made")
        raise OutputError(Problem(Command("batch"), what, remedy))
    came, value = marshal.loads(message)
    if came == _Came.REFUSED:
        code, problems = value
        raise _error_of(code)(*unpack_problems(problems))
    if came == _Came.SYSTEM:
        raise OSError(value, os.strerror(value or 0))
    if came == _Came.BUG:
        raise BugElsewhere(Bug(*value))
    return value


def _error_of(code: int) -> type[LeafletError]:
    return next(kind for kind in LeafletError.__subclasses__() if kind.exit_code == code)


def pack_problems(problems: tuple[Problem, ...]) -> tuple[tuple[Any, ...], ...]:
    """Problems as they travel between processes."""
    return tuple(tuple(map(to_plain, (p.where, p.what, p.remedy))) for p in problems)


def unpack_problems(packed: Iterable[tuple[Any, ...]]) -> tuple[Problem, ...]:
    """The problems that travelled."""
    return tuple(Problem(*map(from_plain, each)) for each in packed)


def _send(pipe: BinaryIO, message: bytes) -> None:
    rest = memoryview(len(message).to_bytes(_HEAD, "big") + message)
    while rest:
        rest = rest[pipe.write(rest) or 0 :]


def _read(pipe: BinaryIO) -> bytes | None:
    head = pipe.read(_HEAD)
    if len(head) < _HEAD:
        return None
    message = pipe.read(int.from_bytes(head, "big"))
    return message if len(message) == int.from_bytes(head, "big") else None
