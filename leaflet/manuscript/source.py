"""A YAML file as its writer meant it: text stays text, and every value knows its line.

YAML's own types are not used: ``no``, ``0470123456``, ``12:30``, ``1.0`` and ``~`` are the
characters that were typed (``domain.md`` T12, T50). Tags, and what makes a small file grow large,
are refused. JSON is read too, being YAML between brackets; there ``null`` is nothing.

The reader serves patients' files as well: no message repeats a key or a value (law 5).
"""

from collections.abc import Iterator, Mapping, Sequence

import yaml

from leaflet.errors import ContentError, Place, Problem, Warned
from leaflet.frozen import frozen
from leaflet.manuscript.assembly import NOTHING, Assembly
from leaflet.manuscript.decoding import decode
from leaflet.manuscript.slip import explain, find_swallowed_dash
from leaflet.manuscript.value import Path, Value

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@frozen
class Source:
    """The values of one file, and where each stands.

    Attributes:
        file: What messages call the file.
        value: The whole; nothing may change it, for aliases share their parts.
    """

    file: str
    value: Value
    _values: Mapping[Path, tuple[int, int]]
    _keys: Mapping[Path, tuple[int, int]]

    def place(self, path: Path) -> Place:
        """Where the value stands; within an alias, where the alias stands."""
        while path and path not in self._values:
            path = path[:-1]
        return Place(self.file, *self._values.get(path, (1, 1)))

    def key_place(self, path: Path) -> Place:
        """Where the last key of the path stands; for an item of a list, the item."""
        return Place(self.file, *self._keys[path]) if path in self._keys else self.place(path)

    def find(self, path: Path) -> Value:
        """The value at the path; ``None`` where it leads nowhere, whatever stands there instead."""
        value = self.value
        for step in path:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def keys(self, path: Path) -> tuple[str, ...]:
        """The keys of the mapping at the path, in the order of the file; none of anything else."""
        value = self.find(path)
        return tuple(value) if isinstance(value, dict) else ()

    def items(self, path: Path) -> Sequence[Value]:
        """The items of the list at the path; none of anything else."""
        value = self.find(path)
        return value if isinstance(value, list) else ()

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Every text with its path, in the order of the file."""
        waiting: list[tuple[Path, Value]] = [((), self.value)]
        while waiting:
            path, value = waiting.pop()
            if isinstance(value, str):
                yield path, value
            elif isinstance(value, dict):
                waiting.extend(((*path, key), child) for key, child in reversed(value.items()))
            elif isinstance(value, list):
                waiting.extend(((*path, i), value[i]) for i in reversed(range(len(value))))

    def overlaid(self, upper: "Source") -> "Source":
        """Lay the keys of another source over this one; lists are replaced whole.

        A key with nothing written after it covers nothing.
        """
        return Source(
            upper.file,
            _lay(upper.value, self.value),
            {**self._values, **upper._values},
            {**self._keys, **upper._keys},
        )


def _lay(upper: Value, lower: Value) -> Value:
    if isinstance(upper, dict) and isinstance(lower, dict):
        return lower | {key: _lay(child, lower.get(key)) for key, child in upper.items()}
    return lower if upper is None else upper


def read_source(content: bytes, file: str) -> Source:
    """Read one YAML or JSON document; an empty unquoted value is ``None``.

    Args:
        file: What messages call the file.

    Raises:
        ContentError: With every problem that can be told at once: not UTF-8, not YAML, empty,
            several documents, duplicate keys, tags, too many aliases, too deep or too large.
    """
    read = scan_source(content, file)
    if read.value is None or read.warnings:
        raise ContentError(*read.warnings)
    return read.value


def scan_source(content: bytes, file: str) -> Warned[Source | None]:
    """The same with its problems beside it, so that what can be judged in spite of them is.

    Returns:
        ``None`` where the whole cannot be known: not UTF-8, not YAML, empty, or cut off by a cap.
        A key that stands twice, a tag or a reference to nothing leave the rest as it is.
    """
    try:
        text = decode(content, file)
    except ContentError as error:
        return Warned(None, error.problems)
    reading = Assembly(file, text.lstrip()[:1] in ("{", "["))
    whole, lines = True, text.split("\n")
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.ScalarEvent):
                reading.problems += find_swallowed_dash(event, lines, file)
            if not reading.take(event):
                whole = False
                break
    except yaml.MarkedYAMLError as error:
        whole = False
        _tell(explain(error, text, file), reading.problems)
    except yaml.YAMLError:
        whole = False
        reading.problems.append(Problem(Place(file), "a character is no text", "take it out"))
    if not reading.problems and reading.root is NOTHING:
        reading.problems.append(Problem(Place(file, 1, 1), "the file is empty", "fill it in"))
    if not whole or reading.root is NOTHING:
        return Warned(None, tuple(reading.problems))
    read = Source(file, reading.root, reading.values, reading.keys)
    return Warned(read, tuple(reading.problems))


def _tell(problem: Problem, problems: list[Problem]) -> None:
    """Add what stopped the parser, unless its line has been told of already."""
    lines = {each.where.line for each in problems if isinstance(each.where, Place)}
    if not (isinstance(problem.where, Place) and problem.where.line in lines):
        problems.append(problem)
