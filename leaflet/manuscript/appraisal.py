"""What a reviewer says of the text of one leaflet, though it could be printed as it is."""

from leaflet.errors import Problem
from leaflet.frozen import frozen
from leaflet.manuscript.completeness import find_missing
from leaflet.manuscript.content_file import read_bytes
from leaflet.manuscript.decoding import decode
from leaflet.manuscript.library import Library
from leaflet.manuscript.manuscript import Manuscript
from leaflet.manuscript.prompt import find_prompts
from leaflet.manuscript.prose import read_prose
from leaflet.manuscript.readability import (
    Reading,
    Score,
    find_hard,
    has_formula,
    rate_all,
    rate_passages,
)
from leaflet.manuscript.source import read_source


@frozen
class Appraisal:
    """One leaflet in one language.

    Attributes:
        warnings: In the order of the file.
        readings: Each passage of running text; empty for a language that has no formula.
        whole: The score of all of them; ``None`` for a language that has no formula.
    """

    topic: str
    language: str
    warnings: tuple[Problem, ...]
    readings: tuple[Reading, ...]
    whole: Score | None

    @property
    def hardest(self) -> Reading | None:
        """The passage with the lowest score, of those that are long enough to judge."""
        judged = [(r.score.ease, n, r) for n, r in enumerate(self.readings) if r.score]
        return min(judged)[2] if judged else None


def appraise(manuscript: Manuscript, library: Library) -> Appraisal:
    """Review the text of a manuscript that could be read.

    Raises:
        ContentError: If its file cannot be read any more.
    """
    brochure = manuscript.brochure
    topic, language = brochure.topic, brochure.language
    file = library.find(f"{topic}/{language}.yaml")
    assert file is not None, "it was read from a file"
    content = read_bytes(file)
    source, written = read_source(content, file.name), decode(content, file.name)
    passages = read_prose(brochure, source, written) if has_formula(language) else ()
    readings = rate_passages(passages)
    warnings = (
        *find_missing(brochure, source),
        *find_prompts(source, written),
        *find_hard(readings),
    )
    return Appraisal(
        topic, language, warnings, readings, rate_all(passages) if has_formula(language) else None
    )
