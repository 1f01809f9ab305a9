"""Where leaflet's time goes: imports, the first leaflet ever, and a print file of many."""

import pstats

from contenders import Bench
from measure import Failed, watch

DEAREST = 15
MANY = 1_000


def profile(bench: Bench) -> None:
    """Print the dearest imports and functions; a run that is profiled is slower than it is."""
    target, stats = bench.home / "one.pdf", bench.home / "profile"
    said = watch(bench.make(target, "-X", "importtime"), bench.environment)[1]
    rows = [line.removeprefix("import time:").split("|") for line in said.splitlines()]
    times = [(int(row[1]), row[2]) for row in rows if len(row) == 3 and row[1].strip().isdigit()]
    print("\n== imports with the plate kept, in ms, each with what it imports")
    for microseconds, module in sorted(times, reverse=True)[:DEAREST]:
        print(f"{microseconds / 1000:8.1f}  {module.strip()}")
    profiled = ("-m", "cProfile", "-o", str(stats))
    kept = bench.make(target, *profiled)
    many = bench.merged(MANY, *profiled).command
    for title, command in (
        ("one leaflet, nothing kept", kept),
        ("one leaflet, plate kept", kept),
        (f"a print file of {MANY:,}", many),
    ):
        print(f"\n== {title}")
        if "nothing" in title:
            bench.forget()
        try:
            watch(command, bench.environment)
        except Failed as failure:
            print(failure)
            continue
        shown = pstats.Stats(str(stats)).strip_dirs()
        shown.sort_stats("tottime").print_stats(DEAREST)
