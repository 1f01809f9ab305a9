"""The shape of ``medicines.yaml``, and the register that it makes."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from leaflet.frozen import frozen
from leaflet.manuscript.formulary import Conflict, Group, Piece, Product, Register, Rhythm, Verdict
from leaflet.manuscript.notation import Atc, AtcPrefix
from leaflet.manuscript.scalar import Answer, Line, Quantity
from leaflet.manuscript.shape import fill
from leaflet.manuscript.source import Source

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
    verdict: Verdict
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


SHAPES = (_RegisterShape,)
"""Of schema 1."""


def read_register(source: Source) -> Register:
    """The register of one file.

    Raises:
        ContentError: With every key that is missing, unknown or of another kind.
    """
    shape = fill(_RegisterShape, source)
    return Register(
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
