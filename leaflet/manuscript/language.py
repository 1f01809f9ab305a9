"""The words of one language alone, without a leaflet: the site's laid over the built-in ones."""

from leaflet.errors import ContentError, Problem, UsageError
from leaflet.manuscript.content_file import read_bytes
from leaflet.manuscript.library import Library
from leaflet.manuscript.sheet_words import SheetWords
from leaflet.manuscript.source import Source, read_source
from leaflet.manuscript.suggestion import enumerate_words
from leaflet.manuscript.words import Words
from leaflet.manuscript.words_file import check_words, read_sheet_words, read_words


def read_language(library: Library, language: str) -> Words:
    """The words of one language alone, the site's laid over the built-in ones.

    Raises:
        UsageError: If there are none.
        ContentError: If something is wrong with them.
    """
    return read_words(_language_source(library, language))


def read_sheet_language(library: Library, language: str) -> SheetWords:
    """The words of the sheets that are nobody's: the folding dummy and the test sheet.

    Raises:
        UsageError: If there are no words in this language.
        ContentError: If something is wrong with them, or there are none for these sheets.
    """
    return read_sheet_words(_language_source(library, language))


def _language_source(library: Library, language: str) -> Source:
    languages = library.languages("words")
    if language not in languages:
        remedy = f"there is {enumerate_words(languages)}"
        raise UsageError(Problem("--lang", "there are no words in this language", remedy))
    name = f"words/{language}.yaml"
    under, *over = [read_source(read_bytes(file), name) for file in library.find_all(name)]
    own = over[0] if over else under
    if problems := tuple(check_words(own, under if over else None)):
        raise ContentError(*problems)
    return under.overlaid(own) if over else under
