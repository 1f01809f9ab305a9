"""Read plan lines without a leaflet, by the lists of a hospital.

Begin with ``open_rulebook``, then ``read_lines``.
"""

from collections.abc import Sequence
from datetime import date, datetime

from leaflet.content.files import FORMULARY, REGISTER, read_bytes
from leaflet.content.schema.medicines import read_formulary, read_register
from leaflet.content.schema.words import read_language
from leaflet.content.site import Library
from leaflet.content.yaml.reader import Source, read_source
from leaflet.discharge.day import read_birth_day
from leaflet.discharge.plan.read import read_plan
from leaflet.discharge.plan.rulebook import Rulebook, open_pharmacy
from leaflet.discharge.plan.summary import understood
from leaflet.errors import ContentError, DischargeError, GlyphError, Place, Problem
from leaflet.messages.message import Key, Message
from leaflet.records import frozen


@frozen
class PlanReading:
    """The lines of a plan as they were read.

    Attributes:
        understood: For each line one plain sentence, or ``None`` where the line is refused.
        problems: Why a line is refused, or the lines together; empty where the plan is good.
        warnings: What the user should know of a plan that is good.
    """

    understood: tuple[Message | None, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def open_rulebook(library: Library, language: str) -> Rulebook:
    """The formulary, the register and the words of one language.

    Raises:
        UsageError: If there are no words in the language.
        ContentError: If one of the files is missing, or something is wrong with it.
    """
    formulary = read_formulary(_read(library, FORMULARY))
    register = read_register(_read(library, REGISTER))
    return open_pharmacy(formulary, register, read_language(library, language))


def read_lines(
    rulebook: Rulebook,
    lines: Sequence[str],
    today: date,
    clock: datetime | None = None,
    born: str | None = None,
) -> PlanReading:
    """Read a plan as on a visit of today.

    If it is refused, each line is read again by itself, to tell how the good ones are understood.

    Args:
        rulebook: Of the hospital.
        lines: A medicine each, as typed; at least one.
        today: In the time zone of the hospital.
        clock: The moment, where it is known.
        born: The birth date of the patient as typed, where it is given.
    """
    warnings: tuple[Problem, ...] = ()
    try:
        birth = None
        if born is not None and born.strip():
            read = read_birth_day(born, Key("born"), rulebook.words.calendar, today)
            birth, warnings = read.value, read.warnings
        plan = read_plan(lines, today, rulebook, birth, None, clock=clock)
    except (DischargeError, GlyphError) as refused:
        alone = tuple(_read_alone(rulebook, line, today, clock) for line in lines)
        return PlanReading(alone, refused.problems, ())
    said = tuple(map(understood, plan.value.lines))
    return PlanReading(said, (), (*warnings, *plan.warnings))


def _read_alone(
    rulebook: Rulebook, line: str, today: date, clock: datetime | None
) -> Message | None:
    try:
        plan = read_plan([line], today, rulebook, None, None, clock=clock)
    except (DischargeError, GlyphError):
        return None
    return understood(plan.value.lines[0])


def _read(library: Library, name: str) -> Source:
    file = library.find(name)
    if file is None:
        what = Message("all.no-such-file", "there is no such file")
        remedy = Message("all.write-or-install", "write it, or install leaflet again")
        raise ContentError(Problem(Place(name), what, remedy))
    return read_source(read_bytes(file), name)
