"""A transcript as it was kept when it was approved, read again to be compared."""

from hashlib import sha256
from pathlib import Path

from leaflet.errors import ContentError, Place, Problem
from leaflet.manuscript.approval import Approval
from leaflet.manuscript.decoding import LARGEST_FILE
from leaflet.manuscript.plain_file import read_plain

FOLDER = "approvals"
_SHOWN = 8


def transcript_name(topic: str, language: str, fingerprint: str) -> str:
    """Its name in the site: ``approvals/lage-rugpijn.nl.3f9a27c1.txt``."""
    return f"{FOLDER}/{topic}.{language}.{fingerprint[:_SHOWN]}.txt"


def read_approved(folder: Path, approval: Approval) -> tuple[str, ...]:
    """The statements that were approved, one a line, as they were written then.

    Args:
        folder: Where ``approvals.yaml`` stands.
        approval: Of these words.

    Raises:
        ContentError: If they are not there any more, or were changed.
    """
    name = transcript_name(approval.topic, approval.language, approval.words)
    remedy = "take it out of an earlier version of the site folder, or approve the text again"
    try:
        content = read_plain(folder / name, LARGEST_FILE + 1)
    except OSError:
        what = "the words that were approved are not there to be compared"
        raise ContentError(Problem(Place(name), what, remedy)) from None
    # A checkout may turn the ends of lines; these are the same words.
    content = content.replace(b"\r\n", b"\n")
    if sha256(content).hexdigest() != approval.words:
        what = "these are not the words that were approved: the file was changed"
        raise ContentError(Problem(Place(name), what, remedy))
    return tuple(content.decode().rstrip("\n").split("\n")[1:])
