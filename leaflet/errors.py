"""Errors in the user's words: where, what, what to do; and the exit codes.

All rooms below import from here; this module imports only ``records`` and ``messages``. An error
carries every problem that one pass found, so that the user can mend all of them at once. No problem
may name a patient: it points at a field or a row (law 5 of ``docs/architecture.md``).
"""

from enum import IntEnum
from pathlib import Path
from typing import ClassVar, Generic, TypeAlias, TypeVar

from leaflet.messages.message import Message, Name
from leaflet.messages.message import Place as Place
from leaflet.records import frozen


class ExitCode(IntEnum):
    """The exit codes of the program; ``leaflet --help`` has the same list."""

    MADE = 0
    BUG = 1
    USAGE = 2
    CONTENT = 3
    DISCHARGE = 4
    FIT = 5
    GLYPH = 6
    OUTPUT = 7
    RECORDS = 8


Where: TypeAlias = Place | Name | Message
"""What a problem is about: a spot in a file, a field, an option, a file without a name."""


@frozen
class Problem:
    """One thing that is wrong: where it is, what it is, and what the user can do about it."""

    where: Where
    what: Message
    remedy: Message

    def __str__(self) -> str:
        return f"{self.where}: {self.what} — {self.remedy}"


T = TypeVar("T")


@frozen
class Warned(Generic[T]):
    """A usable value, with what the user should know about it (often nothing)."""

    value: T
    warnings: tuple[Problem, ...] = ()


class LeafletError(Exception):
    """A mistake that the user can mend; never a bug of the program.

    Attributes:
        problems: At least one, in the order in which the user meets them.
        exit_code: What the process ends with.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.BUG

    def __init__(self, *problems: Problem) -> None:
        if not problems:
            raise ValueError("an error without a problem")
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class UsageError(LeafletError):
    """The command line asks for something that does not exist or contradicts itself."""

    exit_code = ExitCode.USAGE


class ContentError(LeafletError):
    """A file of the hospital cannot be read, is wrong, or is not approved."""

    exit_code = ExitCode.CONTENT


class DischargeError(LeafletError):
    """The facts about the patient, or the plan, are refused."""

    exit_code = ExitCode.DISCHARGE


class FitError(LeafletError):
    """There is more matter than paper: law 1, nothing is cut and nothing is shrunk."""

    exit_code = ExitCode.FIT


class GlyphError(LeafletError):
    """A font, a glyph or an asset is missing, or a script cannot be set right: law 3."""

    exit_code = ExitCode.GLYPH


class OutputError(LeafletError):
    """The leaflet cannot be written or printed."""

    exit_code = ExitCode.OUTPUT


_HOUSE = Path(__file__).resolve().parent


@frozen
class Bug:
    """A mistake of the program, without the values that it was working on.

    Attributes:
        kind: The name of the exception, but not its words, which may quote a patient's record.
        place: The innermost line of this program in the traceback: ``plan.py:12``.
        trace: The traceback, without values.
    """

    kind: str
    place: str
    trace: str

    @classmethod
    def of(cls, error: BaseException) -> "Bug":
        """Take from an exception what may be told."""
        import traceback

        kind = type(error).__name__
        passed = traceback.walk_tb(error.__traceback__)
        frames = traceback.StackSummary.extract(passed, capture_locals=False)
        own = [each for each in frames if _HOUSE in Path(each.filename).resolve().parents]
        place = f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "unknown place"
        return cls(kind, place, "".join(frames.format()))


class BugElsewhere(Exception):
    """A bug in another process, which has ended."""

    def __init__(self, bug: Bug) -> None:
        super().__init__(bug.kind)
        self.bug = bug
