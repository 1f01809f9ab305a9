"""A leaflet without its words: every section that a good one has, with prompts to fill in."""

import re
from collections.abc import Mapping

from leaflet.errors import Problem, UsageError
from leaflet.manuscript.library import Library
from leaflet.manuscript.suggestion import enumerate_words

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 60
_OURS = frozenset({"words", "assets", "content", "approvals"})
_OF_WINDOWS = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")


def draw_up(library: Library, topic: str, language: str) -> Mapping[str, bytes]:
    """The files of a new leaflet, by their names in a site folder.

    Raises:
        UsageError: If no leaflet can have this name, there is one of it already, or there is no
            skeleton in this language.
    """
    _check_name(topic)
    skeletons = {path.stem: path for path in (library.built_in / "assets/skeleton").glob("*.yaml")}
    if language not in skeletons:
        what = "there is no skeleton in this language"
        remedy = f"there is one in {enumerate_words(sorted(skeletons))}"
        raise UsageError(Problem("--lang", what, remedy))
    name = f"{topic}/{language}.yaml"
    if topic in library.topics():
        raise UsageError(_taken(library, topic, name))
    words = topic.replace("-", " ")
    template = skeletons[language].read_text("utf-8").replace("{topic}", topic)
    return {name: template.replace("{title}", words[0].upper() + words[1:]).encode()}


def _taken(library: Library, topic: str, name: str) -> Problem:
    found = library.find(name)
    if found is None:
        there = enumerate_words(library.languages(topic))
        return Problem("TOPIC", f"there is a leaflet of this name in {there}", "copy its file")
    what = "there is a leaflet of this name already"
    if library.site is not None and found.path.is_relative_to(library.site):
        return Problem("TOPIC", what, f"change {name} in the site folder")
    return Problem("TOPIC", what, f"`leaflet adopt {name}` copies it into the site, to change it")


def _check_name(topic: str) -> None:
    if not _NAME.fullmatch(topic) or len(topic) > _LONGEST:
        what = f"is no name of at most {_LONGEST} small letters, digits and hyphens"
        raise UsageError(Problem("TOPIC", what, "write for example enkel-verstuikt"))
    if topic in _OURS or _OF_WINDOWS.fullmatch(topic):
        what = "is a name that is used for something else"
        raise UsageError(Problem("TOPIC", what, "choose another one, such as enkel-verstuikt"))
