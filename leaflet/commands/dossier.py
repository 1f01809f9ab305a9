"""What was typed of one patient: from the options, from a file, or from standard input."""

import sys
from pathlib import Path

from leaflet.commands.voice import say
from leaflet.discharge.record import Record, merge
from leaflet.errors import Problem, UsageError
from leaflet.manuscript.decoding import LARGEST_FILE
from leaflet.manuscript.words import Words


def read_dossier(options: Record, file: str | None, words: Words) -> Record:
    """The options and the patient file as one record.

    Args:
        options: What the options say.
        file: Path of a YAML or JSON file, ``-`` for standard input, or ``None``; messages call
            it ``patient file``, since its name may be a patient's (law 5).
        words: Knows the keys in the language of the leaflet.

    Raises:
        UsageError: If the file cannot be read, or contradicts an option.
        DischargeError: If it is not the record of a patient.
    """
    if file is None:
        return options
    from leaflet.discharge.patient_file import read_record  # it reads YAML, and that is dear

    label = "standard input" if file == "-" else "patient file"
    try:
        if file == "-":
            content = _read_stdin()
        else:
            with Path(file).open("rb") as stream:
                content = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as trouble:
        reason = (trouble.strerror if isinstance(trouble, OSError) else None) or "it is not there"
        what = f"cannot be read ({reason})"
        raise UsageError(Problem(label, what, "check the path and the permissions")) from None
    return merge(options, read_record(content, label, words))


def _read_stdin() -> bytes:
    # A program that is started without a console has no standard input at all.
    if not sys.stdin:
        raise ValueError
    if sys.stdin.isatty():
        say("Type the patient as YAML, such as `name: …`; end with Ctrl-D (Windows: Ctrl-Z).")
    return sys.stdin.buffer.read(LARGEST_FILE + 1)
