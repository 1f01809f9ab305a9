"""What is to be said of the rows of a list, however long it is: each sentence is kept once."""

from array import array
from collections.abc import Hashable, Iterator, Sequence
from typing import Generic, TypeVar

S = TypeVar("S", bound=Hashable)


class Remarks(Generic[S]):
    """Pairs of a row and a sentence about it, in the order in which they came.

    Attributes:
        rows: Of how many rows something is to be said.
        beyond: Rows of which a sentence was not kept, as there were too many others.
    """

    def __init__(self, most: int | None = None) -> None:
        """Keep at most so many sentences that differ, or all of them."""
        self.rows = 0
        self.beyond = array("Q")
        self._most = most
        self._sentences: dict[S, int] = {}
        self._pairs = array("Q")

    def add(self, row: int, sentences: tuple[S, ...]) -> None:
        """Add everything that is to be said of one row."""
        self.rows += bool(sentences)
        kept = self._sentences
        for sentence in sentences:
            if sentence not in kept and len(kept) == self._most:
                if row not in self.beyond[-1:]:
                    self.beyond.append(row)
                continue
            self._pairs.append(row)
            self._pairs.append(kept.setdefault(sentence, len(kept)))

    def __len__(self) -> int:
        return len(self._pairs) // 2

    def __iter__(self) -> Iterator[tuple[int, S]]:
        sentences = list(self._sentences)
        for n in range(0, len(self._pairs), 2):
            yield self._pairs[n], sentences[self._pairs[n + 1]]

    def by_sentence(self) -> Iterator[tuple["array[int]", S]]:
        """Each sentence with all of its rows, in the order in which the sentences came."""
        rows = [array("Q") for _ in self._sentences]
        for n in range(0, len(self._pairs), 2):
            rows[self._pairs[n + 1]].append(self._pairs[n])
        return zip(rows, self._sentences, strict=True)


def name_rows(rows: Sequence[int], most: int) -> str:
    """``row 3``, ``rows 3, 7–9``, ``rows 3, 7–9 and 40 more``.

    Args:
        rows: At least one, in ascending order; one may come more than once.
        most: Single rows and runs of rows that are named; those after them are counted.
    """
    spans: list[list[int]] = []
    left, latest = 0, 0
    for row in rows:
        if row == latest:
            continue
        if row == latest + 1 and spans and not left:
            spans[-1][1] = row
        elif len(spans) < most:
            spans.append([row, row])
        else:
            left += 1
        latest = row
    named = [f"{first}" if first == last else f"{first}–{last}" for first, last in spans]
    said = ", ".join(named) + (f" and {left:,} more" if left else "")
    return f"row {said}" if rows[0] == rows[-1] else f"rows {said}"
