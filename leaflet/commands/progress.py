"""A progress bar for who sits at a terminal; in a pipe, silence."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import click

from leaflet.discharge.roll import Roll
from leaflet.press.outcome import Outcome

_STEP = 50


@contextmanager
def watching(roll: Roll) -> Iterator[Callable[[Outcome], None]]:
    """What is to be told of each outcome, so that the bar moves."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield _look_away
        return
    patients = sum(row.skipped is None for row in roll.rows())
    bar = click.progressbar(length=patients, file=sys.stderr, update_min_steps=_STEP)

    def watch(outcome: Outcome) -> None:
        with suppress(OSError):
            bar.update(1)

    # A terminal may go away, and the work goes on.
    with suppress(OSError):
        bar.__enter__()
    try:
        yield watch
    finally:
        with suppress(OSError):
            bar.__exit__(None, None, None)


def _look_away(outcome: Outcome) -> None:
    """Nobody is there to look."""
