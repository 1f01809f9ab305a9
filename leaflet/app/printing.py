"""Printing: the chosen queue, the jobs sent to it, and the wait until they end.

A successful ``lp`` means only that CUPS accepted the job. Whether it was printed is known when the
job has ended, so a command that prints waits for its jobs, or says which ones it left behind.
"""

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from leaflet.cli.console import say
from leaflet.cli.job_words import say_end, say_overdue, say_remedy, say_unseen, say_wait
from leaflet.cli.options import PrintWish
from leaflet.content.suggest import enumerate_words, suggest
from leaflet.errors import OutputError, Problem
from leaflet.paper.fold import Flip
from leaflet.press.printing.cups import Job, PrintSystem, send
from leaflet.press.printing.job import ENDED, UNDER_WAY, Fate, Sighting, forget, look_at
from leaflet.press.printing.queue import find_default, list_queues, read_queue, require_fit

_PAUSE = 0.3
"""Seconds between two looks at a job."""

_PER_SHEET = 5
"""Seconds that a slow printer takes for a sheet without a sign of life that CUPS would show."""

_QUIET = 4
"""Seconds after which somebody who waits is told what for."""


def find_printer(wish: PrintWish) -> "Printer":
    """The printer that was named, or the default one, before any work is done.

    Raises:
        OutputError: If there is none, or leaflets do not come out of it as they should.
    """
    system = PrintSystem(os.environ)
    name = wish.queue if wish.queue is not None else find_default(system)
    names = list_queues(system)
    there_are = f"there is {enumerate_words(names)}" if names else "no queue is set up here"
    if name is None:
        what = "no queue is named, and there is no default one"
        raise OutputError(Problem("--print", what, f"give --queue NAME: {there_are}"))
    if name not in names:
        # What was typed is not repeated: after a slip of quotes it may be a patient's.
        remedy = suggest(name, names, there_are)
        raise OutputError(Problem("--queue", "there is no such queue", remedy))
    require_fit(read_queue(system, name))
    return Printer(system, name, wish.wait)


@dataclass(slots=True)
class Printer:
    """A queue that takes leaflets, and the jobs that it was given in this run.

    Attributes:
        queue: Its name.
        wait: Seconds without any progress after which the user is not kept any longer.
    """

    system: PrintSystem
    queue: str
    wait: int
    _jobs: list[Job] = field(default_factory=list)

    def take(self, content: bytes | Iterable[bytes], flip: Flip, copies: int) -> None:
        """Send a PDF as a job of its own; ``flip`` is the edge about which the paper turns.

        Raises:
            OutputError: If CUPS does not take it over.
        """
        with _told(self._jobs):
            self._jobs.append(send(self.system, self.queue, content, flip, copies))

    def see_through(self, sheets: int) -> bool:
        """Wait until all jobs have come to an end; whether there was any.

        Args:
            sheets: How many are printed in all.

        Raises:
            OutputError: If one was held, cancelled, failed, or shows no progress any more.
        """
        problems: list[Problem] = []
        for number, job in enumerate(self._jobs):
            with _told(self._jobs[number:]):
                found = self._await(job, sheets)
            if found is not None:
                problems.append(found)
        if problems:
            raise OutputError(*problems)
        return bool(self._jobs)

    def _await(self, job: Job, sheets: int) -> Problem | None:
        """Wait for one job, and say what became of it if that is not paper."""
        begun = progressed = time.monotonic()
        seen: set[Sighting] = set()
        was_well, told = True, ""
        while True:
            try:
                sighting = look_at(self.system, job)
            except OutputError as trouble:
                return say_unseen(job, trouble)
            if sighting.fate not in UNDER_WAY:
                if sighting.fate in ENDED:
                    forget(self.system, job)
                return say_end(job, sighting)
            now = time.monotonic()
            is_well = _is_well(sighting)
            if sighting not in seen or (is_well and not was_well):
                progressed = now
            seen.add(sighting)
            was_well = is_well
            slack = _PER_SHEET * sheets if is_well and self.wait else 0
            if now - progressed >= self.wait + slack:
                # Where one job is stuck, nobody waits for those behind it.
                self.wait = 0
                return say_overdue(job, sighting, round(now - begun))
            waits_for = say_wait(sighting)
            if waits_for != told and now - begun >= _QUIET:
                say(f"queue {self.queue}: job {job.name} {waits_for} (Ctrl-C: stop waiting)")
                told = waits_for
            time.sleep(_PAUSE)


@contextmanager
def _told(jobs: Sequence[Job]) -> Iterator[None]:
    """Name the jobs that CUPS has already, if the user stops here."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        for job in jobs:
            say(f"queue {job.queue}: job {job.name} was already sent — {say_remedy(job)}")
        raise


def _is_well(sighting: Sighting) -> bool:
    """Whether the printer is at work on the job, and nothing keeps it."""
    return sighting.fate is Fate.PRINTING and not sighting.trouble
