"""Work on many rows, on all cores: processes that end with their parent, however it ends.

A process is a fork of this one, so that it has the plate without being sent it. Work goes to
the processes in turn and comes back in order; never more is on its way than pipes hold, so memory
does not grow with the number of rows. Where processes cannot be forked, this one does the work.
"""

import marshal
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

from leaflet.errors import OutputError, Problem

_HEAD = 4
_FITS_A_PIPE = 30_000
"""Of two messages of this size, the second one never waits for room in a pipe (64 kB)."""

Work = Callable[[Any], Any]
"""What is done with one portion; both sides are numbers, texts, bytes, tuples and ``None``."""


def work_in_order(work: Work, portions: Iterable[Any], processes: int) -> Iterator[Any]:
    """The outcome of each portion, in the order of the portions.

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


@dataclass(frozen=True, slots=True)
class _Worker:
    process: int
    to: BinaryIO
    back: BinaryIO


class _Crew:
    """Processes that wait for work on a pipe, and end when it is closed."""

    def __init__(self, work: Work, processes: int) -> None:
        self._workers: list[_Worker] = []
        for _ in range(processes):
            self._hire(work)

    def work(self, portions: Iterable[Any]) -> Iterator[Any]:
        """Give out the portions in turn, and collect what comes of them in the same turn."""
        waiting: deque[_Worker] = deque()
        for number, portion in enumerate(portions):
            worker, message = self._workers[number % len(self._workers)], marshal.dumps(portion)
            most = 2 * len(self._workers) - 1 if len(message) < _FITS_A_PIPE else 0
            while len(waiting) > most:
                yield _receive(waiting.popleft())
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

    def _hire(self, work: Work) -> None:
        there, to = os.pipe()
        back, here = os.pipe()
        process = os.fork()
        if process == 0:
            _serve(work, there, here, [to, back, *self._held()])
        os.close(there)
        os.close(here)
        self._workers.append(_Worker(process, os.fdopen(to, "wb", 0), os.fdopen(back, "rb")))

    def _held(self) -> list[int]:
        """The parent's ends of all pipes; who keeps one open keeps the others waiting."""
        return [pipe.fileno() for worker in self._workers for pipe in (worker.to, worker.back)]


def _serve(work: Work, there: int, here: int, foreign: list[int]) -> None:
    """Work as long as there is work; this never returns."""
    code = 1
    try:
        # Ctrl-C reaches every process of a terminal; it is the parent's to hear.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        for descriptor in foreign:
            os.close(descriptor)
        with os.fdopen(there, "rb") as tasks, os.fdopen(here, "wb", 0) as done:
            while (message := _read(tasks)) is not None:
                _send(done, marshal.dumps(work(marshal.loads(message))))
        code = 0
    except BrokenPipeError:
        code = 0
    finally:
        os._exit(code)


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


def _receive(worker: _Worker) -> Any:
    message = _read(worker.back)
    if message is None:
        what = "one of its processes was stopped from outside"
        raise OutputError(Problem("batch", what, "run it again; --resume keeps what is made"))
    return marshal.loads(message)
