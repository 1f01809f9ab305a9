"""The shape of ``formulary.yaml``, and the formulary that it makes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from leaflet.frozen import frozen
from leaflet.manuscript.amount import Unit
from leaflet.manuscript.formulary import Formulary, Limits, Medicine, Moment, Presentation
from leaflet.manuscript.scalar import Answer, Atc, Line, Number, Quantity, Whole
from leaflet.manuscript.shape import fill
from leaflet.manuscript.source import Source

_Moments = Mapping[Whole, Annotated[tuple[Moment, ...], Field(min_length=1)]]


@frozen
class _LimitsShape:
    single: Quantity | None = None
    per_day: Quantity | None = None
    intakes: Whole | None = None
    interval: Whole | None = None
    days: Whole | None = None

    def make(self) -> Limits:
        return Limits(self.single, self.per_day, self.intakes, self.interval, self.days)


@frozen
class _PresentationShape:
    form: Unit
    strength: Quantity
    scored: Answer


@frozen
class _MedicineShape:
    atc: Atc
    limits: _LimitsShape
    with_food: Answer
    on_prescription: Answer
    brands: tuple[Line, ...] | None = None
    usual: Quantity | None = None
    ceiling: _LimitsShape | None = None
    default_regimen: Line | None = None
    moments: _Moments | None = None
    presentations: tuple[_PresentationShape, ...] | None = None


@frozen
class _FormularyShape:
    longest_course: Whole
    waking_hours: Number
    moments: _Moments
    medicines: Mapping[Line, _MedicineShape]


def read_formulary(source: Source) -> Formulary:
    """The formulary of one file.

    Raises:
        ContentError: With every key that is missing, unknown or of another kind.
    """
    shape = fill(_FormularyShape, source)
    return Formulary(
        medicines=tuple(
            _medicine(key, medicine, shape.moments, source)
            for key, medicine in shape.medicines.items()
        ),
        longest_course=shape.longest_course,
        waking_hours=shape.waking_hours,
    )


def _medicine(
    key: str, shape: _MedicineShape, moments: Mapping[int, tuple[Moment, ...]], source: Source
) -> Medicine:
    return Medicine(
        place=source.key_place(("medicines", key)),
        key=key,
        atc=shape.atc,
        brands=shape.brands or (),
        usual=shape.usual,
        limits=shape.limits.make(),
        ceiling=shape.ceiling.make() if shape.ceiling else None,
        with_food=shape.with_food,
        on_prescription=shape.on_prescription,
        default_regimen=shape.default_regimen,
        moments=MappingProxyType({**moments, **(shape.moments or {})}),
        presentations=tuple(
            Presentation(each.form, each.strength, each.scored)
            for each in shape.presentations or ()
        ),
    )
