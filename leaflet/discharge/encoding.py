"""The encoding of a list, found in its bytes and never guessed past what they can be.

A byte order mark says it; without one, a list that is not UTF-8 is what Excel in Belgium writes:
Windows-1252. Nothing is replaced: bytes that are no text refuse the list (T58 to T62, T69).
"""

import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from typing import TextIO

from leaflet.errors import DischargeError, Place, Problem
from leaflet.frozen import frozen

_MARKS = {BOM_UTF8: "utf-8-sig", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}
_IMPOSTORS = {
    b"PK\x03\x04": "an Excel workbook",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF file",
}
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_SAMPLE = 64
_PIECE = 1 << 16
_LOCK_SIZE, _LOCK_NAME = 165, 55
_SAVE = "in Excel, save it as: CSV UTF-8"


@frozen
class Text:
    """The bytes of a list, and the encoding in which all of them are text."""

    content: bytes
    encoding: str

    def open(self) -> TextIO:
        """The text from its beginning, piece by piece, its line ends as they are."""
        return io.TextIOWrapper(io.BytesIO(self.content), encoding=self.encoding, newline="")


def read_text(content: bytes, label: str) -> Text:
    """Find the encoding that all the bytes are in.

    Args:
        label: What messages call the list.

    Raises:
        DischargeError: If it is a file of another kind, or some of its bytes are no text.
    """
    if kind := _impostor(content):
        raise _refuse(Place(label), f"is {kind}, whatever its name says", _SAVE)
    encoding = _marked(content) or _unmarked_utf_16(content) or "utf-8"
    if _is_all_text(content, encoding):
        return Text(content, encoding)
    if encoding != "utf-8":
        what = f"begins as {encoding.upper().removesuffix('-SIG')} and does not go on so"
        raise _refuse(Place(label), what, _SAVE)
    if undefined := _UNDEFINED.search(content):
        line = len(_LINE_END.findall(content, 0, undefined.start())) + 1
        what = f"byte 0x{undefined[0][0]:02X} is no letter in UTF-8, nor in Windows-1252"
        raise _refuse(Place(label, line), what, _SAVE)
    return Text(content, "cp1252")


def _impostor(content: bytes) -> str | None:
    """What the file really is, where that is no list."""
    for mark, kind in _IMPOSTORS.items():
        if content.startswith(mark):
            return kind
    # The length of a user's name, the name, and spaces; then the same in UTF-16.
    is_lock = len(content) == _LOCK_SIZE and content[0] < _LOCK_NAME - 1
    if is_lock and not content[1 + content[0] : _LOCK_NAME].strip(b" "):
        return "the lock of a list that is open in Excel"
    return None


def _marked(content: bytes) -> str | None:
    return next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)


def _unmarked_utf_16(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of a line of Western letters is zero."""
    sample = content[:_SAMPLE]
    even, odd = sample[::2], sample[1::2]
    if odd and not any(odd) and all(even):
        return "utf-16-le"
    if odd and not any(even) and all(odd):
        return "utf-16-be"
    return None


def _is_all_text(content: bytes, encoding: str) -> bool:
    decoder = getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), _PIECE):
            decoder.decode(content[start : start + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _refuse(place: Place, what: str, remedy: str) -> DischargeError:
    return DischargeError(Problem(place, what, remedy))
