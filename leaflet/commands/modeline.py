"""The first line of a file of the site, by which an editor knows what may stand in it."""

from leaflet.manuscript.content_folder import (
    APPROVALS,
    FORMULARY,
    HOSPITAL,
    PHONEBOOK,
    REGISTER,
)

FOLDER = ".schemas"
"""Where the schemas are, at the head of a site; ``init`` and ``schema`` alone write there."""

_KINDS = {
    HOSPITAL: "hospital",
    PHONEBOOK: "phonebook",
    FORMULARY: "formulary",
    REGISTER: "medicines",
    APPROVALS: "approvals",
}


def add_modeline(name: str, content: bytes) -> bytes:
    """The content of a new file with the line before it.

    Args:
        name: Its path inside the site folder: ``content/lage-rugpijn/nl.yaml``.
        content: What follows, byte for byte.
    """
    folder, _, file = name.removeprefix("content/").rpartition("/")
    kind = "words" if folder == "words" else "brochure" if folder else _KINDS[file]
    up = "../" * name.count("/")
    return f"# yaml-language-server: $schema={up}{FOLDER}/{kind}.json\n".encode() + content
