"""The table, printed as it grows: a line for each job, and under it whether a target is kept."""

import os

from measure import Row

_HEAD = ("leaflets", "wall ms", "spread", "CPU ms", "peak MiB", "bytes each", "a second")
_FIRST, _WIDTH = 32, 11


class Table:
    """Rows and verdicts in the order in which they are told."""

    def __init__(self) -> None:
        self.missed = 0
        load = os.getloadavg()[0]
        print(f"{os.cpu_count()} cores, load {load:.1f} before; medians, runs in turns\n")
        print(f"{'':{_FIRST}}" + "".join(f"{name:>{_WIDTH}}" for name in _HEAD))

    def title(self, words: str) -> None:
        """What the rows below have in common."""
        print(f"\n{words}", flush=True)

    def show(self, row: Row) -> None:
        """One line of figures, or why there are none."""
        first = f"  {row.job.who}".ljust(_FIRST)
        if row.taken is None:
            print(f"{first}   {row.failure}", flush=True)
            return
        taken, many = row.taken, row.job.leaflets
        cells = (
            f"{many:,}" if many else "",
            f"{taken.wall:,.1f}" if taken.wall < 1000 else f"{taken.wall:,.0f}",
            f"{taken.spread:.0%}" if taken.spread else "",
            f"{taken.cpu:,.1f}" if taken.cpu < 1000 else f"{taken.cpu:,.0f}",
            f"{taken.peak:,.0f}",
            f"{taken.size / many:,.0f}" if many else "",
            f"{row.rate:,.0f}" if many > 1 else "",
        )
        print(first + "".join(f"{cell:>{_WIDTH}}" for cell in cells), flush=True)

    def at_most(self, value: float | None, limit: float, words: str) -> None:
        """Whether a figure is no larger than its target; ``None`` was not measured."""
        self._judge(value is not None and value <= limit, value, f"at most {limit:,g} {words}")

    def at_least(self, value: float | None, limit: float, words: str) -> None:
        """Whether a figure is no smaller than its target; ``None`` was not measured."""
        self._judge(value is not None and value >= limit, value, f"at least {limit:,g} {words}")

    def note(self, words: str) -> None:
        """A remark without a target."""
        print(f"      {words}", flush=True)

    def _judge(self, kept: bool, value: float | None, target: str) -> None:
        self.missed += not kept
        measured = "not measured" if value is None else f"{value:,.{2 * (value < 100)}f}"
        self.note(f"{'kept' if kept else 'MISSED'}: {measured}, target {target}")
