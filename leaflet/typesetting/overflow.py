"""Overflow: more matter than paper, and what is said of it."""

from collections.abc import Callable
from functools import cached_property

from leaflet.errors import Place
from leaflet.frozen import frozen
from leaflet.paper.fold import Panel


@frozen
class Excess:
    """How much too long a stream is.

    Attributes:
        depth: With all white closed, in half steps.
        panel: The panel that overflows.
        place: The first block that does not fit.
        words: Words a line holds on average in this stream.
    """

    depth: int
    panel: Panel
    place: Place
    words: float


class Overflow(Exception):
    """The stream is longer than its columns; by how much is worked out when somebody asks.

    Most of the folds and sizes that are tried only have to fail.
    """

    def __init__(self, measure: Callable[[], Excess]) -> None:
        super().__init__("more matter than paper")
        self._measure = measure

    @cached_property
    def excess(self) -> Excess:
        """How much too long it is, and where."""
        return self._measure()
