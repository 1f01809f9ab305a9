"""The patient's part of a leaflet, set into the fields that the brochure keeps free."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from leaflet.discharge.patient import Discharge
from leaflet.manuscript.phonebook import PhoneBook
from leaflet.paper.sheet import Side
from leaflet.typesetting.breaking import Span
from leaflet.typesetting.cover_fields import set_cover_fields
from leaflet.typesetting.face import Typeface, Weight, require_glyphs
from leaflet.typesetting.field import Field
from leaflet.typesetting.form import Form
from leaflet.typesetting.hyphenation import never
from leaflet.typesetting.matter import Element, Item, Tag
from leaflet.typesetting.measures import Style
from leaflet.typesetting.palette import INK, LABEL
from leaflet.typesetting.pen import set_pen_grid
from leaflet.typesetting.plan import set_plan
from leaflet.typesetting.proof import proofread_imprint
from leaflet.typesetting.sheet_id import BASELINE
from leaflet.typesetting.stick import Stick

_SHEET = Weight.REGULAR
_NO_NUMBERS = PhoneBook(())


class NoPlan(Enum):
    """What stands in the plan's field where there is no plan: words that say so, or a grid."""

    IN_WORDS = "words"
    PEN_GRID = "pen"


@dataclass(frozen=True, slots=True)
class SetImprint:
    """One patient's matter: for each folio what stands there, placed as in ``SetPanel``."""

    items: Mapping[int, tuple[Item, ...]]
    sheet: str


def set_imprint(form: Form, discharge: Discharge, sheet: str, no_plan: NoPlan) -> SetImprint:
    """Set what is said of one patient; everything lies inside the fields of ``form``.

    Args:
        form: What the hospital's part keeps free, and how it is filled.
        discharge: The patient's facts.
        sheet: The sheet's id.
        no_plan: What to print where the discharge has no plan.

    Raises:
        FitError: If name or plan need more room than their field has.
        GlyphError: If a character cannot be drawn.
    """
    _require_glyphs(discharge, form.typeface)
    fields, words = form.fields, form.words
    items: dict[int, tuple[Item, ...]] = {}

    def stick(field: Field) -> Stick:
        return Stick(field.width, form.look, form.typeface, never, _NO_NUMBERS)

    def put(field: Field, matter: tuple[Item, ...]) -> None:
        items[field.folio] = items.get(field.folio, ()) + matter

    cover = fields.cover
    put(cover, set_cover_fields(stick(cover), cover, discharge, form.campuses, words))
    if fields.plan is not None:
        grid = no_plan is NoPlan.PEN_GRID and discharge.plan is None
        set_field = set_pen_grid if grid else set_plan
        put(fields.plan, set_field(stick(fields.plan), fields.plan, discharge, words))
    for field in fields.sheet:
        side = 1 if field.side is Side.OUTSIDE else 2
        text = words.fields.sheet.format(sheet=sheet, side=side)
        # The label's grey has too little contrast on the tint of the plan's header.
        tinted = fields.plan is not None and fields.plan.holds(field)
        colour = INK if tinted else LABEL
        put(field, (_at_right(stick(field), field, Span(text, Style(_SHEET, 9, colour))),))
    for folio, matter in items.items():
        own = tuple(field for field in fields.all() if field.folio == folio)
        proofread_imprint(matter, own, form.typeface)
    return SetImprint(items, sheet)


def _at_right(stick: Stick, field: Field, span: Span) -> Item:
    line = stick.line((span,), BASELINE, Element(Tag.PARAGRAPH), field.width - stick.width(span))
    return line.moved(field.left, field.top)


def _require_glyphs(discharge: Discharge, typeface: Typeface) -> None:
    texts: list[tuple[str, str]] = []
    if discharge.patient:
        texts.append(("name", discharge.patient.name))
    if discharge.plan:
        for n, line in enumerate(discharge.plan.lines, 1):
            said = (line.medicine, line.brand or "", line.reason or "")
            texts += [(f"med {n}", text) for text in said]
        if discharge.plan.override:
            texts.append(("prescriber", discharge.plan.override.prescriber))
    require_glyphs(typeface[Weight.REGULAR], texts)
