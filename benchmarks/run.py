"""How long a leaflet takes, beside a plain ReportLab program that sets the same text.

    python benchmarks/run.py [--runs N] [--profile]

Both are measured in turns in the same run, so that a busy machine slows both; what is printed are
medians and their ratio. Cold is a whole process, from its start to the file on disk. Further is
one more leaflet, for another patient, in a process that has made one; it stays in memory.
"""

import argparse
import cProfile
import json
import os
import pstats
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import naive  # noqa: E402
from matter import collect  # noqa: E402

from leaflet.discharge.admission import admit  # noqa: E402
from leaflet.discharge.record import Record  # noqa: E402
from leaflet.manuscript.library import open_library  # noqa: E402
from leaflet.manuscript.reading import read_manuscript  # noqa: E402
from leaflet.paper.fold import FOLDS  # noqa: E402
from leaflet.press.job import make_ready  # noqa: E402
from leaflet.typesetting.imprint import NoPlan  # noqa: E402

TOPIC, LANGUAGE, SIZE = "lage-rugpijn", "nl", 11.0
DAY = date(2026, 11, 22)
PLAN = ("ibuprofen 600 mg 3x/dag 8 dagen", "paracetamol 1 g zo nodig max 4x/dag")
MOST_COLD, MOST_FURTHER = 2.0, 15.0
DEAREST = 15

PATIENT = {
    "name": "An Peeters",
    "date": "zondag 22 november 2026",
    "plan": [
        ["geneesmiddel", "ontbijt", "middag", "avond", "hoe lang"],
        ["ibuprofen 600 mg bij het eten", "1", "1", "1", "8 dagen, tot en met zo 29/11/2026"],
        ["paracetamol 1 g zo nodig", "", "", "", "hoogstens 4 keer per dag"],
    ],
}


def main() -> None:
    """Measure, and print; exit 1 where a target is missed."""
    options = argparse.ArgumentParser(description="Measure leaflet against plain ReportLab.")
    options.add_argument("--runs", type=int, default=15, help="cold runs of each (15)")
    options.add_argument("--profile", action="store_true", help="say where the time goes")
    chosen = options.parse_args()
    manuscript = read_manuscript(open_library(None), TOPIC, LANGUAGE).value
    matter = collect(manuscript, PATIENT)
    kept = [measure_cold(matter, chosen.runs), measure_further(matter, 10 * chosen.runs)]
    if chosen.profile:
        profile(matter)
    sys.exit(not all(kept))


@dataclass(frozen=True)
class Bench:
    """A folder for the processes to work in, and their commands."""

    home: Path

    @property
    def yardstick(self) -> list[str | Path]:
        """Plain ReportLab, from the words in a file to the leaflet in a file."""
        naive_program = ROOT / "benchmarks" / "naive.py"
        return [sys.executable, naive_program, self.home / "matter.json", self.home / "plain.pdf"]

    def make(self, *interpreter: str) -> list[str | Path]:
        """The command line of a physician."""
        options = ["--name", "An Peeters", "--born", "1980-05-17", "--date", DAY.isoformat()]
        medicines = [word for line in PLAN for word in ("--med", line)]
        output = ["-o", self.home / "made.pdf", "--force"]
        program = [sys.executable, *interpreter, ROOT / "cli.py"]
        return [*program, "make", TOPIC, *options, *medicines, *output]

    def run(self, command: list[str | Path]) -> tuple[float, str]:
        """Run a process; return its milliseconds, and what it said on standard error."""
        places = ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA")
        environment = os.environ | dict.fromkeys(places, str(self.home / "caches"))
        # Installed programs are compiled; so is this one, by the first run.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = str(self.home / "compiled")
        start = time.perf_counter()
        done = subprocess.run(
            command, check=True, capture_output=True, env=environment, encoding="utf-8"
        )
        return 1000 * (time.perf_counter() - start), done.stderr

    def forget(self) -> None:
        """Remove what earlier runs kept, except compiled code."""
        shutil.rmtree(self.home / "caches", ignore_errors=True)
        (self.home / "caches").mkdir()


@contextmanager
def open_bench(matter: dict[str, object]) -> Iterator[Bench]:
    """A bench on which everything has run once."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        (bench.home / "matter.json").write_text(json.dumps(matter), encoding="utf-8")
        bench.forget()
        bench.run(bench.yardstick)
        bench.run(bench.make())
        yield bench


def measure_cold(matter: dict[str, object], runs: int) -> bool:
    """Whole processes: the yardstick, the first leaflet ever, and one like it later."""
    with open_bench(matter) as bench:

        def first() -> float:
            bench.forget()
            return bench.run(bench.make())[0]

        ours, again, theirs = in_turns(
            runs, first, lambda: bench.run(bench.make())[0], lambda: bench.run(bench.yardstick)[0]
        )
    report("cold, the same brochure again", again, theirs)
    report("cold, nothing kept from before", ours, theirs)
    return verdict(ours / theirs <= MOST_COLD, f"at most {MOST_COLD:g} times plain ReportLab")


def measure_further(matter: dict[str, object], runs: int) -> bool:
    """One more leaflet in a process that has made one."""
    further = further_leaflet()
    further(), naive.build(matter)
    ours, theirs = in_turns(runs, further, lambda: naive.build(matter))
    report("a further leaflet", ours, theirs)
    return verdict(ours <= MOST_FURTHER, f"at most {MOST_FURTHER:g} ms")


def further_leaflet() -> Callable[[], object]:
    """What makes one more leaflet, from what was typed to the finished file, in memory."""
    library = open_library(None)
    manuscript = read_manuscript(library, TOPIC, LANGUAGE).value
    press = make_ready(manuscript, library, FOLDS["c"], (SIZE,))
    count = iter(range(10**9))

    def make() -> object:
        name = f"An Peeters {'abcdefghij'[next(count) % 10]}"
        record = Record(name, "1980-05-17", DAY.isoformat(), None, PLAN, None, None)
        return press.print(admit(record, manuscript, DAY).value, NoPlan.IN_WORDS)

    return make


def in_turns(runs: int, *jobs: Callable[[], object]) -> list[float]:
    """Median of each job in milliseconds; a job that returns a number has measured itself."""
    times: list[list[float]] = [[] for _ in jobs]
    for _ in range(runs):
        for job, taken in zip(jobs, times, strict=True):
            start = time.perf_counter()
            own = job()
            elapsed = 1000 * (time.perf_counter() - start)
            taken.append(own if isinstance(own, float) else elapsed)
    return [median(taken) for taken in times]


def report(what: str, ours: float, theirs: float) -> None:
    """One line: both medians and their ratio."""
    print(f"{what:32} {ours:7.1f} ms   plain {theirs:7.1f} ms   ratio {ours / theirs:5.2f}")


def verdict(kept: bool, target: str) -> bool:
    """Say whether the target above is kept, and return it."""
    print(f"{'':32} {'kept' if kept else 'MISSED'}: {target}")
    return kept


def profile(matter: dict[str, object]) -> None:
    """Where the time goes: imports of a cold run, making ready, and further leaflets."""
    with open_bench(matter) as bench:
        said = bench.run(bench.make("-X", "importtime"))[1]
    rows = [line.removeprefix("import time:").split("|") for line in said.splitlines()]
    times = [(int(row[1]), row[2]) for row in rows if len(row) == 3 and row[1].strip().isdigit()]
    print("\n== imports of a cold run, in ms, each with what it imports")
    for microseconds, module in sorted(times, reverse=True)[:DEAREST]:
        print(f"{microseconds / 1000:8.1f}  {module.strip()}")
    for title, job in (("making ready", further_leaflet), ("100 further", _hundred())):
        profiler = cProfile.Profile()
        profiler.runcall(job)
        print(f"\n== {title}")
        pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(DEAREST)


def _hundred() -> Callable[[], object]:
    further = further_leaflet()
    return lambda: [further() for _ in range(100)]


if __name__ == "__main__":
    main()
