"""Every leaflet of the library read, in every language, for ``leaflet check``."""

from datetime import date

from leaflet.errors import LeafletError, Problem, UsageError
from leaflet.frozen import frozen
from leaflet.manuscript.brochure import Brochure
from leaflet.manuscript.library import Library
from leaflet.manuscript.manuscript import Manuscript
from leaflet.manuscript.reading import read_manuscript
from leaflet.manuscript.translation import compare


@frozen
class Survey:
    """What was found: problems that stop a leaflet, and warnings that do not; each told once.

    ``manuscripts`` are the leaflets that could be read.
    """

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    manuscripts: tuple[Manuscript, ...] = ()


def check_everything(
    library: Library, topics: tuple[str, ...] = (), today: date | None = None
) -> Survey:
    """Read every language of these topics (of all, where none is named) and compare them.

    A topic's languages are held against its Dutch, or against its first one without.

    Raises:
        UsageError: If one of the topics is not there.
    """
    problems: list[Problem] = [*library.find_missing(), *library.find_strays()]
    warnings: list[Problem] = []
    manuscripts: list[Manuscript] = []
    for topic in topics or library.topics():
        brochures: list[Brochure] = []
        # A topic that is not there has one language, so that reading it says so.
        languages = library.languages(topic) or ("nl",)
        for language in sorted(languages, key=lambda each: (each != "nl", each)):
            try:
                warned = read_manuscript(library, topic, language, today)
            except UsageError:
                raise
            except LeafletError as error:
                problems += error.problems
                continue
            warnings += warned.warnings
            manuscripts.append(warned.value)
            brochures.append(warned.value.brochure)
        for translation in brochures[1:]:
            problems += compare(translation, brochures[0])
    told = tuple(dict.fromkeys(problems)), tuple(dict.fromkeys(warnings))
    return Survey(*told, tuple(manuscripts))
