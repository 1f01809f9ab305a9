"""What the values of a plan line are read by."""

from enum import Enum

from leaflet.discharge.grammar import Phrases
from leaflet.errors import DischargeError, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.words import Calendar


class Comma(Enum):
    """What a comma is that stands between a letter and a figure, with no space beside it."""

    SEPARATES = "a separator"
    AMBIGUOUS = "perhaps a decimal sign"


@frozen
class Reading:
    """What a value is read by: the field for messages, and the words of the language."""

    where: str
    phrases: Phrases
    calendar: Calendar
    comma: Comma

    def refuse(self, what: str, remedy: str) -> DischargeError:
        """An error at this field."""
        return DischargeError(Problem(self.where, what, remedy))
