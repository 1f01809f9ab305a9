"""What is to be said of the rows of a list, however long it is: each sentence is kept once."""

from array import array
from collections.abc import Iterator

from leaflet.errors import Problem


class Remarks:
    """Pairs of a row and what is to be said of it, in the order in which they came.

    Attributes:
        rows: Of how many rows something is to be said.
    """

    def __init__(self) -> None:
        self.rows = 0
        self._sentences: dict[Problem, int] = {}
        self._pairs = array("Q")

    def add(self, row: int, problems: tuple[Problem, ...]) -> None:
        """Add everything that is to be said of one row."""
        self.rows += bool(problems)
        for problem in problems:
            self._pairs.append(row)
            self._pairs.append(self._sentences.setdefault(problem, len(self._sentences)))

    def __len__(self) -> int:
        return len(self._pairs) // 2

    def __iter__(self) -> Iterator[tuple[int, Problem]]:
        sentences = list(self._sentences)
        for n in range(0, len(self._pairs), 2):
            yield self._pairs[n], sentences[self._pairs[n + 1]]
