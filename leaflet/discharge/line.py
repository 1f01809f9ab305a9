"""Reading the parts of a plan line: everything in it is understood, or refused."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from leaflet.discharge.grammar import Part, Phrases, normalise
from leaflet.discharge.parts import Link, Parts
from leaflet.discharge.plan import Handled, Intake
from leaflet.discharge.reading import Reading
from leaflet.discharge.said import Value, read_value
from leaflet.discharge.stray import explain_stray
from leaflet.errors import DischargeError, GlyphError, Problem, Warned
from leaflet.manuscript.amount import Amount
from leaflet.manuscript.formulary import Moment

_SEPARATOR = re.compile(r"(?:[\s,;]|\.(?=\s|$))*")
_LEXEME = re.compile(r"[^\s,;]+(?:,(?=[0-9])[^\s,;]*)*|[,;]")
_HANGING = re.compile(r"[^\s,;.]*")
_UNIT = re.compile(r"\s*([^\W\d_]+)")
_ORDER = tuple(Moment)
_ONCE = {
    Part.REASON: "reason",
    Part.GIVEN: "given",
    Part.AS_NEEDED: "use",
    Part.PRESCRIBED: "prescription",
    Part.UNPRESCRIBED: "prescription",
    Part.MOST_TIMES: "most_times",
    Part.MOST_AMOUNT: "most_amount",
    Part.INTERVAL: "interval",
    Part.FREQUENCY: "frequency",
    Part.DAYS: "days",
    Part.UNTIL: "until",
    Part.FOOD: "food",
}


def read_parts(text: str, start: int, reading: Reading) -> Warned[Parts]:
    """The parts that stand in the text from ``start`` on, after the name of the medicine.

    Raises:
        DischargeError: With every piece that is not understood, said twice or badly written.
    """
    walk = _Walk(text, start, reading)
    walk.to_the_end()
    if walk.problems:
        raise DischargeError(*walk.problems)
    return Warned(walk.parts, tuple(walk.warnings))


def begins_part(text: str, at: int, phrases: Phrases) -> bool:
    """Whether a part of a plan begins at this place, so that no name goes on there."""
    openings = (*(p for _, p in phrases.parts), *(opening for opening, _ in phrases.unfinished))
    return text[at].isdigit() or any(pattern.match(text, at) for pattern in openings)


@dataclass(slots=True)
class _Walk:
    """One pass over a line, from left to right."""

    text: str
    at: int
    reading: Reading
    ended: int = 0
    parts: Parts = field(default_factory=Parts)
    last: Part | None = None
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def to_the_end(self) -> None:
        """Take part after part, and each run of other words as one problem."""
        stray: int | None = None
        self._skip(_SEPARATOR)
        while self.at < len(self.text):
            found = self._next()
            if found is None:
                stray = self.at if stray is None else stray
                self._skip(_LEXEME)
            else:
                self._refuse_stray(stray)
                stray = None
                self._take(*found)
            self._skip(_SEPARATOR)
        self._refuse_stray(stray)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        assert match is not None
        self.at = match.end()

    def _next(self) -> tuple[Part, re.Match[str]] | None:
        for part, pattern in self.reading.phrases.parts:
            match = pattern.match(self.text, self.at)
            if match is None or (
                part is Part.MOMENT and match["join"] and self.last is not Part.MOMENT
            ):
                continue
            return part, match
        return None

    def _refuse_stray(self, start: int | None) -> None:
        if start is not None:
            words = self.text[start : self.at].strip(" ,;")
            where, phrases = self.reading.where, self.reading.phrases
            self.problems.append(explain_stray(words, where, phrases))

    def _take(self, part: Part, match: re.Match[str]) -> None:
        link = self._link(part, match)
        self.last, self.at, self.ended = part, match.end(), match.end()
        try:
            said = read_value(part, match, self.reading)
            self.parts = _with(self.parts, part, said.value, self.reading)
            if isinstance(said.value, Intake):
                named = (*self.parts.named, (said.value.moment, link))
                self.parts = replace(self.parts, named=named)
        except (DischargeError, GlyphError) as refused:
            self.problems.extend(refused.problems)
            self._skip_rest(part)
        else:
            self.warnings.extend(said.warnings)

    def _link(self, part: Part, match: re.Match[str]) -> Link:
        """How what is read now is tied to what was read before it."""
        if part is not Part.MOMENT or self.last is not Part.MOMENT:
            return Link.LOOSE
        if match["join"]:
            return Link.JOINED
        between = self.text[self.ended : match.start()]
        return Link.LISTED if set(between) & set(",;") else Link.LOOSE

    def _skip_rest(self, part: Part) -> None:
        """Pass over what hangs on to a refused part, and its unit, so that it is told once."""
        self._skip(_HANGING)
        unit = _UNIT.match(self.text, self.at)
        if part is Part.DOSE and unit and normalise(unit[1]) in self.reading.phrases.units:
            self.at = unit.end()


def _with(parts: Parts, part: Part, value: Value, reading: Reading) -> Parts:
    """The parts and one more of them."""
    if isinstance(value, Amount) and part is Part.DOSE:
        return replace(parts, amounts=(*parts.amounts, value))
    if isinstance(value, Handled):
        return replace(parts, pieces=(*parts.pieces, value))
    if isinstance(value, Intake):
        if any(value.moment is intake.moment for intake in parts.intakes):
            what = f"names {value.moment.value} twice [A2]"
            raise reading.refuse(what, "name each moment once")
        intakes = sorted((*parts.intakes, value), key=lambda each: _ORDER.index(each.moment))
        return replace(parts, intakes=tuple(intakes))
    name = _ONCE[part]
    if getattr(parts, name) != getattr(Parts(), name):
        raise reading.refuse(f"says this twice: {part.value}", "say it once")
    once: dict[str, Any] = {name: value}
    return replace(parts, **once)
