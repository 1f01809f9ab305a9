"""Set a patient's facts into one form; matter that patients share is kept for reuse."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock

from leaflet.content.model.hospital import PhoneBook
from leaflet.discharge.patient import Discharge
from leaflet.discharge.plan.model import MedicationPlan
from leaflet.errors import Where
from leaflet.messages.message import Key
from leaflet.typesetting.breaking import StyledText, never
from leaflet.typesetting.fields.cover import break_cover_name, set_cover_labels
from leaflet.typesetting.fields.model import (
    NAME,
    Field,
    NoPlan,
    PatientForm,
    SetImprint,
    Shape,
    Standing,
)
from leaflet.typesetting.fields.plan_frame import break_plan_name
from leaflet.typesetting.fields.plan_rows import set_plan
from leaflet.typesetting.fields.sheet_id import sheet_id_depth, sheet_id_raise
from leaflet.typesetting.line_setter import LineSetter
from leaflet.typesetting.look import INK, LABEL, Style
from leaflet.typesetting.matter import Element, SetLine, Tag, lines_of
from leaflet.typesetting.proof_of_fields import proofread_imprint
from leaflet.typesetting.proof_of_plan import proofread_plan
from leaflet.typesetting.typeface import FontWeight, Typeface, require_glyphs

_NO_NUMBERS = PhoneBook(())
_MOST_KEPT = 500
"""Pieces of standing matter that are kept: most patients of a list have one of a few plans."""


class Compositor:
    """Sets imprints into one form."""

    def __init__(self, form: PatientForm) -> None:
        self._form = form
        fields = form.fields.all()
        self._sticks = {
            field: LineSetter(field.width, form.look, form.typeface, never, _NO_NUMBERS)
            for field in fields
        }
        self._beside = {f.folio: tuple(g for g in fields if g.folio == f.folio) for f in fields}
        self._kept: dict[object, Standing] = {}
        # An edition prints from several threads: the oldest entry is looked for and taken out as
        # one step, while to look one up is a single step by itself.
        self._changing = Lock()
        self._value, self._strong = form.look.value, form.look.strong
        # The label's grey has too little contrast on the tint of the plan's header.
        plan = form.fields.plan
        self._sheets = [
            (
                field,
                replace(form.look.small, colour=INK if plan and plan.holds(field) else LABEL),
                Element(Tag.PARAGRAPH),
            )
            for field in form.fields.sheet
        ]

    def set_imprint(self, discharge: Discharge, sheet: str, no_plan: NoPlan) -> SetImprint:
        """Set what is said of one patient; everything lies inside the fields of the form.

        Args:
            discharge: The patient's facts.
            sheet: The sheet's id.
            no_plan: What to print where the discharge has no plan.

        Raises:
            FitError: If name or plan need more room than their field has.
            GlyphError: If a character cannot be drawn.
        """
        form, patient, visited = self._form, discharge.patient, discharge.visited
        if patient is not None:
            require_glyphs(form.typeface[FontWeight.REGULAR], [(NAME, patient.name)])
        born = patient.born if patient is not None else None
        calendar, cover, plan = form.words.calendar, form.fields.cover, form.fields.plan
        assert cover is not None
        name = break_cover_name(self._sticks[cover], discharge)
        labels = self._set_labels(discharge, name)
        days = (
            calendar.write_day(born) if born else "",
            calendar.write_weekday_day(visited) if visited else "",
        )
        standing = {cover.spot: labels}
        own = {cover.spot: self._set_facts(cover, labels, name, days, self._value)}
        if plan is not None:
            name = break_plan_name(self._sticks[plan], plan, discharge)
            rows = self._set_plan(plan, discharge, name, no_plan)
            days = (
                calendar.write_narrow_day(born) if born else "",
                calendar.write_narrow_day(visited) if visited else "",
            )
            standing[plan.spot] = rows
            own[plan.spot] = self._set_facts(plan, rows, name, days, self._strong)
        sheets = zip(self._sheets, form.fields.replaced, strict=True)
        for side, ((field, style, element), other) in enumerate(sheets, 1):
            ids = [self._set_sheet(field, sheet, side, style, element)]
            if discharge.replaces is not None:
                ids = self._add_replaced(ids[0], other, discharge.replaces, style)
            own[field.spot] = (*own.get(field.spot, ()), *ids)
        for folio, fields in self._beside.items():
            lines = [line for spot, lines in own.items() if spot[0] == folio for line in lines]
            beside = [
                e for spot, each in standing.items() if spot[0] == folio for e in each.extents
            ]
            proofread_imprint(lines, beside, fields, form.typeface)
        return SetImprint(sheet, standing, own)

    def _set_labels(self, discharge: Discharge, name: Sequence[Sequence[StyledText]]) -> Standing:
        field, words = self._form.fields.cover, self._form.words
        assert field is not None
        shape = Shape.of(discharge, len(name))
        campus = self._form.campuses[discharge.campus] if discharge.campus is not None else None
        return self._keep(
            (field, shape, campus),
            field,
            lambda: set_cover_labels(self._sticks[field], field, shape, campus, words),
        )

    def _set_plan(
        self,
        field: Field,
        discharge: Discharge,
        name: Sequence[Sequence[StyledText]],
        no_plan: NoPlan,
    ) -> Standing:
        stick, words, plan = self._sticks[field], self._form.words, discharge.plan
        shape = Shape.of(discharge, len(name))

        def set_field() -> Standing:
            if plan is None and no_plan is NoPlan.PEN_GRID:
                from leaflet.typesetting.fields.pen_grid import set_pen_grid  # seldom wanted

                return set_pen_grid(stick, field, shape, words)
            _require_glyphs(plan, self._form.typeface)
            standing = set_plan(stick, field, plan, shape, words)
            if plan is not None:
                proofread_plan(lines_of(standing.items), plan, words)
            return standing

        return self._keep((field, shape, plan, no_plan), field, set_field)

    def _keep(self, key: object, field: Field, make: Callable[[], Standing]) -> Standing:
        """What is kept under the key, or else what is made now, proofread."""
        standing = self._kept.get(key)
        if standing is None:
            standing = make()
            fields, typeface = self._beside[field.folio], self._form.typeface
            proofread_imprint(tuple(lines_of(standing.items)), (), fields, typeface)
            with self._changing:
                # Of two threads that made the same, the first one's is used by both.
                standing = self._kept.setdefault(key, standing)
                if len(self._kept) > _MOST_KEPT:
                    del self._kept[next(iter(self._kept))]
        return standing

    def _set_facts(
        self,
        field: Field,
        standing: Standing,
        name: Sequence[Sequence[StyledText]],
        days: tuple[str, str],
        style: Style,
    ) -> tuple[SetLine, ...]:
        """The facts of a patient where standing matter leaves room for them."""
        stick, step = self._sticks[field], self._form.look.step
        lines = [
            stick.line(spans, standing.name.y + n * step, standing.name.element, standing.name.x)
            for n, spans in enumerate(name)
        ]
        for slot, day in zip((standing.born, standing.visited), days, strict=True):
            if day:
                lines.append(stick.line((StyledText(day, style),), slot.y, slot.element, slot.x))
        return tuple(lines)

    def _set_sheet(
        self, field: Field, sheet: str, side: int, style: Style, element: Element
    ) -> SetLine:
        """The sheet's id, at the right of its field."""
        stick, sides = self._sticks[field], len(self._form.fields.sheet)
        written = self._form.words.fields.sheet
        span = StyledText(written.format(sheet=sheet, side=side, sides=sides), style)
        x = field.right - stick.width(span)
        return stick.line((span,), field.bottom - sheet_id_depth(stick.look), element, x)

    def _add_replaced(
        self, sheet: SetLine, field: Field, replaced: str, style: Style
    ) -> list[SetLine]:
        """The sheet's id, and in ``field`` that of the one it replaces; both fit into the plan."""
        stick, plan = self._sticks[field], self._form.fields.plan
        span = StyledText(self._form.words.fields.replaces.format(sheet=replaced), style)
        x = field.right - stick.width(span)
        y = field.bottom - sheet_id_depth(stick.look)
        line = stick.line((span,), y, Element(Tag.PARAGRAPH), x)
        up = sheet_id_raise(stick.look) if plan is not None and plan.holds(field) else 0.0
        return [sheet.moved(0, -up), line]


def _require_glyphs(plan: MedicationPlan | None, typeface: Typeface) -> None:
    if plan is None:
        return
    texts: list[tuple[Where, str]] = [
        (Key(f"med {n}"), text)
        for n, line in enumerate(plan.lines, 1)
        for text in (line.medicine, line.brand or "", line.reason or "")
    ]
    if plan.override:
        texts.append((Key("prescriber"), plan.override.prescriber))
    require_glyphs(typeface[FontWeight.REGULAR], texts)
