"""Find the fold and size for a brochure: the largest size requested, on the fewest sheets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from leaflet.content.model.content import LeafletContent
from leaflet.errors import FitError, Problem
from leaflet.messages.message import Command, Joint, Key, Listing, Message, Quantity, both
from leaflet.paper.fold import MM, Fold
from leaflet.paper.folds import FOLDS
from leaflet.records import frozen
from leaflet.typesetting.compose import SetBrochure, TypeResources, compose
from leaflet.typesetting.flow import Overflow
from leaflet.typesetting.look import (
    COMFORTABLE,
    LADDER,
    LARGE_PRINT,
    PROFILES,
    SIZES,
    Measures,
    Palette,
    Profile,
)


@frozen
class Fit:
    """How a brochure fits: on how many sheets, and how much white is left, in millimetres.

    ``spare`` is the depth that is left in all columns together.
    """

    sheets: int
    spare: float


@frozen
class _Trial:
    """A way to set a brochure that was tried, and why it failed."""

    fold: Fold
    profile: Profile
    size: float
    failure: Overflow | FitError


def set_brochure(
    content: LeafletContent, folds: Sequence[Fold], sizes: Sequence[float], case: TypeResources
) -> SetBrochure:
    """Set the brochure on the fewest sheets, at the first of ``sizes`` at which all of it fits.

    Args:
        content: What is set.
        folds: One way of folding, with ever more sheets.
        sizes: Body sizes in points.
        case: Typeface and drawings.

    Raises:
        FitError: If it fits at none; it names block, panel, millimetres, lines and words, and what
            else would hold it.
    """
    case = TypeResources(case.typeface.remembering(), case.artwork)
    failed: _Trial | None = None
    for fold, size in _in_order(folds, sizes):
        made = _try_at(content, (fold,), size, case)
        if isinstance(made, SetBrochure):
            return made
        failed = made
    assert failed is not None
    most = sizes[0] if len(sizes) == 1 else SIZES[0]
    others = tuple(_find_others(failed, most, content, case))
    if isinstance(failed.failure, Overflow):
        raise FitError(_too_long(failed, failed.failure, content, others))
    if not others:
        raise failed.failure
    problems = failed.failure.problems
    fitting = _fits_with(others)
    raise FitError(
        *(replace(p, remedy=both(p.remedy, fitting)) for p in problems)
    ) from failed.failure


def _fits_with(others: tuple[Command, ...]) -> Message:
    return Message("fit.fits-with", "it fits with {others}", others=Listing(others, Joint.COMMA))


def tabulate(
    content: LeafletContent, sizes: Sequence[float], case: TypeResources
) -> Iterator[tuple[str, Mapping[float, Fit | None]]]:
    """For each fold, by its name, how the brochure fits at each size; ``None`` where it does not.

    Args:
        content: What is set.
        sizes: Body sizes in points.
        case: Typeface and drawings.
    """
    case = TypeResources(case.typeface.remembering(), case.artwork)
    for name, folds in FOLDS.items():
        yield name, {size: _fit_at(content, folds, size, case) for size in sizes}


def find_largest(
    content: LeafletContent, sizes: Sequence[float], case: TypeResources
) -> Iterator[tuple[str, float | None]]:
    """For each fold, by its name, the largest of some sizes at which all of the brochure fits.

    It says what :func:`tabulate` says of the largest, without setting it at any smaller one;
    ``None`` where it fits at none of them.
    """
    case = TypeResources(case.typeface.remembering(), case.artwork)
    for name in FOLDS:
        yield name, _largest_of(name, content, sizes, case)


def _fit_at(
    content: LeafletContent, folds: Sequence[Fold], size: float, case: TypeResources
) -> Fit | None:
    made = _try_at(content, folds, size, case)
    if not isinstance(made, SetBrochure):
        return None
    lines = sum(column.spare for column in made.columns)
    return Fit(made.fold.sheets, lines * made.look.step / MM)


def _in_order(folds: Sequence[Fold], sizes: Sequence[float]) -> Iterator[tuple[Fold, float]]:
    """The fewest sheets at every size that is read with ease, then more; at last small type."""
    comfortable = [size for size in sizes if size >= COMFORTABLE]
    for fold in folds:
        for size in comfortable:
            yield fold, size
    for fold in folds:
        for size in sizes:
            if size < COMFORTABLE:
                yield fold, size


def _try_at(
    content: LeafletContent, folds: Sequence[Fold], size: float, case: TypeResources
) -> SetBrochure | _Trial:
    """The brochure on the fewest sheets, in the best profile that holds it; or the last trial."""
    failed: _Trial | None = None
    for fold in folds:
        for profile in PROFILES[fold.name]:
            if not profile.suits(size):
                continue
            try:
                return compose(content, fold, profile, size, case)
            except (Overflow, FitError) as failure:
                failed = _Trial(fold, profile, size, failure)
    assert failed is not None, "a fold has a profile for every size"
    return failed


def _too_long(
    trial: _Trial, over: Overflow, content: LeafletContent, others: tuple[Command, ...]
) -> Problem:
    look = Measures.at(trial.size, Palette.of(content.hospital), trial.profile, trial.fold.sheet)
    excess = over.excess
    lines = -int(-excess.depth // 2)
    depth = excess.depth * look.half / MM
    words = max(1, round(lines * excess.words))
    asked = next(flow.asked for flow in trial.profile.flows if excess.panel.role in flow.panels)
    if len(asked) == 1:
        role = Key(asked[0])
        cut = Message(
            "fit.cut-sections",
            "cut about {words} words from the {role} sections",
            words=words,
            role=role,
        )
    else:
        cut = Message("fit.cut-text", "cut about {words} words from the text", words=words)
    none = Message(
        "fit.nothing-holds",
        "no size down to {least} and no other fold holds it",
        least=Quantity(LADDER[-1], "pt"),
    )
    what = Message(
        "fit.too-long",
        "at {size} the text is {depth:.1f} mm ({lines}) too long for panel {folio} ({role})",
        size=Quantity(trial.size, "pt"),
        depth=depth,
        lines=Quantity(lines, "line"),
        folio=excess.panel.folio,
        role=Key(excess.panel.role),
    )
    return Problem(excess.place, what, both(cut, _fits_with(others) if others else none))


def _find_others(
    trial: _Trial, most: float, content: LeafletContent, case: TypeResources
) -> Iterator[Command]:
    """For each fold that holds the text, the largest size up to ``most`` points.

    Where large print was asked for, nothing smaller is offered if some fold holds it.
    """
    sizes = sorted({most, *(size for size in SIZES if size < most)}, reverse=True)
    large = [size for size in sizes if trial.size >= LARGE_PRINT <= size]
    offered = tuple(_offer_largest(trial, content, large, case)) if large else ()
    yield from offered or _offer_largest(trial, content, sizes, case)


def _offer_largest(
    trial: _Trial, content: LeafletContent, sizes: Sequence[float], case: TypeResources
) -> Iterator[Command]:
    """The options for the largest of some sizes in each fold; the fold that was tried first."""
    for name in sorted(FOLDS, key=lambda name: name != trial.fold.name):
        size = _largest_of(name, content, sizes, case)
        if size is not None:
            yield Command(f"--fold {name} --size {size:g}")


def _largest_of(
    name: str, content: LeafletContent, sizes: Sequence[float], case: TypeResources
) -> float | None:
    for size in sorted(sizes, reverse=True):
        if isinstance(_try_at(content, FOLDS[name], size, case), SetBrochure):
            return size
    return None
