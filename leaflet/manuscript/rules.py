"""What the facts of a patient are held against: the part of a manuscript that is not printed."""

from collections.abc import Mapping

from leaflet.frozen import frozen
from leaflet.manuscript.formulary import Formulary, Register
from leaflet.manuscript.words import Words


@frozen
class Rules:
    """The rules of one leaflet.

    Attributes:
        words: What is understood and printed in its language.
        formulary: Medicines with their limits.
        register: Medicines that are known by name.
        campuses: Key to the name that is printed.
        has_plan_field: Whether it keeps a place for a medication plan.
        content_id: What its words are known by.
    """

    words: Words
    formulary: Formulary
    register: Register
    campuses: Mapping[str, str]
    has_plan_field: bool
    content_id: str
