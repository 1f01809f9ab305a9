"""leaflet beside plain ReportLab and Typst: one leaflet from nothing, many, memory and size.

    python benchmarks/run.py [--only cold|batch|merged|memory|size]... [--quick] [--profile]

Prints one table, and exits with 1 where a target is missed. README.md says what is measured.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from contenders import Bench
from measure import Failed, Row, measure
from profiling import profile
from table import Table


@dataclass(frozen=True, slots=True)
class Scale:
    """How often each is run, and how many leaflets each makes."""

    cold: int
    rounds: int
    naive: int
    typst_separate: int
    typst_merged: tuple[int, ...]
    on_picture: int
    separate: int
    merged: int
    memory: tuple[int, ...]


FULL = Scale(15, 3, 200, 1_000, (200, 1_000), 2_000, 5_000, 10_000, (1_000, 10_000, 100_000))
QUICK = Scale(5, 1, 20, 100, (100,), 200, 500, 1_000, (1_000, 5_000))

COLD_KEPT, COLD_NOTHING_KEPT = 1.2, 2.0
SEPARATE, MERGED, MERGED_BYTES = 10, 40, 1_000
PEAK, GROWTH = 60, 1.1
ONE_BYTES, ONE_BYTES_HOPED = 60_000, 45_000


def main() -> None:
    """Measure what was chosen, print it, and judge it."""
    options = argparse.ArgumentParser(description="Measure leaflet, plain ReportLab and Typst.")
    options.add_argument("--only", action="append", choices=PARTS, help="this part (all)")
    options.add_argument("--quick", action="store_true", help="fewer runs, fewer leaflets")
    options.add_argument("--profile", action="store_true", help="say where the time goes")
    chosen = options.parse_args()
    if not (find_spec("typst") and find_spec("pikepdf")):
        sys.exit("first: pip install -c constraints.txt '.[bench]'")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        try:
            bench.set_up()
        except Failed as failure:
            sys.exit(f"nothing can be measured: {failure}")
        table = Table()
        for name in chosen.only or PARTS:
            PARTS[name](bench, QUICK if chosen.quick else FULL, table)
        if chosen.profile:
            profile(bench)
    sys.exit(table.missed > 0)


def judge_cold(bench: Bench, scale: Scale, table: Table) -> None:
    """One leaflet, from the start of a process to the file on disk."""
    table.title("one leaflet, a whole process")
    rows = measure(bench.one(), scale.cold, bench.environment)
    click, naive, typst, nothing_kept, kept = rows
    for row in (click, naive, typst, kept):
        table.show(row)
    table.at_most(_times(kept, typst), COLD_KEPT, "times Typst")
    table.show(nothing_kept)
    table.at_most(_times(nothing_kept, naive), COLD_NOTHING_KEPT, "times plain ReportLab")


def judge_separate(bench: Bench, scale: Scale, table: Table) -> None:
    """A tagged file a patient, on all cores."""
    table.title("separate tagged files, all cores")
    jobs = [
        bench.naive_separate(scale.naive),
        bench.typst_separate(scale.typst_separate),
        bench.separate(scale.separate),
    ]
    _, typst, ours = rows = measure(jobs, scale.rounds, bench.environment)
    for row in rows:
        table.show(row)
    table.at_least(_times(typst, ours), SEPARATE, "times as many a second as Typst")


def judge_merged(bench: Bench, scale: Scale, table: Table) -> None:
    """One untagged print file."""
    table.title("one print file, untagged")
    jobs = [
        bench.naive(scale.naive),
        bench.on_picture(scale.on_picture),
        *(bench.typst(count) for count in scale.typst_merged),
        bench.merged(scale.merged),
    ]
    _, picture, *typst, ours = rows = measure(jobs, scale.rounds, bench.environment)
    for row in rows:
        table.show(row)
    fastest = max(typst, key=lambda row: row.rate)
    table.at_least(_times(fastest, ours), MERGED, "times as many a second as Typst")
    if (ratio := _times(picture, ours)) is not None:
        table.note(f"{ratio:.4g} times as many as Typst with the brochure a picture")
    each = ours.taken.size / ours.job.leaflets if ours.taken else None
    table.at_most(each, MERGED_BYTES, "bytes each")


def judge_memory(bench: Bench, scale: Scale, table: Table) -> None:
    """Print files of growing length."""
    table.title("memory for one print file")
    jobs = [bench.merged(count) for count in scale.memory]
    rows = measure(jobs, 1, bench.environment)
    for row in rows:
        table.show(row)
    peaks = [row.taken.peak for row in rows if row.taken]
    every = len(peaks) == len(rows)
    table.at_most(max(peaks) if every else None, PEAK, "MiB")
    table.at_most(peaks[-1] / peaks[0] if every else None, GROWTH, "times that of the shortest")


def judge_size(bench: Bench, _: Scale, table: Table) -> None:
    """The bytes of one tagged file."""
    table.title("size of one file")
    _, naive, typst, _, ours = measure(bench.one(), 1, bench.environment)
    for row in (naive, typst, ours):
        table.show(row)
    table.at_most(ours.taken.size if ours.taken else None, ONE_BYTES, "bytes")
    if ours.taken and ours.taken.size <= ONE_BYTES_HOPED:
        table.note(f"and at most {ONE_BYTES_HOPED:,}, which was hoped for")


def _times(slow: Row, fast: Row) -> float | None:
    """How many times as long the first takes for each leaflet; ``None`` where one failed."""
    return fast.rate / slow.rate if slow.taken and fast.taken else None


PARTS: dict[str, Callable[[Bench, Scale, Table], None]] = {
    "cold": judge_cold,
    "batch": judge_separate,
    "merged": judge_merged,
    "memory": judge_memory,
    "size": judge_size,
}


if __name__ == "__main__":
    main()
