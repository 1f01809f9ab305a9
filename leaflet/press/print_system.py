"""The programs of CUPS: each is started without a shell, speaks English, and answers in time.

What is printed goes through a pipe, so that no file of a patient is ever made for it. A program
that is given only a part of a file is ended before it can take that for the whole.
"""

import os
import select
import shutil
import subprocess
from collections.abc import Iterable, Mapping

from leaflet.errors import OutputError, Problem
from leaflet.frozen import frozen

WHERE = "printing"
"""What messages call the print system where no queue is known yet."""

_PATIENCE = 20
"""Seconds within which a program has to take what it is given, and to answer."""

_WINDOWS = os.name == "nt"

_pipes: set[int] = set()
"""Ends that are open for writing; kept by a fork of this process, they hide the end of a file."""

_BY_HAND = "write a file with -o, and print it from a viewer: on both sides, at 100 %"


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
                    what = f"CUPS does not answer (`{program}`)"
                    raise OutputError(Problem(WHERE, what, f"try again, or {_BY_HAND}")) from None
                raise
        words = (each.decode("utf-8", errors="replace") for each in (told, complaint))
        return Answer(process.returncode, *words)

    def _find(self, program: str) -> str:
        """The path of a program.

        Raises:
            OutputError: If there is none.
        """
        if _WINDOWS:
            what = "works through CUPS, which Windows does not have"
            raise OutputError(Problem(WHERE, what, _BY_HAND))
        found = shutil.which(program, path=self.environment.get("PATH", os.defpath))
        if found is None:
            what = f"CUPS is not installed here: there is no `{program}`"
            raise OutputError(Problem(WHERE, what, f"install cups-client, or {_BY_HAND}"))
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
