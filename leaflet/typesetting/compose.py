"""Set a brochure on folded sheets: every line at its place, every field kept free."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from leaflet.content.model.brochure import PanelRole, PlanField
from leaflet.content.model.content import LeafletContent
from leaflet.errors import Place
from leaflet.paper.fold import Fold, Panel
from leaflet.records import frozen
from leaflet.typesetting.blocks.colophon import Artwork, set_colophon
from leaflet.typesetting.blocks.cover import set_cover
from leaflet.typesetting.blocks.section import Surroundings, set_section
from leaflet.typesetting.breaking import StyledText, hyphenator
from leaflet.typesetting.columns import PanelColumn, columns_of_flow, full_column
from leaflet.typesetting.fields.model import Field, Fields, Turn
from leaflet.typesetting.fields.plan_frame import plan_field
from leaflet.typesetting.fields.sheet_id import (
    folio_baseline,
    folio_size,
    replaced_fields,
    sheet_fields,
)
from leaflet.typesetting.flow import FilledColumn, PlacedSlug, fill
from leaflet.typesetting.line_setter import LineSetter
from leaflet.typesetting.look import Flow, Measures, Palette, Profile
from leaflet.typesetting.matter import Item, PlacedText, Running, Strip
from leaflet.typesetting.typeface import Typeface

_FOLIO_ROOM = 1.6
"""Room for the number of a panel, in parts of its size."""


@frozen
class SetColumn:
    """One column with its matter in reading order, ``x`` and ``y`` from the page's top left.

    ``flow`` is what it is a part of; ``None`` for the cover's own matter. ``spare`` is the depth
    that is left, in lines. After a field that is kept free among its text, a column goes on as
    another ``SetColumn``; ``keeps`` is the turn of a field that is read after this one.
    """

    column: PanelColumn
    flow: Flow | None
    items: tuple[Item, ...]
    spare: float
    keeps: Turn | None = None


@frozen
class SetPanel:
    """One panel with its columns in reading order, and what belongs to the page itself."""

    panel: Panel
    columns: tuple[SetColumn, ...]
    running: tuple[Running, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """All matter of the panel, in reading order."""
        return tuple(item for column in self.columns for item in column.items)

    @property
    def spare(self) -> float:
        """The depth that is left on the panel, in lines."""
        return sum(column.spare for column in self.columns)


@frozen
class SetBrochure:
    """The hospital's part of a leaflet; panels stand in reading order."""

    fold: Fold
    profile: Profile
    look: Measures
    panels: tuple[SetPanel, ...]
    fields: Fields

    @property
    def columns(self) -> Iterator[SetColumn]:
        """The columns of all panels, in reading order."""
        return (column for panel in self.panels for column in panel.columns)


@frozen
class TypeResources:
    """The type case: everything that is needed to set a brochure, besides its words."""

    typeface: Typeface
    artwork: Mapping[str, Artwork]


def compose(
    content: LeafletContent, fold: Fold, profile: Profile, size: float, case: TypeResources
) -> SetBrochure:
    """Set the brochure at one body size, the same on all panels.

    Raises:
        Overflow: If there is more matter than paper.
        FitError: If something is too wide or too deep for the place that it has to stand on.
    """
    brochure, hospital = content.brochure, content.hospital
    look = Measures.at(size, Palette.of(hospital), profile, fold.sheet)
    kept_whole = frozenset(medicine.key for medicine in content.formulary.medicines)
    hyphenate = hyphenator(content.words.hyphenation, kept_whole)
    ratios = {name.rpartition("/")[2]: art.ratio for name, art in case.artwork.items()}
    around = Surroundings(hospital, content.words, ratios, profile.plan_place)

    def stick(measure: float) -> LineSetter:
        bound = frozenset(content.words.bound)
        return LineSetter(measure, look, case.typeface, hyphenate, content.phonebook, bound)

    @cache
    def matter(flow: Flow, measure: float, measures: tuple[float, ...]) -> tuple[Strip, ...]:
        here = replace(around, measures=measures)
        strips = tuple(
            strip
            for section in brochure.sections
            if section.panel in flow.asked
            for strip in set_section(stick(measure), section, here)
        )
        ends = PanelRole.BACK in flow.asked
        return (*strips, set_colophon(stick(measure), content)) if ends else strips

    front = full_column(fold.panels[0], profile, look)
    cover = set_cover(stick(front.measure), front, profile.cover, content, ratios)
    set_columns = [SetColumn(front, None, cover.items, 0, Turn.COVER)]
    plans = {b.place for b in brochure.blocks() if isinstance(b, PlanField)}
    plan: Field | None = None
    for flow in profile.flows:
        columns = columns_of_flow(flow, fold, profile, look, cover.depth)
        measures = tuple({each.measure: None for each in columns})

        def column(
            each: PanelColumn, flow: Flow = flow, measures: tuple[float, ...] = measures
        ) -> tuple[Strip, ...]:
            return matter(flow, each.measure, measures)

        for made in fill(columns, column):
            set_columns += _placed(made, flow, look, plans)
            plan = plan or _plan_field(made, look, plans)
    panels = tuple(
        SetPanel(
            panel,
            tuple(each for each in set_columns if each.column.panel is panel),
        )
        for panel in fold.panels
    )
    room = 0.0
    if profile.folios:
        room = _FOLIO_ROOM * look.label.size
        panels = tuple(replace(p, running=_folio(p, stick(front.measure))) for p in panels)
    last = {panel.panel.page: panel.columns[-1].column for panel in _left_to_right(panels)}
    end = panels[-1].columns[-1].column
    fields = Fields(
        cover.field,
        plan,
        sheet_fields(last, end, look, plan, room),
        replaced_fields(last, end, look, plan, room),
    )
    return SetBrochure(fold, profile, look, panels, fields)


def _left_to_right(panels: tuple[SetPanel, ...]) -> list[SetPanel]:
    return sorted(panels, key=lambda made: made.panel.left)


def _folio(made: SetPanel, stick: LineSetter) -> tuple[Running, ...]:
    """The number of a panel below its foot, at its outer edge; the cover has none."""
    panel, column = made.panel, made.columns[0].column
    if panel.role is PanelRole.COVER:
        return ()
    style = replace(stick.look.label, size=folio_size(stick.look))
    span = StyledText(str(panel.folio), style, added=True)
    width = stick.width(span)
    left = column.right - width if panel.folio % 2 else column.left
    piece = PlacedText(left, span.text, span.style, width, added=True)
    return (Running(folio_baseline(stick.look), (piece,)),)


def _placed(
    made: FilledColumn, flow: Flow, look: Measures, plans: Container[Place]
) -> Sequence[SetColumn]:
    column, spare = made.column, (made.column.depth - made.depth) / 2
    parts: list[SetColumn] = []
    items: list[Item] = []
    for placed in made.slugs:
        down = _top(column, placed.top, look)
        items += (item.moved(column.left, down) for item in placed.slug.items)
        if _is_plan(placed, plans):
            parts.append(SetColumn(column, flow, tuple(items), 0, Turn.PLAN))
            items = []
    if items or not parts:
        parts.append(SetColumn(column, flow, tuple(items), 0))
    return (*parts[:-1], replace(parts[-1], spare=spare))


def _is_plan(placed: PlacedSlug, plans: Container[Place]) -> bool:
    """Whether this is the white that is kept free for the plan."""
    return placed.strip.place in plans and not placed.slug.items


def _top(column: PanelColumn, halves: int, look: Measures) -> float:
    return look.head + (column.top + halves) * look.half


def _plan_field(made: FilledColumn, look: Measures, plans: Container[Place]) -> Field | None:
    for placed in made.slugs:
        if _is_plan(placed, plans):
            top = _top(made.column, placed.top, look)
            bottom = _top(made.column, placed.top + placed.slug.depth, look)
            return plan_field(made.column, look, top, bottom)
    return None
