"""The phone book of the site folder, opened to change it."""

from pathlib import Path

from leaflet.errors import Problem, UsageError
from leaflet.frozen import frozen
from leaflet.manuscript.content_file import Origin, read_bytes
from leaflet.manuscript.content_folder import PHONEBOOK
from leaflet.manuscript.library import Library, open_library
from leaflet.manuscript.phonebook_revision import is_signed, read_written
from leaflet.manuscript.source import read_source


@frozen
class SitePhoneBook:
    """What the file holds now.

    Attributes:
        library: With the site folder.
        path: Of the file.
        content: Its bytes, read once.
        written: Each key, and its number as it is printed; ``None`` where it is not one.
    """

    library: Library
    path: Path
    content: bytes
    written: dict[str, str | None]

    def is_signed(self, key: str) -> bool:
        """Whether it says who checked the number last."""
        return is_signed(read_source(self.content, PHONEBOOK), key)

    def other_than(self, key: str) -> dict[str, str | None]:
        """The other keys and their numbers."""
        return {each: number for each, number in self.written.items() if each != key}


def open_site_phonebook(site: Path | None) -> SitePhoneBook:
    """Read the phone book of the site.

    Raises:
        UsageError: If there is no site, or it has no phone book of its own.
        ContentError: If the file cannot be read.
    """
    library = open_library(site)
    library.require_site()
    file = library.find(PHONEBOOK)
    if file is None or file.origin is not Origin.SITE:
        what = "the site folder has no phone book of its own"
        raise UsageError(Problem(PHONEBOOK, what, f"`leaflet adopt {PHONEBOOK}` copies one to it"))
    content = read_bytes(file)
    written = read_written(read_source(content, PHONEBOOK))
    return SitePhoneBook(library, file.path, content, dict(written))
