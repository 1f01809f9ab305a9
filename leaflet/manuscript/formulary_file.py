"""The shape of ``formulary.yaml``, and the formulary that it makes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from leaflet.frozen import frozen
from leaflet.manuscript.amount import Unit
from leaflet.manuscript.formulary import Formulary, Limits, Medicine, Moment, Presentation
from leaflet.manuscript.notation import Atc
from leaflet.manuscript.scalar import Answer, Line, Number, Quantity, Whole
from leaflet.manuscript.shape import fill
from leaflet.manuscript.source import Source

_Moments = Mapping[Whole, Annotated[tuple[Moment, ...], Field(min_length=1)]]


@frozen
class _LimitsShape:
    """What a plan may not exceed; what stays empty is not limited.

    Attributes:
        single: The most in one intake.
        per_day: The most in a day.
        intakes: The most intakes in a day.
        interval: The least hours between two intakes.
        days: The most days of a course.
    """

    single: Quantity | None = None
    per_day: Quantity | None = None
    intakes: Whole | None = None
    interval: Whole | None = None
    days: Whole | None = None

    def make(self) -> Limits:
        return Limits(self.single, self.per_day, self.intakes, self.interval, self.days)


@frozen
class _PresentationShape:
    """What the pharmacy delivers.

    Attributes:
        form: Tablet, capsule or sachet.
        strength: What one of them holds.
        scored: yes if it may be halved.
    """

    form: Unit
    strength: Quantity
    scored: Answer


@frozen
class _MedicineShape:
    """A medicine that the brochures name.

    Attributes:
        atc: Its ATC code.
        limits: What a plan may not exceed.
        with_food: Whether the plan says that it is taken with food.
        on_prescription: Whether the plan says that it is on prescription.
        brands: Names under which a prescriber may type it.
        usual: The usual single dose, to find slips between mg and g.
        ceiling: What a prescriber who gives a reason may still not exceed; empty: nothing can be.
        default_regimen: What a bare name on the command line stands for, in the words of --med.
        moments: When a number of intakes a day is taken, where it differs from the others.
        presentations: What the pharmacy delivers, so that the plan can say "1 tablet".
    """

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
    """The medicines that the brochures name, with their limits. The pharmacy owns these figures.

    Attributes:
        longest_course: Days of painkillers after which the patient contacts the general
            practitioner.
        waking_hours: Hours of a day in which scheduled intakes have to fit.
        moments: When a number of intakes a day is taken.
        medicines: Each medicine, by the name that is printed.
    """

    longest_course: Whole
    waking_hours: Number
    moments: _Moments
    medicines: Mapping[Line, _MedicineShape]


SHAPES = (_FormularyShape,)
"""Of schema 1."""


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
