"""What a process takes: time, processor time, memory, and the size of what it makes.

Needs Linux or macOS, which know what a process took that has ended. Little is imported here and by
what imports it, and no data is kept: the memory of a process is never counted lower than that of
the process that started it. Of several processes, the memory of the largest counts.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
LONGEST = 120
PEAK_UNIT = 2**20 if sys.platform == "darwin" else 2**10

Command = Sequence[str | Path]


class Failed(Exception):
    """The process, or what it made, is not what it should be; the text is one line."""


@dataclass(frozen=True, slots=True)
class Job:
    """A command to be measured.

    Attributes:
        who: What the table calls it.
        command: Program and arguments.
        leaflets: How many it makes.
        output: The file or, where ``separate``, the folder that it makes; emptied before.
        tagged: Whether what it makes has to be tagged.
        before: Called before each run, unmeasured.
    """

    who: str
    command: Command
    leaflets: int = 0
    output: Path | None = None
    separate: bool = False
    tagged: bool = False
    before: Callable[[], object] = lambda: None


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run took, or medians of some: milliseconds, MiB of the largest process, bytes.

    ``spread`` is how far the slowest run lies above the fastest, as a part of the median.
    """

    wall: float
    cpu: float
    peak: float
    size: int
    spread: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A job and what it took, or in one line why it took nothing."""

    job: Job
    taken: Taken | None
    failure: str = ""

    @property
    def rate(self) -> float:
        """Leaflets a second."""
        return 1000 * self.job.leaflets / self.taken.wall if self.taken else 0.0


def measure(jobs: Sequence[Job], rounds: int, environment: Mapping[str, str]) -> list[Row]:
    """Run the jobs in turns, so that a busy machine slows them all; return medians.

    What each makes is looked into once. A job that fails is not run again.
    """
    taken: list[list[Taken]] = [[] for _ in jobs]
    failures = [""] * len(jobs)
    for number in range(rounds):
        for place, job in enumerate(jobs):
            if failures[place]:
                continue
            try:
                taken[place].append(_run(job, environment))
                if number == 0 and job.output:
                    _look_into(job, environment)
            except Failed as failure:
                failures[place] = str(failure)
    rows = zip(jobs, taken, failures, strict=True)
    return [Row(job, None if why else _medians(runs), why) for job, runs, why in rows]


def watch(command: Command, environment: Mapping[str, str]) -> tuple[Taken, str]:
    """Run a command to its end; return what it took, and what it said on standard error.

    Raises:
        Failed: If it fails, or is not done in time.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            env=environment,
            start_new_session=True,
        )
        timer = threading.Timer(LONGEST, _stop, [process.pid])
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = 1000 * (time.perf_counter() - start)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode(errors="replace")
    if wall > 1000 * LONGEST:
        raise Failed(f"not done in {LONGEST} seconds")
    if process.returncode:
        raise Failed((words.strip().splitlines() or [f"exit code {process.returncode}"])[-1])
    peak = usage.ru_maxrss * PEAK_UNIT / 2**20
    return Taken(wall, 1000 * (usage.ru_utime + usage.ru_stime), peak, 0), words


def _run(job: Job, environment: Mapping[str, str]) -> Taken:
    job.before()
    if job.output:
        shutil.rmtree(job.output, ignore_errors=True)
        job.output.unlink(missing_ok=True)
    if job.output and job.separate:
        job.output.mkdir()
    taken, _ = watch(job.command, environment)
    made = _files(job.output) if job.output else []
    return Taken(taken.wall, taken.cpu, taken.peak, sum(path.stat().st_size for path in made))


def _look_into(job: Job, environment: Mapping[str, str]) -> None:
    files = _files(job.output) if job.output else []
    expected = job.leaflets if job.separate else 1
    if len(files) != expected:
        raise Failed(f"{len(files)} files where {expected} should be")
    pages = str(2 if job.separate else 2 * job.leaflets)
    tags = "tagged" if job.tagged else "any"
    watch([sys.executable, HERE / "finished.py", pages, tags, *files[:3]], environment)


def _files(output: Path) -> list[Path]:
    return sorted(output.glob("*.pdf")) if output.is_dir() else [output]


def _medians(runs: Sequence[Taken]) -> Taken:
    walls = [run.wall for run in runs]
    cpu, peak = median(run.cpu for run in runs), median(run.peak for run in runs)
    spread = (max(walls) - min(walls)) / median(walls)
    return Taken(median(walls), cpu, peak, runs[-1].size, spread)


def _stop(session: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(session, signal.SIGKILL)
