"""The files of one leaflet held against each other, also those that do not fit their shape."""

from collections.abc import Collection, Iterator, Mapping

from leaflet.errors import ContentError, GlyphError, Problem
from leaflet.frozen import frozen
from leaflet.manuscript.agreement import find_contradictions, find_unstated
from leaflet.manuscript.content_folder import FORMULARY, HOSPITAL, PHONEBOOK, REGISTER
from leaflet.manuscript.figure import glance_figure_words
from leaflet.manuscript.library import Library
from leaflet.manuscript.pharmacy import check_formulary, check_names, check_register
from leaflet.manuscript.reference import Shelf, check_brochure, check_phonebook
from leaflet.manuscript.scalar import perhaps_line
from leaflet.manuscript.source import Source
from leaflet.manuscript.stated_figures import read_stated_figures


@frozen
class Collation:
    """What could be read of the files, by their names.

    A file that is not YAML, or of another schema, is not among them: nothing is told of what
    refers to it.

    Attributes:
        text: The name of the brochure's file.
        words: The name of the file of its language.
        fitting: The names of the files that fit their shape.
    """

    sources: Mapping[str, Source]
    fitting: Collection[str]
    text: str
    words: str

    def find_problems(self, library: Library) -> Iterator[Problem]:
        """What contradicts itself or another file, or refers to what there is not."""
        text, hospital = self.sources.get(self.text), self.sources.get(HOSPITAL)
        phonebook, register = self.sources.get(PHONEBOOK), self.sources.get(REGISTER)
        formulary = self.sources.get(FORMULARY)
        if hospital:
            yield from _check_logo(hospital, library)
        campuses = self._keys(HOSPITAL, "campuses")
        if phonebook and campuses is not None:
            yield from check_phonebook(phonebook, campuses)
        if formulary:
            yield from check_formulary(formulary)
        if register:
            yield from check_register(register)
        yield from check_names(formulary, register)
        if text:
            phones, medicines = self._keys(PHONEBOOK, "numbers"), self._keys(FORMULARY, "medicines")
            yield from check_brochure(text, Shelf(phones, medicines, library.drawings()))
        words = self.sources.get(self.words)
        grammar = glance_figure_words(words) if words else None
        if text and formulary and grammar:
            yield from find_contradictions(text, read_stated_figures(formulary), grammar)

    def find_warnings(self) -> Iterator[Problem]:
        """Figures of the brochure that are held against nothing."""
        text, formulary = self.sources.get(self.text), self.sources.get(FORMULARY)
        words = self.sources.get(self.words)
        grammar = glance_figure_words(words) if words else None
        if text and formulary and grammar:
            yield from find_unstated(text, read_stated_figures(formulary), grammar)

    def _keys(self, name: str, group: str) -> Collection[str] | None:
        """Keys to which other files refer; ``None`` where the list of them cannot be read.

        A file that fits its shape without the list has none; another may have misspelt its key.
        """
        source = self.sources.get(name)
        if source is None:
            return None
        if not isinstance(source.find((group,)), dict):
            return () if name in self.fitting else None
        return [key for written in source.keys((group,)) if (key := perhaps_line(written))]


def _check_logo(hospital: Source, library: Library) -> Iterator[Problem]:
    logo = perhaps_line(hospital.find(("logo",)))
    if logo is None:
        return
    place = hospital.place(("logo",))
    try:
        if not library.find_logo(logo):
            yield Problem(place, "there is no such file", "put it beside hospital.yaml")
    except (ContentError, GlyphError) as error:
        for each in error.problems:
            yield Problem(place, each.what, each.remedy)
