"""What is wrong with the files of one leaflet, gathered over all of them, told in their order."""

from collections.abc import Iterable

from leaflet.errors import Place, Problem


class ProblemList:
    """The problems so far.

    Attributes:
        files: The files that are read, in the order in which they are told.
    """

    def __init__(self, files: Iterable[str]) -> None:
        self.files = tuple(dict.fromkeys(files))
        self._unread: list[Problem] = []
        self._others: list[Problem] = []

    def __bool__(self) -> bool:
        return bool(self._unread or self._others)

    def add(self, problems: Iterable[Problem]) -> None:
        """Keep what is wrong with what is said."""
        self._others.extend(problems)

    def add_unread(self, problems: Iterable[Problem]) -> None:
        """Keep what is no value for YAML; it is not told again as a value that does not fit."""
        self._unread.extend(problems)

    def in_order(self) -> list[Problem]:
        """Each problem once: file by file, line by line; first what is of no file that is read."""
        unread = {problem.where for problem in self._unread}
        kept = [each for each in self._others if each.where not in unread]
        return sorted(dict.fromkeys((*self._unread, *kept)), key=self._rank)

    def _rank(self, problem: Problem) -> tuple[int, int, int]:
        where = problem.where
        if not isinstance(where, Place) or where.file not in self.files:
            return -1, 0, 0
        return self.files.index(where.file), where.line or 0, where.column or 0
