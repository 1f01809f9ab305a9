"""Read what a command is given: the file of one patient, or a list, from disk or from a stream.

Messages never call a file by its name, which may be a patient's (law 5).
"""

from collections.abc import Callable
from pathlib import Path

from leaflet.content.model.words import Words
from leaflet.content.yaml import LARGEST_FILE
from leaflet.discharge.patient import Record, merge
from leaflet.errors import Problem, UsageError
from leaflet.messages.message import Foreign, Message, Place

ReadStream = Callable[[int], bytes]
"""Gives at most so many bytes of standard input; raises ``ValueError`` where there is none."""

LARGEST_LIST = 64_000_000
"""Bytes that a list may have: some half a million patients."""

_LOCK = "~$"


def read_dossier(options: Record, file: str, words: Words, stream: ReadStream) -> Record:
    """Read the patient file and merge it with the options.

    Args:
        options: What the options say.
        file: Path of a YAML or JSON file, or ``-`` for standard input.
        words: Knows the keys in the language of the leaflet.
        stream: Standard input.

    Raises:
        UsageError: If the file cannot be read, or contradicts an option.
        DischargeError: If it is not the record of a patient.
    """
    from leaflet.discharge.patient_file import read_record  # slow to import: it reads YAML

    label = "standard input" if file == "-" else "patient file"
    remedy = Message("all.check-path", "check the path and the permissions")
    content = _read(file, label, LARGEST_FILE + 1, stream, remedy)
    return merge(options, read_record(content, label, words))


def fetch_list(path: str, stream: ReadStream) -> tuple[bytes, str]:
    """Read the bytes of a list, once; return them with what messages call the list.

    Args:
        path: Its path, or ``-`` for standard input.
        stream: Standard input.

    Raises:
        UsageError: If it cannot be read.
    """
    label = "standard input" if path == "-" else "list"
    if Path(path).name.startswith(_LOCK):
        what = Message("list.lock-file", "is the mark of a program that has the list open")
        remedy = Message("list.name-itself", "name the list itself")
        raise UsageError(Problem(Place(label), what, remedy))
    remedy = Message(
        "list.close-elsewhere", "check the path and the permissions, and close it in other programs"
    )
    content = _read(path, label, LARGEST_LIST + 1, stream, remedy)
    require_size(content, label)
    return content, label


def require_size(content: bytes, label: str) -> None:
    """Refuse a list that is larger than any that a hospital has.

    Raises:
        UsageError: If it is.
    """
    if len(content) > LARGEST_LIST:
        what = Message("list.too-large", "is larger than {most} MB", most=LARGEST_LIST // 1_000_000)
        raise UsageError(Problem(Place(label), what, Message("list.cut", "cut it into parts")))


def _read(path: str, label: str, most: int, stream: ReadStream, remedy: Message) -> bytes:
    try:
        if path == "-":
            return stream(most)
        with Path(path).open("rb") as file:
            return file.read(most)
    except (OSError, ValueError) as trouble:
        said = trouble.strerror if isinstance(trouble, OSError) else None
        reason = Foreign(said) if said else Message("file.not-there", "it is not there")
        what = Message("file.unreadable", "cannot be read ({reason})", reason=reason)
        raise UsageError(Problem(Place(label), what, remedy)) from None
