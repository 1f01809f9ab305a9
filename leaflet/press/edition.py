"""An edition: one leaflet in one language, fold and size, ready to be printed for anybody."""

from leaflet.errors import Problem
from leaflet.frozen import frozen
from leaflet.manuscript.review import Review
from leaflet.manuscript.rules import Rules
from leaflet.press.job import Press


@frozen
class Edition:
    """What stays the same for every patient.

    Attributes:
        rules: What their facts are held against.
        review: The standing of the text, and until when it is taken for good.
        warnings: What is to be said about the content, whatever day it is.
        press: Prints.
    """

    rules: Rules
    review: Review
    warnings: tuple[Problem, ...]
    press: Press
