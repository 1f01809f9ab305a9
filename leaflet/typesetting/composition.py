"""The brochure set on a folded sheet: every line at its place, every field kept free."""

from collections.abc import Mapping, Sequence
from functools import cache

from leaflet.errors import FitError, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.brochure import PanelRole, PlanField
from leaflet.manuscript.manuscript import Manuscript
from leaflet.paper.fold import FOLDS, Fold, Panel
from leaflet.paper.sheet import MM
from leaflet.typesetting.artwork import Artwork
from leaflet.typesetting.colophon import set_colophon
from leaflet.typesetting.cover import cover_field, set_cover
from leaflet.typesetting.face import Typeface
from leaflet.typesetting.field import Field, Fields
from leaflet.typesetting.flow import FilledPanel, Overflow, fill
from leaflet.typesetting.hyphenation import hyphenator
from leaflet.typesetting.matter import Item
from leaflet.typesetting.measures import LADDER, Measures
from leaflet.typesetting.palette import Palette
from leaflet.typesetting.plan_field import plan_field
from leaflet.typesetting.section import Surroundings, set_section
from leaflet.typesetting.sheet_id import replaced_fields, sheet_fields
from leaflet.typesetting.stick import Stick
from leaflet.typesetting.strip import Strip


@frozen
class SetPanel:
    """One panel with its matter in reading order, ``x`` and ``y`` from the sheet side's top left.

    ``spare`` is the depth that is left, in lines.
    """

    panel: Panel
    items: tuple[Item, ...]
    spare: float


@frozen
class SetBrochure:
    """The hospital's part of a leaflet; panels stand in reading order."""

    fold: Fold
    look: Measures
    panels: tuple[SetPanel, ...]
    fields: Fields


@frozen
class Case:
    """The type case: everything that is needed to set a brochure, besides its words."""

    typeface: Typeface
    artwork: Mapping[str, Artwork]


def set_brochure(
    manuscript: Manuscript, fold: Fold, sizes: Sequence[float], case: Case
) -> SetBrochure:
    """Set the brochure at the first of ``sizes`` at which all of it fits; one size for all panels.

    Raises:
        FitError: If it fits at none; it names block, panel, millimetres, lines and words.
    """
    case = Case(case.typeface.remembering(), case.artwork)
    failed: Overflow | FitError | None = None
    for size in sizes:
        try:
            return _set(manuscript, fold, size, case)
        except (Overflow, FitError) as error:
            failed = error
    if isinstance(failed, Overflow):
        raise FitError(_too_long(failed, manuscript, fold, sizes[-1], case))
    assert failed is not None
    raise failed


def _set(manuscript: Manuscript, fold: Fold, size: float, case: Case) -> SetBrochure:
    brochure, hospital = manuscript.brochure, manuscript.hospital
    look = Measures.at(size, Palette.of(hospital))
    kept_whole = frozenset(medicine.key for medicine in manuscript.formulary.medicines)
    hyphenate = hyphenator(manuscript.words.hyphenation, kept_whole)
    ratios = {name.rpartition("/")[2]: art.ratio for name, art in case.artwork.items()}
    around = Surroundings(hospital, manuscript.words, ratios)

    def stick(measure: float) -> Stick:
        bound = frozenset(manuscript.words.bound)
        return Stick(measure, look, case.typeface, hyphenate, manuscript.phonebook, bound)

    @cache
    def stream(role: PanelRole, measure: float) -> tuple[Strip, ...]:
        strips = tuple(
            strip
            for section in brochure.sections
            if section.panel is role
            for strip in set_section(stick(measure), section, around)
        )
        colophon = (set_colophon(stick(measure), manuscript),) if role is PanelRole.BACK else ()
        return strips + colophon

    filled: dict[int, FilledPanel] = {}
    for role in (PanelRole.FLAP, PanelRole.INSIDE, PanelRole.BACK):
        panels = fold.with_role(role)

        def column(panel: Panel, role: PanelRole = role) -> tuple[Strip, ...]:
            return stream(role, panel.measure)

        for made in fill(panels, column, look.half_steps):
            filled[made.panel.folio] = made
    set_panels = []
    plan: Field | None = None
    for panel in fold.panels:
        if panel.role is PanelRole.COVER:
            items = set_cover(stick(panel.measure), panel, brochure, hospital, ratios)
            set_panels.append(SetPanel(panel, items, 0))
            continue
        made = filled[panel.folio]
        set_panels.append(_placed(made, look))
        plan = plan or _plan_field(made, manuscript, look)
    cover = cover_field(fold.panels[0], look)
    ids = sheet_fields(fold, look, plan), replaced_fields(fold, look, plan)
    fields = Fields(cover, plan, *ids)
    return SetBrochure(fold, look, tuple(set_panels), fields)


def _placed(made: FilledPanel, look: Measures) -> SetPanel:
    items = tuple(
        item.moved(made.panel.column, look.head + placed.top * look.half)
        for placed in made.slugs
        for item in placed.slug.items
    )
    return SetPanel(made.panel, items, (look.half_steps - made.depth) / 2)


def _plan_field(made: FilledPanel, manuscript: Manuscript, look: Measures) -> Field | None:
    places = {b.place for b in manuscript.brochure.blocks() if isinstance(b, PlanField)}
    return next(
        (
            plan_field(made.panel, look, look.head + placed.top * look.half)
            for placed in made.slugs
            if placed.strip.place in places and not placed.slug.items
        ),
        None,
    )


def _too_long(
    over: Overflow, manuscript: Manuscript, fold: Fold, size: float, case: Case
) -> Problem:
    look = Measures.at(size, Palette.of(manuscript.hospital))
    lines = -int(-over.excess // 2)
    depth = over.excess * look.half / MM
    words, unit = max(1, round(lines * over.words)), "line" if lines == 1 else "lines"
    smaller = (step for step in LADDER if step < size)
    fitting = next((step for step in smaller if _fits(manuscript, fold, step, case)), None)
    folds = (name for name, way in FOLDS.items() if way is not fold)
    elsewhere = next((n for n in folds if _fits(manuscript, FOLDS[n], size, case)), None)
    if fitting is not None:
        other = f"it fits at --size {fitting:g}"
    elif elsewhere is not None:
        other = f"it fits with --fold {elsewhere}"
    else:
        other = f"no size down to {LADDER[-1]:g} pt and no other fold holds it"
    return Problem(
        over.place,
        f"at {size:g} pt the text is {depth:.1f} mm ({lines} {unit}) too long for "
        f"panel {over.panel.folio} ({over.panel.role})",
        f"cut about {words} words from the {over.panel.role} sections; {other}",
    )


def _fits(manuscript: Manuscript, fold: Fold, size: float, case: Case) -> bool:
    try:
        _set(manuscript, fold, size, case)
    except (Overflow, FitError):
        return False
    return True
