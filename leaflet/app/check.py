"""The call behind ``leaflet check``: read, review, set and print every leaflet as a rehearsal.

It takes the same road as ``leaflet make``, so a leaflet without a finding can be made: each text is
set in every fold and printed for every campus. Begin with ``rehearse``. Every issue is an error or
a warning of a stated kind. A text that still waits for approval is a warning only: texts are
checked before they are approved.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from enum import StrEnum

from leaflet.app.policy import Insistence, find_forbidden
from leaflet.app.records import read_site_ledger
from leaflet.content.checks.review_notes import Appraisal, appraise
from leaflet.content.checks.translation import Survey, check_everything
from leaflet.content.files import FORMULARY
from leaflet.content.model.brochure import texts_of
from leaflet.content.model.content import LeafletContent
from leaflet.content.model.words import Words
from leaflet.content.phones.usage import find_unused
from leaflet.content.site import Library
from leaflet.discharge.patient import Discharge
from leaflet.discharge.plan.read import read_plan
from leaflet.discharge.plan.rulebook import open_pharmacy
from leaflet.errors import ExitCode, LeafletError, Place, Problem, UsageError, Where
from leaflet.messages.message import File, Key, Message, Name, both
from leaflet.paper.folds import DEFAULT_FOLD, FOLDS
from leaflet.press.make_plate import make_ready, open_case, prove
from leaflet.records import frozen
from leaflet.typesetting.compose import TypeResources
from leaflet.typesetting.fields.model import NoPlan
from leaflet.typesetting.fit import find_largest
from leaflet.typesetting.layout import Layout
from leaflet.typesetting.look import SIZES
from leaflet.typesetting.typeface import FontWeight, load_typeface, require_glyphs


class Severity(StrEnum):
    """Whether an issue stops a leaflet."""

    ERROR = "error"
    WARNING = "warning"


class IssueKind(StrEnum):
    """What an issue is about; of several errors, the first kind decides the exit code."""

    CONTENT = "content"
    FIT = "fit"
    GLYPH = "glyph"

    @property
    def exit_code(self) -> ExitCode:
        """The exit code if this is the first kind with an error."""
        return {IssueKind.FIT: ExitCode.FIT, IssueKind.GLYPH: ExitCode.GLYPH}.get(
            self, ExitCode.CONTENT
        )


@frozen
class Issue:
    """A problem of the content, with its severity and kind."""

    severity: Severity
    kind: IssueKind
    problem: Problem


class IssueList:
    """The issues found so far, each once."""

    def __init__(self) -> None:
        self._found: dict[Issue, None] = {}

    def add_errors(self, kind: IssueKind, problems: Iterable[Problem]) -> None:
        """Keep what stops a leaflet."""
        self._add(Severity.ERROR, kind, problems)

    def add_warnings(self, kind: IssueKind, problems: Iterable[Problem]) -> None:
        """Keep what the administrator should know."""
        self._add(Severity.WARNING, kind, problems)

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Collect what the block refuses, and go on after it; a slip of the command line stops."""
        try:
            yield
        except UsageError:
            raise
        except LeafletError as error:
            self.add_errors(kind_of(error), error.problems)

    def ordered(self) -> tuple[Issue, ...]:
        """All issues: errors kind by kind, then warnings as they were found."""
        kinds, severities = list(IssueKind), list(Severity)

        def rank(issue: Issue) -> tuple[int, int]:
            is_error = issue.severity is Severity.ERROR
            return severities.index(issue.severity), kinds.index(issue.kind) * is_error

        return tuple(sorted(self._found, key=rank))

    def _add(self, severity: Severity, kind: IssueKind, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self._found.setdefault(Issue(severity, kind, problem))


def kind_of(error: LeafletError) -> IssueKind:
    """The kind of a refusal; what is neither fit nor glyph is content."""
    for kind in (IssueKind.FIT, IssueKind.GLYPH):
        if error.exit_code is kind.exit_code:
            return kind
    return IssueKind.CONTENT


_NOBODY = Discharge(patient=None, visited=None, campus=None, plan=None)


def try_folds(
    content: LeafletContent, library: Library, found: IssueList
) -> Mapping[str, float | None]:
    """The largest size in points at which each fold holds the leaflet; ``None`` where none does.

    A leaflet that no fold holds is an error. One that the default fold does not hold, but another
    one does, is a warning; so is one that another fold holds at the sizes that are tried without
    ``--size``, but not with every campus.
    """
    case: TypeResources | None = None
    with found.keeping():
        case = open_case(content, library)
    if case is None:
        return {}
    largest = dict(find_largest(content, SIZES, case))
    for name in FOLDS:
        is_default = name == DEFAULT_FOLD
        # That another fold does not hold it is no issue: the list of folds shows it.
        if largest[name] is None and not is_default:
            continue
        try:
            _print(content, library, _layout(name, largest), case)
        except LeafletError as error:
            held = any(size is not None for fold, size in largest.items() if fold != name)
            can_refold = not is_default or (largest[name] is None and held)
            kind = kind_of(error)
            if kind is IssueKind.FIT and can_refold:
                found.add_warnings(kind, [_with_fold(name, each) for each in error.problems])
            else:
                found.add_errors(kind, error.problems)
    return largest


def _layout(fold: str, largest: Mapping[str, float | None]) -> Layout:
    """The layout without options, minus the sizes that are known not to fit.

    If nothing fits any fold, only the last size is left: the one that the message names.
    """
    layout, most = Layout(folds=FOLDS[fold]), largest[fold]
    if most is not None:
        return replace(layout, sizes=tuple(size for size in layout.sizes if size <= most))
    is_held = any(size is not None for size in largest.values())
    return layout if is_held else replace(layout, sizes=layout.sizes[-1:])


def _print(content: LeafletContent, library: Library, layout: Layout, case: TypeResources) -> None:
    """Print it as ``leaflet make`` does without options, for nobody, at each campus and at none.

    Raises:
        FitError: If no size of the layout holds it, or a field overflows.
        GlyphError: If a character or a drawing is missing.
    """
    press = make_ready(prove(content, layout, case), library)
    for no_plan in NoPlan:
        for campus in (None, *content.hospital.campuses):
            press.print(replace(_NOBODY, campus=campus), no_plan)


def _with_fold(fold: str, problem: Problem) -> Problem:
    what = Message(
        "check.with-fold", "with --fold {fold}, {what}", fold=Name(fold), what=problem.what
    )
    return replace(problem, what=what)


@frozen
class Rehearsed:
    """The rehearsal of one leaflet in one language.

    Attributes:
        appraisal: Of its text; ``None`` where it could not be read.
        folds: For each fold, the largest size in points at which it holds the leaflet, or
            ``None``; empty where the leaflet could not be set.
    """

    topic: str
    language: str
    appraisal: Appraisal | None
    folds: Mapping[str, float | None]


@frozen
class Rehearsal:
    """The result of a check: all issues, errors first; and every leaflet that was tried."""

    findings: tuple[Issue, ...]
    leaflets: tuple[Rehearsed, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Problems that stop a leaflet."""
        return tuple(f.problem for f in self.findings if f.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Problems that do not."""
        return tuple(f.problem for f in self.findings if f.severity is Severity.WARNING)

    @property
    def exit_code(self) -> ExitCode:
        """The exit code of the first kind with an error: content, fit, glyph."""
        kinds = (f.kind for f in self.findings if f.severity is Severity.ERROR)
        first = next(kinds, None)
        return ExitCode.MADE if first is None else first.exit_code


def rehearse(library: Library, topics: tuple[str, ...], today: date) -> Rehearsal:
    """Check these topics, or all where none is named, in all their languages.

    Raises:
        UsageError: If one of the topics is not there.
    """
    found = IssueList()
    survey = Survey((), ())
    with found.keeping():
        survey = check_everything(library, topics, today)
        found.add_errors(IssueKind.CONTENT, survey.problems)
        found.add_warnings(IssueKind.CONTENT, survey.warnings)
    with found.keeping():
        read_site_ledger(library)
    wanted = [
        (topic, tag) for topic in topics or library.topics() for tag in library.languages(topic)
    ]
    read = {(m.brochure.topic, m.brochure.language): m for m in survey.contents}
    leaflets = tuple(
        _rehearse_one(found, library, topic, tag, read.get((topic, tag)), today)
        for topic, tag in wanted
    )
    # A leaflet that could not be read may need any number.
    if read and len(read) == len(wanted) and not topics:
        contents = list(read.values())
        brochures = [content.brochure for content in contents]
        found.add_warnings(IssueKind.CONTENT, find_unused(contents[0].phonebook, brochures))
    return Rehearsal(found.ordered(), leaflets)


def _rehearse_one(
    found: IssueList,
    library: Library,
    topic: str,
    language: str,
    content: LeafletContent | None,
    today: date,
) -> Rehearsed:
    if content is None:
        return Rehearsed(topic, language, None, {})  # the survey has reported it
    forbidden = find_forbidden(content.review, Insistence.AS_RULED)
    found.add_warnings(IssueKind.CONTENT, forbidden)
    appraisal: Appraisal | None = None
    with found.keeping():
        appraisal = appraise(content, library)
        found.add_warnings(IssueKind.CONTENT, appraisal.warnings)
    _check_regimens(found, content, today)
    with found.keeping():
        face = load_typeface(library.fonts)[FontWeight.REGULAR]
        require_glyphs(face, _printed_words(content.words))
    return Rehearsed(topic, language, appraisal, try_folds(content, library, found))


def _check_regimens(found: IssueList, content: LeafletContent, today: date) -> None:
    """Read each default regimen as if the bare name of its medicine had been typed."""
    pharmacy = open_pharmacy(content.formulary, content.register, content.words)
    for medicine in content.formulary.medicines:
        if medicine.default_regimen is None:
            continue
        try:
            read = read_plan((medicine.key,), today, pharmacy, None, None)
        except LeafletError as refused:
            problems = _of_regimen(refused.problems, medicine.place)
            found.add_errors(IssueKind.CONTENT, problems)
        else:
            found.add_warnings(IssueKind.CONTENT, _of_regimen(read.warnings, medicine.place))


def _of_regimen(problems: tuple[Problem, ...], place: Place) -> Iterator[Problem]:
    """Move problems from the plan line to the regimen's place in the formulary."""
    mend = Message("check.mend-regimen", "mend default_regimen in {file}", file=File(FORMULARY))
    for problem in problems:
        what = Message("check.regimen", "default_regimen: {what}", what=problem.what)
        yield Problem(place, what, both(problem.remedy, mend))


def _printed_words(words: Words) -> Iterator[tuple[Where, str]]:
    """Every word that the program may print, with its file and group."""
    file = File(f"words/{words.language}.yaml")
    groups: dict[str, object] = {
        "calendar": words.calendar,
        "moments": words.moments,
        "meals": words.meals,
        "units": words.units,
        "fractions": words.fractions,
        "fields": words.fields,
        "plan": words.plan,
        "colophon": words.colophon,
        "contacts": words.contacts,
        "decimal_sign": words.decimal_sign,
    }
    for group, value in groups.items():
        for text in texts_of(value):
            yield Message("where.in-file", "{file}: {group}", file=file, group=Key(group)), text
