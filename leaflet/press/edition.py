"""Open an edition: from the cache where it was kept, otherwise made from the content."""

from contextlib import suppress
from hashlib import sha256

from leaflet.content.drawings import LARGEST_DRAWING
from leaflet.content.files import read_plain
from leaflet.content.site import Library
from leaflet.errors import LeafletError
from leaflet.press.edition_cache import Damaged, EditionShelf, pack, plate_key, unpack
from leaflet.press.press import Edition
from leaflet.typesetting.layout import Layout


def open_edition(
    library: Library, topic: str, language: str, layout: Layout, shelf: EditionShelf | None
) -> Edition:
    """The edition of a leaflet; every file of the content is read once.

    Args:
        library: Where content, drawings and fonts are.
        topic: The leaflet.
        language: Its language.
        layout: How it is set.
        shelf: Where editions are kept; ``None`` makes one anew and keeps nothing.

    Raises:
        LeafletError: With everything that is wrong, by the first room that finds something.
    """
    try:
        snapshot = library.take_snapshot(topic, language)
    except LeafletError:
        # A file that is in the way hides none of the problems of the others.
        from leaflet.content.read import read_content

        read_content(library, topic, language)
        raise
    key = plate_key(library, snapshot, layout) if shelf else None
    if shelf and key and (kept := _find(shelf, key, library)):
        return kept
    # What makes an edition takes most of a second to load, and is needed only now.
    from leaflet.content.read import read_snapshot
    from leaflet.press.make_plate import make_ready, pull_proof

    read = read_snapshot(library, snapshot)
    content = read.value
    logo = _logo(library, content.hospital.logo)
    press = make_ready(pull_proof(content, library, layout), library)
    edition = Edition(content.rules, content.review, read.warnings, press)
    if shelf and key:
        # A drawing that was changed meanwhile is in the plate, and not in what it is known by.
        known = plate_key(library, snapshot, layout), _logo(library, content.hospital.logo)
        if known == (key, logo):
            shelf.keep(key, pack(edition, logo))
    return edition


def _find(shelf: EditionShelf, key: str, library: Library) -> Edition | None:
    """The edition that is kept under the key, if its logo is still the same."""
    content = shelf.find(key)
    if content is None:
        return None
    try:
        edition, logo = unpack(content, library.fonts)
    except Damaged:
        return None
    return edition if logo is None or logo == _logo(library, logo[0]) else None


def _logo(library: Library, path: str | None) -> tuple[str, str] | None:
    """The path of the logo and the hash of its file, which is empty if that cannot be read."""
    if path is None:
        return None
    digest = ""
    with suppress(LeafletError, OSError):
        if file := library.find_logo(path):
            digest = sha256(read_plain(file, LARGEST_DRAWING + 1)).hexdigest()
    return path, digest
