"""Shapes of ``formulary.yaml`` and ``medicines.yaml``, and the records made from them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from leaflet.content.model.medicines import (
    Conflict,
    ConflictAction,
    Formulary,
    Group,
    Limits,
    Medicine,
    MedicineRegister,
    Moment,
    Piece,
    Presentation,
    Product,
    Rhythm,
    Unit,
)
from leaflet.content.schema.fields import Answer, Atc, AtcPrefix, Line, Number, Quantity, Whole
from leaflet.content.schema.validate import fill
from leaflet.content.yaml.reader import Source
from leaflet.records import frozen

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


FORMULARY_SHAPES = (_FormularyShape,)
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


_Pair = Annotated[tuple[Line, ...], Field(min_length=2, max_length=2)]


@frozen
class _GroupShape:
    """Medicines that conflicts are told of.

    Attributes:
        title: What messages call them.
        atc: Beginnings of the ATC codes of its medicines.
        excepted: Beginnings of ATC codes that are left out; may stay empty.
    """

    title: Line
    atc: Annotated[tuple[AtcPrefix, ...], Field(min_length=1)]
    excepted: tuple[AtcPrefix, ...] | None = None


@frozen
class _ConflictShape:
    """Two groups that do not go together in one plan.

    Attributes:
        between: Two keys of groups, or one twice.
        verdict: Whether the plan is refused, or a warning is given.
        reason: Why, as messages say it.
    """

    between: _Pair
    verdict: ConflictAction
    reason: Line


@frozen
class _ProductShape:
    """A medicine that the program knows by name.

    Attributes:
        atc: Its ATC code.
        brands: Its brands; may stay empty.
        contains: For a combination, what it is counted for; may stay empty.
        also: Other spellings of its name; may stay empty.
        per_piece: For a brand of a combination, or its name, what one tablet, capsule or sachet
            holds of each substance; may stay empty.
        taken: How, if not every day: weekly, monthly, weekly or daily, patch, or once.
        injection: yes if it is only given as an injection.
        withdrawn: yes if it is no longer sold.
    """

    atc: Atc
    brands: tuple[Line, ...] | None = None
    contains: tuple[Line, ...] | None = None
    also: tuple[Line, ...] | None = None
    per_piece: Mapping[Line, Mapping[Line, Quantity]] | None = None
    taken: Rhythm | None = None
    injection: Answer | None = None
    withdrawn: Answer | None = None

    def make(self, name: str) -> Product:
        amounts = self.per_piece or {}
        held = dict.fromkeys(substance for piece in amounts.values() for substance in piece)
        return Product(
            name=name,
            atc=self.atc,
            brands=self.brands or (),
            contains=self.contains or tuple(held),
            also=self.also or (),
            per_piece=tuple(Piece(each, piece) for each, piece in amounts.items()),
            taken=self.taken,
            injection=bool(self.injection),
            withdrawn=bool(self.withdrawn),
        )


@frozen
class _RegisterShape:
    """Medicines by name, to find two in one plan that do not go together. No limits stand here.

    Attributes:
        groups: Each group by its key.
        conflicts: Groups that do not go together.
        products: Each medicine by the name that is printed.
        abbreviations: Shortened names that are refused.
        lookalikes: Pairs of names that are easily taken for each other.
    """

    groups: Mapping[Line, _GroupShape]
    conflicts: tuple[_ConflictShape, ...]
    products: Mapping[Line, _ProductShape]
    abbreviations: tuple[Line, ...]
    lookalikes: tuple[_Pair, ...]


REGISTER_SHAPES = (_RegisterShape,)
"""Of schema 1."""


def read_register(source: Source) -> MedicineRegister:
    """The register of one file.

    Raises:
        ContentError: With every key that is missing, unknown or of another kind.
    """
    shape = fill(_RegisterShape, source)
    return MedicineRegister(
        products=tuple(product.make(name) for name, product in shape.products.items()),
        groups=tuple(
            Group(key, group.title, group.atc, group.excepted or ())
            for key, group in shape.groups.items()
        ),
        conflicts=tuple(
            Conflict(
                source.place(("conflicts", n)),
                conflict.between[0],
                conflict.between[1],
                conflict.verdict,
                conflict.reason,
            )
            for n, conflict in enumerate(shape.conflicts)
        ),
        abbreviations=shape.abbreviations,
        lookalikes=tuple((first, second) for first, second in shape.lookalikes),
    )
