"""How an edition comes about: from the shelf where it was made before, else from the content."""

from collections.abc import Sequence
from hashlib import sha256

from leaflet.errors import LeafletError
from leaflet.manuscript.library import Library
from leaflet.paper.fold import Fold
from leaflet.press.edition import Edition
from leaflet.press.kept_edition import pack, unpack
from leaflet.press.parcel import Damaged
from leaflet.press.plate_key import plate_key
from leaflet.press.plate_shelf import Shelf


def open_edition(
    library: Library,
    topic: str,
    language: str,
    fold: Fold,
    sizes: Sequence[float],
    shelf: Shelf | None,
) -> Edition:
    """The edition of a leaflet; every file of the content is read once.

    Args:
        library: Where content, drawings and fonts are.
        topic: The leaflet.
        language: Its language.
        fold: How its sheet is folded.
        sizes: The body sizes that are tried, in points.
        shelf: Where editions are kept; ``None`` makes one anew and keeps nothing.

    Raises:
        LeafletError: With everything that is wrong, by the first room that finds something.
    """
    snapshot = library.take_snapshot(topic, language)
    key = plate_key(library, snapshot, fold, sizes) if shelf else None
    if shelf and key and (kept := _find(shelf, key, library)):
        return kept
    # What makes an edition takes most of a second to load, and is needed only now.
    from leaflet.manuscript.reading import read_snapshot
    from leaflet.press.making_ready import make_ready, pull_proof

    read = read_snapshot(library, snapshot)
    manuscript = read.value
    press = make_ready(pull_proof(manuscript, library, fold, sizes), library)
    edition = Edition(manuscript.rules, manuscript.review, read.warnings, press)
    # A drawing that was changed meanwhile is in the plate, and not in the key.
    if shelf and key and key == plate_key(library, snapshot, fold, sizes):
        logo = manuscript.hospital.logo
        shelf.keep(key, pack(edition, None if logo is None else (logo, _read_logo(library, logo))))
    return edition


def _find(shelf: Shelf, key: str, library: Library) -> Edition | None:
    """The edition that is kept under the key, if its logo is still the same."""
    content = shelf.find(key)
    if content is None:
        return None
    try:
        edition, logo = unpack(content, library.fonts)
        if logo is not None and sha256(_read_logo(library, logo[0])).hexdigest() != logo[1]:
            return None
    except (Damaged, LeafletError, OSError):
        return None
    return edition


def _read_logo(library: Library, logo: str) -> bytes:
    path = library.find_logo(logo)
    return path.read_bytes() if path is not None else b""
