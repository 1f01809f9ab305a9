"""An edition: one leaflet in one language, fold and size, ready to be printed for anybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from leaflet.errors import Problem
from leaflet.manuscript.library import Library
from leaflet.manuscript.review import Review
from leaflet.manuscript.rules import Rules
from leaflet.paper.fold import Fold
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


def open_edition(
    library: Library, topic: str, language: str, fold: Fold, sizes: Sequence[float]
) -> Edition:
    """Read, set and proofread a brochure, and make its plate.

    Raises:
        LeafletError: With everything that is wrong, by the first room that finds something.
    """
    from leaflet.manuscript.reading import read_manuscript
    from leaflet.press.making_ready import make_ready, pull_proof

    read = read_manuscript(library, topic, language)
    manuscript = read.value
    press = make_ready(pull_proof(manuscript, library, fold, sizes), library)
    return Edition(manuscript.rules, manuscript.review, read.warnings, press)
