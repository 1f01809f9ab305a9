"""Run the programs of CUPS: without a shell, in English, within a time limit; and send a job.

The PDF goes through a pipe, so no file of a patient is made for it. If only part of a file arrives,
the program is stopped before it can print that part. ``send`` states paper, sides and scaling, so
that they are right whatever the queue prefers.
"""

import os
import re
import select
import shutil
import subprocess
from collections.abc import Iterable, Mapping

from leaflet.errors import OutputError, Problem
from leaflet.messages.message import Foreign, Message, Name
from leaflet.paper.fold import Flip
from leaflet.records import frozen

WHERE = Message("where.printing", "printing")
"""What messages call the print system where no queue is known yet."""

_PATIENCE = 20
"""Seconds within which a program has to take what it is given, and to answer."""

_WINDOWS = os.name == "nt"

_pipes: set[int] = set()
"""Ends that are open for writing; kept by a fork of this process, they hide the end of a file."""

_BY_HAND = Message(
    "print.by-hand", "write a file with -o, and print it from a viewer: on both sides, at 100 %"
)


@frozen
class Answer:
    """What a program said: its exit code, standard output and standard error."""

    code: int
    told: str
    complaint: str

    @property
    def reason(self) -> str:
        """The first line of the complaint without the program's name; may be empty."""
        line = next((each for each in self.complaint.splitlines() if each.strip()), "")
        return line.partition(": ")[2].strip() if line.startswith(("lp", "cancel")) else line


@frozen
class PrintSystem:
    """CUPS as this user has it.

    Attributes:
        environment: Of the programs: where they are looked for (``PATH``), and which server and
            queue they take (``CUPS_SERVER``, ``LPDEST``).
    """

    environment: Mapping[str, str]

    def ask(self, program: str, *arguments: str) -> Answer:
        """Run a program that is given nothing.

        Raises:
            OutputError: If there is no such program, or it does not answer.
        """
        return self.feed((), program, *arguments)

    def feed(self, content: Iterable[bytes], program: str, *arguments: str) -> Answer:
        """Run a program that reads ``content``, chunk by chunk.

        Raises:
            OutputError: If there is no such program, or it does not take all of it or answer. What
                the chunks themselves raise passes through. In all these cases it has ended.
        """
        command = [self._find(program), *arguments]
        # In a session of its own, Ctrl-C does not reach it, and it asks no terminal for a password.
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**self.environment, "LC_ALL": "C"},
            start_new_session=True,
        )
        with process:
            try:
                assert process.stdin is not None
                _pour(content, process.stdin.fileno())
                told, complaint = process.communicate(timeout=_PATIENCE)
            except BaseException as stop:
                # Before the pipe closes: to the program, its end would be the end of the file.
                process.kill()
                process.wait()
                if isinstance(stop, subprocess.TimeoutExpired):
                    what = Message(
                        "print.no-answer",
                        "CUPS does not answer (`{program}`)",
                        program=Name(program),
                    )
                    remedy = Message("print.try-again", "try again, or {or_else}", or_else=_BY_HAND)
                    raise OutputError(Problem(WHERE, what, remedy)) from None
                raise
        words = (each.decode("utf-8", errors="replace") for each in (told, complaint))
        return Answer(process.returncode, *words)

    def _find(self, program: str) -> str:
        """The path of a program.

        Raises:
            OutputError: If there is none.
        """
        if _WINDOWS:
            what = Message("print.windows", "works through CUPS, which Windows does not have")
            raise OutputError(Problem(WHERE, what, _BY_HAND))
        found = shutil.which(program, path=self.environment.get("PATH", os.defpath))
        if found is None:
            what = Message(
                "print.not-installed",
                "CUPS is not installed here: there is no `{program}`",
                program=Name(program),
            )
            remedy = Message("print.install", "install cups-client, or {or_else}", or_else=_BY_HAND)
            raise OutputError(Problem(WHERE, what, remedy))
        return found


def _close_pipes() -> None:
    for pipe in _pipes:
        os.close(pipe)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_close_pipes)


def _pour(content: Iterable[bytes], pipe: int) -> None:
    """Write all chunks; a reader that has gone says why, in its own words, afterwards.

    Raises:
        TimeoutExpired: If it takes nothing for too long.
    """
    os.set_blocking(pipe, False)
    ready = select.poll()
    ready.register(pipe, select.POLLOUT)
    _pipes.add(pipe)
    try:
        for chunk in content:
            rest = memoryview(chunk)
            while rest:
                if not ready.poll(_PATIENCE * 1000):
                    raise subprocess.TimeoutExpired("", _PATIENCE)
                rest = rest[os.write(pipe, rest) :]
    except BrokenPipeError:
        return
    finally:
        _pipes.discard(pipe)


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


def name_queue(queue: str) -> Message:
    """What messages call a queue."""
    return Message("where.queue", "queue {name}", name=Name(queue))


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
        what = Message("print.refused", "does not take the job")
        if answer.reason:
            reason = Foreign(answer.reason)
            what = Message(
                "print.refused-because", "does not take the job: {reason}", reason=reason
            )
        remedy = Message("print.look-at-queue", "look at the queue, or choose another one")
        raise OutputError(Problem(name_queue(queue), what, remedy))
    return Job(queue, number[1], int(number[2]))
