"""The one call behind ``leaflet check``: every leaflet read, set and printed for nobody.

It goes the road of ``leaflet make``, so that what it lets pass can be made.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from leaflet.discharge.medication import read_plan
from leaflet.discharge.patient import Discharge
from leaflet.discharge.pharmacy import open_pharmacy
from leaflet.errors import ExitCode, LeafletError, Place, Problem, UsageError
from leaflet.frozen import frozen
from leaflet.manuscript.lettering import texts_of
from leaflet.manuscript.library import FORMULARY, Library
from leaflet.manuscript.manuscript import Manuscript
from leaflet.manuscript.reading import read_manuscript
from leaflet.manuscript.survey import check_everything
from leaflet.manuscript.words import Words
from leaflet.press.making_ready import make_ready, pull_proof
from leaflet.typesetting.face import Weight, load_typeface, require_glyphs
from leaflet.typesetting.imprint import NoPlan
from leaflet.typesetting.layout import Layout

_NOBODY = Discharge(patient=None, visited=None, campus=None, plan=None)


@frozen
class Rehearsal:
    """What was found; each problem is told once.

    Attributes:
        exit_code: That of content, of fit or of glyphs: the first of which there is a problem.
        problems: In the same order.
        set_at: One line for each leaflet that sets.
        leaflets: How many were tried, each language for one.
    """

    exit_code: ExitCode
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    set_at: tuple[str, ...]
    leaflets: int

    @property
    def summary(self) -> str:
        """The last line: ``1 leaflet checked: no problems, 2 warnings.`` is one."""
        counts = (_count(self.leaflets, "leaflet"), _count(len(self.problems), "problem"))
        return f"{counts[0]} checked: {counts[1]}, {_count(len(self.warnings), 'warning')}."


def rehearse(library: Library, topics: tuple[str, ...], today: date) -> Rehearsal:
    """Check these topics, or all where none is named, in all their languages.

    Raises:
        UsageError: If one of the topics is not there.
    """
    found = _Findings()
    with found.keeping():
        survey = check_everything(library, topics, today)
        found.problems[ExitCode.CONTENT] += survey.problems
        found.warnings += survey.warnings
    wanted = [
        (topic, tag) for topic in topics or library.topics() for tag in library.languages(topic)
    ]
    set_at = [
        f"{topic} {tag}: fits at {size:g} pt"
        for topic, tag in wanted
        if (size := _rehearse_one(found, library, topic, tag, today)) is not None
    ]
    kinds = [kind for kind, problems in found.problems.items() if problems]
    return Rehearsal(
        exit_code=kinds[0] if kinds else ExitCode.MADE,
        problems=tuple(dict.fromkeys(p for kind in kinds for p in found.problems[kind])),
        warnings=tuple(dict.fromkeys(found.warnings)),
        set_at=tuple(set_at),
        leaflets=len(wanted),
    )


class _Findings:
    """What was found so far, by the exit code that it leads to."""

    def __init__(self) -> None:
        kinds = (ExitCode.CONTENT, ExitCode.FIT, ExitCode.GLYPH)
        self.problems: dict[ExitCode, list[Problem]] = {kind: [] for kind in kinds}
        self.warnings: list[Problem] = []

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Keep what is refused within, and go on after it."""
        try:
            yield
        except UsageError:
            raise
        except LeafletError as error:
            kind = error.exit_code if error.exit_code in self.problems else ExitCode.CONTENT
            self.problems[kind] += error.problems


def _rehearse_one(
    found: _Findings, library: Library, topic: str, language: str, today: date
) -> float | None:
    """The size in points at which the leaflet sets; ``None`` where it cannot be made."""
    try:
        manuscript = read_manuscript(library, topic, language).value
    except LeafletError:
        return None  # the survey has told it
    _check_regimens(found, manuscript, today)
    with found.keeping():
        face = load_typeface(library.fonts)[Weight.REGULAR]
        require_glyphs(face, _printed_words(manuscript.words))
    with found.keeping():
        press = make_ready(pull_proof(manuscript, library, Layout()), library)
        for no_plan in NoPlan:
            for campus in (None, *manuscript.hospital.campuses):
                press.print(replace(_NOBODY, campus=campus), no_plan)
        return press.plate.form.look.size
    return None


def _check_regimens(found: _Findings, manuscript: Manuscript, today: date) -> None:
    """Read each default regimen as if its medicine's bare name had been typed."""
    pharmacy = open_pharmacy(manuscript.formulary, manuscript.register, manuscript.words)
    for medicine in manuscript.formulary.medicines:
        if medicine.default_regimen is None:
            continue
        try:
            read = read_plan((medicine.key,), today, pharmacy, None, None)
        except LeafletError as refused:
            of_regimen = _of_regimen(refused.problems, medicine.place)
            found.problems[ExitCode.CONTENT] += of_regimen
        else:
            found.warnings += _of_regimen(read.warnings, medicine.place)


def _of_regimen(problems: tuple[Problem, ...], place: Place) -> Iterator[Problem]:
    """The same said of the formulary, where the regimen stands, and not of a plan."""
    remedy = f"mend default_regimen in {FORMULARY}"
    for problem in problems:
        yield Problem(place, f"default_regimen: {problem.what}", f"{problem.remedy}; {remedy}")


def _printed_words(words: Words) -> Iterator[tuple[str, str]]:
    """Every word that the program may print, with the file and the group that it stands in."""
    file = f"words/{words.language}.yaml"
    groups: dict[str, object] = {
        "calendar": words.calendar,
        "moments": words.moments,
        "meals": words.meals,
        "units": words.units,
        "fractions": words.fractions,
        "fields": words.fields,
        "plan": words.plan,
        "imprint": words.imprint,
        "contacts": words.contacts,
        "decimal_sign": words.decimal_sign,
    }
    for group, value in groups.items():
        for text in texts_of(value):
            yield f"{file}: {group}", text


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
