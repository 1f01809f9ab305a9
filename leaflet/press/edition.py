"""An edition: one leaflet in one language, fold and size, ready to be printed for anybody."""

from dataclasses import dataclass

from leaflet.errors import Problem
from leaflet.manuscript.review import Review
from leaflet.manuscript.rules import Rules
from leaflet.press.job import Press


@dataclass(frozen=True, slots=True)
class Edition:
    """What stays the same for every patient.

    Attributes:
        rules: What their facts are held against.
        review: Until when the text is taken for good.
        warnings: What is to be said about the content, whatever day it is.
        press: Prints.
    """

    rules: Rules
    review: Review
    warnings: tuple[Problem, ...]
    press: Press
