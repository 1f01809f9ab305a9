"""The bytes of a file, made text: UTF-8 and nothing else, with or without a byte order mark."""

import re

from leaflet.errors import ContentError, Place, Problem

LARGEST_FILE = 1_000_000
"""Bytes that a file may have; the longest brochure has some ten thousand."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE = "save it as UTF-8 (in the editor: Save as, encoding UTF-8)"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def decode(content: bytes, file: str) -> str:
    """Read the bytes as UTF-8; a byte order mark is dropped, line ends become newlines.

    Args:
        file: What messages call the file.

    Raises:
        ContentError: If it is too large, in another encoding, or holds control characters.
    """
    if len(content) > LARGEST_FILE:
        what = f"the file is larger than {LARGEST_FILE // 1_000_000} MB"
        raise ContentError(Problem(Place(file), what, "a text of that size is no leaflet's"))
    if content.startswith(_UTF_16) or content[:4].count(0) >= 2:
        raise ContentError(Problem(Place(file), "the file is in UTF-16, not in UTF-8", _SAVE))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _position(content[: error.start].decode("utf-8", "replace"))
        what = f"byte 0x{content[error.start]:02X} is not UTF-8; the file is in another encoding"
        raise ContentError(Problem(Place(file, line, column), what, _SAVE)) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if control := _CONTROL.search(text):
        line, column = _position(text[: control.start()])
        what = f"control character U+{ord(control[0]):04X}"
        raise ContentError(Problem(Place(file, line, column), what, "take it out"))
    return text


def _position(before: str) -> tuple[int, int]:
    """Line and column, from 1, of what follows this text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")
