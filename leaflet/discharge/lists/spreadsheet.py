"""Traces of spreadsheets: cells that a program changed, and rows with totals.

Source: ``docs/rules.md`` T16, T18, T23, T62 and T66. A changed cell is refused, since nobody can
tell what was typed; no message repeats it (law 5).
"""

import re
from collections.abc import Collection

from leaflet.discharge.clean_text import CELL_ERROR, MEND_CELL
from leaflet.discharge.day import DAY_COUNT
from leaflet.errors import Problem
from leaflet.messages.message import Key, Message

_PATIENTS = r"pati[eë]nt(?:en|s)?"
_WHOSE = r"(?:sub|eind|sub-|sous-|sous |grand |algemeen )?"
_TOTAL = re.compile(
    rf"(?:{_WHOSE}tota(?:al|l|len|ux)(?: g[eé]n[eé]ra(?:l|al))?|aantal|nombre|gesamt)"
    rf"(?: (?:de )?{_PATIENTS})?(?: ?[:=])?(?: ?[0-9]{{1,6}}(?: {_PATIENTS})?)?",
    re.IGNORECASE,
)
_COUNT = re.compile(rf"[0-9]{{1,6}}(?: {_PATIENTS})?", re.IGNORECASE)


def is_total_word(text: str) -> bool:
    """Whether the text is ``Totaal``, ``Aantal patiënten: 12`` or the like, and nothing else."""
    return _TOTAL.fullmatch(" ".join(text.split())) is not None


def is_count(text: str) -> bool:
    """Whether the text is ``12`` or ``12 patiënten``."""
    return _COUNT.fullmatch(" ".join(text.split())) is not None


def is_total(texts: Collection[str]) -> bool:
    """Whether the texts, all that a row holds, are a word for a total and at most its counts."""
    return all(is_count(text) or is_total_word(text) for text in texts) and any(
        map(is_total_word, texts)
    )


BOUND = "\0"
"""Stands before, between and after the texts that ``is_suspect`` looks at."""

_NAME, _DAYS = Key("name"), ("born", "date")

_ERROR = re.compile(r"#(?:[^\W\d_]\w*(?:/\w+)?[!?]?|#*)|(?:err|fout|erreur):\d+", re.IGNORECASE)
_FORMULA = re.compile(r"[=+@]|-(?![-\s]*$)")
_SHORTENED = re.compile(r"\d+(?:[.,]\d+)?E[+-]\d+", re.ASCII)
_DAY_COUNT = re.compile(r"\d{5}(?:[.,]\d+)?", re.ASCII)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")

_SECOND = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_GARBLED = re.compile(
    f"[ÂÃÄÅ][{_SECOND}]"  # UTF-8 that was read as Windows-1252 or Latin-1, byte by byte
    "|È[˜™›]|â€|á[º»]"  # the same of Romanian letters, of ’ and of Vietnamese letters
    r"|[^\W\d_][‚„‡ˆ‰‹•]"  # MS-DOS letters that were read as Windows-1252
    "|\ufffd"  # what a decoder puts where a letter was lost
)
_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]")
_NO_NAME = "¡¢£¤¥¦§©®±²³¹¼½¾¿×÷"
_RARE = re.compile(f"[ÂÃÄÅÈâá‚„‡ˆ‰‹•\ufffd{_NO_NAME}]")
_STRANGE = re.compile(f"{_GARBLED.pattern}|[{_NO_NAME}]")

_SUSPECT = re.compile(
    BOUND
    + r"\s*(?:[-=+@#]|\d+(?:[.,]\d+)?(?:E|\s*\0)|err:|fout:|erreur:"
    + r"|(?:sub|eind|sous|grand|algemeen)|tota|aantal|nombre|gesamt)",
    re.IGNORECASE,
)


def is_suspect(row: str) -> bool:
    """Whether ``find_flaw`` might find something; quick, and now and then wrong to say yes.

    Args:
        row: The texts of one record, each with ``BOUND`` before and after it.
    """
    if _SUSPECT.search(row) or "?" in row:
        return True
    if row.isascii() or not _RARE.search(row):
        return False
    return _STRANGE.search(row) is not None


_SAVE_AGAIN = Message(
    "list.save-as-utf-8", "save the list as CSV UTF-8 where its letters are still right"
)


def find_flaw(text: str, field: Key) -> Problem | None:
    """What is wrong with a text, or ``None``; whether it is right is for others to judge.

    Args:
        text: As it stands in the list, not blank.
        field: ``name``, ``born``, ``med 2``: what the text is, and what messages call it.
    """
    written = text.strip()
    if _ERROR.fullmatch(written):
        what, remedy = CELL_ERROR, MEND_CELL
    elif _FORMULA.match(written):
        what = Message("list.formula", "begins as a formula does")
        remedy = Message("list.no-formula", "write the text itself, without = + - or @ before it")
    elif _SHORTENED.fullmatch(written):
        what = Message("list.shortened", "is a number that the spreadsheet shortened")
        remedy = Message("list.format-as-text", "format the column as text, and type it again")
    elif field in _DAYS and _DAY_COUNT.fullmatch(written):
        what = DAY_COUNT
        remedy = Message(
            "list.format-as-date",
            "format the column as a date, dd/mm/yyyy, and save the list again",
        )
    elif _GARBLED.search(written):
        what = Message("list.garbled", "has letters that were garbled on the way")
        remedy = _SAVE_AGAIN
    elif field == _NAME:
        return _find_flaw_of_name(written)
    else:
        return None
    return Problem(field, what, remedy)


def _find_flaw_of_name(name: str) -> Problem | None:
    if _NUMBER.fullmatch(name):
        what = Message("name.number", "is a number")
        remedy = Message(
            "name.or-no-patient", "give the name, or delete the row if it is no patient's"
        )
    elif name.startswith("#"):
        what = Message("name.remark", "begins with #")
        remedy = Message("name.or-remark", "give the name, or delete the row if it is a remark")
    elif is_total_word(name):
        what = Message("name.total", "is a word for a total")
        remedy = Message("list.delete-if-nobody", "delete the row if it is no patient's")
    elif _LOST.search(name) or any(sign in _NO_NAME for sign in name):
        what, remedy = (
            Message("name.lost-letter", "has a sign where a letter was lost"),
            _SAVE_AGAIN,
        )
    else:
        return None
    return Problem(_NAME, what, remedy)
