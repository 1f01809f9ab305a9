"""What is said of a print job: what it waits for, how it ended, and what to do about it.

XX What is said of a leaflet that was made: how to print it, and how to fold it.
"""

from leaflet.app.text import count
from leaflet.errors import OutputError, Problem
from leaflet.paper.fold import Flip
from leaflet.press.plate import Plate
from leaflet.press.printing.cups import Job
from leaflet.press.printing.job import Fate, Sighting
from leaflet.press.printing.queue import describe
from leaflet.typesetting.layout import Layout, Pages

_NO_NEWS = ("none", "processing-to-stop-point")
"""What CUPS says of a job that goes well, and what older versions say of all that have ended."""


def say_wait(sighting: Sighting) -> str:
    """What a job does that is under way; goes on after its name."""
    if sighting.trouble:
        return f"waits for the printer ({sighting.trouble})"
    if sighting.fate is Fate.PRINTING:
        return "is being printed"
    if sighting.ahead:
        return f"comes after {count(sighting.ahead, 'other job')}"
    return "waits for the printer"


def say_remedy(job: Job) -> str:
    """How to get rid of a job."""
    return f"`cancel {job.number}` takes it back"


def say_overdue(job: Job, sighting: Sighting, seconds: int) -> Problem:
    """A job that has shown no progress for too long; ``seconds`` since anybody has waited."""
    what = f"job {job.name} is not printed after {seconds} s: it {say_wait(sighting)}"
    if sighting.message not in what:
        what += f', and the printer says "{sighting.message}"'
    remedy = "it stays in the queue, and comes out once the printer goes on"
    return Problem(_where(job), what, f"{remedy}; {say_remedy(job)}")


def say_unseen(job: Job, trouble: OutputError) -> Problem:
    """A job of which CUPS tells no more."""
    what = f"job {job.name} was sent, and {trouble.problems[0].what}"
    remedy = f"look at the printer, and with `lpstat -o {job.queue}`"
    return Problem(_where(job), what, f"{remedy}; {say_remedy(job)}")


def say_end(job: Job, sighting: Sighting) -> Problem | None:
    """A job that goes on no further by itself; ``None`` if it is printed."""
    why = _say_why(sighting)
    match sighting.fate:
        case Fate.DONE:
            return None
        case Fate.HELD:
            what = f"job {job.name} is held and not printed{why}"
            remedy = f"`lp -i {job.number} -H resume` releases it, {say_remedy(job)}"
        case Fate.STOPPED:
            what = f"the queue is stopped, and job {job.name} is not printed{why}"
            remedy = f"it comes out once somebody starts the queue; {say_remedy(job)}"
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


def _say_why(sighting: Sighting) -> str:
    """The printer's words, what it lacks, and the keywords of the job, in brackets."""
    words = [f'"{sighting.message}"'] if sighting.message else []
    words += [describe(sighting.condition.reasons)]
    words += [reason for reason in sighting.reasons if reason not in _NO_NEWS]
    said = ", ".join(filter(None, words))
    return f" ({said})" if said else ""


def _where(job: Job) -> str:
    return f"queue {job.queue}"


_FOLDING = {"booklet": "staple through the fold", "flat": "staple at the corner"}
"""What is done with several sheets, by fold."""


def advise(layout: Layout, plate: Plate) -> str:
    """How a leaflet of this plate is printed; short enough to stand on the line that names it."""
    if layout.pages is Pages.PANELS:
        return "for the screen, one panel a page; do not print it"
    said, binding = advise_printing(layout.turns), advise_binding(layout, plate)
    return f"{said}; {binding}" if binding else said


def advise_printing(turns: Flip) -> str:
    """How any print file is printed whose backs are turned about this edge."""
    return f"print on both sides, flip on the {turns} edge, 100 %"


def advise_binding(layout: Layout, plate: Plate) -> str:
    """What is done with several sheets of one leaflet; empty where it takes one."""
    sheets = plate.paging.sheets
    if sheets < 2:
        return ""
    return f"{count(sheets, 'sheet')} each, {_FOLDING[layout.fold_name]}"
