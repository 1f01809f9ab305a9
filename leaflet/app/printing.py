"""Printing: the chosen queue, the jobs sent to it, and the wait until they end.

A successful ``lp`` means only that CUPS accepted the job. Whether it was printed is known when the
job has ended, so a command that prints waits for its jobs, or says which ones it left behind.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from leaflet.app.text import count
from leaflet.app.timer import Timer
from leaflet.content.suggest import enumerate_words, suggest
from leaflet.errors import OutputError, Problem
from leaflet.paper.fold import Flip
from leaflet.press.printing.cups import Job, PrintSystem, send
from leaflet.press.printing.job import ENDED, UNDER_WAY, Fate, Sighting, forget, look_at
from leaflet.press.printing.queue import (
    Queue,
    describe,
    find_default,
    list_queues,
    read_queue,
    require_fit,
)

_PAUSE = 0.3
"""Seconds between two looks at a job."""

_PER_SHEET = 5
"""Seconds that a slow printer takes for a sheet without a sign of life that CUPS would show."""

_QUIET = 4
"""Seconds after which somebody who waits is told what for."""


def find_printer(
    queue: str | None,
    wait: int,
    environment: Mapping[str, str],
    timer: Timer,
    tell: Callable[[str], None],
) -> "Printer":
    """The printer that was named, or the default one, before any work is done.

    Args:
        queue: The queue that was named, or ``None`` for the default one.
        wait: Seconds without any progress after which the user is not kept any longer.
        environment: In which the programs of CUPS are started.
        timer: Measures the wait.
        tell: Is told in words what goes on meanwhile, for whoever waits.

    Raises:
        OutputError: If there is none, or leaflets do not come out of it as they should.
    """
    system = PrintSystem(environment)
    name = queue if queue is not None else find_default(system)
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
    return Printer(system, name, wait, timer, tell)


def list_printers(environment: Mapping[str, str]) -> Iterator[tuple[Queue, bool]]:
    """Every queue, and whether it is the default one.

    Args:
        environment: In which the programs of CUPS are started.

    Raises:
        OutputError: If CUPS is not there, or is not running.
    """
    system = PrintSystem(environment)
    names = list_queues(system)
    default = find_default(system) if names else None
    for name in names:
        yield read_queue(system, name), name == default


@dataclass(slots=True)
class Printer:
    """A queue that takes leaflets, and the jobs that it was given in this run.

    Attributes:
        queue: Its name.
        wait: Seconds without any progress after which the user is not kept any longer.
        timer: Measures the wait.
        tell: Is told in words what goes on meanwhile.
    """

    system: PrintSystem
    queue: str
    wait: int
    timer: Timer
    tell: Callable[[str], None]
    _jobs: list[Job] = field(default_factory=list)

    def take(self, content: bytes | Iterable[bytes], flip: Flip, copies: int) -> None:
        """Send a PDF as a job of its own; ``flip`` is the edge about which the paper turns.

        Raises:
            OutputError: If CUPS does not take it over.
        """
        with self._naming(self._jobs):
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
            with self._naming(self._jobs[number:]):
                found = self._await(job, sheets)
            if found is not None:
                problems.append(found)
        if problems:
            raise OutputError(*problems)
        return bool(self._jobs)

    def _await(self, job: Job, sheets: int) -> Problem | None:
        """Wait for one job, and say what became of it if that is not paper."""
        begun = progressed = self.timer.read()
        seen: set[Sighting] = set()
        was_well, told = True, ""
        while True:
            try:
                sighting = look_at(self.system, job)
            except OutputError as trouble:
                return _unseen(job, trouble)
            if sighting.fate not in UNDER_WAY:
                if sighting.fate in ENDED:
                    forget(self.system, job)
                return _ended(job, sighting)
            now = self.timer.read()
            is_well = _is_well(sighting)
            if sighting not in seen or (is_well and not was_well):
                progressed = now
            seen.add(sighting)
            was_well = is_well
            slack = _PER_SHEET * sheets if is_well and self.wait else 0
            if now - progressed >= self.wait + slack:
                # Where one job is stuck, nobody waits for those behind it.
                self.wait = 0
                return _overdue(job, sighting, round(now - begun))
            waits_for = _describe_wait(sighting)
            if waits_for != told and now - begun >= _QUIET:
                self.tell(f"queue {self.queue}: job {job.name} {waits_for} (Ctrl-C: stop waiting)")
                told = waits_for
            self.timer.wait(_PAUSE)

    @contextmanager
    def _naming(self, jobs: Sequence[Job]) -> Iterator[None]:
        """Name the jobs that CUPS has already, if the user stops here."""
        try:
            yield
        except (KeyboardInterrupt, SystemExit):
            for job in jobs:
                sent = f"queue {job.queue}: job {job.name} was already sent"
                self.tell(f"{sent} — {_describe_recall(job)}")
            raise


def _is_well(sighting: Sighting) -> bool:
    """Whether the printer is at work on the job, and nothing keeps it."""
    return sighting.fate is Fate.PRINTING and not sighting.trouble


_NO_NEWS = ("none", "processing-to-stop-point")
"""What CUPS says of a job that goes well, and what older versions say of all that have ended."""


def _describe_wait(sighting: Sighting) -> str:
    """What a job does that is under way; goes on after its name."""
    if sighting.trouble:
        return f"waits for the printer ({sighting.trouble})"
    if sighting.fate is Fate.PRINTING:
        return "is being printed"
    if sighting.ahead:
        return f"comes after {count(sighting.ahead, 'other job')}"
    return "waits for the printer"


def _describe_recall(job: Job) -> str:
    """How to get rid of a job."""
    return f"`cancel {job.number}` takes it back"


def _overdue(job: Job, sighting: Sighting, seconds: int) -> Problem:
    """A job that has shown no progress for too long; ``seconds`` since anybody has waited."""
    what = f"job {job.name} is not printed after {seconds} s: it {_describe_wait(sighting)}"
    if sighting.message not in what:
        what += f', and the printer says "{sighting.message}"'
    remedy = "it stays in the queue, and comes out once the printer goes on"
    return Problem(_where(job), what, f"{remedy}; {_describe_recall(job)}")


def _unseen(job: Job, trouble: OutputError) -> Problem:
    """A job of which CUPS tells no more."""
    what = f"job {job.name} was sent, and {trouble.problems[0].what}"
    remedy = f"look at the printer, and with `lpstat -o {job.queue}`"
    return Problem(_where(job), what, f"{remedy}; {_describe_recall(job)}")


def _ended(job: Job, sighting: Sighting) -> Problem | None:
    """A job that goes on no further by itself; ``None`` if it is printed."""
    why = _describe_reasons(sighting)
    match sighting.fate:
        case Fate.DONE:
            return None
        case Fate.HELD:
            what = f"job {job.name} is held and not printed{why}"
            remedy = f"`lp -i {job.number} -H resume` releases it, {_describe_recall(job)}"
        case Fate.STOPPED:
            what = f"the queue is stopped, and job {job.name} is not printed{why}"
            remedy = f"it comes out once somebody starts the queue; {_describe_recall(job)}"
        case Fate.CANCELLED:
            what = f"job {job.name} was cancelled{why}"
            remedy = "look what came out of the printer, and print it again"
        case Fate.FAILED:
            what = f"job {job.name} failed{why}"
            remedy = "look at the printer, and print it again"
        case Fate.DOUBTFUL:
            what = f"job {job.name} has ended, but not well{why}"
            remedy = "look what came out of the printer before you hand it out"
        case _:
            what = f"job {job.name} has gone, and CUPS does not say whether it was printed{why}"
            remedy = "look what came out of the printer before you print it again"
    return Problem(_where(job), what, remedy)


def _describe_reasons(sighting: Sighting) -> str:
    """The printer's words, what it lacks, and the keywords of the job, in brackets."""
    words = [f'"{sighting.message}"'] if sighting.message else []
    words += [describe(sighting.condition.reasons)]
    words += [reason for reason in sighting.reasons if reason not in _NO_NEWS]
    said = ", ".join(filter(None, words))
    return f" ({said})" if said else ""


def _where(job: Job) -> str:
    return f"queue {job.queue}"
