"""A reviewer's remarks on a leaflet that could be printed as it is.

Prompts of a skeleton that nobody filled in (``‹…›``), and parts of good discharge instructions that
the brochure lacks. Begin with ``appraise``.
"""

import re
from collections.abc import Iterator

from leaflet.content.checks.prose import read_prose
from leaflet.content.checks.reading_ease import (
    PassageScore,
    Score,
    find_hard,
    has_formula,
    rate_all,
    rate_passages,
)
from leaflet.content.files import read_bytes
from leaflet.content.model.brochure import TOLD_BY, Brochure, Component, Role
from leaflet.content.model.content import LeafletContent
from leaflet.content.site import Library
from leaflet.content.yaml.reader import Source, decode, read_source
from leaflet.errors import Place, Problem
from leaflet.messages.message import Excerpt, Key, Message, any_of
from leaflet.records import frozen

_PROMPT = re.compile(r"‹([^‹›]*)›")
_SHOWN = 40


def find_prompts(source: Source, written: str = "") -> Iterator[Problem]:
    """Every prompt that is left in a file.

    Args:
        source: The file.
        written: The same as it is written, to tell each at its own line within a long text; without
            it, each is told where its text begins.
    """
    lines = written.split("\n")
    line, column = 1, 0
    for path, text in source.texts():
        place = source.place(path)
        line, column = max((line, column), (place.line or 1, place.column or 1))
        for found in _PROMPT.finditer(text):
            told = place
            if at := _find(found[0], lines, line, column):
                told = Place(place.file, *at)
                line, column = at[0], at[1] + len(found[0])
            asked = " ".join(found[1].split())
            shown = asked if len(asked) <= _SHOWN else f"{asked[: _SHOWN - 1]}…"
            what = Message(
                "text.prompt", "the prompt `‹{asked}›` is left in the text", asked=Excerpt(shown)
            )
            remedy = Message(
                "text.answer-prompt", "write what belongs here, without the marks ‹ and ›"
            )
            yield Problem(told, what, remedy)


def _find(prompt: str, lines: list[str], line: int, column: int) -> tuple[int, int] | None:
    """Line and column of its first words, at or after a place; one may run over several lines."""
    first = prompt.split()[0]
    for number in range(line, len(lines) + 1):
        start = column - 1 if number == line else 0
        found = lines[number - 1].find(first, max(start, 0))
        if found >= 0:
            return number, found + 1
    return None


_ABOUT = {
    Component.DIAGNOSIS: Message("component.diagnosis", "what is the matter"),
    Component.MEDICATION: Message("component.medication", "what medicines to take"),
    Component.HOME_CARE: Message("component.home-care", "what to do at home"),
    Component.COURSE: Message("component.course", "how it will go on"),
    Component.RETURN: Message("component.return", "when to come back"),
    Component.FOLLOW_UP: Message("component.follow-up", "who to go to afterwards"),
}


def find_missing(brochure: Brochure, source: Source) -> Iterator[Problem]:
    """Each part that no section tells and the brochure does not say it ``omits``.

    A part that is told and is said to be left out is told too: one of the two is a slip.
    """
    roles = {section.role for section in brochure.sections}
    for component in Component:
        told = bool(roles & TOLD_BY[component])
        about, key = _ABOUT[component], Key(component)
        if not told and component not in brochure.omits:
            what = Message(
                "text.untold",
                "no section tells the patient {about} ({component})",
                about=about,
                component=key,
            )
            remedy = Message(
                "text.tell-or-omit",
                "write it in a section with role {roles}, or add `omits: [{component}]`",
                roles=any_of(role for role in Role if role in TOLD_BY[component]),
                component=key,
            )
            yield Problem(source.place(("sections",)), what, remedy)
        elif told and component in brochure.omits:
            what = Message(
                "text.told-and-omitted",
                "`omits` names what a section tells: {about} ({component})",
                about=about,
                component=key,
            )
            remedy = Message("text.not-omitted", "take it out of `omits`")
            yield Problem(source.place(("omits",)), what, remedy)


@frozen
class Appraisal:
    """One leaflet in one language.

    Attributes:
        prompts: What a skeleton asks for, and nobody has written yet.
        remarks: Parts that are missing, and what is hard to read.
        readings: Each passage of running text; empty for a language that has no formula.
        whole: The score of all of them; ``None`` for a language that has no formula.
    """

    topic: str
    language: str
    prompts: tuple[Problem, ...]
    remarks: tuple[Problem, ...]
    readings: tuple[PassageScore, ...]
    whole: Score | None

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """All of it, in the order of the file."""
        return tuple(sorted((*self.remarks, *self.prompts), key=_line))

    @property
    def hardest(self) -> PassageScore | None:
        """The passage with the lowest score, of those that are long enough to judge."""
        judged = [(r.score.ease, n, r) for n, r in enumerate(self.readings) if r.score]
        return min(judged)[2] if judged else None


def appraise(content: LeafletContent, library: Library) -> Appraisal:
    """Review the text of a text that could be read.

    Raises:
        ContentError: If its file cannot be read any more.
    """
    brochure = content.brochure
    topic, language = brochure.topic, brochure.language
    file = library.find(f"{topic}/{language}.yaml")
    assert file is not None, "it was read from a file"
    held = read_bytes(file)
    source, written = read_source(held, file.name), decode(held, file.name)
    passages = read_prose(brochure, source, written) if has_formula(language) else ()
    readings = rate_passages(passages)
    return Appraisal(
        topic,
        language,
        prompts=tuple(find_prompts(source, written)),
        remarks=(*find_missing(brochure, source), *find_hard(readings)),
        readings=readings,
        whole=rate_all(passages) if has_formula(language) else None,
    )


def _line(problem: Problem) -> int:
    return (problem.where.line or 0) if isinstance(problem.where, Place) else 0
