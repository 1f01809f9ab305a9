"""One leaflet set and printed for nobody, in every fold and for every campus."""

from collections.abc import Mapping
from dataclasses import replace

from leaflet.commands.finding import Findings, Kind, kind_of
from leaflet.discharge.patient import Discharge
from leaflet.errors import FitError, LeafletError, Problem
from leaflet.manuscript.library import Library
from leaflet.manuscript.manuscript import Manuscript
from leaflet.paper.folds import DEFAULT_FOLD, FOLDS
from leaflet.press.making_ready import make_ready, open_case, prove
from leaflet.typesetting.composition import Case
from leaflet.typesetting.fitting import find_largest
from leaflet.typesetting.imprint import NoPlan
from leaflet.typesetting.layout import Layout
from leaflet.typesetting.measures import SIZES

_NOBODY = Discharge(patient=None, visited=None, campus=None, plan=None)


def try_folds(
    manuscript: Manuscript, library: Library, found: Findings
) -> Mapping[str, float | None]:
    """The largest size in points at which each fold holds the leaflet; ``None`` where none does.

    A leaflet that no fold holds is an error. One that the default fold does not hold, but another
    one does, is a warning; so is one that another fold holds at the sizes that are tried without
    ``--size``, but not with every campus.
    """
    case: Case | None = None
    with found.keeping():
        case = open_case(manuscript, library)
    if case is None:
        return {}
    largest = dict(find_largest(manuscript, SIZES, case))
    for name in FOLDS:
        is_default = name == DEFAULT_FOLD
        # What does not fit a fold that nobody asks for by default is told by the list of folds.
        if largest[name] is None and not is_default:
            continue
        try:
            _print(manuscript, library, _layout(name, largest), case)
        except LeafletError as error:
            held = any(size is not None for fold, size in largest.items() if fold != name)
            kind = kind_of(error)
            if is_default and not (isinstance(error, FitError) and largest[name] is None and held):
                found.add_errors(kind, error.problems)
            elif kind is Kind.FIT:
                found.add_warnings(kind, [_with_fold(name, each) for each in error.problems])
            else:
                found.add_errors(kind, error.problems)
    return largest


def _layout(fold: str, largest: Mapping[str, float | None]) -> Layout:
    """The layout without options, less the sizes of which it is known that they do not fit.

    Where nothing fits anywhere, the last size is left, which the message names.
    """
    layout, most = Layout(folds=FOLDS[fold]), largest[fold]
    if most is not None:
        return replace(layout, sizes=tuple(size for size in layout.sizes if size <= most))
    is_held = any(size is not None for size in largest.values())
    return layout if is_held else replace(layout, sizes=layout.sizes[-1:])


def _print(manuscript: Manuscript, library: Library, layout: Layout, case: Case) -> None:
    """Print it as ``leaflet make`` does without options, for nobody, of every campus and of none.

    Raises:
        FitError: If no size that is tried by itself holds it, or a field does not.
        GlyphError: If a character or a drawing is missing.
    """
    press = make_ready(prove(manuscript, layout, case), library)
    for no_plan in NoPlan:
        for campus in (None, *manuscript.hospital.campuses):
            press.print(replace(_NOBODY, campus=campus), no_plan)


def _with_fold(fold: str, problem: Problem) -> Problem:
    return replace(problem, what=f"with --fold {fold}, {problem.what}")
