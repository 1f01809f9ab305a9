"""An amount of a medicine: an exact decimal and a unit; no float, no silent conversion."""

from decimal import Decimal
from enum import StrEnum

from leaflet.frozen import frozen


class Unit(StrEnum):
    """What an amount is counted in. The words for them stand in ``content/words``."""

    MILLIGRAM = "mg"
    GRAM = "g"
    MICROGRAM = "microgram"
    MILLILITRE = "ml"
    DROP = "drop"
    TABLET = "tablet"
    CAPSULE = "capsule"
    SACHET = "sachet"
    UNIT = "unit"


_MILLIGRAMS = {
    Unit.MICROGRAM: Decimal("0.001"),
    Unit.MILLIGRAM: Decimal(1),
    Unit.GRAM: Decimal(1000),
}

HANDLED = frozenset({Unit.TABLET, Unit.CAPSULE, Unit.SACHET})
"""Units that a patient takes in the hand."""


@frozen
class Amount:
    """A positive quantity, as it was written: ``1 g`` stays 1 g.

    Raises:
        ValueError: If the value is not a finite number above zero.
    """

    value: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if not self.value.is_finite() or self.value <= 0:
            raise ValueError("an amount is more than zero")

    def milligrams(self) -> Decimal | None:
        """The same mass in milligrams, or ``None`` where the unit is not a mass."""
        factor = _MILLIGRAMS.get(self.unit)
        return None if factor is None else self.value * factor
