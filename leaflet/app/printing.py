"""Print on a queue of CUPS: choose it, send jobs to it, and wait until they end.

Begin with ``find_printer``. A successful ``lp`` means only that CUPS accepted the job. Whether it
was printed is known when the job has ended, so a command that prints waits for its jobs, or says
which ones it left behind.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from leaflet.app.timer import Timer
from leaflet.content.suggest import suggest
from leaflet.errors import OutputError, Problem
from leaflet.messages.message import (
    Count,
    Foreign,
    Joint,
    Listing,
    Message,
    Name,
    Option,
    Quantity,
    both,
)
from leaflet.messages.phrases import there_is
from leaflet.paper.fold import Flip
from leaflet.press.printing.cups import Job, PrintSystem, name_queue, send
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
"""Seconds that a slow printer may take for a sheet without CUPS showing any progress."""

_QUIET = 4
"""Seconds after which the user is told what the wait is for."""


def find_printer(
    queue: str | None,
    wait: int,
    environment: Mapping[str, str],
    timer: Timer,
    tell: Callable[[Message], None],
) -> "Printer":
    """Find the printer that was named, or the default one, before any work is done.

    Args:
        queue: Its name, or ``None`` for the default one.
        wait: Seconds without progress after which to stop waiting.
        environment: For the programs of CUPS.
        timer: Measures the wait.
        tell: Tells the user what goes on meanwhile.

    Raises:
        OutputError: If there is none, or it cannot print leaflets as they should be.
    """
    system = PrintSystem(environment)
    name = queue if queue is not None else find_default(system)
    names = list_queues(system)
    there_are = there_is(names) if names else Message("print.no-queues", "no queue is set up here")
    if name is None:
        what = Message("print.no-default", "no queue is named, and there is no default one")
        remedy = Message("print.name-queue", "give --queue NAME: {there_are}", there_are=there_are)
        raise OutputError(Problem(Option("--print"), what, remedy))
    if name not in names:
        # What was typed is not repeated: after a slip of quotes it may be a patient's.
        what = Message("print.no-such-queue", "there is no such queue")
        raise OutputError(Problem(Option("--queue"), what, suggest(name, names, there_are)))
    require_fit(read_queue(system, name))
    return Printer(system, name, wait, timer, tell)


def list_printers(environment: Mapping[str, str]) -> Iterator[tuple[Queue, bool]]:
    """Every queue, and whether it is the default one.

    Args:
        environment: For the programs of CUPS.

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
    """A queue that takes leaflets, and the jobs sent to it in this run.

    Attributes:
        queue: Its name.
        wait: Seconds without progress after which to stop waiting.
        timer: Measures the wait.
        tell: Tells the user what goes on meanwhile.
    """

    system: PrintSystem
    queue: str
    wait: int
    timer: Timer
    tell: Callable[[Message], None]
    _jobs: list[Job] = field(default_factory=list)

    def take(self, content: bytes | Iterable[bytes], flip: Flip, copies: int) -> None:
        """Send a PDF as a job of its own; ``flip`` is the edge about which the paper turns.

        Raises:
            OutputError: If CUPS does not accept it.
        """
        with self._naming(self._jobs):
            self._jobs.append(send(self.system, self.queue, content, flip, copies))

    def see_through(self, sheets: int) -> bool:
        """Wait until all jobs have ended; return whether there were any.

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
        """Wait for one job; return what is wrong if it was not printed."""
        begun = progressed = self.timer.read()
        seen: set[Sighting] = set()
        was_well = True
        told: Message | None = None
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
                # If one job is stuck, do not wait for those behind it.
                self.wait = 0
                return _overdue(job, sighting, round(now - begun))
            waits_for = _describe_wait(sighting)
            if waits_for != told and now - begun >= _QUIET:
                waiting = Message(
                    "print.waiting",
                    "queue {queue}: job {job} {waits_for} (Ctrl-C: stop waiting)",
                    queue=Name(self.queue),
                    job=Name(job.name),
                    waits_for=waits_for,
                )
                self.tell(waiting)
                told = waits_for
            self.timer.wait(_PAUSE)

    @contextmanager
    def _naming(self, jobs: Sequence[Job]) -> Iterator[None]:
        """If the user stops here, name the jobs that CUPS already has."""
        try:
            yield
        except (KeyboardInterrupt, SystemExit):
            for job in jobs:
                sent = Message(
                    "print.already-sent",
                    "queue {queue}: job {job} was already sent — {recall}",
                    queue=Name(job.queue),
                    job=Name(job.name),
                    recall=_describe_recall(job),
                )
                self.tell(sent)
            raise


def _is_well(sighting: Sighting) -> bool:
    """Whether the printer works on the job without trouble."""
    return sighting.fate is Fate.PRINTING and not sighting.trouble


_NO_NEWS = ("none", "processing-to-stop-point")
"""What CUPS says of a job that goes well, and what older versions say of all that have ended."""


def _describe_wait(sighting: Sighting) -> Message:
    """What a job under way is doing; a clause to follow its name."""
    if sighting.trouble:
        trouble = Listing(sighting.trouble, Joint.COMMA)
        return Message("print.waits-because", "waits for the printer ({trouble})", trouble=trouble)
    if sighting.fate is Fate.PRINTING:
        return Message("print.being-printed", "is being printed")
    if sighting.ahead:
        ahead = Count(sighting.ahead, "other job")
        return Message("print.comes-after", "comes after {ahead}", ahead=ahead)
    return Message("print.waits", "waits for the printer")


def _describe_recall(job: Job) -> Message:
    """How to cancel a job."""
    return Message("print.recall", "`cancel {number}` takes it back", number=job.number)


def _overdue(job: Job, sighting: Sighting, seconds: int) -> Problem:
    """The problem of a job without progress for too long, after a wait of ``seconds``."""
    what = Message(
        "print.overdue",
        "job {job} is not printed after {wait}: it {waits_for}",
        job=Name(job.name),
        wait=Quantity(seconds, "s"),
        waits_for=_describe_wait(sighting),
    )
    if sighting.message not in str(what):
        what = Message(
            "print.printer-says",
            '{what}, and the printer says "{message}"',
            what=what,
            message=Foreign(sighting.message),
        )
    remedy = Message("print.stays", "it stays in the queue, and comes out once the printer goes on")
    return Problem(name_queue(job.queue), what, both(remedy, _describe_recall(job)))


def _unseen(job: Job, trouble: OutputError) -> Problem:
    """The problem of a job that CUPS cannot report on any more."""
    what = Message(
        "print.sent-and",
        "job {job} was sent, and {trouble}",
        job=Name(job.name),
        trouble=trouble.problems[0].what,
    )
    remedy = Message(
        "print.look-at-printer",
        "look at the printer, and with `lpstat -o {queue}`",
        queue=Name(job.queue),
    )
    return Problem(name_queue(job.queue), what, both(remedy, _describe_recall(job)))


def _ended(job: Job, sighting: Sighting) -> Problem | None:
    """The problem of a job that goes no further by itself; ``None`` if it is printed."""
    name = Name(job.name)
    match sighting.fate:
        case Fate.DONE:
            return None
        case Fate.HELD:
            what = Message("print.held", "job {job} is held and not printed", job=name)
            remedy = Message(
                "print.release",
                "`lp -i {number} -H resume` releases it, {recall}",
                number=job.number,
                recall=_describe_recall(job),
            )
        case Fate.STOPPED:
            what = Message(
                "print.queue-stopped",
                "the queue is stopped, and job {job} is not printed",
                job=name,
            )
            starts = Message("print.start-queue", "it comes out once somebody starts the queue")
            remedy = both(starts, _describe_recall(job))
        case Fate.CANCELLED:
            what = Message("print.cancelled", "job {job} was cancelled", job=name)
            remedy = Message(
                "print.look-and-again", "look what came out of the printer, and print it again"
            )
        case Fate.FAILED:
            what = Message("print.failed", "job {job} failed", job=name)
            remedy = Message("print.again", "look at the printer, and print it again")
        case Fate.DOUBTFUL:
            what = Message("print.not-well", "job {job} has ended, but not well", job=name)
            remedy = Message(
                "print.look-before-handing",
                "look what came out of the printer before you hand it out",
            )
        case _:
            what = Message(
                "print.vanished",
                "job {job} has gone, and CUPS does not say whether it was printed",
                job=name,
            )
            remedy = Message(
                "print.look-before-again",
                "look what came out of the printer before you print it again",
            )
    if reasons := _list_reasons(sighting):
        said = Listing(reasons, Joint.COMMA)
        what = Message("print.because", "{what} ({reasons})", what=what, reasons=said)
    return Problem(name_queue(job.queue), what, remedy)


def _list_reasons(sighting: Sighting) -> tuple[Message | Foreign, ...]:
    """The printer's words, what it lacks, and the keywords of the job."""
    words = (Foreign(f'"{sighting.message}"'),) if sighting.message else ()
    keywords = (Foreign(each) for each in sighting.reasons if each not in _NO_NEWS)
    return (*words, *describe(sighting.condition.reasons), *keywords)
