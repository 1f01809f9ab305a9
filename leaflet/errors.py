"""Errors in the user's words: where, what, what to do; and the exit codes.

All rooms below import from here; this module imports only ``records`` and ``messages``. An error
carries every problem that one pass found, so that all can be mended in one go. No problem may name
a patient: it points at a field or a row (law 5 of ``docs/architecture.md``).
"""

from enum import IntEnum
from pathlib import Path
from typing import ClassVar, Generic, TypeAlias, TypeVar

from leaflet.messages.message import Message, Name
from leaflet.messages.message import Place as Place
from leaflet.records import frozen


class ExitCode(IntEnum):
    """How the program ends; the same list stands in ``leaflet --help``."""

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
    """A value that can be used, and what the user should know about it (often nothing)."""

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
    """The command line asks for something that there is not."""

    exit_code = ExitCode.USAGE


class ContentError(LeafletError):
    """What the hospital wrote cannot be read or contradicts itself."""

    exit_code = ExitCode.CONTENT


class DischargeError(LeafletError):
    """What is said of the patient, or of the plan, is refused."""

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
    """A mistake of the program: what and where it is, and never what it was about.

    Attributes:
        kind: The name of the exception; its words may hold what a patient's record says.
        place: The last line of this program that it passed: ``plan.py:12``.
        trace: Every line that it passed, without a value.
    """

    kind: str
    place: str
    trace: str

    @classmethod
    def of(cls, error: BaseException) -> "Bug":
        """What may be told of an exception."""
        import traceback

        kind = type(error).__name__
        passed = traceback.walk_tb(error.__traceback__)
        frames = traceback.StackSummary.extract(passed, capture_locals=False)
        own = [each for each in frames if _HOUSE in Path(each.filename).resolve().parents]
        place = f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "unknown place"
        return cls(kind, place, "".join(frames.format()))


class BugElsewhere(Exception):
    """A bug that came to light in another process, which has ended.

    Attributes:
        bug: What is known of it here.
    """

    def __init__(self, bug: Bug) -> None:
        super().__init__(bug.kind)
        self.bug = bug
