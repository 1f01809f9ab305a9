"""Units and moments as messages name them where no number stands before them."""

from collections.abc import Mapping

from leaflet.content.model.medicines import Moment, Unit
from leaflet.messages.message import Message, Name

UNITS: Mapping[Unit, Name | Message] = {
    Unit.MILLIGRAM: Name("mg"),
    Unit.GRAM: Name("g"),
    Unit.MICROGRAM: Message("unit.microgram", "microgram"),
    Unit.MILLILITRE: Name("ml"),
    Unit.DROP: Message("unit.drop", "drop"),
    Unit.TABLET: Message("unit.tablet", "tablet"),
    Unit.CAPSULE: Message("unit.capsule", "capsule"),
    Unit.SACHET: Message("unit.sachet", "sachet"),
    Unit.UNIT: Message("unit.unit", "unit"),
}
MOMENTS: Mapping[Moment, Message] = {
    Moment.WAKING: Message("moment.waking", "waking"),
    Moment.BREAKFAST: Message("moment.breakfast", "breakfast"),
    Moment.LUNCH: Message("moment.lunch", "lunch"),
    Moment.DINNER: Message("moment.dinner", "dinner"),
    Moment.BEDTIME: Message("moment.bedtime", "bedtime"),
}
