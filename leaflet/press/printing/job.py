"""The end of a print job, as far as CUPS tells.

``lpstat`` tells waiting jobs from ended ones, and the reason in ``Alerts:``. Before version 2.4.8
CUPS writes the same word there for every ended job: printed, cancelled or failed. A request to
cancel it then shows how it ended, since there is nothing left to cancel.
"""

import re
from contextlib import suppress
from enum import Enum

from leaflet.errors import OutputError, Problem
from leaflet.messages.message import NO_REASON, Foreign, Message, Name
from leaflet.press.printing.cups import Job, PrintSystem, name_queue
from leaflet.press.printing.queue import Condition, QueueState, describe, read_condition
from leaflet.records import frozen


class Fate(Enum):
    """Where a job is on its way."""

    WAITING = "waiting"
    PRINTING = "printing"
    HELD = "held"
    STOPPED = "stopped"
    DONE = "done"
    DOUBTFUL = "doubtful"
    CANCELLED = "cancelled"
    FAILED = "failed"
    UNKNOWN = "unknown"


UNDER_WAY = frozenset({Fate.WAITING, Fate.PRINTING})
"""What may still become something else by itself."""

ENDED = frozenset({Fate.DONE, Fate.DOUBTFUL, Fate.CANCELLED, Fate.FAILED})
"""What a job comes to that is not needed any more, be there paper or not."""

_ENDS = {
    "job-completed-successfully": Fate.DONE,
    "job-completed-with-warnings": Fate.DONE,
    "job-completed-with-errors": Fate.DOUBTFUL,
    "job-canceled-by-user": Fate.CANCELLED,
    "job-canceled-by-operator": Fate.CANCELLED,
    "job-canceled-at-device": Fate.CANCELLED,
    "canceled-at-device": Fate.CANCELLED,
    "aborted-by-system": Fate.FAILED,
    "job-aborted-by-system": Fate.FAILED,
}
_ANSWERS = {"completed": Fate.DONE, "canceled": Fate.CANCELLED, "aborted": Fate.FAILED}
_ENDED = re.compile(r"already (completed|canceled|aborted)\b")

# A job may end as completed although the printer did not take the document ("Unable to add document
# to print job."), or not as it was wanted ("Unsupported sides value …, using sides=one-sided!").
_TROUBLE = re.compile(
    r"\b(?:unable|unavailable|unsupported|not|cannot|can't|couldn't|errors?|fail\w*|invalid"
    r"|cancel\w*|abort\w*|reject\w*|refus\w*|denied|jam\w*|missing)\b",
    re.IGNORECASE,
)


@frozen
class Sighting:
    """What was seen of a job at one moment.

    Attributes:
        reasons: Of the job, in the keywords of IPP.
        message: The printer's words about the job, or, if there are none, about itself.
        ahead: Jobs of the same queue that were sent before it and are not printed yet.
        condition: Of the queue.
    """

    fate: Fate
    reasons: tuple[str, ...] = ()
    message: str = ""
    ahead: int = 0
    condition: Condition = Condition(QueueState.UNKNOWN)

    @property
    def trouble(self) -> tuple[Message | Foreign, ...]:
        """What keeps the printer from printing it, in words; nothing if nothing does."""
        reasons = describe(self.condition.reasons)
        if not reasons and _TROUBLE.search(self.message):
            return (Foreign(self.message),)
        return reasons


@frozen
class _Entry:
    """What ``lpstat`` says of a job."""

    number: int
    reasons: tuple[str, ...]
    message: str


def look_at(system: PrintSystem, job: Job) -> Sighting:
    """What has become of a job.

    Raises:
        OutputError: If CUPS does not say.
    """
    # In this order: a job that ends between the two is found the second time.
    waiting = _list_jobs(system, job.queue, "not-completed")
    if job.name in waiting:
        condition = read_condition(system, job.queue)
        return _see_waiting(waiting[job.name], waiting, condition)
    ended = _list_jobs(system, job.queue, "completed").get(job.name)
    if ended is None:
        return Sighting(Fate.UNKNOWN)
    fate = next((_ENDS[each] for each in ended.reasons if each in _ENDS), None)
    if fate is None:
        fate = _ask_for_end(system, job)
    if fate is Fate.DONE and _TROUBLE.search(ended.message):
        fate = Fate.DOUBTFUL
    return Sighting(fate, ended.reasons, ended.message)


def forget(system: PrintSystem, job: Job) -> None:
    """Have CUPS throw away what it keeps of a job that is not needed any more.

    That is the document and an entry in its history. Versions before 2.4.7 do not do so: they keep
    the document for a day, or as long as ``PreserveJobFiles`` says.
    """
    with suppress(OutputError):
        system.ask("cancel", "-x", str(job.number))


def _see_waiting(entry: _Entry, all_of_them: "dict[str, _Entry]", condition: Condition) -> Sighting:
    """A job that has not ended."""
    if condition.state is QueueState.STOPPED:
        fate = Fate.STOPPED
    elif any(each.startswith(("job-completed-with-", "job-stopped")) for each in entry.reasons):
        fate = Fate.FAILED
    elif any("hold" in each or "held" in each for each in entry.reasons):
        fate = Fate.HELD
    else:
        fate = Fate.PRINTING if "job-printing" in entry.reasons else Fate.WAITING
    ahead = sum(other.number < entry.number for other in all_of_them.values())
    message = entry.message or condition.message
    return Sighting(fate, entry.reasons, message, ahead, condition)


def _ask_for_end(system: PrintSystem, job: Job) -> Fate:
    """How a job ended that has ended: to cancel it changes nothing any more.

    By its number: a queue may be called like a job of another queue, and would be meant then.
    """
    found = _ENDED.search(system.ask("cancel", str(job.number)).complaint)
    return _ANSWERS[found[1]] if found else Fate.UNKNOWN


def _list_jobs(system: PrintSystem, queue: str, which: str) -> dict[str, _Entry]:
    """The jobs of a queue by their names.

    Raises:
        OutputError: If CUPS does not say.
    """
    answer = system.ask("lpstat", "-l", "-W", which, "-o", queue)
    if answer.code != 0:
        reason = Foreign(answer.reason) if answer.reason else NO_REASON
        what = Message(
            "print.fate-unknown", "CUPS does not say what became of it ({reason})", reason=reason
        )
        remedy = Message("print.look", "look with `lpstat -o {queue}`", queue=Name(queue))
        raise OutputError(Problem(name_queue(queue), what, remedy))
    entries: dict[str, _Entry] = {}
    name = ""
    for line in answer.told.splitlines():
        if line[:1].strip():
            name = line.split()[0]
            number = name.rpartition("-")[2]
            entries[name] = _Entry(int(number) if number.isdecimal() else 0, (), "")
        elif name:
            label, _, said = line.strip().partition(":")
            told = entries[name]
            if label == "Status" and not told.message:
                entries[name] = _Entry(told.number, told.reasons, said.strip())
            elif label == "Alerts" and not told.reasons:
                reasons = tuple(said.replace(",", " ").split())
                entries[name] = _Entry(told.number, reasons, told.message)
    return entries
