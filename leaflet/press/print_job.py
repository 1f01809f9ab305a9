"""A job in a print queue: how it is sent, so that the paper is right whatever the queue prefers."""

import re
from collections.abc import Iterable

from leaflet.errors import OutputError, Problem
from leaflet.frozen import frozen
from leaflet.paper.sheet import Flip
from leaflet.press.print_system import PrintSystem

TITLE = "leaflet"
"""What every job is called: it stands on the printer's panel, and stays in the history of CUPS."""

_SIDES = {Flip.SHORT: "two-sided-short-edge", Flip.LONG: "two-sided-long-edge"}

# What a queue or a user has set would hold where nothing else is said. A cover sheet makes several
# documents of a job, which then loses its copies; pages side by side are no leaflet; copies
# that are not collated put page 1 on both sides of the sheet; some pages only, or another order,
# make half a leaflet that nobody misses in the tray. Never `landscape`: filters clip.
_ALWAYS = (
    *("media=A4", "print-scaling=none", "number-up=1", "job-sheets=none", "collate=true"),
    *("page-set=all", "page-ranges=1-65535", "outputorder=normal", "mirror=false"),
    *("booklet=off", "page-border=none"),
)
_REQUEST = re.compile(r"^request id is (\S+-(\d+))\b", re.MULTILINE)


@frozen
class Job:
    """A job that CUPS has taken over.

    Attributes:
        name: Under which it can be looked at and cancelled: ``ward-12``.
        number: That of the job among all queues.
    """

    queue: str
    name: str
    number: int


def send(
    system: PrintSystem, queue: str, content: bytes | Iterable[bytes], flip: Flip, copies: int
) -> Job:
    """Hand a PDF over to a queue, on A4, in true size, on both sides, without anybody's name.

    Args:
        content: The PDF, at once or in chunks; an even number of pages, front and back in turn.
        flip: The edge about which the printer turns the sheet.
        copies: Of the whole, from 1 on.

    Raises:
        OutputError: If it is not taken over; nothing is printed then.
    """
    options = [word for option in (*_ALWAYS, f"sides={_SIDES[flip]}") for word in ("-o", option)]
    fixed = ("-d", queue, "-t", TITLE, "-n", str(copies))
    chunks = (content,) if isinstance(content, bytes) else content
    answer = system.feed(chunks, "lp", *fixed, *options, "-")
    number = _REQUEST.search(answer.told)
    if answer.code != 0 or number is None:
        reason = f": {answer.reason}" if answer.reason else ""
        what, remedy = f"does not take the job{reason}", "look at the queue, or choose another one"
        raise OutputError(Problem(f"queue {queue}", what, remedy))
    return Job(queue, number[1], int(number[2]))
