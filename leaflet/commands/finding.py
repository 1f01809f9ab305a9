"""What ``leaflet check`` finds: a problem or a warning, and of what kind it is."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from leaflet.errors import ExitCode, LeafletError, Problem, UsageError
from leaflet.frozen import frozen


class Severity(StrEnum):
    """Whether it stops a leaflet."""

    ERROR = "error"
    WARNING = "warning"


class Kind(StrEnum):
    """What it is about, in the order in which it decides about the exit code."""

    CONTENT = "content"
    FIT = "fit"
    GLYPH = "glyph"

    @property
    def exit_code(self) -> ExitCode:
        """What the program ends with where this is the first kind of which there is an error."""
        return {Kind.FIT: ExitCode.FIT, Kind.GLYPH: ExitCode.GLYPH}.get(self, ExitCode.CONTENT)


@frozen
class Finding:
    """One of them; two that are equal are told once."""

    severity: Severity
    kind: Kind
    problem: Problem


class Findings:
    """What was found so far."""

    def __init__(self) -> None:
        self._found: dict[Finding, None] = {}

    def add_errors(self, kind: Kind, problems: Iterable[Problem]) -> None:
        """Keep what stops a leaflet."""
        self._add(Severity.ERROR, kind, problems)

    def add_warnings(self, kind: Kind, problems: Iterable[Problem]) -> None:
        """Keep what the administrator should know."""
        self._add(Severity.WARNING, kind, problems)

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Keep what is refused within, and go on after it."""
        try:
            yield
        except UsageError:
            raise
        except LeafletError as error:
            self.add_errors(kind_of(error), error.problems)

    def ordered(self) -> tuple[Finding, ...]:
        """Errors kind by kind, then warnings in the order in which they were found."""
        kinds, severities = list(Kind), list(Severity)

        def rank(finding: Finding) -> tuple[int, int]:
            is_error = finding.severity is Severity.ERROR
            return severities.index(finding.severity), kinds.index(finding.kind) * is_error

        return tuple(sorted(self._found, key=rank))

    def _add(self, severity: Severity, kind: Kind, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self._found.setdefault(Finding(severity, kind, problem))


def kind_of(error: LeafletError) -> Kind:
    """What a refusal is about; what is neither fit nor glyph is content."""
    for kind in (Kind.FIT, Kind.GLYPH):
        if error.exit_code is kind.exit_code:
            return kind
    return Kind.CONTENT
