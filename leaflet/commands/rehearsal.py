"""The one call behind ``leaflet check``: every leaflet read, reviewed, set and printed for nobody.

It goes the road of ``leaflet make``, so that what it lets pass in silence can be made. Words that
the hospital's own rule keeps back are a warning: a text is checked before it is approved.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from leaflet.commands.approved_only import Insistence, find_forbidden
from leaflet.commands.finding import Finding, Findings, Kind, Severity
from leaflet.commands.fold_trial import try_folds
from leaflet.commands.site_records import read_site_ledger
from leaflet.discharge.medication import read_plan
from leaflet.discharge.pharmacy import open_pharmacy
from leaflet.errors import ExitCode, LeafletError, Place, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.appraisal import Appraisal, appraise
from leaflet.manuscript.content_folder import FORMULARY
from leaflet.manuscript.lettering import texts_of
from leaflet.manuscript.library import Library
from leaflet.manuscript.manuscript import Manuscript
from leaflet.manuscript.printed_numbers import find_unused
from leaflet.manuscript.survey import Survey, check_everything
from leaflet.manuscript.words import Words
from leaflet.typesetting.face import Weight, load_typeface, require_glyphs


@frozen
class Rehearsed:
    """One leaflet in one language.

    Attributes:
        appraisal: What was said of its text; ``None`` where it could not be read.
        folds: By fold, the largest size in points that it holds the leaflet at, or ``None``;
            empty where the leaflet could not be set.
    """

    topic: str
    language: str
    appraisal: Appraisal | None
    folds: Mapping[str, float | None]


@frozen
class Rehearsal:
    """What was found: errors first, each told once; and every leaflet that was tried."""

    findings: tuple[Finding, ...]
    leaflets: tuple[Rehearsed, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stops a leaflet."""
        return tuple(f.problem for f in self.findings if f.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What does not."""
        return tuple(f.problem for f in self.findings if f.severity is Severity.WARNING)

    @property
    def exit_code(self) -> ExitCode:
        """That of content, of fit or of glyphs: the first of which there is an error."""
        kinds = (f.kind for f in self.findings if f.severity is Severity.ERROR)
        first = next(kinds, None)
        return ExitCode.MADE if first is None else first.exit_code


def rehearse(library: Library, topics: tuple[str, ...], today: date) -> Rehearsal:
    """Check these topics, or all where none is named, in all their languages.

    Raises:
        UsageError: If one of the topics is not there.
    """
    found = Findings()
    survey = Survey((), ())
    with found.keeping():
        survey = check_everything(library, topics, today)
        found.add_errors(Kind.CONTENT, survey.problems)
        found.add_warnings(Kind.CONTENT, survey.warnings)
    with found.keeping():
        read_site_ledger(library)
    wanted = [
        (topic, tag) for topic in topics or library.topics() for tag in library.languages(topic)
    ]
    read = {(m.brochure.topic, m.brochure.language): m for m in survey.manuscripts}
    leaflets = tuple(
        _rehearse_one(found, library, topic, tag, read.get((topic, tag)), today)
        for topic, tag in wanted
    )
    # Where some leaflet could not be read, nobody knows which numbers it needs.
    if read and len(read) == len(wanted) and not topics:
        manuscripts = list(read.values())
        brochures = [manuscript.brochure for manuscript in manuscripts]
        found.add_warnings(Kind.CONTENT, find_unused(manuscripts[0].phonebook, brochures))
    return Rehearsal(found.ordered(), leaflets)


def _rehearse_one(
    found: Findings,
    library: Library,
    topic: str,
    language: str,
    manuscript: Manuscript | None,
    today: date,
) -> Rehearsed:
    if manuscript is None:
        return Rehearsed(topic, language, None, {})  # the survey has told it
    forbidden = find_forbidden(manuscript.review, Insistence.AS_RULED)
    found.add_warnings(Kind.CONTENT, forbidden)
    appraisal: Appraisal | None = None
    with found.keeping():
        appraisal = appraise(manuscript, library)
        found.add_warnings(Kind.CONTENT, appraisal.warnings)
    _check_regimens(found, manuscript, today)
    with found.keeping():
        face = load_typeface(library.fonts)[Weight.REGULAR]
        require_glyphs(face, _printed_words(manuscript.words))
    return Rehearsed(topic, language, appraisal, try_folds(manuscript, library, found))


def _check_regimens(found: Findings, manuscript: Manuscript, today: date) -> None:
    """Read each default regimen as if its medicine's bare name had been typed."""
    pharmacy = open_pharmacy(manuscript.formulary, manuscript.register, manuscript.words)
    for medicine in manuscript.formulary.medicines:
        if medicine.default_regimen is None:
            continue
        try:
            read = read_plan((medicine.key,), today, pharmacy, None, None)
        except LeafletError as refused:
            problems = _of_regimen(refused.problems, medicine.place)
            found.add_errors(Kind.CONTENT, problems)
        else:
            found.add_warnings(Kind.CONTENT, _of_regimen(read.warnings, medicine.place))


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
