"""The shape of ``medicines.yaml``, and the register that it makes."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from leaflet.frozen import frozen
from leaflet.manuscript.formulary import Conflict, Group, Product, Register, Verdict
from leaflet.manuscript.scalar import Atc, AtcPrefix, Line
from leaflet.manuscript.shape import fill
from leaflet.manuscript.source import Source

_Pair = Annotated[tuple[Line, ...], Field(min_length=2, max_length=2)]


@frozen
class _GroupShape:
    title: Line
    atc: Annotated[tuple[AtcPrefix, ...], Field(min_length=1)]
    excepted: tuple[AtcPrefix, ...] | None = None


@frozen
class _ConflictShape:
    between: _Pair
    verdict: Verdict
    reason: Line


@frozen
class _ProductShape:
    atc: Atc
    brands: tuple[Line, ...] | None = None
    contains: tuple[Line, ...] | None = None


@frozen
class _RegisterShape:
    groups: Mapping[Line, _GroupShape]
    conflicts: tuple[_ConflictShape, ...]
    products: Mapping[Line, _ProductShape]
    abbreviations: tuple[Line, ...]
    lookalikes: tuple[_Pair, ...]


def read_register(source: Source) -> Register:
    """The register of one file.

    Raises:
        ContentError: With every key that is missing, unknown or of another kind.
    """
    shape = fill(_RegisterShape, source)
    return Register(
        products=tuple(
            Product(
                source.key_place(("products", name)),
                name,
                product.atc,
                product.brands or (),
                product.contains or (),
            )
            for name, product in shape.products.items()
        ),
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
